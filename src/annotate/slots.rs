//! Tables in which every key has a slot of its own and is found without a search.
//!
//! With open addressing a search goes on until it meets the key or a gap; how far cannot be
//! foreseen, and a processor that has guessed wrong has waited for memory in vain. Here the keys are
//! dealt out to small buckets, and each bucket has a *pilot*: a number, chosen when the table is
//! compiled, that sends its keys to slots which no other key has. A look-up is one read of the few
//! pilots and one of the slots, of which nearly all are taken. What lies in a slot must tell
//! whether the key is the one that was asked for.

/// So many keys share a bucket.
const BUCKET: usize = 4;
const PILOT: u64 = 0x9e37_79b9_7f4a_7c15;
const SLOT: u64 = 0xd6e8_feb8_6659_fd93;

/// The slot of a key, by the pilots and the number of slots of its table.
#[inline]
pub fn slot(key: u64, pilots: &[[u8; 2]], slots: usize) -> usize {
    let pilot = pilots.get(bucket(key, pilots.len()));
    place(key, pilot.map_or(0, |pilot| u16::from_le_bytes(*pilot)), slots)
}

#[inline]
fn bucket(key: u64, buckets: usize) -> usize {
    (((key & 0xffff_ffff) * buckets as u64) >> 32) as usize
}

#[inline]
fn place(key: u64, pilot: u16, slots: usize) -> usize {
    let moved = (key ^ u64::from(pilot).wrapping_mul(PILOT)).wrapping_mul(SLOT);
    (((moved >> 32) * slots as u64) >> 32) as usize
}

/// A compiled table.
pub struct Layout {
    /// The pilot of each bucket, as [`slot`] reads them.
    pub pilots: Vec<[u8; 2]>,
    /// For each slot the place in the list of the key that has it.
    pub slots: Vec<Option<u32>>,
}

/// Finds a slot for each of the keys; `None` where two are the same. Deterministic.
pub fn lay_out(keys: &[u64]) -> Option<Layout> {
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); keys.len() / BUCKET + 1];
    let count = buckets.len();
    for (n, key) in (0..).zip(keys) {
        buckets[bucket(*key, count)].push(n);
    }
    let mut pilots = vec![[0; 2]; count];
    let mut slots = vec![None; keys.len() + keys.len() / 8 + 1];
    // Where many keys must find room together, they choose first.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(buckets[*bucket].len()));
    for bucket in order {
        let fits = |pilot: &u16| {
            let place = |n: &u32| place(keys[*n as usize], *pilot, slots.len());
            let mut taken: Vec<usize> = buckets[bucket].iter().map(place).collect();
            taken.sort_unstable();
            let free = taken.iter().all(|at| slots[*at].is_none());
            free && taken.windows(2).all(|two| two[0] != two[1])
        };
        let pilot = (0..=u16::MAX).find(fits)?;
        pilots[bucket] = pilot.to_le_bytes();
        for n in &buckets[bucket] {
            let at = place(keys[*n as usize], pilot, slots.len());
            slots[at] = Some(*n);
        }
    }
    Some(Layout { pilots, slots })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::hash;

    #[test]
    fn every_key_has_its_slot() {
        for count in [0, 1, 2, 7, 1000, 20_000] {
            let keys: Vec<u64> = (0..count).map(|n| hash::exact(&format!("word{n}"))).collect();
            let layout = lay_out(&keys).expect("no key comes twice");
            for (n, key) in (0..).zip(&keys) {
                let at = slot(*key, &layout.pilots, layout.slots.len());
                assert_eq!(layout.slots[at], Some(n), "{count} keys");
            }
        }
    }

    #[test]
    fn a_key_that_comes_twice_is_told() {
        assert!(lay_out(&[1, 2, 1]).is_none());
        assert_eq!(slot(7, &[], 0), 0);
    }
}
