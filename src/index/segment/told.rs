//! What documents say of their speakers: asked for, and put down, when the segment is written.

use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::schema::Field;

use super::{Builder, index};
use crate::identity::Identity;
use crate::index::cast::{Cast, Judge};
use crate::index::joined;

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
        let (alias, joins) = (self.fields.alias, self.fields.joined);
        let speaker = self.fields.named_facet("speaker");
        let identities: Vec<Identity> = judge(&keys).into_iter().map(joined::kept).collect();
        for (article, cast) in &casts {
            let told = cast.tell(|key| &identities[places[key]]);
            for name in &told.speakers {
                self.say(speaker, *article, name);
            }
            for (field, texts) in [(alias, &told.aliases), (joins, &told.joined)] {
                texts.iter().for_each(|text| self.say(field, *article, text));
            }
            for (quote, place) in (article + 1..).zip(&told.of_quotes) {
                if let Some(place) = place {
                    self.say(speaker, quote, told.speakers[*place]);
                }
            }
        }
    }

    /// Puts a value of a field down.
    fn say(&mut self, field: Field, document: DocId, text: &str) {
        let field = index(field);
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
