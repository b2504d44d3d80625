//! What documents say of their speakers: asked for, and put down, when the segment is written.

use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::schema::{Field, Schema};

use super::{Builder, index};
use crate::facet::by_name;
use crate::identity::Identity;
use crate::index::cast::{Cast, Judge};
use crate::index::joined;

/// The fields that say it.
pub(super) struct Sayings {
    speaker: Option<Field>,
    alias: Option<Field>,
    joined: Option<Field>,
}

impl Sayings {
    pub(super) fn of(schema: &Schema) -> Self {
        let field = |name: &str| schema.get_field(name).ok();
        Self {
            speaker: by_name("speaker").and_then(|facet| field(facet.field)),
            alias: field("alias"),
            joined: field("joined"),
        }
    }
}

impl Builder {
    /// Asks for the names of all speakers, and puts down what the documents say of them.
    pub(super) fn tell(&mut self, judge: &Judge) {
        let casts: Vec<(DocId, Cast)> = std::mem::take(&mut self.casts);
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut keys: Vec<&str> = Vec::new();
        for key in casts.iter().flat_map(|(_, cast)| cast.asked()) {
            places.entry(key).or_insert_with(|| {
                keys.push(key);
                keys.len() - 1
            });
        }
        let identities: Vec<Identity> = judge(&keys).into_iter().map(joined::kept).collect();
        for (article, cast) in &casts {
            let told = cast.tell(|key| &identities[places[key]]);
            for speaker in &told.speakers {
                self.say(self.sayings.speaker, *article, speaker);
            }
            for alias in &told.aliases {
                self.say(self.sayings.alias, *article, alias);
            }
            for joined in &told.joined {
                self.say(self.sayings.joined, *article, joined);
            }
            for (quote, place) in (article + 1..).zip(&told.of_quotes) {
                if let Some(place) = place {
                    self.say(self.sayings.speaker, quote, told.speakers[*place]);
                }
            }
        }
    }

    /// Puts a value of a field down.
    fn say(&mut self, field: Option<Field>, document: DocId, text: &str) {
        let Some(field) = field.map(index) else { return };
        let plan = &self.plans[field];
        if let Some(name) = &plan.column {
            self.columns.record_str(document, name, text);
        }
        if plan.indexed.is_some() {
            let term = self.terms.number(text.as_bytes());
            self.logs[field].value(document, 1, term);
        }
    }
}
