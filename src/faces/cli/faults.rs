//! Faults of the program itself: told as errors, without a stack trace.

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, PoisonError};

use super::errors::{Failure, Problem};

/// What the last panic said, and where. The library catches those that a damaged
/// index causes in the engine; nobody needs to read them.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Runs a command; a panic that nobody caught becomes an error to report.
pub fn told<T>(command: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    std::panic::set_hook(Box::new(note));
    catch_unwind(AssertUnwindSafe(command)).unwrap_or_else(|_| {
        let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        Err(Problem::new(
            format!("a fault of the program: {last}"),
            "please report it with the command and the version; the index is as it was at its last commit",
        )
        .into())
    })
}

fn note(panic: &PanicHookInfo<'_>) {
    let payload = panic.payload();
    let literal = payload.downcast_ref::<&str>().copied();
    let what = literal
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown");
    let place = panic.location().map(|l| format!(" ({}:{})", l.file(), l.line()));
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = what.to_owned() + &place.unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let outcome = told::<()>(|| panic!("of paper"));
        drop(std::panic::take_hook());
        let Err(Failure::Told(problem)) = outcome else {
            panic!("not told")
        };
        let begin = "a fault of the program: ";
        assert!(problem.message.starts_with(begin), "{}", problem.message);
    }
}
