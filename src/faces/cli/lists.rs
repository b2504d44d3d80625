//! Annotations as lists for people: what `show` and `annotate` print under an article.

use super::style::{BOLD, COUNTRY, DIM, PLAIN, SPEAKER, TOPIC, of_kind};
use super::text::{Page, count, shorten};
use crate::article::{Annotations, Article, CodePoints, Span};
use crate::identity::Rule;
use crate::search::NameJoined;

/// Lists quotes, people, countries, regions and topics; `explain` adds the rule and the
/// evidence behind each, with offsets in code points.
pub fn lay_out(
    page: &mut Page,
    article: &Article,
    annotations: &Annotations,
    joined: &[Option<NameJoined>],
    explain: bool,
) {
    let mut teller = Teller {
        page,
        body: &article.body,
        points: CodePoints::new(&article.body),
        explain,
    };
    teller.quotes(article, annotations, joined);
    teller.people(annotations);
    teller.countries(annotations);
    teller.regions(annotations);
    teller.topics(annotations);
}

/// Why a name stands for another.
pub fn reason(rule: Rule) -> &'static str {
    match rule {
        Rule::Spelling => "another spelling",
        Rule::Initials => "initials or middle names",
        Rule::Nickname => "short form",
        Rule::Surname => "surname alone",
        Rule::Acronym => "short name",
        Rule::User => "by your file",
    }
}

struct Teller<'a> {
    page: &'a mut Page,
    body: &'a str,
    points: CodePoints<'a>,
    explain: bool,
}

/// Evidence listed of one item; the JSON has all.
const MOST_EVIDENCE: usize = 12;

impl Teller<'_> {
    fn heading(&mut self, name: &str, n: usize) {
        self.page.blank();
        self.page.put(BOLD, name).put(DIM, &format!(" {n}")).end();
    }

    fn quotes(&mut self, article: &Article, annotations: &Annotations, joined: &[Option<NameJoined>]) {
        if annotations.quotes.is_empty() {
            return;
        }
        self.heading("Quotes", annotations.quotes.len());
        for (i, q) in annotations.quotes.iter().enumerate() {
            self.page.put(DIM, &format!("{:>4}  ", i + 1));
            self.page
                .put(SPEAKER, q.speaker.as_deref().unwrap_or("unknown speaker"));
            let cue = q.cue.map(|c| c.of(self.body)).unwrap_or_default();
            let facts = [
                q.kind.as_str(),
                cue,
                &format!("line {}", article.line_of(q.span.start)),
            ];
            for fact in facts.iter().filter(|f| !f.is_empty()) {
                self.page.put(DIM, " · ").put(DIM, fact);
            }
            self.page.end();
            let (open, close) = super::quotes::marks(q.kind);
            let words = shorten(q.span.of(self.body), 200);
            self.page.put(of_kind(q.kind), &format!("{open}{words}{close}"));
            self.page.wrap("      ", "      ");
            if self.explain {
                self.detail(&format!("rule: {}", q.rule));
                for e in &q.evidence {
                    self.evidence(e.span, &e.what);
                }
                if let Some(joined) = joined.get(i).and_then(Option::as_ref) {
                    self.detail(&format!(
                        "joined: {} to {}, {}",
                        joined.named,
                        joined.speaker,
                        reason(joined.rule)
                    ));
                }
            }
        }
    }

    fn people(&mut self, annotations: &Annotations) {
        if annotations.people.is_empty() {
            return;
        }
        self.heading("People", annotations.people.len());
        for p in &annotations.people {
            self.page.put(SPEAKER, &p.name);
            if let Some(role) = &p.role {
                self.page.put(PLAIN, ", ").put(PLAIN, role);
            }
            let forms: Vec<_> = p
                .forms
                .iter()
                .filter(|f| **f != p.name)
                .map(String::as_str)
                .collect();
            if !forms.is_empty() {
                self.page.put(DIM, &format!(" · {}", forms.join(", ")));
            }
            self.page.wrap("  ", "      ");
            if self.explain {
                self.detail(&format!("kind: {}", p.kind.as_str()));
                for m in p.mentions.iter().take(MOST_EVIDENCE) {
                    self.evidence(*m, "");
                }
                self.more(p.mentions.len());
            }
        }
    }

    fn countries(&mut self, annotations: &Annotations) {
        if annotations.countries.is_empty() {
            return;
        }
        self.heading("Countries", annotations.countries.len());
        for c in &annotations.countries {
            self.page.put(DIM, &format!("{}  ", c.code));
            self.page
                .put(if c.focus { COUNTRY.bold() } else { COUNTRY }, &c.name);
            if c.focus {
                self.page.put(PLAIN, " (focus)");
            }
            self.page
                .put(DIM, &format!(" · {}", count(c.mentions.len() as u64, "mention")));
            self.page.wrap("  ", "      ");
            if self.explain {
                for m in c.mentions.iter().take(MOST_EVIDENCE) {
                    self.evidence(m.span, &m.rule);
                }
                self.more(c.mentions.len());
            }
        }
    }

    fn regions(&mut self, annotations: &Annotations) {
        if annotations.regions.is_empty() {
            return;
        }
        self.heading("Regions", annotations.regions.len());
        for r in &annotations.regions {
            self.page.put(COUNTRY, &r.name);
            self.page
                .put(DIM, &format!(" · {}", count(r.mentions.len() as u64, "mention")));
            self.page.wrap("  ", "      ");
            if self.explain {
                for m in r.mentions.iter().take(MOST_EVIDENCE) {
                    self.evidence(m.span, &m.rule);
                }
                self.more(r.mentions.len());
            }
        }
    }

    fn topics(&mut self, annotations: &Annotations) {
        if annotations.topics.is_empty() {
            return;
        }
        self.heading("Topics", annotations.topics.len());
        for t in &annotations.topics {
            self.page
                .put(TOPIC, &t.path.join(" > "))
                .put(DIM, &format!(" · {}", t.id));
            self.page.wrap("  ", "      ");
            if self.explain {
                self.detail(&format!("rule: {}, score {:.2}", t.rule, t.score));
                for e in t.evidence.iter().take(MOST_EVIDENCE) {
                    self.evidence(*e, "");
                }
                self.more(t.evidence.len());
            }
        }
    }

    fn detail(&mut self, words: &str) {
        self.page.put(DIM, words);
        self.page.wrap("      ", "      ");
    }

    fn evidence(&mut self, span: Span, what: &str) {
        let (start, end) = self.points.span(span);
        let words = shorten(span.of(self.body), 60);
        self.page.put(DIM, &format!("{start}..{end} ")).put(PLAIN, &words);
        if !what.is_empty() {
            self.page.put(DIM, &format!(" · {what}"));
        }
        self.page.wrap("        ", "        ");
    }

    fn more(&mut self, all: usize) {
        if all > MOST_EVIDENCE {
            self.page
                .put(DIM, &format!("        and {} more", all - MOST_EVIDENCE))
                .end();
        }
    }
}
