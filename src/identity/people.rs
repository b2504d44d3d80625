//! The judgement on all bearers of one surname.
//!
//! Full names first: spellings of one name are one *node*; nodes join to a *bearer*
//! where no part of one speaks against any part of the other, and only one bearer is
//! possible. Then each surname alone goes to the bearer who stands out, or to nobody.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::alike::Alike;
use super::name::{self, Name};
use super::spelling::{fold, plain};
use super::table::Held;
use super::{Identity, Named, Rule, Rules, Uses};
use crate::annotate::people::gender::Gender;

/// One stands out among several by so many times the articles of all others together.
const STANDS_OUT: u64 = 5;
/// Articles that a bearer must have where the surname itself says little.
const WELL_KNOWN: u64 = 3;
/// A surname alone in more than so many times the articles of its only bearer is somebody else's.
const TOO_FAMOUS: u64 = 20;
/// A surname alone that is spelt otherwise must have so many letters of a skeleton: "Weber" and
/// "Webber" are two families, "Zelenskiy" is nobody else's name.
const LONG: usize = 6;

/// One full name in all its spellings.
struct Node<'a> {
    name: Name,
    /// [`Name::key`]
    key: String,
    /// Indices into what is judged.
    members: Vec<usize>,
    uses: Uses,
    gender: Option<Gender>,
    /// What the user calls its bearer.
    given: Option<&'a str>,
}

/// One person: nodes that agree with one another.
struct Bearer {
    nodes: Vec<usize>,
    articles: u64,
}

impl Bearer {
    /// Indices of all its names into what is judged.
    fn members<'a>(&'a self, nodes: &'a [Node<'_>]) -> impl Iterator<Item = usize> + Clone + 'a {
        self.nodes.iter().flat_map(|n| nodes[*n].members.iter().copied())
    }
}

/// Whom each name stands for. `held` are the persons of one surname, sorted.
pub fn judge(held: &[Held<'_>], rules: &Rules) -> Vec<Identity> {
    let names: Vec<Option<&Name>> = held.iter().map(|held| held.parts).collect();
    let mut identities: Vec<Identity> = held
        .iter()
        .map(|held| Identity::itself(&held.named.name))
        .collect();
    let nodes = nodes(held, &names, rules);
    let bearers = bearers(held, &nodes, rules);
    let canonical: Vec<(String, usize)> = bearers.iter().map(|b| canonical(held, &nodes, b)).collect();
    for (bearer, (speaker, chief)) in bearers.iter().zip(&canonical) {
        for n in &bearer.nodes {
            let (name, other) = (&nodes[*n].name, &nodes[*chief].name);
            let rule = match name::given_names(name, other) {
                Some(Rule::Spelling) if name.suffix != other.suffix => Rule::Initials,
                // Nothing to be seen in the names: the user has put them together.
                rule => rule.unwrap_or(Rule::User),
            };
            for m in &nodes[*n].members {
                let name = &held[*m].named.name;
                let by_user = rules.canonical(name).is_some();
                identities[*m] = Identity::joined(name, speaker, if by_user { Rule::User } else { rule });
            }
        }
    }
    let genders = bearers.iter().map(|b| gender(held, b.members(&nodes)));
    let block = Block {
        held,
        nodes: &nodes,
        bearers: &bearers,
        genders: &genders.collect::<Vec<_>>(),
        canonical: &canonical,
        rules,
    };
    surnames(&block, &names, &mut identities);
    identities
}

/// Full names grouped by spelling; those of which the user speaks stand apart.
fn nodes<'a>(held: &[Held<'_>], names: &[Option<&Name>], rules: &'a Rules) -> Vec<Node<'a>> {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (m, name) in names.iter().enumerate() {
        let Some(name) = name.filter(|n| !n.is_surname_alone()) else {
            continue;
        };
        let printed = &held[m].named.name;
        let key = if rules.mention(printed) {
            format!("{}\t{}", name.key(), plain(printed))
        } else {
            name.key()
        };
        by_key.entry(key).or_default().push(m);
    }
    let node = |members: Vec<usize>| {
        // The spelling with fewest parts stands for all: "Jean-Luc" for "Jean Luc", who is no Jean.
        let name = members
            .iter()
            .filter_map(|m| names[*m])
            .min_by_key(|n| n.given.len())?
            .clone();
        Some(Node {
            key: name.key(),
            name,
            uses: members
                .iter()
                .fold(Uses::default(), |all, m| sum(all, held[*m].uses)),
            gender: gender(held, members.iter().copied()),
            given: members.iter().find_map(|m| rules.canonical(&held[*m].named.name)),
            members,
        })
    };
    by_key.into_values().filter_map(node).collect()
}

