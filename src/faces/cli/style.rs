//! The few colours of the command line, each named after what it marks.

use anstyle::{AnsiColor, Style};

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(anstyle::Color::Ansi(colour)))
}

pub const PLAIN: Style = Style::new();
pub const DIM: Style = Style::new().dimmed();
pub const BOLD: Style = Style::new().bold();

/// A word that matches the query.
pub const MATCH: Style = colour(AnsiColor::Red).bold();
pub const SPEAKER: Style = colour(AnsiColor::Cyan);
pub const COUNTRY: Style = colour(AnsiColor::Green);
pub const TOPIC: Style = colour(AnsiColor::Magenta);

pub const DIRECT: Style = colour(AnsiColor::Cyan);
pub const MIXED: Style = colour(AnsiColor::Yellow);
pub const INDIRECT: Style = colour(AnsiColor::Blue);

pub const ERROR: Style = colour(AnsiColor::Red).bold();
pub const WARNING: Style = colour(AnsiColor::Yellow).bold();
pub const HINT: Style = colour(AnsiColor::Cyan).bold();
pub const COMMAND: Style = colour(AnsiColor::Cyan);

/// The same palette for the help texts that clap lays out.
pub const HELP: clap::builder::Styles = clap::builder::Styles::styled()
    .header(BOLD)
    .usage(BOLD)
    .literal(COMMAND)
    .placeholder(PLAIN);

/// The colour in which the values of a facet are shown.
pub fn of_facet(name: &str) -> Style {
    match name {
        "speaker" => SPEAKER,
        "country" | "focus" | "region" => COUNTRY,
        "topic" => TOPIC,
        _ => PLAIN,
    }
}

/// The colour of a quote's words.
pub fn of_kind(kind: crate::article::QuoteKind) -> Style {
    use crate::article::QuoteKind::{Direct, Indirect, Mixed};
    match kind {
        Direct => DIRECT,
        Mixed => MIXED,
        Indirect => INDIRECT,
    }
}
