//! For and against by turns.

use crate::{FloorRequest, Stance};
use std::collections::VecDeque;

/// Takes the earliest request of the other side than the one before, or one without a side if that was asked earlier; when the
/// other side has nobody left, the earliest there is.
pub(super) fn take_next(waiting: &mut VecDeque<FloorRequest>, before: Option<Stance>) -> Option<FloorRequest> {
    let wanted = before.map(Stance::opposite);
    let fits = |one: &FloorRequest| wanted.is_none() || one.stance.is_none() || one.stance == wanted;
    let index = waiting.iter().position(fits).unwrap_or(0);
    waiting.remove(index)
}
