//! The IPTC Media Topics as a tree, with look-up by code, label or path.
//!
//! `taxonomy.txt` holds one concept a line, in the order of a walk through the
//! tree, indented by one blank a level; so the concepts below a concept are the
//! range of lines after it, and sums over a branch are sums over a range.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::labels;

/// Position of a concept in the file; all tables of the annotator count by it.
pub type ConceptId = u16;

/// One concept of the taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Eight-digit IPTC code.
    pub code: &'static str,
    /// English label.
    pub label: &'static str,
    /// The concept above; `None` at the top.
    pub parent: Option<ConceptId>,
    /// 1 at the top.
    pub level: u8,
    /// One past the last concept of its branch.
    pub end: ConceptId,
}

/// Stands for "no concept".
const NONE: ConceptId = ConceptId::MAX;

/// All concepts in the order of the tree.
pub struct Taxonomy {
    concepts: Vec<Concept>,
    /// The concept above each, [`NONE`] at the top: the tree alone, which is walked for every word.
    above: Vec<ConceptId>,
    /// (code as a number, position), sorted.
    by_code: Vec<(u32, ConceptId)>,
    /// The first concept of each plain label; made at the first question, which a run may never ask.
    by_label: OnceLock<HashMap<String, ConceptId>>,
}

impl Taxonomy {
    /// The concepts that ship in the program.
    pub fn standard() -> Self {
        Self::parse(include_str!("taxonomy.txt"))
    }

    /// Reads the indented form; lines that hold no concept are passed over.
    fn parse(source: &'static str) -> Self {
        let mut concepts: Vec<Concept> = Vec::with_capacity(1100);
        let mut open: Vec<ConceptId> = Vec::new();
        for line in source.lines() {
            let text = line.trim_start();
            let Some((code, label)) = text.split_once(' ').filter(|(c, _)| is_code(c)) else {
                continue;
            };
            let depth = (line.len() - text.len()).min(open.len());
            let here = concepts.len() as ConceptId;
            for closed in open.drain(depth..) {
                concepts[closed as usize].end = here;
            }
            concepts.push(Concept {
                code,
                label,
                parent: open.last().copied(),
                level: depth as u8 + 1,
                end: here,
            });
            open.push(here);
        }
        let len = concepts.len() as ConceptId;
        for closed in open {
            concepts[closed as usize].end = len;
        }
        let mut by_code: Vec<_> = (0..len)
            .filter_map(|i| Some((concepts[i as usize].code.parse().ok()?, i)))
            .collect();
        by_code.sort_unstable();
        Self {
            above: concepts.iter().map(|c| c.parent.unwrap_or(NONE)).collect(),
            concepts,
            by_code,
            by_label: OnceLock::new(),
        }
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    /// A concept by its position.
    pub fn get(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(id as usize)
    }

    /// Every concept with its position.
    pub fn iter(&self) -> impl Iterator<Item = (ConceptId, &Concept)> {
        (0..).zip(&self.concepts)
    }

    /// The concept with an eight-digit code.
    pub fn by_code(&self, code: &str) -> Option<ConceptId> {
        if !is_code(code) {
            return None;
        }
        let code: u32 = code.parse().ok()?;
        let at = self.by_code.binary_search_by_key(&code, |c| c.0).ok()?;
        Some(self.by_code[at].1)
    }

    /// The concept above; `None` at the top.
    #[inline]
    pub fn above(&self, id: ConceptId) -> Option<ConceptId> {
        self.above
            .get(usize::from(id))
            .copied()
            .filter(|above| *above != NONE)
    }

    /// One past the last concept of the branch at a position.
    pub fn end_of(&self, at: usize) -> usize {
        self.concepts.get(at).map_or(0, |c| usize::from(c.end))
    }

    /// Positions of a concept and of all below it.
    pub fn branch(&self, id: ConceptId) -> Range<usize> {
        self.get(id).map_or(0..0, |c| id as usize..c.end as usize)
    }

    /// Positions of the concepts directly below.
    pub fn children(&self, id: ConceptId) -> impl Iterator<Item = ConceptId> + '_ {
        let end = self.get(id).map_or(0, |c| c.end);
        self.siblings(id + 1, end)
    }

