//! The lists of a story that has been read, for the next one of the same thread: to ask for their
//! room anew costs more than to fill short ones.

use std::cell::RefCell;
use std::ops::Range;

use super::claims::Claim;
use super::frames::Frame;
use super::speakers::{Event, Speaker};
use super::units::Item;
use crate::article::Person;
use crate::text::{Text, Token};

/// A place where a person is named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mention {
    /// First token; first byte until the tokens are known.
    pub(super) first: usize,
    /// One past the last token; or byte.
    pub(super) last: usize,
    /// Index of the person.
    pub(super) person: u32,
}

/// Puts all mentions into a list that is empty, in the order of the text.
pub(super) fn mentions(text: &Text<'_>, people: &[Person], mentions: &mut Vec<Mention>) {
    for (p, person) in people.iter().enumerate() {
        mentions.extend(person.mentions.iter().map(|m| Mention {
            first: m.start,
            last: m.end,
            person: p as u32,
        }));
    }
    mentions.sort_unstable();
    // Names begin with a capital.
    let mut capitals = text.capitals(0).iter().map(|at| *at as usize);
    let mut at = 0;
    for mention in mentions {
        while text
            .tokens
            .get(at)
            .is_some_and(|t| (t.start as usize) < mention.first)
        {
            at = capitals.next().unwrap_or(text.tokens.len());
        }
        // "al-Assad": but for an article.
        let start = match at.checked_sub(2) {
            Some(article) if text.tokens[article].start as usize == mention.first => article,
            _ => at,
        };
        let inside = |t: &&Token| (t.end as usize) < mention.last;
        let more = text.tokens[start..].iter().take_while(inside).count();
        (mention.first, mention.last) = (start, start + more + 1);
    }
}

/// Where a sentence begins in the lists of reporting and referring items and of quotations.
pub(super) type Places = [usize; 3];

/// The lists of one [`super::units::Units`].
#[derive(Default)]
pub(super) struct Lists {
    pub(super) items: Vec<Item>,
    pub(super) units: Vec<(Range<usize>, usize)>,
    pub(super) borders: Vec<usize>,
    pub(super) reporting: Vec<usize>,
    pub(super) referring: Vec<usize>,
    pub(super) quotations: Vec<usize>,
    pub(super) mentions: Vec<Mention>,
    pub(super) places: Vec<Places>,
}

/// The lists of longer stories, in items, are given back: they would stay for the life of the thread.
const LONGEST: usize = 1 << 15;

/// The lists that are filled while a story is read.
#[derive(Default)]
pub(super) struct Room {
    pub(super) events: Vec<Event>,
    pub(super) pronouns: Vec<(usize, Speaker)>,
    pub(super) frames: Vec<Frame>,
    pub(super) claims: Vec<Claim>,
}

thread_local! {
    static SPARE: RefCell<Option<Lists>> = const { RefCell::new(None) };
    static SPARE_ROOM: RefCell<Option<Room>> = const { RefCell::new(None) };
}

/// Empty lists for the reading.
pub(super) fn take_room() -> Room {
    let spare = SPARE_ROOM.try_with(|spare| spare.borrow_mut().take());
    spare.ok().flatten().unwrap_or_default()
}

/// Keeps them.
pub(super) fn keep_room(mut room: Room) {
    let longest = room.events.capacity().max(room.frames.capacity());
    if longest.max(room.claims.capacity()) > LONGEST / 16 {
        return;
    }
    room.events.clear();
    room.pronouns.clear();
    room.frames.clear();
    room.claims.clear();
    let _ = SPARE_ROOM.try_with(|spare| *spare.borrow_mut() = Some(room));
}

/// Empty lists.
pub(super) fn take() -> Lists {
    let spare = SPARE.try_with(|spare| spare.borrow_mut().take());
    spare.ok().flatten().unwrap_or_default()
}

/// Keeps lists that are no longer needed.
pub(super) fn keep(mut lists: Lists) {
    if lists.items.capacity() > LONGEST {
        return;
    }
    lists.items.clear();
    lists.units.clear();
    lists.borders.clear();
    lists.reporting.clear();
    lists.referring.clear();
    lists.quotations.clear();
    lists.mentions.clear();
    lists.places.clear();
    // Where the thread is ending there is nothing to keep them for.
    let _ = SPARE.try_with(|spare| *spare.borrow_mut() = Some(lists));
}
