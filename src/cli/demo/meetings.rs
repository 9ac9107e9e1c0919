//! What the demo's people have said and planned.

use super::past::PastClock;
use orchestrasec::{
    app::App,
    audit::birth,
    clock::SystemClock,
    messages::{
        meeting::{CommandRequest, Reply, ToMeeting},
        registry::Locate,
    },
    ports::Clock as _,
};
use orchestrasec_domain::{
    AgendaItemId, Command, FloorKind, FloorWish, MeetingId, MeetingRole, NewMeeting, QueueOrder, SettingsChange,
    Stance, Template, Timestamp, Who,
    agenda::{AgendaText, Link},
    command::{AgendaChange, GrantTo},
    settings::Group,
    template,
};
use orchestrasec_protocol::{Code, Problem};

/// How long ago the demo's history begins, in seconds.
pub const BEGINS: u64 = 26 * 3_600;
/// How long ago the meetings began that are live.
const LIVE_SINCE: u64 = 15 * 60;
/// How long ago the one speaks who holds the floor.
const SPEAKS_SINCE: u64 = 40;

/// The demo's server and its time.
struct Stage<'a> {
    app: &'a App,
    clock: &'a PastClock,
}

/// Lets the people meet, until now.
///
/// # Errors
/// When a meeting does not do what it should, which a test of the command line would show.
pub async fn hold(app: &App, clock: &PastClock, people: &[Who]) -> Result<(), Problem> {
    let [ada, bo, carmen, dilnoza, emil, _, omar] = people else { return Err(Problem::of(Code::Internal)) };
    let stage = Stage { app, clock };
    stage.yesterday(ada, &[bo, carmen, dilnoza, emil]).await?;
    clock.catch_up_to(LIVE_SINCE);
    let now = SystemClock.now();
    let tomorrow = Some(now.plus(86_400_000));
    stage.create(bo, "Budget 2027: first reading", plan("classroom_discussion")?, tomorrow).await?;
    stage.create(ada, "Stand-up", plan("stand_up")?, Some(now.plus(3 * 3_600_000))).await?;
    let retrospective = stage.create(bo, "Retrospective: the spring release", plan("retrospective")?, None).await?;
    stage.gather(retrospective, bo, &[ada, emil, omar]).await?;
    stage.speak(retrospective, &[(bo, 50, contribution()), (emil, 40, contribution())]).await?;
    stage.next_year(people).await?;
    for person in [omar, bo] {
        stage.does(retrospective, person, ask(contribution())).await?;
    }
    clock.catch_up_to(0);
    Ok(())
}

