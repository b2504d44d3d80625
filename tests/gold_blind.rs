//! Who said what in stories nobody tuned to: one score for each folder of `tests/gold/blind`.
//!
//! Its README tells how the stories are written. The shares that come out right may not fall;
//! `cargo test --test gold_blind -- --nocapture` prints them, with what went wrong in the open ones.
//! The single errors of the others are never printed: whoever reads them ends its use.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::path::Path;

use onrecord::annotate::{Lexicons, annotate};
use onrecord::article::{Article, Quote, QuoteKind, Span, SpeakerType};

/// A folder with the number of its stories and of their statements in marks, and what it must reach: what it did when
/// this was last looked at, a point below it, in thousandths. In marks: spans, stated, all; whole statements: all.
type Folder = (&'static str, usize, usize, [usize; 4]);

/// Each time that stories were written, an open half and one held back; of the fourth none was ever looked at.
const FOLDERS: [Folder; 15] = [
    ("open", 19, 150, [980, 895, 901, 877]),
    ("held-back", 19, 152, [977, 841, 842, 805]),
    ("second-open", 20, 130, [975, 967, 945, 920]),
    ("second-held-back", 20, 137, [976, 924, 932, 903]),
    ("third-open", 12, 76, [977, 940, 938, 952]),
    ("third-held-back", 12, 72, [956, 889, 902, 851]),
    ("fourth", 24, 136, [975, 884, 932, 910]),
    ("fifth-open", 16, 118, [982, 920, 931, 898]),
    ("fifth-held-back", 16, 132, [990, 948, 907, 859]),
    ("sixth-open", 14, 141, [972, 934, 930, 920]),
    ("sixth-held-back", 14, 127, [986, 961, 970, 941]),
    ("seventh-open", 14, 120, [957, 778, 823, 834]),
    ("seventh-held-back", 14, 110, [959, 914, 923, 905]),
    ("eighth-open", 14, 102, [966, 927, 917, 918]),
    ("eighth-held-back", 14, 111, [959, 936, 933, 910]),
];

/// A statement of the story and the speakers it may be given to.
struct Gold {
    span: Span,
    speakers: Vec<String>,
    by_pronoun: bool,
    organisation: bool,
}

struct Story {
    file: String,
    article: Article,
    gold: Vec<Gold>,
}

/// Reads `{speaker | statement}` out of a story.
fn story(file: &Path) -> Story {
    let source = std::fs::read_to_string(file).expect("a readable story");
    let (title, marked) = source.split_once('\n').expect("a headline and a body");
    let (mut body, mut gold) = (String::new(), Vec::new());
    let mut pieces = marked.trim_end().split('{');
    body.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (inner, rest) = piece.split_once('}').expect("a closing brace");
        let (speaker, statement) = inner.split_once(" | ").expect("a speaker and a statement");
        let by_pronoun = speaker.starts_with('~');
        let speaker = speaker.trim_start_matches('~');
        let start = body.len();
        body.push_str(statement);
        gold.push(Gold {
            span: Span::new(start, body.len()),
            speakers: speaker
                .trim_start_matches('@')
                .split('/')
                .map(str::to_owned)
                .collect(),
            by_pronoun,
            organisation: speaker.starts_with('@'),
        });
        body.push_str(rest);
    }
    Story {
        file: file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        article: Article {
            title: title.trim_start_matches("# ").to_owned(),
            body,
            ..Article::default()
        },
        gold,
    }
}

/// The span without marks, punctuation and space at its ends.
fn trimmed(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let start = text.find(char::is_alphanumeric).unwrap_or(0);
    let end = text
        .char_indices()
        .rfind(|(_, c)| c.is_alphanumeric() || *c == '%')
        .map_or(text.len(), |(i, c)| i + c.len_utf8());
    Span::new(span.start + start, span.start + end)
}

/// The stretches between the outer marks of a span, trimmed.
fn stretches(body: &str, span: Span) -> Vec<Span> {
    let text = span.of(body);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_alphanumeric());
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let (opened, mark) = chars[i];
        let close = match mark {
            '“' => '”',
            '"' => '"',
            '‘' | '\'' if i == 0 || !letter(i - 1) => '’',
            _ => {
                i += 1;
                continue;
            }
        };
        let single = close == '’';
        // An apostrophe behind a plural looks like a closing mark: the last one before the next opening closes.
        let mut closed = None;
        for (j, &(at, c)) in chars.iter().enumerate().skip(i + 1) {
            if single && c == '‘' && !letter(j - 1) {
                break;
            }
            if (c == close || mark == '\'' && c == mark) && !(single && letter(j + 1)) {
                closed = Some((j, at));
                if !single {
                    break;
                }
            }
        }
        let (next, end) = closed.unwrap_or((chars.len(), text.len()));
        found.push(trimmed(body, Span::new(span.start + opened, span.start + end)));
        i = next + 1;
    }
    found
}

