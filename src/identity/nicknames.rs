//! Short forms of given names, among skeletons.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::spelling::skeleton;
use crate::annotate::people::nicknames;

/// Whether two given names, as skeletons, can be one person's.
pub fn alike(a: &str, b: &str) -> bool {
    static ROWS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
        let mut map: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, row) in nicknames::rows().enumerate() {
            for name in row.split_whitespace() {
                map.entry(skeleton(name, false)).or_default().push(n);
            }
        }
        map
    });
    match (ROWS.get(a), ROWS.get(b)) {
        (Some(a), Some(b)) => a.iter().any(|row| b.contains(row)),
        _ => false,
    }
}
