//! Short forms of given names, among skeletons.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling::skeleton;
use crate::annotate::people::nicknames;

/// The rows of the list that hold a given name, as a skeleton: names that share a row can be one person's.
pub fn rows(name: &str) -> &'static [usize] {
    static ROWS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut map: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, row) in nicknames::rows().enumerate() {
            for name in row.split_whitespace() {
                map.entry(skeleton(name, false)).or_default().push(n);
            }
        }
        map
    });
    ROWS.get(name).map_or(&[], Vec::as_slice)
}
