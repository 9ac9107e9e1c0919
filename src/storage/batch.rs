//! What one commit contains: the fences of all its meetings in one statement, then one insert a table.

use super::{fault::Fault, rows, tables};
use crate::ports::{Append, Head, JournalError};
use orchestrasec_domain::{MeetingId, Seq};
use orchestrasec_entity::meeting_head;
use orchestrasec_protocol::record::Hash;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction,
    prelude::Uuid,
    sea_query::{Alias, Expr, ExprTrait, Query, TableRef, ValueTuple},
};
use std::collections::{BTreeMap, HashMap, HashSet, hash_map::Entry};

/// Consecutive appends of one owner of one meeting: they pass one fence.
struct Run {
    meeting_id: MeetingId,
    epoch: u64,
    /// The record's end that the first append builds on.
    after: Head,
    /// The record's end after the last.
    end: Head,
    /// Which appends of the batch these are.
    places: Vec<usize>,
    /// An append did not continue the one before; the same owner's later ones build on it, so they are refused too.
    broken: bool,
}

/// The record's end once this append is done.
pub(super) fn end_of(append: &Append) -> Head {
    append.events.last().map_or(append.after, |last| Head { seq: last.event.seq, hash: last.hash })
}

/// Whether the events follow one another and the record's end without a gap.
pub(super) fn is_continuous(append: &Append) -> bool {
    let mut end = append.after;
    append.events.iter().all(|stored| {
        let follows = stored.event.seq == end.seq.next() && stored.prev_hash == end.hash;
        end = Head { seq: stored.event.seq, hash: stored.hash };
        follows
    })
}

/// Whether this is how a record begins.
pub(super) fn is_beginning(append: &Append) -> bool {
    let start = Head { seq: Seq(0), hash: Hash::ZERO };
    append.epoch == 0 && append.after == start && !append.events.is_empty() && is_continuous(append)
}

/// Whether all appends belong to the same meeting.
pub(super) fn is_one_meeting(appends: &[&Append]) -> bool {
    appends.windows(2).all(|pair| matches!(pair, [a, b] if a.meeting_id == b.meeting_id))
}

/// The appends' places in the batch, meeting by meeting.
pub(super) fn places_by_meeting(appends: &[&Append]) -> impl Iterator<Item = Vec<usize>> + use<> {
    let mut places: BTreeMap<MeetingId, Vec<usize>> = BTreeMap::new();
    for (place, append) in appends.iter().enumerate() {
        places.entry(append.meeting_id).or_default().push(place);
    }
    places.into_values()
}

/// Writes all appends that pass their fences and says of each whether it did. The transaction is the caller's to commit.
pub(super) async fn write(
    tx: &DatabaseTransaction,
    appends: &[&Append],
) -> Result<Vec<Result<(), JournalError>>, Fault> {
    let mut verdicts = vec![Err(JournalError::Fenced); appends.len()];
    let runs = runs_of(appends, &mut verdicts);
    let passed = pass_fences(tx, &runs).await?;
    let mut places: Vec<usize> = runs
        .into_iter()
        .filter(|run| passed.contains(&(run.meeting_id, run.epoch)))
        .flat_map(|run| run.places)
        .collect();
    places.sort_unstable();
    for place in &places {
        if let Some(verdict) = verdicts.get_mut(*place) {
            *verdict = Ok(());
        }
    }
    let written: Vec<&Append> = places.iter().filter_map(|place| appends.get(*place).copied()).collect();
    tables::insert(tx, &written).await?;
    Ok(verdicts)
}

fn runs_of(appends: &[&Append], verdicts: &mut [Result<(), JournalError>]) -> Vec<Run> {
    let mut runs: HashMap<(MeetingId, u64), Run> = HashMap::new();
    for ((place, append), verdict) in appends.iter().enumerate().zip(verdicts) {
        let whole = is_continuous(append);
        if !whole {
            tracing::error!(meeting = %append.meeting_id, seq = %append.after.seq, "an append has gaps");
            *verdict = Err(JournalError::Unavailable("the append has gaps".to_owned()));
        }
        match runs.entry((append.meeting_id, append.epoch)) {
            Entry::Vacant(vacant) => {
                vacant.insert(Run {
                    meeting_id: append.meeting_id,
                    epoch: append.epoch,
                    after: append.after,
                    end: if whole { end_of(append) } else { append.after },
                    places: if whole { vec![place] } else { Vec::new() },
                    broken: !whole,
                });
            }
            Entry::Occupied(occupied) => {
                let run = occupied.into_mut();
                if whole && !run.broken && run.end == append.after {
                    run.end = end_of(append);
                    run.places.push(place);
                } else {
                    run.broken = true;
                }
            }
        }
    }
    runs.into_values().filter(|run| !run.places.is_empty()).collect()
}

/// Moves the heads of all meetings whose owner and end are as the runs say, and tells which these are. A head that is not as said
/// is not touched: its run is fenced, the others are not disturbed.
async fn pass_fences(tx: &DatabaseTransaction, runs: &[Run]) -> Result<HashSet<(MeetingId, u64)>, Fault> {
    use meeting_head::Column;
    let mut rows = Vec::with_capacity(runs.len());
    for run in runs {
        rows.push(ValueTuple::Many(vec![
            run.meeting_id.0.into(),
            rows::int(run.epoch)?.into(),
            rows::int(run.after.seq.0)?.into(),
            run.after.hash.0.to_vec().into(),
            rows::int(run.end.seq.0)?.into(),
            run.end.hash.0.to_vec().into(),
        ]));
    }
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let claimed = Alias::new("run");
    let said = |number: usize| Expr::col((claimed.clone(), Alias::new(format!("column{number}"))));
    let as_said = |column: Column, number: usize| Expr::col((meeting_head::Entity, column)).eq(said(number));
    let statement = Query::update()
        .table(meeting_head::Entity)
        .value(Column::HeadSeq, said(5))
        .value(Column::HeadHash, said(6))
        .from(TableRef::ValuesList(rows, claimed.clone().into()))
        .and_where(as_said(Column::MeetingId, 1))
        .and_where(as_said(Column::Epoch, 2))
        .and_where(as_said(Column::HeadSeq, 3))
        .and_where(as_said(Column::HeadHash, 4))
        .returning(Query::returning().columns([Column::MeetingId, Column::Epoch]))
        .to_owned();
    let mut passed = HashSet::new();
    for row in tx.query_all(&statement).await? {
        let meeting_id: Uuid = row.try_get_by_index(0)?;
        passed.insert((MeetingId(meeting_id), rows::count(row.try_get_by_index(1)?)?));
    }
    Ok(passed)
}
