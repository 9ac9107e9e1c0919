//! For and against by turns.

use crate::{FloorRequest, Stance};

/// Takes, at each place, the earliest request of the other side than the one before, or one without a side if that was asked
/// earlier; when the other side has nobody left, the earliest there is.
pub(super) fn alternate(mut waiting: Vec<FloorRequest>, mut last: Option<Stance>) -> Vec<FloorRequest> {
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let wanted = last.map(Stance::opposite);
        let fits = |one: &FloorRequest| wanted.is_none() || one.stance.is_none() || one.stance == wanted;
        let next = waiting.remove(waiting.iter().position(fits).unwrap_or(0));
        last = next.stance.or(last);
        ordered.push(next);
    }
    ordered
}
