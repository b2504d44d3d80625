//! The progress of `onrecord index`: a bar with rate and time left, on a terminal only.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::terminal::App;
use crate::ingest::Progress;

/// A bar; clones are the same bar.
#[derive(Clone)]
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new(app: &App) -> Self {
        if !app.err.terminal || app.quiet {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        bar.set_style(style("{spinner} {msg} {pos}"));
        bar.set_message("Looking for articles");
        bar.enable_steady_tick(Duration::from_millis(100));
        Self(bar)
    }

    pub fn advance(&self, progress: Progress) {
        let bar = &self.0;
        match progress {
            Progress::Walking(found) => bar.set_position(found),
            Progress::Indexing { done, total } => self.count("Indexing", done, total),
            Progress::Committing => {
                bar.set_message("Writing to disk");
                bar.set_style(style("{spinner} {msg}"));
            }
        }
    }

    /// So many of all files are done.
    pub fn count(&self, doing: &'static str, done: u64, total: u64) {
        let bar = &self.0;
        if bar.message() != doing {
            bar.set_message(doing);
            bar.set_style(style(
                "{spinner} {msg} {bar:30} {human_pos} of {human_len}  {rate}  {eta} left",
            ));
        }
        if bar.length() != Some(total) {
            bar.set_length(total);
            bar.reset_eta(); // the walk was another matter
        }
        bar.set_position(done);
    }

    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", rate)
        .progress_chars("━╸ ")
}
