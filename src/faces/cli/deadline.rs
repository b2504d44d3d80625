//! The time that a search may take.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::errors::Problem;
use super::terminal::{App, FAILED};

/// Ends the program with an error when it is not dropped in time. That holds for everything
/// that a search does, whatever it is busy with, and costs the search nothing.
pub struct Deadline {
    _dropped_in_time: Option<Sender<()>>,
}

impl Deadline {
    /// Counts from now; no time at all means no limit.
    pub fn set(app: &App, limit: Duration) -> Self {
        if limit.is_zero() {
            return Self {
                _dropped_in_time: None,
            };
        }
        let (sender, receiver) = channel();
        let app = app.clone();
        std::thread::spawn(move || {
            if receiver.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                app.fail(&problem(limit));
                std::process::exit(i32::from(FAILED));
            }
        });
        Self {
            _dropped_in_time: Some(sender),
        }
    }
}

fn problem(limit: Duration) -> Problem {
    Problem::new(
        format!("the search took longer than {} s", limit.as_secs_f64()),
        "ask for less, or give it more time with --timeout SECONDS; 0 is no limit",
    )
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

    #[test]
    fn seconds_are_read_as_they_are_written() {
        assert_eq!(parse("2"), Ok(Duration::from_secs(2)));
        assert_eq!(parse("0.25"), Ok(Duration::from_millis(250)));
        for wrong in ["-1", "two", "inf", "1e99", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
