//! Faults of the command line itself, in the same words as all other errors.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::errors::{Problem, did_you_mean, known_facets};

/// What clap found in `words`, as an error with a hint.
pub fn problem(error: &clap::Error, words: &[OsString]) -> Problem {
    let context = |kind| text(error.get(kind));
    let arg = option_name(&context(ContextKind::InvalidArg));
    let value = context(ContextKind::InvalidValue);
    let help = format!("`{} --help` shows what can be given", command_name(words));
    match error.kind() {
        ErrorKind::InvalidSubcommand => Problem::new(
            format!("unknown command {:?}", context(ContextKind::InvalidSubcommand)),
            suggestion(error, ContextKind::SuggestedSubcommand)
                .unwrap_or_else(|| "`onrecord --help` lists the commands".to_owned()),
        ),
        ErrorKind::UnknownArgument => {
            let dashed = arg.starts_with('-');
            let what = if dashed {
                "unknown option"
            } else {
                "unexpected argument"
            };
            // `-sanctions` is meant as a word to leave out, not as nine options.
            let word = dashed && !arg.starts_with("--");
            let hint = suggestion(error, ContextKind::SuggestedArg).unwrap_or(match word {
                true => "put -- before a query that begins with -".to_owned(),
                false => help,
            });
            Problem::new(format!("{what} {arg:?}"), hint)
        }
        ErrorKind::InvalidValue if value.is_empty() => Problem::new(format!("{arg} needs a value"), help),
        ErrorKind::InvalidValue => {
            let valid = strings(error.get(ContextKind::ValidValue));
            let facets = valid.iter().any(|v| v == "speaker");
            let message = if facets {
                format!("unknown facet {value:?}")
            } else {
                format!("{arg} cannot be {value:?}")
            };
            let hint = suggestion(error, ContextKind::SuggestedValue).unwrap_or_else(|| match facets {
                true => known_facets(),
                false => format!("choose one of {}", valid.join(", ")),
            });
            Problem::new(message, hint)
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| match why.is::<std::num::ParseIntError>() {
                true => ": not a whole number that fits".to_owned(),
                false => format!(": {why}"),
            });
            Problem::new(
                format!("{arg} cannot be {value:?}{}", why.unwrap_or_default()),
                help,
            )
        }
        ErrorKind::ArgumentConflict => {
            let prior = strings(error.get(ContextKind::PriorArg));
            let prior: Vec<_> = prior.iter().map(|p| option_name(p)).collect();
            Problem::new(
                format!("{arg} cannot stand beside {}", prior.join(", ")),
                "leave one of them out",
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<_> = strings(error.get(ContextKind::InvalidArg))
                .iter()
                .map(|a| option_name(a))
                .collect();
            Problem::new(format!("{} is missing", missing.join(", ")), help)
        }
        ErrorKind::InvalidUtf8 => Problem::new(
            "an argument is not valid UTF-8",
            "check the encoding of the terminal",
        ),
        _ => {
            let told = error.to_string();
            let first = told.lines().next().unwrap_or_default();
            Problem::new(first.strip_prefix("error: ").unwrap_or(first), help)
        }
    }
}

fn suggestion(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let names: Vec<_> = strings(error.get(kind)).iter().map(|s| option_name(s)).collect();
    did_you_mean(&names)
}

fn text(value: Option<&ContextValue>) -> String {
    match value {
        None | Some(ContextValue::None) => String::new(),
        Some(value) => value.to_string(),
    }
}

fn strings(value: Option<&ContextValue>) -> Vec<String> {
    match value {
        Some(ContextValue::Strings(all)) => all.clone(),
        Some(ContextValue::String(one)) => vec![one.clone()],
        _ => Vec::new(),
    }
}

/// `--limit` of `--limit <N>`, `FIELD` of `<FIELD>`.
fn option_name(arg: &str) -> String {
    if arg.starts_with('-') {
        arg.split(' ').next().unwrap_or_default().to_owned()
    } else {
        arg.trim_matches(['<', '>', '[', ']', '.']).to_owned()
    }
}

/// `onrecord search` where the words hold the name of that command.
fn command_name(words: &[OsString]) -> String {
    let command = super::args::command();
    let after_index = |i: usize| i > 0 && words[i - 1] == "--index";
    let name = words
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(i, _)| !after_index(*i))
        .find_map(|(_, word)| {
            let word = word.to_str()?;
            command.find_subcommand(word).map(|_| word)
        });
    name.map_or_else(|| "onrecord".to_owned(), |name| format!("onrecord {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faces::cli::text::Look;

    fn check(words: &str, expected: &str) {
        let given: Vec<OsString> = words.split(' ').map(Into::into).collect();
        let error = crate::faces::cli::args::parse(given.iter().cloned())
            .err()
            .expect("a fault");
        assert_eq!(
            problem(&error, &given).render(Look::default(), false),
            expected,
            "{words}"
        );
    }

    #[test]
    fn faults_are_worded_like_all_errors() {
        check(
            "onrecord serach x",
            "error: unknown command \"serach\"\nhint: did you mean \"search\"?\n",
        );
        check(
            "onrecord search --speeker x",
            "error: unknown option \"--speeker\"\nhint: did you mean \"--speaker\"?\n",
        );
        check(
            "onrecord facets speeker",
            "error: unknown facet \"speeker\"\nhint: did you mean \"speaker\"?\n",
        );
        check(
            "onrecord search --sort size",
            "error: --sort cannot be \"size\"\nhint: choose one of relevance, newest, oldest\n",
        );
        check(
            "onrecord search --limit x",
            "error: --limit cannot be \"x\": not a whole number that fits\nhint: `onrecord search --help` shows what can be given\n",
        );
        check(
            "onrecord search --json --jsonl",
            "error: --json cannot stand beside --jsonl\nhint: leave one of them out\n",
        );
        check(
            "onrecord search -sanctions",
            "error: unknown option \"-s\"\nhint: put -- before a query that begins with -\n",
        );
        check(
            "onrecord facets",
            "error: FIELD is missing\nhint: `onrecord facets --help` shows what can be given\n",
        );
    }
}
