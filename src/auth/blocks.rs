//! The memory in which hashes are computed: kept and used again, by one after the other.
//!
//! Given back, it would go to the allocator and not to the system: each thread frees into an arena of its own, and a storm of log-ins
//! was seen to leave hundreds of MiB behind though only two hashed at once (S02). So there are as many pieces as ever hashed at once.

use argon2::Block;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Pieces of one size.
#[derive(Debug)]
pub struct HashMemory {
    /// How many blocks a hash of today's cost needs.
    usual: usize,
    idle: Mutex<Vec<Vec<Block>>>,
}

impl HashMemory {
    /// None yet.
    pub fn new(usual: usize) -> Self {
        Self { usual, idle: Mutex::default() }
    }

    /// Lends that many blocks, with whatever is in them.
    pub fn lend<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        if blocks > self.usual {
            // A hash of another cost, which is replaced at its first log-in: nothing to keep memory for.
            return work(&mut vec![Block::new(); blocks]);
        }
        let idle = self.idle().pop();
        let mut piece = idle.unwrap_or_else(|| vec![Block::new(); self.usual]);
        let done = work(piece.get_mut(..blocks).unwrap_or_default());
        self.idle().push(piece);
        done
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::HashMemory;

    #[test]
    fn one_after_the_other_uses_the_same_piece() {
        let memory = HashMemory::new(8);
        let first = memory.lend(8, |blocks| blocks.as_ptr().addr());
        for blocks in [8, 4] {
            assert_eq!(memory.lend(blocks, |lent| (lent.as_ptr().addr(), lent.len())), (first, blocks));
        }
        let two_at_once = memory.lend(8, |one| memory.lend(8, |two| (one.as_ptr().addr(), two.as_ptr().addr())));
        assert_ne!(two_at_once.0, two_at_once.1);
        assert_eq!(memory.idle().len(), 2);
    }

    #[test]
    fn a_piece_of_another_size_is_not_kept() {
        let memory = HashMemory::new(8);
        assert_eq!(memory.lend(9, |blocks| blocks.len()), 9);
        assert!(memory.idle().is_empty());
    }
}
