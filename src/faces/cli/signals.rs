//! Ctrl-C and its like: what is done is kept, the rest is left for another run.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

/// What was heard, and whether there is anything to save.
#[derive(Clone, Default)]
pub struct Signals {
    heard: Arc<AtomicU8>,
    busy: Arc<AtomicBool>,
}

/// Exit status of a program that a signal ended: 128 and its number, as shells have it.
fn status(signal: u8) -> u8 {
    signal.saturating_add(128)
}

impl Signals {
    /// Listens from now on. The first signal is kept for [`Signals::status`] if there is
    /// something to save; otherwise, and at the second, the program ends at once, after
    /// `leave`, which is told whether there was.
    pub fn listen(leave: impl Fn(bool) + Send + 'static) -> Self {
        let signals = Self::default();
        #[cfg(unix)]
        {
            use signal_hook::consts::{SIGINT, SIGTERM};
            let here = signals.clone();
            // Where the system refuses, a signal ends the program as it always did.
            if let Ok(mut incoming) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
                std::thread::spawn(move || {
                    for signal in incoming.forever() {
                        let signal = u8::try_from(signal).unwrap_or(SIGTERM as u8);
                        let busy = here.busy.load(Ordering::SeqCst);
                        let first = here.heard.swap(signal, Ordering::SeqCst) == 0;
                        if !busy || !first {
                            leave(busy);
                            std::process::exit(i32::from(status(signal)));
                        }
                    }
                });
            }
        }
        #[cfg(not(unix))]
        let _ = leave;
        signals
    }

    /// Whether there is now something to save.
    pub fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::SeqCst);
    }

    /// The exit status that a signal asks for.
    pub fn status(&self) -> Option<u8> {
        Some(self.heard.load(Ordering::SeqCst))
            .filter(|signal| *signal != 0)
            .map(status)
    }
}
