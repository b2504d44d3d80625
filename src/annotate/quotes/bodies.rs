//! Bodies: whom "the company", "the forum", "it" and "a statement" mean.

use super::speakers::{Cast, Event, Speaker, Trail};
use super::subject::{Subject, Who};
use super::units::{Kind, Units};
use crate::annotate::people::is_legal_form;
use crate::article::{Person, SpeakerType};
use crate::text::words::Class;

/// What a firm is called when it has been named.
const FIRMS: &[&str] = &[
    "company",
    "firm",
    "airline",
    "carrier",
    "retailer",
    "lender",
    "bank",
    "operator",
    "manufacturer",
    "insurer",
    "carmaker",
    "automaker",
    "utility",
    "developer",
    "group",
    "consortium",
    "producer",
    "supplier",
    "startup",
    "start-up",
    "chipmaker",
    "maker",
    "brewer",
    "brewery",
    "chain",
    "supermarket",
    "conglomerate",
    "drugmaker",
    "planemaker",
    "miner",
    "broker",
    "brokerage",
    "studio",
    "publisher",
    "platform",
    "app",
    "brand",
    "giant",
    "partnership",
    "thrift",
];

/// What other bodies are called.
const OTHERS: &[&str] = &[
    "charity",
    "club",
    "corporation",
    "band",
    "union",
    "regulator",
    "watchdog",
    "newspaper",
    "magazine",
    "broadcaster",
    "agency",
    "think-tank",
    "association",
    "federation",
    "foundation",
    "nonprofit",
    "organisation",
    "organization",
    "militia",
    "league",
    "university",
    "college",
    "hospital",
    "trust",
    "exchange",
    "bourse",
    "newsletter",
    "port",
    "airport",
    "body",
];

/// Words in the names of bodies that are no firms.
const PUBLIC: &[&str] = &[
    "ministry",
    "department",
    "council",
    "court",
    "congress",
    "senate",
    "house",
    "parliament",
    "police",
    "commission",
    "committee",
    "agency",
    "authority",
    "bureau",
    "office",
    "times",
    "post",
    "news",
    "journal",
    "party",
    "university",
    "government",
    "assembly",
    "press",
    "herald",
    "tribune",
    "nations",
    "army",
];

impl Units<'_> {
    /// "Southern Gas general manager Ana Silva": a name that belongs to the next one.
    pub(super) fn leads_to_name(&self, at: usize) -> bool {
        let mut end = at;
        // "Hall of Fame president Jim Porter", but "Ann Lee of the firm Sertit"
        let of = || {
            let item = self.items[at];
            item.last == item.first + 1 || self.class(at).any(Class::ORG.or(Class::BODY))
        };
        for behind in at + 1..at + 6 {
            match self.get(behind).map(|item| item.kind) {
                Some(Kind::Name(_)) if self.word(behind - 1) == "of" && of() => {}
                Some(Kind::Name(_)) => return end > at && self.class(end).any(Class::ROLE),
                Some(Kind::Word) if self.is_noun(behind) && !self.items[behind].cue.is_some() => end = behind,
                Some(Kind::Word) if self.word(behind) == "of" && self.capital(behind + 1) && of() => {}
                _ => return false,
            }
        }
        false
    }

    /// "Holyrood leader, Nora Sturrock,": a name that tells which office the next one has.
    pub(super) fn office_and_name(&self, at: usize) -> bool {
        let noun = |i: &usize| self.is_noun(*i) && !self.items[*i].cue.is_some() && !self.capital(*i);
        let head = (at + 1..at + 4).take_while(noun).last();
        head.is_some_and(|head| {
            self.is_person(head) && self.word(head + 1) == "," && self.is_full_name(head + 2)
        })
    }

    /// "mother, Samira": what somebody is to the one named before, with the name.
    pub(super) fn is_kin(&self, at: usize) -> bool {
        let head = (at..at + 4).take_while(|i| self.is_noun(*i)).last();
        head.is_some_and(|head| {
            let comma = usize::from(self.word(head + 1) == ",");
            self.class(head).any(Class::ROLE) && self.is_name(head + 1 + comma)
        })
    }

    /// "of" and the like, behind which a noun phrase goes on.
    pub(super) fn is_owner(&self, at: usize) -> bool {
        matches!(self.word(at), "of" | "for" | "from" | "at" | "in")
    }
}

