//! Dates as people and newspapers write them. (Being written.)
use jiff::civil::Date;

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// First day.
    pub first: Date,
    /// Last day, included.
    pub last: Date,
}

/// Reads what a person writes for `--since` and `--until`.
///
/// # Errors
/// A short text saying what is wrong, for [`QueryError::Date`](crate::error::QueryError::Date).
pub fn parse_range(text: &str, today: Date) -> Result<DateRange, String> {
    let _ = today;
    let day: Date = text
        .parse()
        .map_err(|_| format!("cannot read {text:?} as a date"))?;
    Ok(DateRange {
        first: day,
        last: day,
    })
}
