//! "DKK 2 million": the letters of a currency, which name nobody.

use crate::text::{Text, TokenKind};

/// Codes of ISO 4217 that news writes beside amounts, and two that are as usual.
const CODES: &[&str] = &[
    "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP",
    "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "LKR", "MXN", "MYR", "NGN", "NIS", "NOK",
    "NZD", "PHP", "PKR", "PLN", "QAR", "RMB", "RON", "RUB", "RWF", "SAR", "SEK", "SGD", "THB", "TRY", "TWD",
    "TZS", "UAH", "UGX", "USD", "VND", "ZAR", "ZMW",
];

/// Whether the letters at a token are a currency's, with an amount behind or before them.
pub(super) fn is_currency(text: &Text<'_>, at: usize) -> bool {
    let token = text.tokens[at];
    if !token.all_caps || !token.is_long(3) {
        return false;
    }
    let number = |at: usize| text.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    let counted = |at: usize| number(at) || matches!(text.word(at), "million" | "billion" | "m" | "bn");
    (number(at + 1) || at > 0 && counted(at - 1)) && CODES.contains(&text.word(at))
}

#[cfg(test)]
mod tests {
    use crate::annotate::people::check_kinds as check;

    #[test]
    fn letters_beside_an_amount() {
        check("It cost DKK 2 million.", &[]);
        check("It cost 2 million SEK.", &[]);
        check("It sued NOK, which makes pumps.", &["NOK (organisation)"]);
    }
}
