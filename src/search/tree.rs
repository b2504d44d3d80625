//! Values of a facet as a tree: topics below topics, countries below the regions and
//! continents of UN M49.
//!
//! Counts are exact at every level: a document counts once for each value it has and
//! once for each value above those, however many of them lie below.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::response::FacetValue;
use super::suggest;
use crate::annotate::countries::{self, groups};
use crate::annotate::topics;
use crate::article::OWN_TOPIC;
use crate::error::QueryError;
use crate::facet::{Facet, Values};

/// Which part of the tree is wanted; the default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    /// Only what lies below this value, as a person writes it ("politics", "Europe").
    pub under: Option<String>,
    /// So many levels, from the top or from below `under`; `None` gives all.
    pub depth: Option<usize>,
}

/// Where a value stands in its tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// Labels from the top down to this value.
    pub path: Vec<String>,
    /// The value above; absent at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// 1 at the top.
    pub depth: usize,
}

/// One value with its label.
type Step = (String, String);

/// The tree of a facet.
pub struct Tree<'a> {
    facet: &'static Facet,
    countries: &'a countries::Lexicon,
    topics: &'a topics::Lexicon,
}

/// The values under which to look, and the level on which they stand.
struct Roots {
    values: Vec<String>,
    /// Whether the values themselves belong to the answer.
    own: bool,
}

impl<'a> Tree<'a> {
    /// The tree of `facet`.
    ///
    /// # Errors
    /// [`QueryError::NoTree`] where its values are a flat list.
    pub fn of(
        facet: &'static Facet,
        countries: &'a countries::Lexicon,
        topics: &'a topics::Lexicon,
    ) -> Result<Self, QueryError> {
        if !facet.is_tree() {
            return Err(QueryError::NoTree(facet.name.to_owned()));
        }
        Ok(Self {
            facet,
            countries,
            topics,
        })
    }

    /// The values above a value that documents do not carry themselves.
    pub fn above(&self) -> impl Fn(&str) -> Vec<&'static str> + Sync + 'a {
        let (facet, countries) = (self.facet, self.countries);
        move |value| match facet.values {
            Values::Countries => countries.groups_above(value).iter().map(|g| g.code).collect(),
            _ => Vec::new(),
        }
    }

    /// The wanted part of the tree in the order in which it is read: the most frequent
    /// first among equals, each followed by what lies below it. A `limit` keeps the most
    /// frequent; what stands above them is among those.
    ///
    /// # Errors
    /// [`QueryError::UnknownValue`] where `under` is none of the tree.
    pub fn arrange(
        &self,
        mut values: Vec<FacetValue>,
        drill: &Drill,
        limit: Option<usize>,
    ) -> Result<Vec<FacetValue>, QueryError> {
        let roots = drill.under.as_deref().map(|text| self.roots(text)).transpose()?;
        let counts: HashMap<String, u64> = values.iter().map(|v| (v.value.clone(), v.count)).collect();
        let deepest = drill.depth.unwrap_or(usize::MAX);
        let mut placed = Vec::with_capacity(values.len());
        for mut value in values.drain(..) {
            let line = self.line(&value.value);
            let level = match &roots {
                None => line.len(),
                Some(roots) => match line.iter().position(|(v, _)| roots.values.contains(v)) {
                    Some(at) => line.len() - at - usize::from(!roots.own),
                    None => 0,
                },
            };
            if level == 0 || level > deepest {
                continue;
            }
            let rank: Vec<_> = line
                .iter()
                .map(|(v, label)| (Reverse(counts.get(v).copied().unwrap_or_default()), label.clone()))
                .collect();
            value.branch = Some(Branch {
                parent: line.len().checked_sub(2).map(|above| line[above].0.clone()),
                depth: line.len(),
                path: line.into_iter().map(|(_, label)| label).collect(),
            });
            if let Some(label) = value.branch.as_ref().and_then(|b| b.path.last()) {
                value.label.clone_from(label);
            }
            placed.push((rank, value));
        }
        placed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.value.cmp(&b.1.value)));
        let mut values: Vec<FacetValue> = placed.into_iter().map(|(_, value)| value).collect();
        keep_most_frequent(&mut values, limit);
        Ok(values)
    }

    /// From the top down to a value.
    fn line(&self, value: &str) -> Vec<Step> {
        let group = |g: &groups::Group| (g.code.to_owned(), g.name.to_owned());
        match self.facet.values {
            Values::Countries => {
                if let Some(found) = groups::by_code(value) {
                    let above = groups::continent_of(found).into_iter();
                    return above.chain([found]).map(group).collect();
                }
                let name = self.countries.by_code(value).map_or(value, |c| c.name);
                let above = self.countries.groups_above(value);
                let own = (value.to_owned(), name.to_owned());
                above.into_iter().map(group).chain([own]).collect()
            }
            _ if value.starts_with(OWN_TOPIC) => {
                vec![(value.to_owned(), value.trim_start_matches(OWN_TOPIC).to_owned())]
            }
            _ => {
                let codes = self.topics.ancestors(value).into_iter().map(str::to_owned);
                codes.zip(self.topics.path(value)).collect()
            }
        }
    }

    fn roots(&self, text: &str) -> Result<Roots, QueryError> {
        let one = |value: &str| Roots {
            values: vec![value.to_owned()],
            own: false,
        };
        let found = match self.facet.values {
            Values::Countries => match groups::find(text) {
                Some(g) if g.parts.is_empty() => Some(one(g.code)),
                Some(g) => Some(Roots {
                    values: g.parts.iter().map(|part| (*part).to_owned()).collect(),
                    own: true,
                }),
                None => self.countries.lookup(text).map(|c| one(c.code)),
            },
            _ => self.topics.lookup(text).map(one),
        };
        found.ok_or_else(|| QueryError::UnknownValue {
            facet: self.facet.name.to_owned(),
            value: text.to_owned(),
            nearest: self.nearest(text),
            place: None,
        })
    }

    fn nearest(&self, text: &str) -> Vec<String> {
        match self.facet.values {
            Values::Countries => suggest::nearest(text, groups::GROUPS.iter().map(|g| g.name), 3),
            _ => self.topics.nearest(text),
        }
    }
}

/// Leaves the `limit` most frequent values; of equal ones those higher in the tree.
fn keep_most_frequent(values: &mut Vec<FacetValue>, limit: Option<usize>) {
    let Some(limit) = limit.filter(|limit| *limit < values.len()) else {
        return;
    };
    let depth = |v: &FacetValue| v.branch.as_ref().map_or(0, |b| b.depth);
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|i| (Reverse(values[*i].count), depth(&values[*i]), *i));
    let mut kept = vec![false; values.len()];
    for i in order.into_iter().take(limit) {
        kept[i] = true;
    }
    let mut kept = kept.into_iter();
    values.retain(|_| kept.next().unwrap_or_default());
}