fn sum(a: Uses, b: Uses) -> Uses {
    Uses {
        articles: a.articles + b.articles,
        quotes: a.quotes + b.quotes,
    }
}

/// What most articles show.
fn gender(held: &[Held<'_>], members: impl Iterator<Item = usize> + Clone) -> Option<Gender> {
    let of = |gender| -> u64 {
        let shown = members.clone().filter(|m| held[*m].named.gender == Some(gender));
        shown.map(|m| held[m].uses.articles).sum()
    };
    match of(Gender::Masculine).cmp(&of(Gender::Feminine)) {
        std::cmp::Ordering::Greater => Some(Gender::Masculine),
        std::cmp::Ordering::Less => Some(Gender::Feminine),
        std::cmp::Ordering::Equal => None,
    }
}

/// Joins nodes to bearers: the fullest first, then formal before short forms, then the most used.
fn bearers(held: &[Held<'_>], nodes: &[Node<'_>], rules: &Rules) -> Vec<Bearer> {
    let rank = |n: usize| {
        let node = &nodes[n];
        let is_short = node.name.given.first().is_some_and(|g| g.len() <= 4);
        let initial = node.name.begins_with_initial();
        let length = Reverse(node.name.given.len());
        (
            initial,
            length,
            is_short,
            Reverse(node.uses),
            node.key.as_str(),
            n,
        )
    };
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by(|a, b| rank(*a).cmp(&rank(*b)));
    let mut bearers: Vec<Bearer> = Vec::new();
    let mut bearer_of = vec![0; nodes.len()];
    let mut alike = Alike::default();
    for n in order {
        let node = &nodes[n];
        // A bearer is possible where all nodes agree that it has so far.
        let mut agreeing: BTreeMap<usize, usize> = BTreeMap::new();
        for o in alike.meet(n, &node.name, node.given) {
            if agree(held, nodes, n, o, rules).is_some() {
                *agreeing.entry(bearer_of[o]).or_default() += 1;
            }
        }
        let all = |(b, count): (usize, usize)| (bearers[b].nodes.len() == count).then_some(b);
        let possible: Vec<usize> = agreeing.into_iter().filter_map(all).collect();
        // The user's word, then the same name in another spelling, then the one who stands out.
        let by_user = possible.iter().copied().find(|b| {
            let given = |o: &usize| nodes[*o].given.is_some() && nodes[*o].given == node.given;
            bearers[*b].nodes.iter().any(given)
        });
        let same = possible
            .iter()
            .copied()
            .find(|b| bearers[*b].nodes.iter().any(|o| nodes[*o].key == node.key));
        let weighed: Vec<(usize, u64)> = possible.iter().map(|b| (*b, bearers[*b].articles)).collect();
        let weak = node.name.begins_with_initial() && name::is_common(&node.name.surname);
        let chosen = by_user.or(same).or_else(|| stands_out(&weighed, weak));
        bearer_of[n] = chosen.unwrap_or(bearers.len());
        match chosen {
            Some(b) => {
                bearers[b].nodes.push(n);
                bearers[b].articles += node.uses.articles;
            }
            None => bearers.push(Bearer {
                nodes: vec![n],
                articles: node.uses.articles,
            }),
        }
    }
    bearers
}

/// The only candidate, or the one beside whom all others are few; `weak` evidence asks for a well-known one.
fn stands_out(candidates: &[(usize, u64)], weak: bool) -> Option<usize> {
    let (best, most) = candidates
        .iter()
        .copied()
        .max_by_key(|(b, articles)| (*articles, Reverse(*b)))?;
    let others: u64 = candidates
        .iter()
        .filter(|(b, _)| *b != best)
        .map(|(_, articles)| articles)
        .sum();
    let enough = if weak || candidates.len() > 1 {
        most >= WELL_KNOWN
    } else {
        true
    };
    (enough && most >= STANDS_OUT * others).then_some(best)
}

/// Whether two full names can be one person's, and by what.
fn agree(held: &[Held<'_>], nodes: &[Node<'_>], a: usize, b: usize, rules: &Rules) -> Option<Rule> {
    let (x, y) = (&nodes[a], &nodes[b]);
    let differ = |m: &usize| {
        y.members
            .iter()
            .any(|o| rules.differ(&held[*m].named.name, &held[*o].named.name))
    };
    if x.members.iter().any(differ) {
        return None;
    }
    match (x.given, y.given) {
        (Some(x), Some(y)) if x == y => return Some(Rule::User),
        (Some(_), Some(_)) => return None,
        _ => {}
    }
    let rule = name::given_names(&x.name, &y.name)?;
    if rule != Rule::Spelling && x.gender.is_some() && y.gender.is_some() && x.gender != y.gender {
        return None;
    }
    let suffixes = match (x.name.suffix, y.name.suffix) {
        (None, Some(_)) => is_left_out(nodes, a, b),
        (Some(_), None) => is_left_out(nodes, b, a),
        (x, y) => x == y,
    };
    suffixes.then_some(rule)
}

/// Whether a name without a suffix can be that of a bearer with one: father and son have one
/// name. It can where the suffix is mostly written, or where only the son's short form has none.
fn is_left_out(nodes: &[Node<'_>], bare: usize, suffixed: usize) -> bool {
    let (bare, suffixed) = (&nodes[bare], &nodes[suffixed]);
    let mostly = |bare: &Node<'_>| suffixed.uses.articles >= 2 * bare.uses.articles;
    let father = |other: &&Node<'_>| {
        other.name.suffix.is_none()
            && other.name.given.first() == suffixed.name.given.first()
            && !mostly(other)
    };
    let short_form = bare.name.given.first() != suffixed.name.given.first();
    mostly(bare) || short_form && !nodes.iter().any(|other| father(&other))
}

/// The name of a bearer, and the node it is of: the user's, else the form used most, the fullest of equals.
fn canonical(held: &[Held<'_>], nodes: &[Node<'_>], bearer: &Bearer) -> (String, usize) {
    if let Some((n, given)) = bearer.nodes.iter().find_map(|n| Some((*n, nodes[*n].given?))) {
        return (given.to_owned(), n);
    }
    let mut forms: BTreeMap<(&str, usize), Uses> = BTreeMap::new();
    for n in &bearer.nodes {
        for m in &nodes[*n].members {
            let uses = forms.entry((held[*m].named.name.as_str(), *n)).or_default();
            *uses = sum(*uses, held[*m].uses);
        }
    }
    let best = forms
        .iter()
        .max_by_key(|((name, _), uses)| (**uses, name.chars().count(), Reverse(*name)));
    best.map_or((String::new(), 0), |((name, n), _)| ((*name).to_owned(), *n))
}

/// One surname with its bearers.
struct Block<'a> {
    held: &'a [Held<'a>],
    nodes: &'a [Node<'a>],
    bearers: &'a [Bearer],
    genders: &'a [Option<Gender>],
    canonical: &'a [(String, usize)],
    rules: &'a Rules,
}

