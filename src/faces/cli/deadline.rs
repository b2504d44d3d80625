//! The time that a search may take.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::errors::{Failure, Problem};
use super::terminal::{App, FAILED};
use crate::error::Error;
use crate::search::limit::Stop;

/// What to do about a search that was given up.
pub const HINT: &str = "ask for less, or give it more time with --timeout SECONDS; 0 is no limit";

/// What the engine does in one piece may last so long beyond the limit; then the program ends.
const GRACE: Duration = Duration::from_millis(100);

/// A clock for the search, which the library looks at. Where the library does not come to that,
/// busy as it may be with one long piece of work or with opening the index, the program ends.
pub struct Deadline {
    began: Instant,
    limit: Duration,
    /// Where it is dropped, the search has ended in time.
    _in_time: Option<Sender<()>>,
}

impl Deadline {
    /// Counts from now; no time at all means no limit.
    pub fn set(app: &App, limit: Duration) -> Self {
        Self {
            began: Instant::now(),
            limit,
            _in_time: (!limit.is_zero()).then(|| last_resort(app, limit)),
        }
    }

    /// Searches until the time is over.
    ///
    /// # Errors
    /// Those of the search, and that the time is over.
    pub fn keep<T>(self, search: impl FnOnce(Stop<'_>) -> Result<T, Error>) -> Result<T, Failure> {
        let over = || !self.limit.is_zero() && self.began.elapsed() >= self.limit;
        search(&over).map_err(|error| match error {
            Error::Stopped => problem(self.limit).into(),
            error => error.into(),
        })
    }
}

fn last_resort(app: &App, limit: Duration) -> Sender<()> {
    let (sender, receiver) = channel();
    let app = app.clone();
    std::thread::spawn(move || {
        if receiver.recv_timeout(limit.saturating_add(GRACE)) == Err(RecvTimeoutError::Timeout) {
            app.fail(&problem(limit));
            std::process::exit(i32::from(FAILED));
        }
    });
    sender
}

fn problem(limit: Duration) -> Problem {
    let message = format!("the search took longer than {} s", limit.as_secs_f64());
    Problem::new(message, HINT)
}

/// Seconds, with a fraction if need be.
pub fn parse(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|s: &f64| s.is_finite());
    let limit = seconds.and_then(|s| Duration::try_from_secs_f64(s).ok());
    limit.ok_or_else(|| "not a number of seconds".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::terminal::tests::app;

    #[test]
    fn a_search_that_is_given_up_names_its_limit() {
        let outcome = |limit| {
            let deadline = Deadline::set(&app(None, false), limit);
            deadline.keep(|stop| if stop() { Err(Error::Stopped) } else { Ok(()) })
        };
        let Err(Failure::Told(problem)) = outcome(Duration::from_nanos(1)) else {
            panic!("nothing told")
        };
        assert_eq!(problem.message, "the search took longer than 0.000000001 s");
        assert!(outcome(Duration::from_secs(60)).is_ok());
        assert!(outcome(Duration::ZERO).is_ok(), "no limit");
    }

    #[test]
    fn seconds_are_read_as_they_are_written() {
        assert_eq!(parse("2"), Ok(Duration::from_secs(2)));
        assert_eq!(parse("0.25"), Ok(Duration::from_millis(250)));
        for wrong in ["-1", "two", "inf", "1e99", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
