//! Reporting verbs and nouns: every form of every verb of `cues.txt`, kept with the classes of words
//! so that one look-up finds both.

use super::words::{self, Class, WordMap};

/// What a reporting verb takes, and which of its forms a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    takes: u8,
    form: u8,
}

impl Cue {
    /// Takes a clause: "said that".
    pub const SAY: u8 = 1;
    /// Takes a hearer, then a clause: "told reporters that".
    pub const TELL: u8 = 2;
    /// Takes a quotation, and a clause only with "that".
    pub const SPEAK: u8 = 4;
    /// A manner of speaking: takes a quotation only.
    pub const VOICE: u8 = 8;
    /// Takes an object and a quotation: "called it".
    pub const CALL: u8 = 16;
    /// Takes a thing: "criticised the plan".
    pub const OBJECT: u8 = 32;
    /// A belief: reported as speech only with a quotation.
    pub const THINK: u8 = 64;
    /// A finding of a paper, a poll or a study.
    pub const SHOW: u8 = 128;

    const BASE: u8 = 1;
    const S: u8 = 2;
    const PAST: u8 = 4;
    const PARTICIPLE: u8 = 8;
    const ING: u8 = 16;
    const NOUN: u8 = 32;
    const OPENER: u8 = 64;

    /// A past form that only its place shows to be a manner of speaking.
    pub const UNKNOWN: Cue = Cue {
        takes: Self::VOICE,
        form: Self::PAST,
    };

    /// What a noun for words that were said takes.
    pub const NAMED: Cue = Cue {
        takes: Self::SPEAK,
        form: Self::NOUN,
    };

    pub(super) const fn from_bits(bits: u16) -> Self {
        let [takes, form] = bits.to_le_bytes();
        Self { takes, form }
    }

    pub(super) const fn bits(self) -> u16 {
        u16::from_le_bytes([self.takes, self.form])
    }

    /// Whether the verb takes any of `what`.
    pub const fn takes(self, what: u8) -> bool {
        self.takes & what != 0
    }

    /// Whether the verb takes `what` and nothing else.
    pub const fn takes_only(self, what: u8) -> bool {
        self.takes != 0 && self.takes & !what == 0
    }

    /// Whether the word is a reporting verb at all.
    pub const fn is_some(self) -> bool {
        self.takes != 0
    }

    /// "say"
    pub const fn base(self) -> bool {
        self.form & Self::BASE != 0
    }

    /// Only "say" or "says": forms that may be nouns.
    pub const fn may_be_noun(self) -> bool {
        self.form & (Self::PAST | Self::PARTICIPLE | Self::ING) == 0
    }

    /// "claim", "slogan": a noun for words that were said, its owner's.
    pub const fn noun(self) -> bool {
        self.form & Self::NOUN != 0
    }

    /// "according", "per", "words": opens a frame that has no verb.
    pub const fn opener(self) -> bool {
        self.form & Self::OPENER != 0
    }

    /// "saying"
    pub const fn ing(self) -> bool {
        self.form & Self::ING != 0
    }

    /// "said", "written": may be passive.
    pub const fn participle(self) -> bool {
        self.form & Self::PARTICIPLE != 0
    }

    /// "wrote", "said": may stand without an auxiliary.
    pub const fn past(self) -> bool {
        self.form & Self::PAST != 0
    }
}

/// Adds the words that ship in the program to a table of classes.
pub(super) fn add_to(table: &mut WordMap<Class>) {
    let mut add = |word: &str, takes: u8, form: u8| {
        let class = table.entry(word);
        let known = class.cue();
        *class = class.with_cue(Cue {
            takes: known.takes | takes,
            form: known.form | form,
        });
    };
    for (name, verbs) in words::paragraphs(include_str!("cues.txt")) {
        let form = match name {
            "noun" => Cue::NOUN,
            "opener" => Cue::OPENER,
            _ => 0,
        };
        if form != 0 {
            for word in verbs {
                add(word, 0, form);
            }
            continue;
        }
        let takes = match name {
            "say" => Cue::SAY,
            "tell" => Cue::TELL,
            "speak" => Cue::SPEAK,
            "voice" => Cue::VOICE,
            "call" => Cue::CALL,
            "object" => Cue::OBJECT,
            "think" => Cue::THINK,
            "show" => Cue::SHOW,
            _ => continue,
        };
        for verb in verbs {
            for (form, word) in forms(verb) {
                add(&word, takes, form);
            }
        }
    }
}

/// Every form of a verb as the data file writes it.
fn forms(verb: &str) -> Vec<(u8, String)> {
    let mut parts = verb.split('/');
    let base = parts.next().unwrap_or_default();
    let doubled = base.ends_with('+');
    let base = base.trim_end_matches('+');
    let stem = if doubled {
        format!("{base}{}", &base[base.len() - 1..])
    } else {
        base.to_string()
    };
    let consonant_y = base.ends_with('y') && !base.ends_with(['a', 'e', 'o', 'u']) && {
        let before = base.as_bytes()[base.len() - 2];
        !matches!(before, b'a' | b'e' | b'o' | b'u')
    };
    let s = if consonant_y {
        format!("{}ies", &base[..base.len() - 1])
    } else if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") || base == "go"
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    let ed = if consonant_y {
        format!("{}ied", &base[..base.len() - 1])
    } else if base.ends_with('e') {
        format!("{base}d")
    } else {
        format!("{stem}ed")
    };
    let ing = if base.ends_with('e') && !base.ends_with("ee") {
        format!("{}ing", &base[..base.len() - 1])
    } else {
        format!("{stem}ing")
    };
    let past = parts.next().map_or(ed.clone(), String::from);
    let participle = parts.next().map_or(ed, String::from);
    vec![
        (Cue::BASE, base.to_string()),
        (Cue::S, s),
        (Cue::PAST, past),
        (Cue::PARTICIPLE, participle),
        (Cue::ING, ing),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rules_of_spelling() {
        let words = |verb: &str| {
            forms(verb)
                .into_iter()
                .map(|(_, w)| w)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(words("say/said/said"), "say says said said saying");
        assert_eq!(words("admit+"), "admit admits admitted admitted admitting");
        assert_eq!(words("deny"), "deny denies denied denied denying");
        assert_eq!(words("note"), "note notes noted noted noting");
        assert_eq!(words("stress"), "stress stresses stressed stressed stressing");
    }
}