/// Gives each surname alone to the bearer who stands out; spellings of what is left are joined.
fn surnames(block: &Block<'_>, names: &[Option<&Name>], identities: &mut [Identity]) {
    let alone = |m: &usize| names[*m].is_some_and(Name::is_surname_alone);
    let mut left: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for m in (0..names.len()).filter(alone) {
        let Some(name) = names[m] else { continue };
        let printed = &block.held[m].named.name;
        if let Some(speaker) = block.rules.canonical(printed) {
            identities[m] = Identity::joined(printed, speaker, Rule::User);
        } else if let Some(b) = block.bearer_of(m, name, names) {
            identities[m] = Identity::joined(printed, &block.canonical[b].0, Rule::Surname);
        } else if !block.rules.mention(printed) {
            left.entry(name.key()).or_default().push(m);
        }
    }
    for members in left.into_values() {
        let mut forms: BTreeMap<&str, Uses> = BTreeMap::new();
        for m in &members {
            let uses = forms.entry(block.held[*m].named.name.as_str()).or_default();
            *uses = sum(*uses, block.held[*m].uses);
        }
        let best = forms
            .iter()
            .max_by_key(|(name, uses)| (**uses, name.chars().count(), Reverse(**name)));
        let Some((speaker, _)) = best else { continue };
        for m in members {
            identities[m] = Identity::joined(&block.held[m].named.name, speaker, Rule::Spelling);
        }
    }
}

