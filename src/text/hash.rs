//! A quick hash for maps that live as long as one article.
//!
//! The standard one withstands keys made to collide; here a map holds the few names
//! of one story, and nearly all the time of a look-up would go into hashing.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with the quick hash.
pub type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Eight bytes at a step: rotate, combine, multiply.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quick(u64);

impl Quick {
    const fn mix(&mut self, eight: u64) {
        self.0 = (self.0.rotate_left(5) ^ eight).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.mix(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let last = rest.iter().rev().fold(0, |sum, b| sum << 8 | u64::from(*b));
            self.mix(last);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
