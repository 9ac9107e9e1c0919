//! The permission table, cell by cell: written down here a second time, and tried in every standing.

use crate::{
    cast::{Action, BO, Person, admin, member},
    facts::{joined, left, removed},
    scenario::{Scenario, Setup, a_closed_meeting, a_live_meeting, a_scheduled_meeting, given, happened},
};
use orchestrasec_domain::{
    AccountRole, Command, MeetingRole, Refusal, Right,
    event::Rejoin,
    permission::{Holder, may, rights_of},
};

/// Columns: facilitator, participant, observer, admin from outside.
const TABLE: &str = "
    read                  yes yes yes yes
    read_record           yes yes yes yes
    request_floor         yes yes  -   -
    request_floor_for     yes  -   -  yes
    withdraw_request      yes yes  -   -
    withdraw_any_request  yes  -   -  yes
    release_floor         yes yes  -   -
    release_floor_for     yes  -   -  yes
    yield_floor           yes yes  -   -
    hand_over_floor       yes yes  -  yes
    grant_floor           yes  -   -  yes
    deny_request          yes  -   -  yes
    revoke_floor          yes  -   -  yes
    undo_grant            yes  -   -  yes
    extend_turn           yes  -   -  yes
    pause_turn            yes  -   -  yes
    resume_turn           yes  -   -  yes
    give_last_word        yes  -   -  yes
    invite_to_speak       yes  -   -  yes
    move_request          yes  -   -  yes
    open_queue            yes  -   -  yes
    close_queue           yes  -   -  yes
    advance_phase         yes  -   -  yes
    go_back_phase         yes  -   -  yes
    extend_phase          yes  -   -  yes
    set_ready             yes yes  -   -
    change_agenda         yes  -   -  yes
    start_meeting         yes  -   -  yes
    close_meeting         yes  -   -  yes
    update_meeting        yes  -   -  yes
    remove_participant    yes  -   -  yes
    add_guest             yes  -   -  yes
    change_role           yes  -   -  yes
    set_extra_time        yes  -   -  yes
    mute_participant      yes  -   -  yes
    unmute_participant    yes  -   -  yes
    allow_screen          yes  -   -  yes
    assign_group          yes  -   -  yes
    leave                 yes yes yes  -
";

const COLUMNS: [Holder; 4] = [Holder::Facilitator, Holder::Participant, Holder::Observer, Holder::Admin];

fn column(role: MeetingRole) -> usize {
    match role {
        MeetingRole::Facilitator => 0,
        MeetingRole::Participant => 1,
        MeetingRole::Observer => 2,
    }
}

fn rows() -> Vec<(&'static str, [bool; 4])> {
    let row = |line: &'static str| {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        let cells: Vec<_> = words.map(|word| word == "yes").collect();
        (name, cells.try_into().unwrap())
    };
    TABLE.trim().lines().map(row).collect()
}

/// What the table here says, independent of the rules.
pub fn the_table_allows(account: AccountRole, meeting: Option<MeetingRole>, right: Right) -> bool {
    let (_, cells) = rows().into_iter().find(|(name, _)| *name == right.name()).unwrap();
    meeting.is_some_and(|role| cells[column(role)]) || (account == AccountRole::Admin && cells[3])
}

#[test]
fn the_table_has_these_cells_and_no_others() {
    assert_eq!(Right::ALL.iter().map(|right| right.name()).collect::<Vec<_>>(), names());
    for (right, (name, cells)) in Right::ALL.iter().zip(rows()) {
        for (holder, expected) in COLUMNS.iter().zip(cells) {
            assert_eq!(right.holders().contains(holder), expected, "{name} {holder:?}");
        }
    }
    assert_eq!(Holder::ALL, COLUMNS);
}

fn names() -> Vec<&'static str> {
    rows().into_iter().map(|(name, _)| name).collect()
}

#[test]
fn the_name_of_a_right_is_the_one_on_the_wire() {
    for right in Right::ALL {
        assert_eq!(serde_json::to_value(right).unwrap(), right.name());
        assert_eq!(right.to_string(), right.name());
    }
}

const ROLES: [Option<MeetingRole>; 4] =
    [None, Some(MeetingRole::Facilitator), Some(MeetingRole::Participant), Some(MeetingRole::Observer)];

#[test]
fn an_admin_has_the_rights_of_the_role_and_those_of_an_admin() {
    for account in [AccountRole::Admin, AccountRole::Member] {
        for role in ROLES {
            let expected: Vec<_> =
                Right::ALL.iter().copied().filter(|right| the_table_allows(account, role, *right)).collect();
            assert_eq!(rights_of(account, role), expected);
            for right in Right::ALL {
                assert_eq!(may(account, role, *right), expected.contains(right), "{account:?} {role:?} {right}");
            }
        }
    }
    assert!(rights_of(AccountRole::Member, None).is_empty());
}

/// How somebody stands to a meeting.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stands {
    Present(MeetingRole),
    Left,
    Removed,
    Banned,
    Outside,
}

const STANDINGS: [Stands; 7] = [
    Stands::Present(MeetingRole::Facilitator),
    Stands::Present(MeetingRole::Participant),
    Stands::Present(MeetingRole::Observer),
    Stands::Left,
    Stands::Removed,
    Stands::Banned,
    Stands::Outside,
];

