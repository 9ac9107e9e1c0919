//! A server with a few people and a live meeting, for a first look. Everything is thrown away at the end.

use super::{
    CliError, block_on,
    serve::{announce_address, until_stopped},
};
use orchestrasec::{
    app::App,
    audit::birth,
    auth::sign_up::NewAccount,
    clock::SystemClock,
    config::Settings,
    messages::{
        meeting::{CommandRequest, Reply, ToMeeting},
        registry::Locate,
    },
    telemetry,
};
use orchestrasec_domain::{
    AccountRole, Command, FloorKind, FloorWish, MeetingId, MeetingRole, NewMeeting, SettingsChange, Timestamp, Who,
    template,
};
use orchestrasec_protocol::{Code, Problem};
use std::sync::Arc;

const PEOPLE: &[(&str, &str)] = &[
    ("Ada Lovelace", "ada"),
    ("Bo Chen", "bo"),
    ("Carmen Ruiz", "carmen"),
    ("Dilnoza Karimova", "dilnoza"),
    ("Emil Novák", "emil"),
    ("Fatima Zahra", "fatima"),
    ("Omar Haddad", "omar"),
];

/// Runs the demo until told to stop.
///
/// # Errors
/// When the server listens to more than this machine, or does not start.
pub fn serve(mut settings: Settings) -> Result<(), CliError> {
    if !settings.listen.ip().is_loopback() || settings.public_url.is_some() {
        return Err(CliError::Other(
            "the demo's passwords are known to everybody: it runs on a loopback address without a public URL only"
                .into(),
        ));
    }
    telemetry::start_logging(&settings.log, settings.log_format);
    let folder = std::env::temp_dir().join(format!("orchestrasec-demo-{}", uuid::Uuid::new_v4().simple()));
    settings.data_dir.clone_from(&folder);
    settings.database_url.clear();
    settings.token_keys_file = None;
    let result = block_on(async {
        let app = App::start(settings, Arc::new(SystemClock)).await?;
        let mut password = uuid::Uuid::new_v4().simple().to_string();
        password.truncate(16);
        let people = sign_up(&app, &password).await?;
        hold_meetings(&app, &people).await?;
        println!("Demo accounts, all with the password {password}");
        for (name, user) in PEOPLE {
            println!("  {user}@example.org  {name}");
        }
        println!("Ada leads the live meeting; Omar only observes. All of it is thrown away at the end.");
        announce_address(&app);
        until_stopped().await?;
        app.stop().await;
        Ok(())
    });
    if let Err(error) = std::fs::remove_dir_all(&folder) {
        tracing::warn!(%error, "the demo's folder stays");
    }
    result
}

async fn sign_up(app: &App, password: &str) -> Result<Vec<Who>, Problem> {
    let mut people = Vec::new();
    for (name, user) in PEOPLE {
        let account = NewAccount {
            email: format!("{user}@example.org"),
            password: password.to_owned().into(),
            display_name: (*name).to_owned(),
        };
        let role = if people.is_empty() { AccountRole::Admin } else { AccountRole::Member };
        let added = app.accounts().add_user(account, role).await?;
        people.push(Who { user_id: added.id, display_name: added.display_name, account_role: added.role });
    }
    Ok(people)
}

async fn hold_meetings(app: &App, people: &[Who]) -> Result<(), Problem> {
    let [ada, bo, carmen, dilnoza, emil, fatima, omar] = people else { return Err(Problem::of(Code::Internal)) };
    let now = app.clock().now();
    let live = create(app, ada, "Where we meet next year", None, None).await?;
    create(app, bo, "Budget 2027: first reading", Some("classroom_discussion"), Some(now.plus(86_400_000))).await?;
    create(app, ada, "Stand-up", Some("stand_up"), Some(now.plus(3 * 3_600_000))).await?;
    for person in [bo, carmen, dilnoza, emil, fatima] {
        tell(app, live, person, Command::Join { role: MeetingRole::Participant }).await?;
    }
    tell(app, live, omar, Command::Join { role: MeetingRole::Observer }).await?;
    tell(app, live, ada, Command::StartMeeting).await?;
    let ask = |note: Option<&str>| {
        Command::RequestFloor(FloorWish { note: note.map(Into::into), ..FloorWish::of(FloorKind::Contribution) })
    };
    tell(app, live, carmen, ask(Some("Two offers from Lisbon"))).await?;
    tell(app, live, bo, ask(None)).await?;
    tell(app, live, emil, ask(Some("What it costs to travel there"))).await?;
    tell(app, live, fatima, ask(None)).await
}

async fn create(
    app: &App,
    who: &Who,
    title: &str,
    plan: Option<&str>,
    scheduled_start: Option<Timestamp>,
) -> Result<MeetingId, Problem> {
    let new = NewMeeting {
        meeting_id: MeetingId(uuid::Uuid::now_v7()),
        title: title.to_owned(),
        description: String::new(),
        template: template::find(plan.unwrap_or(template::DEFAULT))?,
        scheduled_start,
        settings: SettingsChange::default(),
    };
    let born = birth(app.clock().now(), who, &new, None)?;
    let created = app.journal().create(born.append).await;
    created.map_err(|error| Problem::new(Code::StorageUnavailable, error.to_string()))?;
    Ok(new.meeting_id)
}

async fn tell(app: &App, meeting: MeetingId, who: &Who, command: Command) -> Result<(), Problem> {
    let address = app.locator().send(Locate(meeting)).await.map_err(|_| Problem::of(Code::Busy))??;
    let (reply, answer) = Reply::to_caller();
    let request = CommandRequest { who: who.clone(), id: None, command, reply };
    ToMeeting::Command(request).send_to(&address).map_err(|_| Problem::of(Code::MeetingUnavailable))?;
    answer.await.map_err(|_| Problem::of(Code::MeetingUnavailable))??;
    Ok(())
}
