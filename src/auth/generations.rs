//! A map that never holds more than so much and forgets what was not touched for longest.

use std::{collections::HashMap, hash::Hash, mem};

/// Two halves: new entries and touched ones go into the young one; when it is full, it becomes the old one and what the old one
/// held is forgotten. Every operation takes constant time, however full it is: nobody can make it slow by filling it.
#[derive(Debug)]
pub struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    half: usize,
}

impl<K: Eq + Hash, V> Generations<K, V> {
    /// An empty one for at most `most` entries; the last `most / 2` that were touched are always there.
    pub fn new(most: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), half: (most / 2).max(1) }
    }

    /// The entry, if there is one.
    pub fn touch(&mut self, key: K) -> Option<&mut V> {
        if let Some(value) = self.old.remove(&key) {
            return Some(self.insert(key, value));
        }
        self.young.get_mut(&key)
    }

    /// The entry, or a new one.
    pub fn touch_or(&mut self, key: K, fresh: impl FnOnce() -> V) -> &mut V {
        if self.young.contains_key(&key) {
            return self.young.entry(key).or_insert_with(fresh);
        }
        let value = self.old.remove(&key).unwrap_or_else(fresh);
        self.insert(key, value)
    }

    /// Takes the entry out.
    pub fn remove(&mut self, key: &K) {
        self.young.remove(key);
        self.old.remove(key);
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn insert(&mut self, key: K, value: V) -> &mut V {
        if self.young.len() >= self.half {
            self.old = mem::take(&mut self.young);
        }
        self.young.entry(key).or_insert(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Generations;
    use proptest::prelude::*;

    #[test]
    fn what_is_touched_survives_and_the_rest_goes() {
        let mut map = Generations::new(10);
        map.touch_or(0, || 'x');
        for key in 1..1_000 {
            map.touch_or(key, || 'y');
            assert_eq!(map.touch(0), Some(&mut 'x'), "after {key}");
        }
        assert_eq!(map.touch(1), None);
    }

    proptest! {
        #[test]
        fn it_is_bounded_and_keeps_the_last_half(keys in proptest::collection::vec(0u8..40, 1..300)) {
            let mut map = Generations::new(8);
            for (n, key) in keys.iter().enumerate() {
                map.touch_or(*key, || ());
                prop_assert!(map.len() <= 8);
                let mut last: Vec<u8> = keys[..=n].iter().rev().copied().collect();
                let mut seen = std::collections::HashSet::new();
                last.retain(|key| seen.insert(*key));
                for key in last.into_iter().take(4) {
                    prop_assert!(map.young.contains_key(&key) || map.old.contains_key(&key));
                }
            }
        }
    }
}
