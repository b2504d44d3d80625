//! "DKK 2 million", "07:00 BST": "8:30 PM": letters beside an amount or a time, which name nobody.

use crate::text::{Text, TokenKind};

/// Codes of ISO 4217 that news writes beside amounts, and two that are as usual.
const CODES: &[&str] = &[
    "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP",
    "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "LKR", "MXN", "MYR", "NGN", "NIS", "NOK",
    "NZD", "PHP", "PKR", "PLN", "QAR", "RMB", "RON", "RUB", "RWF", "SAR", "SEK", "SGD", "THB", "TRY", "TWD",
    "TZS", "UAH", "UGX", "USD", "VND", "ZAR", "ZMW",
];

/// Time zones as news writes them behind a clock's time.
const ZONES: &[&str] = &[
    "AEDT", "AEST", "AKDT", "AKST", "AST", "BST", "CAT", "CDT", "CEST", "CET", "CST", "EAT", "EDT", "EEST",
    "EET", "EST", "ET", "GMT", "HKT", "HST", "IST", "JST", "KST", "MDT", "MSK", "MST", "NZDT", "NZST", "PDT",
    "PKT", "PST", "PT", "SAST", "SGT", "UTC", "WAT", "WIB",
];

/// Whether the letters at a token are a currency's with an amount beside them, a time zone's or half of the day's with a
/// time before them.
pub(super) fn is_code(text: &Text<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    if !token.all_caps || !(2..=4).contains(&(token.end - token.start)) {
        return false;
    }
    let number = |at: usize| text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    let counted = |at: usize| number(at) || matches!(text.word(at), "million" | "billion" | "m" | "bn");
    let time = |at: usize| number(at) || matches!(text.word(at), "am" | "pm" | "a.m." | "p.m." | "AM" | "PM");
    let clock = |at: usize| number(at - 1) && matches!(text.word(at), "AM" | "PM");
    at > 0 && (clock(at) || time(at - 1) && ZONES.contains(&text.word(at)))
        || (number(at + 1) || at > 0 && counted(at - 1)) && CODES.contains(&text.word(at))
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn letters_beside_an_amount() {
        check("It cost DKK 2 million.", &[]);
        check("It cost 2 million SEK.", &[]);
        check("It began at 07:00 BST.", &[]);
        check("It began at 8:30 PM.", &[]);
        check("It sued NOK, which makes pumps.", &["NOK (organisation)"]);
    }
}
