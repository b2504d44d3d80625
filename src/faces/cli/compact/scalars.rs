//! Strings, eight bytes at a step, and whole numbers, two digits at a step.

/// All numbers of two digits.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut n = 0;
    while n < 100 {
        pairs[n] = [b'0' + n as u8 / 10, b'0' + n as u8 % 10];
        n += 1;
    }
    pairs
};

/// Appends a number; nearly all are offsets of a few digits.
#[inline]
pub fn whole(out: &mut Vec<u8>, number: u64) {
    let small = u32::try_from(number).unwrap_or(u32::MAX);
    let pair = |n: u32| PAIRS[n as usize % 100];
    match small {
        0..10 => out.push(b'0' + small as u8),
        10..100 => out.extend_from_slice(&pair(small)),
        100..1000 => {
            let [b, c] = pair(small);
            out.extend_from_slice(&[b'0' + (small / 100) as u8, b, c]);
        }
        1000..10_000 => {
            let ([a, b], [c, d]) = (pair(small / 100), pair(small));
            out.extend_from_slice(&[a, b, c, d]);
        }
        _ => long(out, number),
    }
}

fn long(out: &mut Vec<u8>, mut number: u64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    while number > 0 {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a string.
pub fn text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    let mut from = 0;
    if is_escaped(bytes) {
        for (at, byte) in bytes
            .iter()
            .enumerate()
            .filter(|(_, b)| ESCAPED[usize::from(**b)])
        {
            out.extend_from_slice(&bytes[from..at]);
            escape(out, *byte);
            from = at + 1;
        }
    }
    out.extend_from_slice(&bytes[from..]);
    out.push(b'"');
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            return;
        }
    };
    out.extend([b'\\', letter]);
}

/// Bytes that JSON does not hold as they are.
const ESCAPED: [bool; 256] = {
    let mut escaped = [false; 256];
    let mut b = 0;
    while b < 0x20 {
        escaped[b] = true;
        b += 1;
    }
    escaped[b'"' as usize] = true;
    escaped[b'\\' as usize] = true;
    escaped
};

/// Whether there are bytes that JSON does not hold as they are.
#[inline]
fn is_escaped(bytes: &[u8]) -> bool {
    let (eights, tail) = bytes.as_chunks::<8>();
    let mut found = 0;
    for eight in eights {
        found |= escaped_of(u64::from_le_bytes(*eight));
    }
    if found != 0 {
        return true;
    }
    // The last bytes: twice four, which overlap, or three at most.
    match (tail.first_chunk(), tail.last_chunk()) {
        (Some(first), Some(last)) => {
            let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
            escaped_of(four(first) | (four(last) << 32)) != 0
        }
        _ => tail.iter().any(|b| ESCAPED[usize::from(*b)]),
    }
}

/// 0 where JSON holds eight bytes as they are.
#[inline]
const fn escaped_of(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let quote = eight ^ (b'"' as u64 * ONES);
    let backslash = eight ^ (b'\\' as u64 * ONES);
    let control = eight.wrapping_sub(0x20 * ONES) & !eight;
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control | quote | backslash) & (0x80 * ONES)
}