fn bring(person: Person, stands: Stands, to: Scenario) -> Scenario {
    let present = |role| happened(joined(person, role));
    let facilitated = |scenario: Scenario| scenario.and(present(MeetingRole::Facilitator));
    match stands {
        Stands::Present(role) => to.and(present(role)),
        // Whatever one was before does not matter any more.
        Stands::Left => facilitated(to).and(happened(left(person))),
        Stands::Removed => facilitated(to).and(happened(removed(person, Rejoin::Allowed))),
        Stands::Banned => facilitated(to).and(happened(removed(person, Rejoin::Banned))),
        Stands::Outside => to,
    }
}

/// Every command but joining, with the right it takes.
fn attempts(by: Person) -> Vec<(Right, Action)> {
    vec![
        (Right::RequestFloor, by.asks()),
        (Right::RequestFloorFor, by.asks_on_behalf_of(BO)),
        (Right::WithdrawRequest, by.withdraws()),
        (Right::WithdrawAnyRequest, by.withdraws_request(1)),
        (Right::ReleaseFloor, by.releases()),
        (Right::YieldFloor, by.yields()),
        (Right::HandOverFloor, by.hands_over_to(BO)),
        (Right::GrantFloor, by.grants_the_next()),
        (Right::GrantFloor, by.grants_request(1)),
        (Right::GrantFloor, by.grants(by)),
        (Right::DenyRequest, by.denies(1)),
        (Right::RevokeFloor, by.revokes()),
        (Right::UndoGrant, by.undoes_the_grant()),
        (Right::ExtendTurn, by.extends_the_turn(60)),
        (Right::PauseTurn, by.pauses()),
        (Right::ResumeTurn, by.resumes()),
        (Right::GiveLastWord, by.gives_the_last_word_to(BO)),
        (Right::InviteToSpeak, by.invites(BO)),
        (Right::MoveRequest, by.moves(1, 1)),
        (Right::OpenQueue, by.opens_the_queue()),
        (Right::CloseQueue, by.closes_the_queue()),
        (Right::AdvancePhase, by.advances()),
        (Right::GoBackPhase, by.goes_back()),
        (Right::ExtendPhase, by.extends_the_phase(60)),
        (Right::SetReady, by.is_ready()),
        (Right::ChangeAgenda, by.adds_item("Budget")),
        (Right::StartMeeting, by.starts()),
        (Right::CloseMeeting, by.closes()),
        (Right::UpdateMeeting, by.updates(orchestrasec_domain::command::MeetingChange::default())),
        (Right::RemoveParticipant, by.removes(by)),
        (Right::AddGuest, by.brings_in("Gus")),
        (Right::ChangeRole, by.makes(BO, MeetingRole::Observer)),
        (Right::SetExtraTime, by.gives_extra_time(BO, 25)),
        (Right::MuteParticipant, by.mutes(BO)),
        (Right::UnmuteParticipant, by.unmutes(BO)),
        (Right::AllowScreen, by.allows_the_screen_of(BO, true)),
        (Right::AssignGroup, by.ungroups(BO)),
        (Right::Leave, by.leaves()),
    ]
}

fn is_about_rights(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::NotPermitted { .. } | Refusal::NotAParticipant | Refusal::Banned)
}

fn try_everything(person: Person, account: AccountRole, stands: Stands, setup: Setup) {
    let mut meeting = bring(person, stands, given(setup));
    // Somebody else's request waits, so that taking it out is taking out somebody else's.
    meeting.apply(None, vec![crate::facts::requested(1, crate::cast::ADA)]);
    let role = if let Stands::Present(role) = stands { Some(role) } else { None };
    for (right, action) in attempts(person) {
        let answer = meeting.meeting.decide(meeting.now, &person.who(), &action.command);
        let context = format!("{account:?} {stands:?} {:?} {right}: {answer:?}", meeting.meeting.status);
        if the_table_allows(account, role, right) {
            assert!(!answer.is_err_and(|refusal| is_about_rights(&refusal)), "{context}");
            continue;
        }
        let expected = match stands {
            Stands::Present(_) => Refusal::NotPermitted { right },
            Stands::Banned => Refusal::Banned,
            Stands::Left | Stands::Removed | Stands::Outside => Refusal::NotAParticipant,
        };
        assert_eq!(answer, Err(expected), "{context}");
    }
}

#[test]
fn every_command_obeys_the_table_in_every_standing_and_status() {
    let people = [(member(50, "Mia"), AccountRole::Member), (admin(51, "Ava"), AccountRole::Admin)];
    for (person, account) in people {
        for stands in STANDINGS {
            for setup in [a_scheduled_meeting(), a_live_meeting(), a_closed_meeting()] {
                try_everything(person, account, stands, setup);
            }
        }
    }
}

/// Reading is no command; whose floor is given back depends on who holds it.
pub fn is_without_a_command(right: Right) -> bool {
    matches!(right, Right::Read | Right::ReadRecord | Right::ReleaseFloorFor)
}

#[test]
fn every_command_but_joining_takes_the_right_of_its_name() {
    let mut taken: Vec<_> = attempts(member(50, "Mia"))
        .into_iter()
        .map(|(right, action)| {
            assert_eq!(action.command.right(), Some(right));
            right
        })
        .collect();
    taken.dedup();
    let commands: Vec<_> = Right::ALL.iter().copied().filter(|right| !is_without_a_command(*right)).collect();
    assert_eq!(taken, commands);
    assert_eq!(Command::Join { role: MeetingRole::Observer }.right(), None);
}