impl Block<'_> {
    /// The bearer whom a surname alone means.
    fn bearer_of(&self, m: usize, name: &Name, names: &[Option<&Name>]) -> Option<usize> {
        let named = self.held[m].named;
        let candidates: Vec<(usize, u64)> = (0..self.bearers.len())
            .filter(|b| self.can_be(*b, named, name))
            .map(|b| (b, self.bearers[b].articles))
            .collect();
        let weak =
            name.inner.is_empty() && (name::is_common(&name.surname) || name::is_given(&fold(&named.name)));
        let chosen = stands_out(&candidates, weak)?;
        let same = |o: &usize| names[*o].is_some_and(|o| o.is_surname_alone() && o.inner == name.inner);
        let alone: u64 = (0..names.len())
            .filter(same)
            .map(|o| self.held[o].uses.articles)
            .sum();
        let bearer = &self.bearers[chosen];
        // A little known bearer is not whom more articles mean by the surname alone.
        let times = if bearer.articles < WELL_KNOWN {
            1
        } else {
            TOO_FAMOUS
        };
        (alone <= times * bearer.articles && self.is_spelt_alike(bearer, named, name)).then_some(chosen)
    }

    /// Whether a surname alone is written as in one of the bearer's names, or is too long for another's.
    fn is_spelt_alike(&self, bearer: &Bearer, named: &Named, name: &Name) -> bool {
        let alone = fold(&named.name);
        name.surname.chars().count() >= LONG
            || bearer.members(self.nodes).any(|m| {
                let full = fold(&self.held[m].named.name);
                full.split(' ')
                    .any(|word| alone.split(' ').any(|part| part == word))
            })
    }

    /// Whether nothing speaks against a bearer of the surname.
    fn can_be(&self, b: usize, named: &Named, name: &Name) -> bool {
        let gender = match (named.gender, self.genders[b]) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let differ = |other: &str| self.rules.differ(&named.name, other);
        let mut members = self.bearers[b].members(self.nodes);
        let refused = differ(&self.canonical[b].0) || members.any(|o| differ(&self.held[o].named.name));
        // "Okonjo-Iweala" is no other Iweala's name, and nobody called Smith-Jones is "Jones".
        let fits = |n: &usize| {
            let full = &self.nodes[*n].name;
            name.inner.iter().all(|part| full.given.contains(part))
                && (!full.double || !name.inner.is_empty())
        };
        gender && !refused && self.bearers[b].nodes.iter().any(fits)
    }
}
