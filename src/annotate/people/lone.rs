//! One capitalised word by itself: somebody's name, a place, or the beginning of a sentence.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::sentence_start;
use super::names::Name;
use super::roles;
use crate::text::words::{Class, is_plural};
use crate::text::{Text, TokenKind};

/// Up to so many names are looked through, more are put in order first.
const FEW: usize = 256;

/// The lone words among the names of a story.
pub(super) struct Lone<'t> {
    text: &'t Text<'t>,
    classes: &'t [Class],
    names: &'t [Name],
    /// Those that have a capital inside a sentence.
    inside: OnceCell<FxHashSet<&'t str>>,
    /// Where each stands.
    stands: OnceCell<FxHashMap<&'t str, Stand>>,
}

/// Where a word stands in a story, all its places taken together.
#[derive(Clone, Copy, Default)]
struct Stand {
    /// Behind "in", "near" and the like.
    located: bool,
    /// Where no preposition leads it.
    free: bool,
}

impl<'t> Lone<'t> {
    pub(super) fn new(text: &'t Text<'t>, classes: &'t [Class], names: &'t [Name]) -> Self {
        Self {
            text,
            classes,
            names,
            inside: OnceCell::new(),
            stands: OnceCell::new(),
        }
    }

    /// Whether a name of one word, which nobody bears in full, names somebody or a body.
    pub(super) fn is_name(&self, name: &Name) -> bool {
        let (text, at) = (self.text, name.name.start);
        let class = self.classes[at];
        let other = Class::ROLE
            .or(Class::TITLE)
            .or(Class::DEMONYM)
            .or(Class::PLACE)
            .or(Class::TIME);
        let thing = !class.any(Class::GIVEN) && self.is_place(name);
        if class.any(other) || thing || self.is_family(at) {
            return false;
        }
        if !sentence_start(text, at) {
            return true;
        }
        // At the start of a sentence a capital shows nothing; a verb or an age right behind does.
        let word = text.word(at);
        // "O'Connor", "McRae"
        let inner = |c: char| c.is_uppercase();
        if word.chars().skip(1).any(inner) && word.chars().any(char::is_lowercase) {
            return true;
        }
        const SPEAKS: &[&str] = &[
            "said", "says", "told", "added", "asked", "wrote", "admitted", "insisted", "denied", "warned",
            "replied", "recalled", "joked", "argued", "’s", "'s", "accused", "urged", "called", "vowed",
            "pledged", "promised", "vows", "pledges", "urges", "accuses",
        ];
        // "Danker, director-general of the board, said"
        let office = self
            .classes
            .get(at + 2)
            .is_some_and(|class| class.any(Class::ROLE))
            && text.word(at + 1) == ","
            && (at + 3..at + 6).any(|i| matches!(text.word(i), "of" | "at"))
            && !text.tokens[at + 2].capital;
        // "Lomcare, a charity which"
        let explained = text.word(at + 1) == "," && roles::is_body_explained(text, self.classes, at + 2);
        let shown =
            office || explained || SPEAKS.contains(&text.word(at + 1)) || roles::is_aged(text, at + 1);
        let unlike = [
            "s", "ing", "ed", "tion", "ment", "ness", "ity", "men", "people", "dence",
        ];
        // "Jarvis" is no plural.
        let plural = |end: &str| end != "s" || !["is", "us", "as"].iter().any(|end| word.ends_with(end));
        (shown || class.any(Class::GIVEN)) && !unlike.iter().any(|end| word.ends_with(end) && plural(end))
            || self.has_capital_inside(word)
    }

    /// "Reports said", "Banks are closed": a plural that begins a sentence, with a capital nowhere else.
    pub(super) fn is_plural_noun(&self, name: &Name) -> bool {
        let (text, at) = (self.text, name.name.start);
        let word = text.word(at);
        let capital_behind = || text.tokens.get(at + 1).is_some_and(|next| next.capital);
        self.classes[at].any(Class::ORG)
            && is_plural(word)
            && !matches!(
                word,
                "News" | "Times" | "Forces" | "Systems" | "Industries" | "Motors"
            )
            && !text.tokens[at].all_caps
            && sentence_start(text, at)
            && !capital_behind()
            && !self.has_capital_inside(word)
    }

    /// The lone words, each time that they stand.
    fn words(&self) -> impl Iterator<Item = (&'t str, &'t Name)> {
        let text = self.text;
        let lone = self.names.iter().filter(|name| name.name.len() == 1);
        lone.map(move |name| (text.word(name.name.start), name))
    }

    /// Whether a sentence has the word with a capital inside it.
    fn has_capital_inside(&self, word: &str) -> bool {
        let mut inside = self
            .words()
            .filter(|(_, n)| !sentence_start(self.text, n.name.start));
        if self.names.len() < FEW {
            return inside.any(|(other, _)| other == word);
        }
        let inside = self
            .inside
            .get_or_init(|| inside.map(|(other, _)| other).collect());
        inside.contains(word)
    }

    /// "in Andalusia", "the coast near Iten": a word that stands behind prepositions only, one of them of place.
    fn is_place(&self, name: &Name) -> bool {
        // Most stand free, and need no look at the others.
        if self.with(Stand::default(), name).free {
            return false;
        }
        let word = self.text.word(name.name.start);
        let stand = if self.names.len() < FEW {
            let same = self.words().filter(|(other, _)| *other == word);
            same.fold(Stand::default(), |stand, (_, name)| self.with(stand, name))
        } else {
            let read = || {
                let mut stands = FxHashMap::<_, Stand>::default();
                for (other, name) in self.words() {
                    let stand = stands.entry(other).or_default();
                    *stand = self.with(*stand, name);
                }
                stands
            };
            self.stands
                .get_or_init(read)
                .get(word)
                .copied()
                .unwrap_or_default()
        };
        stand.located && !stand.free
    }

    /// "The Heaneys", where the story names a Heaney.
    fn is_family(&self, at: usize) -> bool {
        let one = |surname: &str| {
            let mut names = self.names.iter().take(FEW);
            names.any(|name| self.text.word(name.name.end - 1) == surname)
        };
        at > 0
            && matches!(self.text.word(at - 1), "the" | "The")
            && self.text.word(at).strip_suffix('s').is_some_and(one)
    }

    fn with(&self, stand: Stand, name: &Name) -> Stand {
        let at = name.tokens.start;
        let led = at > 0 && !self.text.tokens[at].line_start;
        let before = if led { self.text.word(at - 1) } else { "" };
        let owner = (self.text.tokens.get(name.tokens.end)).is_some_and(|t| t.kind == TokenKind::Possessive);
        // "shares in Quillor"
        let part = at > 1
            && (self.classes[at - 2].any(Class::OF_FIRMS)
                || self.text.word(at - 2).eq_ignore_ascii_case("stake"));
        let located = !part
            && matches!(
                before,
                "in" | "In"
                    | "near"
                    | "Near"
                    | "across"
                    | "Across"
                    | "outside"
                    | "Outside"
                    | "throughout"
                    | "around"
            );
        // "the town of Okun"
        const SETTLEMENTS: &[&str] = &[
            "town", "city", "village", "suburb", "hamlet", "district", "province", "island",
        ];
        let town = before == "of" && at > 1 && SETTLEMENTS.contains(&self.text.word(at - 2));
        let located = located || town;
        let led = located
            || matches!(
                before,
                "from" | "From" | "of" | "to" | "at" | "At" | "between" | "through"
            );
        Stand {
            located: stand.located || located && !owner,
            free: stand.free || !led || owner && !located,
        }
    }
}
