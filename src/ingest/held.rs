//! Articles between reading and writing.
//!
//! Whom a name stands for is judged by all articles read so far, and an article that was
//! told what does not hold any more is written again in the end. So articles are held until
//! there are many: their names are judged together, and few are written twice.

use rayon::prelude::*;

use super::read::{Outcome, Read};
use super::speakers::Speakers;
use super::{BATCH, Summary};
use crate::annotate::Lexicons;
use crate::error::Error;
use crate::index::{Writer, document};

/// Articles that are counted and not yet written.
#[derive(Default)]
pub(super) struct Held {
    articles: Vec<Read>,
    /// Bytes of their texts.
    bytes: usize,
}

/// Texts held at most, in bytes, before the next batch is read: with what is understood of
/// them, about ten times as much memory.
const MOST_HELD: usize = 16 << 20;

impl Held {
    /// Takes what was read in, and counts its names; whether that changes the index.
    pub(super) fn take(
        &mut self,
        outcomes: Vec<Outcome>,
        writer: &mut Writer,
        speakers: &mut Speakers,
        summary: &mut Summary,
    ) -> Result<bool, Error> {
        let mut changed = false;
        let mut before: Vec<String> = Vec::new();
        let first = self.articles.len();
        for outcome in outcomes {
            match outcome {
                Outcome::Unchanged(articles) => summary.unchanged += articles,
                Outcome::Left => summary.left += 1,
                Outcome::Skipped(skip) => summary.skipped.push(skip),
                Outcome::Read { articles, known } => {
                    changed = true;
                    for id in known.iter().skip(articles.len()) {
                        writer.remove(id)?;
                        summary.removed += 1;
                    }
                    before.extend(known);
                    for article in articles {
                        summary.indexed += 1;
                        summary.quotes += article.annotations.quotes.len() as u64;
                        self.bytes += article.article.body.len();
                        self.articles.push(article);
                    }
                }
            }
        }
        speakers.forget(&before, writer)?;
        let fresh = self.articles.iter().skip(first);
        speakers.learn(fresh.flat_map(|article| &article.quoted.speakers), writer)?;
        Ok(changed)
    }

    /// Whether it is time to write.
    pub(super) fn is_full(&self) -> bool {
        self.bytes >= MOST_HELD
    }

    /// Judges the names, and hands the articles to the threads that write.
    pub(super) fn write(
        &mut self,
        writer: &mut Writer,
        speakers: &mut Speakers,
        lexicons: &Lexicons,
    ) -> Result<(), Error> {
        let held = std::mem::take(self).articles;
        let named = held.iter().flat_map(|article| &article.quoted.speakers);
        speakers.settle(named.map(|speaker| speaker.key.as_str()));
        let who = |key: &str| speakers.who(key);
        let fields = writer.fields.clone();
        let topics = &lexicons.topics;
        let rows = |read: Read| {
            let understood = (&read.annotations, &read.quoted);
            let rows = document::rows(&fields, read.article, understood, &read.origin, topics, &who);
            rows.map(|rows| (rows, read.is_new))
        };
        let mut held = held.into_iter();
        while held.len() > 0 {
            let batch: Vec<Read> = held.by_ref().take(BATCH).collect();
            let made: Vec<_> = batch.into_par_iter().map(rows).collect();
            for article in made {
                match article? {
                    (rows, true) => writer.add(rows)?,
                    (rows, false) => writer.replace(rows)?,
                }
            }
        }
        Ok(())
    }
}
