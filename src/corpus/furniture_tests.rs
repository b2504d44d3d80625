use super::*;

#[test]
fn tables_are_sorted_and_no_beginning_begins_another() {
    for table in [LINES, PREFIXES, LIST_OPENERS] {
        assert!(table.is_sorted());
        assert!(table.iter().all(|entry| lowered(entry) == **entry));
    }
    assert!(PREFIXES.windows(2).all(|pair| !pair[1].starts_with(pair[0])));
    assert!(
        LINES
            .iter()
            .chain(LIST_OPENERS)
            .all(|entry| core(entry) == *entry)
    );
}

#[test]
fn furniture() {
    for line in [
        "Comments",
        "COMMENTS (12)",
        "Post a Comment",
        "  Share  ",
        "Advertisement",
        "Read more…",
        "Read more »",
        "Related:",
        "Sign up for our morning letter",
        "© 2025 The Ledger",
        "Copyright 2025 Agency",
        "* * *",
        "5 min read",
        "Follow us on Twitter",
        "Follow Ada Byrne on Twitter @adabyrne.",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "A version of this article appears in print on Dec. 2, 2025, Section A, Page 1.",
    ] {
        assert!(is_furniture(line), "{line}");
    }
    for line in [
        "",
        "Share prices fell on Monday.",
        "Comments by the minister drew anger.",
        "Copyright law is older than film.",
        "He said: “Subscribe.”",
        "Read more books, she said.",
        "Advertisement spending fell.",
        "“Share,” he said.",
        "1. Energy",
    ] {
        assert!(!is_furniture(line), "{line}");
    }
}

#[test]
fn credits() {
    for paragraph in [
        "Reporting was contributed by Ada Byrne, Tomas Riel and Ana Gil.",
        "(Reporting by Ada Byrne; Editing by Tomas Riel)",
        "Additional reporting by Ada Byrne in Oslo",
        "Ada Byrne and Tomas Riel contributed reporting.",
        "Ada Byrne in Oslo and Tomas Riel in St. Petersburg, Russia, contributed to this report.",
        "Associated Press writers Ada Byrne and Tomas Riel contributed to this report.",
        "___ Ada Byrne contributed additional reporting from Oslo.",
        "— With files from Reuters",
        "Byrne reported from Oslo.",
        "Ada Byrne reported from Oslo and Tomas Riel from Kyiv, Ukraine.",
        "Contributing: Ada Byrne, The Ledger",
    ] {
        assert!(is_credit(paragraph), "{paragraph}");
    }
    for paragraph in [
        "",
        "Ada Byrne, who contributed reporting to the inquiry, said it was late.",
        "The heat contributed to this report of crop failure, farmers said.",
        "Reporting by the newspaper led to the arrest.",
        "Editing by hand, she said, takes a week.",
        "Heavy fighting was reported from Kharkiv.",
        "The minister contributed 40 pages.",
    ] {
        assert!(!is_credit(paragraph), "{paragraph}");
    }
}

fn check_tail(text: &str, want: &str, credit: &str) {
    let tail = tail(text);
    assert_eq!(&text[..tail.end], want, "{text}");
    assert_eq!(tail.credit.unwrap_or_default(), credit, "{text}");
}

#[test]
fn tails() {
    check_tail("It is so.\nComments\nPost a Comment", "It is so.", "");
    check_tail(
        "It is so.\nReporting by Ada Byrne\n\nEditing by Ana Gil\nShare\n",
        "It is so.",
        "Reporting by Ada Byrne\nEditing by Ana Gil",
    );
    check_tail(
        "It is so.\nMore on this story\nBridge shut\nBridge open",
        "It is so.",
        "",
    );
    check_tail(
        "It is so.\nRelated\nThis was a sentence of the story.",
        "It is so.\nRelated\nThis was a sentence of the story.",
        "",
    );
    check_tail("Topics\nBridges", "", "");
    check_tail("Comments", "", "");
    check_tail("", "", "");
    check_tail(
        "It is so.\nAda Byrne contributed reporting.\nThe bridge opened in 1950.",
        "It is so.\nAda Byrne contributed reporting.\nThe bridge opened in 1950.",
        "Ada Byrne contributed reporting.",
    );
}