    /// Positions of the concepts at the top.
    pub fn tops(&self) -> impl Iterator<Item = ConceptId> + '_ {
        self.siblings(0, self.concepts.len() as ConceptId)
    }

    fn siblings(&self, first: ConceptId, end: ConceptId) -> impl Iterator<Item = ConceptId> + '_ {
        let step = |id: &ConceptId| Some(self.get(*id)?.end);
        std::iter::successors(Some(first), step).take_while(move |id| *id < end)
    }

    /// From the top concept down to this one.
    pub fn lineage(&self, id: ConceptId) -> Vec<ConceptId> {
        let mut line: Vec<_> = std::iter::successors(Some(id), |id| self.above(*id)).collect();
        line.reverse();
        line
    }

    /// The top concept of the branch that this one belongs to.
    pub fn top_of(&self, id: ConceptId) -> ConceptId {
        std::iter::successors(Some(id), |id| self.above(*id))
            .last()
            .unwrap_or(id)
    }

    /// Labels from the top concept down to this one.
    pub fn path(&self, id: ConceptId) -> Vec<&'static str> {
        self.path_as(id, |label| label)
    }

    /// The same, each label as what is wanted.
    pub fn path_as<T>(&self, id: ConceptId, of: impl Fn(&'static str) -> T) -> Vec<T> {
        let mut path = Vec::with_capacity(self.get(id).map_or(0, |c| usize::from(c.level)));
        let mut next = Some(id);
        while let Some(concept) = next.and_then(|id| self.get(id)) {
            path.push(of(concept.label));
            next = concept.parent;
        }
        path.reverse();
        path
    }

    /// The concept a reader means by a code, a label or a path of labels.
    ///
    /// Case, accents and punctuation do not count. A path has `>` or `/` between
    /// its labels and may leave out some on the way; the last label decides.
    pub fn find(&self, text: &str) -> Option<ConceptId> {
        if let Some(id) = self.by_publisher_code(text) {
            return Some(id);
        }
        let parts: Vec<String> = text
            .split(['>', '/'])
            .map(labels::plain)
            .filter(|p| !p.is_empty())
            .collect();
        let (last, above) = parts.split_last()?;
        let id = self.by_label(last)?;
        let line = self.lineage(id);
        let mut rest = line
            .iter()
            .map(|i| labels::plain(self.concepts[*i as usize].label));
        let holds = above.iter().all(|want| {
            rest.any(|label| label == *want || self.by_label(want).is_some_and(|i| self.label(i) == label))
        });
        holds.then_some(id)
    }

    /// The concept of a code in any of the dresses publishers use: bare,
    /// `medtop:20000565`, `http://cv.iptc.org/newscodes/mediatopic/20000565`,
    /// or a code of the older Subject Codes, whose first two digits are the top concept.
    pub fn by_publisher_code(&self, text: &str) -> Option<ConceptId> {
        let text = text.trim();
        let code = text.rsplit([':', '/']).next().unwrap_or(text);
        if !is_code(code) {
            return None;
        }
        self.by_code(code)
            .or_else(|| self.by_code(&format!("{}000000", &code[..2])))
    }

    fn label(&self, id: ConceptId) -> String {
        self.get(id).map(|c| labels::plain(c.label)).unwrap_or_default()
    }

    fn by_label(&self, plain: &str) -> Option<ConceptId> {
        if let Some(code) = labels::common_name(plain) {
            return self.by_code(code);
        }
        let all = || {
            let mut all = HashMap::with_capacity(self.len());
            for (id, concept) in self.iter() {
                all.entry(labels::plain(concept.label)).or_insert(id);
            }
            all
        };
        self.by_label.get_or_init(all).get(plain).copied()
    }

    /// Labels that a mistyped or half-remembered name may have meant, best first, at most five.
    pub fn nearest(&self, text: &str) -> Vec<String> {
        let wanted = text
            .rsplit(['>', '/'])
            .next()
            .map(labels::plain)
            .unwrap_or_default();
        let mut found: Vec<_> = self
            .iter()
            .filter_map(|(id, c)| {
                Some((
                    labels::distance(&wanted, &labels::plain(c.label))?,
                    c.level,
                    id,
                    c.label,
                ))
            })
            .collect();
        found.sort_unstable();
        found.truncate(5);
        found
            .into_iter()
            .map(|(_, _, _, label)| label.to_owned())
            .collect()
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, path: &str) {
        let taxonomy = Taxonomy::standard();
        let found = taxonomy.find(text).map(|id| taxonomy.path(id).join(" > "));
        assert_eq!(found.as_deref(), Some(path).filter(|p| !p.is_empty()), "{text:?}");
    }

    #[test]
    fn the_tree_is_whole() {
        let taxonomy = Taxonomy::standard();
        assert_eq!(taxonomy.len(), 1099);
        assert_eq!(taxonomy.tops().count(), 17);
        let below: usize = taxonomy.tops().map(|t| taxonomy.branch(t).len()).sum();
        assert_eq!(below, 1099);
        for (id, c) in taxonomy.iter() {
            assert_eq!(taxonomy.by_code(c.code), Some(id));
            assert!(
                taxonomy
                    .children(id)
                    .all(|k| taxonomy.get(k).unwrap().parent == Some(id))
            );
            assert_eq!(
                taxonomy.find(c.label),
                Some(id),
                "{} is found by its label",
                c.label
            );
        }
    }

    #[test]
    fn codes_labels_and_paths() {
        let talks = "conflict, war and peace > peace process > peace talks";
        check("peace talks", talks);
        check("Peace Talks", talks);
        check("Conflict, war & peace / peace process / PEACE TALKS", talks);
        check("conflict war and peace > peace talks", talks);
        check("conflict > peace talks", talks);
        check("sport > peace talks", "");
        check("11000000", "politics");
        check("medtop:11000000", "politics");
        check(
            "http://cv.iptc.org/newscodes/mediatopic/20000574",
            "politics > election",
        );
        check("04008001", "economy, business and finance");
        check("sports", "sport");
        check("qur'an", "religion > religious text > Qur'an");
        check("no such thing", "");
        check("", "");
        check("99999999", "");
    }

    #[test]
    fn suggestions() {
        let near = |text: &str| Taxonomy::standard().nearest(text);
        assert_eq!(near("peace tlaks")[0], "peace talks");
        assert_eq!(near("elections")[0], "election");
        assert!(near("climate").contains(&"climate change".to_owned()));
        assert!(near("xqzw").is_empty());
    }
}