/// Words of a name, small, without articles.
fn words(name: &str) -> BTreeSet<String> {
    let small = name.to_lowercase().replace("’s", "").replace("'s", "");
    let words = small.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|w| !w.is_empty() && !matches!(*w, "the" | "a" | "an"))
        .map(str::to_owned)
        .collect()
}

fn is_name(speaker: &str) -> bool {
    speaker.chars().next().is_some_and(char::is_uppercase)
}

/// "spokesman" of "spokesman for Norvik Rail": whose spokesman that is, is no other speaker.
fn described(name: &str) -> &str {
    let behind = [" for ", " from ", " of ", " with ", " at ", " close to "];
    let end = behind.iter().filter_map(|word| name.find(word)).min();
    end.filter(|_| !is_name(name)).map_or(name, |end| &name[..end])
}

/// Whether the name found is one of the speaker's, and no other speaker's of the story.
fn is_speaker(found: Option<&str>, gold: &Gold, story: &Story) -> bool {
    let Some(found) = found else {
        return gold.speakers.iter().any(|s| s == "-");
    };
    let (head, found) = (words(described(found)), words(found));
    let fits_in = |speaker: &String, found: &BTreeSet<String>| {
        let wanted = words(speaker);
        !wanted.is_empty() && (wanted.is_subset(found) || is_name(speaker) && found.is_subset(&wanted))
    };
    let fits = |speaker: &String| fits_in(speaker, &found);
    let exact = gold.speakers.iter().any(|s| words(s) == found);
    let others = story
        .gold
        .iter()
        .filter(|g| g.speakers.iter().all(|s| !gold.speakers.contains(s)));
    let another = others
        .flat_map(|g| &g.speakers)
        .any(|s| is_name(s) && fits_in(s, &head));
    gold.speakers.iter().any(fits) && (exact || !another)
}

fn overlap(a: Span, b: Span) -> f64 {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    common as f64 / (a.end.max(b.end) - a.start.min(b.start)).max(1) as f64
}

