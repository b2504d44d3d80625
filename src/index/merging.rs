//! Which segments become one.

use tantivy::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// Segments of like size are merged, eight or more at a time, until they are large: an
/// article of a long run is written again once, seldom twice. Large segments are left alone
/// until a third of one is deleted, so the longest merge is as long in an archive of
/// millions as in one of a hundred thousand, and maps no more files into memory: those of
/// [`MOST`] documents.
#[derive(Debug)]
pub(super) struct Merging(LogMergePolicy);

/// Documents of a large segment: some tens of thousands of articles, with their quotes.
const LARGE: u32 = 250_000;

/// Documents of the segments of one merge, whose files are in memory as long as it runs: 0.6 GB.
const MOST: u32 = 1_000_000;

/// How many segments of like size there must be for a merge.
const MANY: usize = 8;

/// Segments are of like size where the largest has at most two to the power of this times the documents of the smallest.
const LIKE: f64 = 2.0;

impl Default for Merging {
    fn default() -> Self {
        let mut levels = LogMergePolicy::default();
        levels.set_min_num_segments(MANY);
        levels.set_max_docs_before_merge(LARGE as usize);
        levels.set_level_log_size(LIKE);
        Self(levels)
    }
}

impl MergePolicy for Merging {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut merges = self.0.compute_merge_candidates(segments);
        merges.iter_mut().for_each(|merge| keep_small(merge, segments));
        merges.retain(|merge| merge.0.len() > 1);
        let worn = |segment: &&SegmentMeta| {
            segment.num_docs() > LARGE && segment.num_deleted_docs() > segment.max_doc() / 3
        };
        merges.extend(
            segments
                .iter()
                .filter(worn)
                .map(|segment| MergeCandidate(vec![segment.id()])),
        );
        merges
    }
}

/// Takes out of a merge what would bring it over [`MOST`].
fn keep_small(merge: &mut MergeCandidate, segments: &[SegmentMeta]) {
    let mut documents = 0;
    merge.0.retain(|id| {
        let segment = segments.iter().find(|segment| segment.id() == *id);
        documents += segment.map_or(0, |segment| u64::from(segment.max_doc()));
        documents <= u64::from(MOST)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::index::SegmentId;
    use tantivy::{Index, SegmentMeta};

    /// Segments of so many documents, of which so many are deleted; how many segments each merge has.
    fn check(segments: &[(u32, u32)], merges: &[usize]) {
        let index = Index::create_in_ram(crate::index::schema::build().0);
        let metas: Vec<SegmentMeta> = segments
            .iter()
            .map(|(docs, deleted)| {
                let meta = index.new_segment_meta(SegmentId::generate_random(), *docs);
                match deleted {
                    0 => meta,
                    deleted => meta.with_delete_meta(*deleted, 1),
                }
            })
            .collect();
        let found = Merging::default().compute_merge_candidates(&metas);
        let sizes: Vec<usize> = found.iter().map(|merge| merge.0.len()).collect();
        assert_eq!(sizes, merges, "{segments:?}");
    }

    #[test]
    fn segments_of_like_size_are_merged_and_large_ones_left_alone() {
        check(&[(100_000, 0); 7], &[]);
        check(&[(100_000, 0); 8], &[8]);
        check(
            &[
                (100_000, 0),
                (30_000, 0),
                (90_000, 0),
                (60_000, 0),
                (99_000, 0),
                (40_000, 0),
                (70_000, 0),
                (80_000, 0),
            ],
            &[8],
        );
        check(&[[(100_000, 0); 7].as_slice(), &[(10, 0); 8]].concat(), &[8]);
        check(&[(900_000, 0); 20], &[]);
        check(&[(200_000, 0); 8], &[5]);
        check(&[(200_000, 0); 20], &[5]);
    }

    #[test]
    fn a_large_segment_is_written_again_where_a_third_of_it_is_deleted() {
        check(&[(900_000, 300_000), (900_000, 0)], &[]);
        check(&[(900_000, 300_001), (900_000, 0)], &[1]);
    }
}