impl Cast<'_> {
    pub(super) fn is_body(&self, person: usize) -> bool {
        self.people[person].kind == SpeakerType::Organisation
    }

    /// "Texas Instruments Inc", "Deutsche Babcock AG": a firm by what the law calls it.
    pub(super) fn has_legal_form(&self, person: usize) -> bool {
        let form = |word: &str| {
            is_legal_form(word) || matches!(word, "AG" | "Corporation" | "NV" | "SA" | "Spa" | "L.P.")
        };
        self.people[person]
            .forms
            .iter()
            .any(|name| name.split(' ').skip(1).any(form))
    }

    /// A name of which nothing shows a person.
    pub(super) fn may_be_body(&self, person: usize) -> bool {
        self.is_body(person) || self.people[person].role.is_none() && self.gender(person).is_none()
    }

    /// The body that "the company", "the forum" or "the housing charity" means: the one that spoke last, the one
    /// that the paragraph has named, the only one with that word in its name, or the only one of the story.
    pub(super) fn body(&self, unit: usize, subject: &Subject) -> Option<usize> {
        let units = self.units;
        let (first, head) = (subject.items.start, subject.items.end - 1);
        let another = |i: usize| {
            let word = units.word(i);
            matches!(
                word,
                "combined" | "new" | "merged" | "parent" | "other" | "rival" | "former" | "second"
            )
        };
        // "the Leuven-based brewery"
        let based = |i: usize| units.word(i + 1) == "-" && units.word(i + 2) == "based";
        let described =
            |i: usize| (units.items[i].kind == Kind::Word || units.word(i) == "-" || based(i)) && !another(i);
        // "firm said", where an article was lost
        let bare_word = head == first && FIRMS.contains(&units.word(head)) && !units.capital(head);
        let led = head > first && matches!(units.word(first), "the" | "The");
        if !(bare_word || led) || units.is_owner(head + 1) || !(first + 1..head).all(described) {
            return None;
        }
        let word = units.word(head);
        let just_spoke = self.last_spoke.is_some_and(|spoke| spoke + 2 >= unit);
        // "An investor group including Okun said so. The group said": the one without a name.
        if let Some(Speaker::Other(last)) = self.last_speaker
            && self.others[last].head() == word
            && matches!(word, "group" | "consortium" | "partnership")
            && self.others[last].name.contains(' ')
            && !self.others[last].name.contains(char::is_uppercase)
            && just_spoke
        {
            return None;
        }
        let (firm, other) = (FIRMS.contains(&word), OTHERS.contains(&word));
        // "the chip maker": only where the story has one firm, since makers are named for what they make.
        let maker = word == "maker";
        let bare = head == first + 1;
        if !(firm || other || bare && units.class(head).any(Class::ORG.or(Class::BODY))) {
            return None;
        }
        let has_any = |person: usize, list: &[&str]| {
            let mut forms = self.people[person].forms.iter().filter(|form| form.contains(' '));
            let listed = |part: &str| list.iter().any(|word| part.eq_ignore_ascii_case(word));
            forms.any(|form| form.split(' ').any(listed))
        };
        let has = |person: usize, word: &str| has_any(person, &[word]);
        if word == "agency" && matches!(units.word(head - 1), "rating" | "ratings") {
            return self.rating_agency(first);
        }
        // "The group" is any body, "the newspaper" no college.
        let any = matches!(word, "group" | "organisation" | "organization" | "body");
        // A savings and loan association is a firm.
        let of_people = matches!(word, "union" | "club" | "charity");
        let of_another_sort = |person: usize| {
            !any && !has(person, word) && has_any(person, OTHERS) && !has(person, "savings")
                || of_people && self.has_legal_form(person)
        };
        let public =
            |person: usize| has_any(person, PUBLIC) && !(word == "charity" && has(person, "committee"));
        let may_be_firm = |person: usize| !public(person) && !of_another_sort(person);
        // A name of one word of which nothing shows a person may be a firm's, too, but not one in which something is.
        let maybe = |person: usize| {
            let Person { name, forms, .. } = &self.people[person];
            let place = |event: &Event| {
                event.person == person
                    && matches!(units.word(event.item.wrapping_sub(1)), "in" | "near" | "outside")
            };
            (firm || other)
                && forms.len() == 1
                && !name.contains(' ')
                && self.may_be_body(person)
                && !self.named_last().any(place)
        };
        // "S and P said it ..., the agency said": whoever spoke last.
        let speaks =
            || other && !word.starts_with("news") && !self.named_last().any(|event| has(event.person, word));
        if (firm && !maker || speaks())
            && let Some(Speaker::Person(p)) = self.last_speaker
            && (self.is_body(p) || firm && led && just_spoke && (self.its.contains(&p) || maybe(p)))
            && may_be_firm(p)
        {
            return Some(p);
        }
        if matches!(
            word,
            "paper" | "newspaper" | "tabloid" | "broadsheet" | "magazine" | "newsletter"
        ) && let Some(paper) = self.paper(first)
        {
            return Some(paper);
        }
        let before = self.named_last();
        // "Note: company said": a label, no name.
        let label = |person: usize| bare_word && self.people[person].name.chars().all(|c| c.is_uppercase());
        let may_be = |person: usize| {
            (self.is_body(person) || maybe(person)) && !self.is_platform(person) && !label(person)
        };
        // "AP - ": a credit is no body of the story.
        let credit = |item: usize| item < units.opening;
        let before = before.filter(|event| event.item < first && !credit(event.item) && may_be(event.person));
        let (mut named, mut several) = (None, false);
        for event in before.clone().filter(|event| has(event.person, word)) {
            several |= named.is_some_and(|n| n != event.person);
            named = named.or(Some(event.person));
        }
        // Of several, who has just spoken.
        if let Some(Speaker::Person(last)) = self.last_speaker.filter(|_| several)
            && self.is_body(last)
            && self.people[last]
                .name
                .rsplit(' ')
                .next()
                .is_some_and(|end| end.eq_ignore_ascii_case(word))
        {
            return Some(last);
        }
        if several && units.capital(head) {
            return self.of_that_name(before.clone().map(|event| event.person), word);
        }
        if named.is_some() {
            return named.filter(|_| !several);
        }
        let paragraph = units.units[unit].1;
        let here = before.clone().filter(|event| {
            (firm && !maker || any) && event.paragraph == paragraph && may_be_firm(event.person)
        });
        let near = Self::about(here);
        near.map(|event| event.person)
            .or_else(|| {
                let bodies = before.filter(|event| (firm || other) && self.is_body(event.person));
                let only = |person: usize| bodies.clone().all(|event| event.person == person);
                let last = bodies.clone().next()?.person;
                // Beside one firm, "the company" is not the Securities and Exchange Commission.
                let mut firms = bodies
                    .clone()
                    .map(|event| event.person)
                    .filter(|p| self.has_legal_form(*p));
                if only(last) && may_be_firm(last) {
                    return Some(last);
                }
                let one = firms.next().filter(|_| firm && !any)?;
                firms.all(|other| other == one).then_some(one)
            })
            .or_else(|| self.letters_that_spoke(unit, word))
    }

    /// "police said", where one police force has been named: "Metro Police".
    pub(super) fn police_named(&self, subject: &Subject) -> Option<usize> {
        let units = self.units;
        let head = subject.items.end - 1;
        let article = subject.items.len() == 2 && matches!(units.word(head - 1), "the" | "The");
        if !(subject.items.len() == 1 || article) || !matches!(units.word(head), "police" | "Police") {
            return None;
        }
        let force = |person: usize| {
            let name = &self.people[person].name;
            name.contains(' ') && (name.ends_with(" Police") || name.ends_with(" Police Department"))
        };
        let mut forces = self
            .named_last()
            .filter(|event| event.item < head && force(event.person));
        let first = forces.next()?.person;
        forces.all(|event| event.person == first).then_some(first)
    }

    /// Whether the last speaker spoke in this paragraph.
    pub(super) fn spoke_in(&self, paragraph: usize) -> bool {
        self.last_spoke
            .is_some_and(|unit| self.units.units[unit].1 == paragraph)
    }

    /// The body that "it" means where none spoke last: the subject of this sentence or the one before.
    pub(super) fn it(&self, unit: usize, at: usize) -> Option<usize> {
        let paragraph = self.units.units[unit].1;
        let mut bodies = self.named_since(unit.saturating_sub(1)).filter(|event| {
            (event.paragraph == paragraph || event.paragraph + 1 == paragraph && self.opens(event, unit))
                && event.item < at
                && self.may_be_body(event.person)
                && !self.is_platform(event.person)
                && self.units.verb_at(event.item + 1)
        });
        // "The EFF, representing the reporters, has asked the court. It argues": what the sentence before is about.
        let about = || {
            let spoken = self.last_spoke.is_some_and(|spoke| spoke + 1 == unit);
            let (before, subject) = self.subject_of_sentence_before(unit, usize::from(!spoken))?;
            let opens = subject.items.start <= self.units.units[before].0.start + 1;
            let here = self.units.units[before].1 == paragraph;
            let article =
                here || matches!(self.units.word(subject.items.end + 1), "a" | "an" | "the" | "one");
            let explained = self.units.word(subject.items.end) == "," && article;
            match subject.who {
                Who::Person(body) if opens && explained && self.is_body(body) => Some(body),
                _ => None,
            }
        };
        bodies.next().map(|event| event.person).or_else(about)
    }

    /// "The report found gaps. “Warnings were filed,” it says": the body or the paper of the sentence before.
    pub(super) fn nominal_it(&mut self, unit: usize) -> Option<(Option<Speaker>, Trail)> {
        let (_, subject) = self.subject_of_sentence_before(unit, 0)?;
        let body = Class::ORG.or(Class::BODY);
        let fits = subject.who == Who::Nominal && self.units.class(subject.items.end - 1).any(body);
        fits.then(|| self.nominal(unit, &subject))
    }
}