impl Stage<'_> {
    /// A stand-up that is over.
    async fn yesterday(&self, ada: &Who, others: &[&Who]) -> Result<(), Problem> {
        let meeting = self.create(ada, "Stand-up of yesterday", plan("stand_up")?, None).await?;
        self.gather(meeting, ada, others).await?;
        let speeches: Vec<_> =
            others.iter().zip([80, 45, 110, 60]).map(|(person, seconds)| (*person, seconds, contribution())).collect();
        self.speak(meeting, &speeches).await?;
        self.does(meeting, ada, Command::CloseMeeting).await
    }

    /// The live meeting: a fair order, three items, two groups, and a question that waits.
    async fn next_year(&self, people: &[Who]) -> Result<(), Problem> {
        let [ada, bo, carmen, dilnoza, emil, fatima, omar] = people else { return Err(Problem::of(Code::Internal)) };
        let live = self.create(ada, "Where we meet next year", next_year_plan()?, None).await?;
        self.gather(live, ada, &[bo, carmen, dilnoza, emil, fatima]).await?;
        self.does(live, omar, Command::Join { role: MeetingRole::Observer }).await?;
        self.does(live, ada, Command::AddGuest { display_name: "Ines, in the room".into() }).await?;
        for (person, group) in
            [(bo, "north"), (carmen, "south"), (dilnoza, "north"), (emil, "south"), (fatima, "north")]
        {
            let group = Some(group.to_owned());
            self.does(live, ada, Command::AssignGroup { participant_id: person.participant_id(), group }).await?;
        }
        self.does(live, ada, current_item(1)).await?;
        let ideas = [(carmen, 100), (emil, 75), (fatima, 150), (dilnoza, 120), (bo, 20)];
        self.speak(live, &ideas.map(|(person, seconds)| (person, seconds, contribution()))).await?;
        self.does(live, ada, Command::AdvancePhase).await?;
        let (question, reply) = (FloorWish::of(FloorKind::ClarifyingQuestion), FloorWish::of(FloorKind::DirectReply));
        self.speak(live, &[(dilnoza, 40, question.clone()), (carmen, 30, reply)]).await?;
        self.does(live, ada, Command::AdvancePhase).await?;
        self.does(live, ada, current_item(2)).await?;
        self.speak(live, &[(emil, 60, stance(Stance::Pro))]).await?;
        // Bo interrupts Fatima, who then goes on.
        self.does(live, fatima, ask(stance(Stance::Contra))).await?;
        self.clock.pass(20);
        self.does(live, bo, ask(question)).await?;
        self.clock.pass(6);
        self.does(live, ada, Command::GrantFloor(GrantTo::Next)).await?;
        self.clock.pass(15);
        self.does(live, bo, Command::ReleaseFloor).await?;
        self.clock.pass(24);
        self.does(live, fatima, Command::ReleaseFloor).await?;
        self.clock.catch_up_to(SPEAKS_SINCE);
        self.does(live, carmen, ask(noted(stance(Stance::Pro), "Two offers from Lisbon"))).await?;
        self.clock.pass(5);
        self.does(live, fatima, ask(stance(Stance::Contra))).await?;
        self.clock.pass(5);
        self.does(live, emil, ask(noted(stance(Stance::Pro), "What it costs to travel there"))).await?;
        self.clock.pass(5);
        self.does(live, bo, ask(noted(stance(Stance::Contra), "Porto is free in May"))).await?;
        self.clock.pass(5);
        let question = noted(FloorWish::of(FloorKind::ClarifyingQuestion), "Do the offers include meals?");
        self.does(live, dilnoza, ask(question)).await
    }

    /// The others come, and the meeting starts.
    async fn gather(&self, meeting: MeetingId, leader: &Who, others: &[&Who]) -> Result<(), Problem> {
        for person in others {
            self.does(meeting, person, Command::Join { role: MeetingRole::Participant }).await?;
        }
        self.does(meeting, leader, Command::StartMeeting).await
    }

    /// One after the other asks for the floor and speaks for a while; the next one asks in the middle of the speech before.
    async fn speak(&self, meeting: MeetingId, speeches: &[(&Who, u64, FloorWish)]) -> Result<(), Problem> {
        let mut coming = speeches.iter().peekable();
        if let Some((first, _, wish)) = coming.peek() {
            self.does(meeting, first, ask(wish.clone())).await?;
        }
        while let Some((person, seconds, _)) = coming.next() {
            self.clock.pass(seconds / 2);
            if let Some((next, _, wish)) = coming.peek() {
                self.does(meeting, next, ask(wish.clone())).await?;
            }
            self.clock.pass(seconds - seconds / 2);
            self.does(meeting, person, Command::ReleaseFloor).await?;
        }
        self.clock.pass(4);
        Ok(())
    }

    async fn create(
        &self,
        who: &Who,
        title: &str,
        template: Template,
        scheduled_start: Option<Timestamp>,
    ) -> Result<MeetingId, Problem> {
        let new = NewMeeting {
            meeting_id: MeetingId(uuid::Uuid::now_v7()),
            title: title.to_owned(),
            description: String::new(),
            template,
            scheduled_start,
            settings: SettingsChange::default(),
        };
        let born = birth(self.app.clock().now(), who, &new, None)?;
        let created = self.app.journal().create(born.append).await;
        created.map_err(|error| Problem::new(Code::StorageUnavailable, error.to_string()))?;
        Ok(new.meeting_id)
    }

    async fn does(&self, meeting: MeetingId, who: &Who, command: Command) -> Result<(), Problem> {
        let address = self.app.locator().send(Locate(meeting)).await.map_err(|_| Problem::of(Code::Busy))??;
        let (reply, answer) = Reply::to_caller();
        let request = CommandRequest { who: who.clone(), id: None, command, reply };
        ToMeeting::Command(request).send_to(&address).map_err(|_| Problem::of(Code::MeetingUnavailable))?;
        answer.await.map_err(|_| Problem::of(Code::MeetingUnavailable))??;
        Ok(())
    }
}

fn plan(key: &str) -> Result<Template, Problem> {
    Ok(template::find(key)?)
}

fn next_year_plan() -> Result<Template, Problem> {
    let item = |title: &str, minutes: u64, links: Vec<Link>| AgendaText {
        title: title.to_owned(),
        owner: None,
        planned_ms: Some(minutes * 60_000),
        links,
    };
    let offers = Link { title: "Both offers".into(), url: "https://example.org/offers".into() };
    let group =
        |key: &str, title: &str| Group { key: key.to_owned(), title: title.to_owned(), budget_ms: Some(15 * 60_000) };
    let template = template::find(template::DEFAULT)?;
    Ok(Template {
        settings: SettingsChange {
            queue_order: Some(QueueOrder::LeastTime),
            groups: Some(vec![group("north", "Office North"), group("south", "Office South")]),
            ..template.settings
        },
        agenda: vec![
            item("What the place has to offer", 8, Vec::new()),
            item("Lisbon or Porto?", 12, vec![offers]),
            item("Who organises it", 5, Vec::new()),
        ],
        ..template
    })
}

fn current_item(number: u64) -> Command {
    Command::ChangeAgenda(AgendaChange::Enter(Some(AgendaItemId(number))))
}

fn ask(wish: FloorWish) -> Command {
    Command::RequestFloor(wish)
}

fn contribution() -> FloorWish {
    FloorWish::of(FloorKind::Contribution)
}

fn stance(stance: Stance) -> FloorWish {
    FloorWish { stance: Some(stance), ..contribution() }
}

fn noted(mut wish: FloorWish, note: &str) -> FloorWish {
    wish.note = Some(note.to_owned());
    wish
}
