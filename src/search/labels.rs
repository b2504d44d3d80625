//! Counts with the words by which people know the values.

use std::collections::HashMap;

use super::Searcher;
use super::compile::Compiled;
use super::response::FacetValue;
use crate::article::OWN_TOPIC;
use crate::facet::{Facet, Values};

impl Searcher {
    /// Counts with their labels: most frequent first, ties by label; time in its own order.
    pub(super) fn label(
        &self,
        facet: &Facet,
        counts: HashMap<String, u64>,
        compiled: &Compiled,
    ) -> Vec<FacetValue> {
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .map(|(value, count)| FacetValue {
                label: self.label_of(facet, &value),
                selected: compiled.selected(facet, &value),
                value,
                count,
                branch: None,
            })
            .collect();
        values.sort_by(|a, b| {
            b.count
                .cmp(&a.count)
                .then_with(|| a.label.cmp(&b.label))
                .then_with(|| a.value.cmp(&b.value))
        });
        values
    }

    fn label_of(&self, facet: &Facet, value: &str) -> String {
        match facet.values {
            Values::Countries => self.countries().by_code(value).map(|c| c.name.to_string()),
            Values::Topics => match value.strip_prefix(OWN_TOPIC) {
                Some(name) => Some(name.to_owned()),
                None => Some(self.topics().path(value).join(" > ")).filter(|path| !path.is_empty()),
            },
            Values::Regions | Values::Speakers | Values::Text | Values::Words(_) => None,
        }
        .unwrap_or_else(|| value.to_owned())
    }
}