/// Pairs of statements that share half of their bytes or more, the likest first.
fn pairs(gold: &[(Span, &Gold)], found: &[(Span, &Quote)]) -> Vec<(usize, usize)> {
    let mut likely = Vec::new();
    for (i, (wanted, _)) in gold.iter().enumerate() {
        for (j, (span, _)) in found.iter().enumerate() {
            let share = overlap(*wanted, *span);
            if share >= 0.5 {
                likely.push((share, i, j));
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in likely {
        if pairs.iter().all(|&(x, y)| x != i && y != j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// Counts of one view of the statements.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    paired: usize,
    right: usize,
    pronouns: usize,
    pronouns_paired: usize,
    pronouns_right: usize,
    types_right: usize,
}

/// Harmonic mean of precision and recall, in thousandths.
fn f1(right: usize, found: usize, gold: usize) -> usize {
    (2000 * right + (found + gold) / 2) / (found + gold).max(1)
}

impl Score {
    fn spans(&self) -> usize {
        f1(self.paired, self.found, self.gold)
    }

    fn all(&self) -> usize {
        f1(self.right, self.found, self.gold)
    }

    fn stated(&self) -> usize {
        let right = self.right - self.pronouns_right;
        f1(
            right,
            self.found - self.pronouns_paired,
            self.gold - self.pronouns,
        )
    }

    fn add(&mut self, story: &Story, gold: &[(Span, &Gold)], found: &[(Span, &Quote)], wrong: &mut String) {
        let body = &story.article.body;
        let pairs = pairs(gold, found);
        self.gold += gold.len();
        self.found += found.len();
        self.paired += pairs.len();
        for (i, (span, wanted)) in gold.iter().enumerate() {
            self.pronouns += usize::from(wanted.by_pronoun);
            let text = span.of(body);
            let who = &wanted.speakers[0];
            let Some(&(_, j)) = pairs.iter().find(|(x, _)| *x == i) else {
                let _ = writeln!(wrong, "{}: missed: {who}: {text}", story.file);
                continue;
            };
            let (said, quote) = found[j];
            let right = is_speaker(quote.speaker.as_deref(), wanted, story);
            self.right += usize::from(right);
            self.pronouns_paired += usize::from(wanted.by_pronoun);
            self.pronouns_right += usize::from(wanted.by_pronoun && right);
            let kind = if wanted.organisation {
                quote.speaker_type == Some(SpeakerType::Organisation)
            } else if is_name(who) {
                quote.speaker_type == Some(SpeakerType::Person)
            } else {
                !matches!(
                    quote.speaker_type,
                    Some(SpeakerType::Person | SpeakerType::Organisation)
                )
            };
            self.types_right += usize::from(right && kind);
            if !right || !kind {
                let named = quote.speaker.as_deref().unwrap_or("-");
                let sort = quote.speaker_type;
                let rule = &quote.rule;
                let said = said.of(body);
                let _ = writeln!(
                    wrong,
                    "{}: {named} ({sort:?}, {rule}) for {who}: {said}",
                    story.file
                );
            }
        }
        for (j, (span, quote)) in found.iter().enumerate() {
            if pairs.iter().all(|(_, y)| *y != j) {
                let named = quote.speaker.as_deref().unwrap_or("-");
                let _ = writeln!(
                    wrong,
                    "{}: not said: {named} ({}): {}",
                    story.file,
                    quote.rule,
                    span.of(body)
                );
            }
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} statements, {} found: span .{:03}, right speaker stated .{:03}, all .{:03}, pronouns {} of {}, type {} of {}",
            self.gold,
            self.found,
            self.spans(),
            self.stated(),
            self.all(),
            self.pronouns_right,
            self.pronouns_paired,
            self.types_right,
            self.right,
        )
    }
}

/// The scores of a folder: words in marks, whole statements; and what went wrong in each.
fn scores(folder: &str, stories: usize, lexicons: &Lexicons) -> (Score, Score, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/gold/blind")
        .join(folder);
    let files = std::fs::read_dir(path).expect("the stories");
    let mut files: Vec<_> = files.map(|f| f.expect("a file").path()).collect();
    files.sort();
    assert_eq!(files.len(), stories, "stories of {folder}");
    let (mut marks, mut whole) = (Score::default(), Score::default());
    let (mut wrong, mut wrong_whole) = (String::new(), String::new());
    for file in files {
        let story = story(&file);
        let body = &story.article.body;
        let quotes = annotate(&story.article, lexicons).quotes;
        let said = story
            .gold
            .iter()
            .map(|g| (trimmed(body, g.span), g))
            .collect::<Vec<_>>();
        let found = quotes
            .iter()
            .map(|q| (trimmed(body, q.span), q))
            .collect::<Vec<_>>();
        whole.add(&story, &said, &found, &mut wrong_whole);
        let said = story
            .gold
            .iter()
            .flat_map(|g| stretches(body, g.span).into_iter().map(move |s| (s, g)));
        let said: Vec<_> = said.collect();
        let found = quotes.iter().flat_map(|q| {
            let spans = match q.kind {
                QuoteKind::Direct => vec![trimmed(body, q.span)],
                QuoteKind::Mixed => stretches(body, q.span),
                QuoteKind::Indirect => Vec::new(),
            };
            spans.into_iter().map(move |s| (s, q))
        });
        let found: Vec<_> = found.collect();
        marks.add(&story, &said, &found, &mut wrong);
    }
    (marks, whole, format!("{wrong}\nwhole statements\n{wrong_whole}"))
}

#[test]
fn the_shares_that_come_out_right_do_not_fall() {
    let lexicons = Lexicons::standard();
    for (folder, stories, in_marks, least) in FOLDERS {
        let (marks, whole, wrong) = scores(folder, stories, &lexicons);
        let report = format!("{folder}\n  in marks: {marks}\n  whole: {whole}");
        println!("{report}");
        if folder.ends_with("open") {
            println!("{wrong}");
        }
        assert_eq!(marks.gold, in_marks, "the stories of {folder} were read");
        let reached = [marks.spans(), marks.stated(), marks.all(), whole.all()];
        assert!(reached.iter().zip(least).all(|(r, l)| *r >= l), "{report}");
    }
}

#[test]
fn stretches_are_what_stands_between_marks() {
    let check = |text: &str, want: &[&str]| {
        let found = stretches(text, Span::new(0, text.len()));
        let found: Vec<_> = found.iter().map(|s| s.of(text)).collect();
        assert_eq!(found, want, "{text}");
    };
    check("“We go,”", &["We go"]);
    check("it was “a joke” and “a bad one.”", &["a joke", "a bad one"]);
    check("‘It’s the workers’ right,’", &["It’s the workers’ right"]);
    check("it was ‘poor’ and ‘thin’", &["poor", "thin"]);
    check("“He said, ‘Go,’ and I went.", &["He said, ‘Go,’ and I went"]);
    check("the road's end", &[]);
}
