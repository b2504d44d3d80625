//! Article ids: ten characters that stay the same from run to run and from machine to machine.
//!
//! An id is made of the file's path below the corpus root, not of its content, so
//! that an edited article keeps it. Where two roots hold files of the same
//! relative path the later one gets the next free id.

/// Crockford's alphabet: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 10;

/// An id for `relative` (path below the root, `#N` appended for the N-th article of one file) that is not taken.
pub fn new_id(relative: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let mut salt = 0u32;
    loop {
        let mut hasher = blake3::Hasher::new();
        hasher.update(relative.as_bytes());
        if salt > 0 {
            hasher.update(&salt.to_be_bytes());
        }
        let id = encode(hasher.finalize().as_bytes());
        if !is_taken(&id) {
            return id;
        }
        salt += 1;
    }
}

/// The number that an id spells, below 2^50.
pub fn number(id: &str) -> u64 {
    id.bytes()
        .take(LENGTH)
        .filter_map(|b| ALPHABET.iter().position(|a| *a == b))
        .fold(0, |n, digit| (n << 5) | digit as u64)
}

/// The id that a number below 2^50 spells: the inverse of [`number`].
pub fn spell(number: u64) -> String {
    (0..LENGTH)
        .rev()
        .map(|digit| ALPHABET[(number >> (5 * digit)) as usize & 31] as char)
        .collect()
}

fn encode(hash: &[u8; 32]) -> String {
    spell(hash.iter().take(8).fold(0u64, |n, b| (n << 8) | u64::from(*b)) >> 14)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_stable_and_free() {
        let mut taken = HashSet::new();
        let id = |taken: &HashSet<String>| new_id("paris-talks.txt", &|id| taken.contains(id));
        let first = id(&taken);
        assert_eq!(first, id(&taken));
        assert_eq!(first.len(), LENGTH);
        taken.insert(first.clone());
        assert_ne!(first, id(&taken));
        assert!(number(&first) < 1 << 50);
        assert_eq!(spell(number(&first)), first);
    }
}
