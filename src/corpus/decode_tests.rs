use proptest::prelude::*;

use super::*;

fn check(bytes: &[u8], want: &str) {
    let got = decode(bytes).unwrap_or_else(|reason| format!("error: {reason}"));
    assert_eq!(got, want, "{:?}", bytes.get(..60).unwrap_or(bytes));
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

const TEXT: &str = "“Café” — he said, and so on\n";

#[test]
fn marks_of_byte_order() {
    check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), TEXT);
    check(&[b"\xFF\xFE", &utf16(TEXT, u16::to_le_bytes)[..]].concat(), TEXT);
    check(&[b"\xFE\xFF", &utf16(TEXT, u16::to_be_bytes)[..]].concat(), TEXT);
    let utf32: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    check(&[b"\xFF\xFE\0\0", &utf32[..]].concat(), TEXT);
}

#[test]
fn utf_16_without_a_mark() {
    check(&utf16(TEXT, u16::to_le_bytes), TEXT);
    check(&utf16(TEXT, u16::to_be_bytes), TEXT);
}

#[test]
fn other_encodings_are_detected() {
    check(
        b"\x93Fran\xe7ois Bayrou a d\xe9clar\xe9 que c'est d\xe9j\xe0 fait\x94",
        "“François Bayrou a déclaré que c'est déjà fait”",
    );
    check(
        b"\xcc\xe8\xed\xe8\xf1\xf2\xf0 \xf1\xea\xe0\xe7\xe0\xeb, \xf7\xf2\xee \xec\xfb \xe5\xf9\xb8 \xe2\xf1\xf2\xf0\xe5\xf2\xe8\xec\xf1\xff",
        "Министр сказал, что мы ещё встретимся",
    );
}

#[test]
fn damaged_utf_8_stays_utf_8() {
    check(
        b"caf\xc3\xa9 \xe2\x80\x9cno\xe2\x80\x9d \xff end",
        "café “no” \u{fffd} end",
    );
    check(b"cut \xe6\xbc", "cut \u{fffd}");
}

#[test]
fn one_clean_form() {
    check(b"a\r\nb\rc\nd\x0ce", "a\nb\nc\nd\ne");
    check("a\u{85}b\u{2028}c\u{2029}d".as_bytes(), "a\nb\nc\nd");
    check("e\u{301}\u{2000}x".as_bytes(), "é\u{2002}x");
    check(
        "\u{1b}[2J\u{9b}31m\u{7f} end of this line of text\t.".as_bytes(),
        " [2J 31m  end of this line of text\t.",
    );
    check("soft\u{ad}ly \u{feff}said".as_bytes(), "softly said");
    check("قال \u{202e}x\u{2069}".as_bytes(), "قال \u{202e}x\u{2069}");
}

#[test]
fn what_is_no_text() {
    check(b"\x7fELF\0\x01\x02", "error: binary file");
    check(&[0; 5000], "error: binary file");
    check(b"\x01\x02\x03\x04\x05\x06 abc", "error: binary file");
    check(
        &[b"\xFF\xFE", &[0x00, 0xD8].repeat(50)[..]].concat(),
        "error: its character encoding cannot be told",
    );
    check(b"", "");
}

fn assert_clean(text: &str) {
    assert!(
        text.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'),
        "{text:?}"
    );
    assert!(unicode_normalization::is_nfc(text), "{text:?}");
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(text) = decode(&bytes) {
            assert_clean(&text);
        }
    }

    #[test]
    fn any_text_is_decoded_and_stays(text in "(\\PC|\n|\t|[\u{300}\u{301}\u{327}]){0,200}") {
        let once = decode(text.as_bytes()).unwrap();
        assert_clean(&once);
        prop_assert_eq!(decode(once.as_bytes()).unwrap(), once);
    }

    #[test]
    fn any_text_with_controls(text in "([a-z ]{8}|\\PC{8}|\\p{Cc}|\u{ad}|\u{feff}){0,60}") {
        if let Ok(clean) = decode(text.as_bytes()) {
            assert_clean(&clean);
        }
    }
}
