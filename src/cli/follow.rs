//! Following a run on the terminal: progress, messages, and a summary at the end.

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use futures::{Stream, StreamExt};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio_util::sync::CancellationToken;

use super::session::with_database;
use crate::config::Config;
use crate::db::Db;
use crate::job::{
    Counters, Enqueued, JobContext, JobError, MessageLevel, NewRun, Run, RunMessage, Status, cancel, enqueue,
    run_worker, watch,
};
use crate::server;

/// Exit code of a command that was ended by Ctrl-C, as shells have it.
pub(super) const INTERRUPTED: u8 = 130;

/// Least time between two lines of progress where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Asks for the run, works on it in this process (other workers may help), and tells what happens.
pub(super) async fn follow(config: &Config, new: NewRun) -> anyhow::Result<ExitCode> {
    let interrupt = server::shutdown_on_signal()?;
    let run = with_database(config, async |db| {
        let context = JobContext::open(db.clone(), Arc::new(config.clone())).await?;
        let Enqueued { run, existing } = enqueue(&db, new).await?;
        if existing {
            eprintln!("run {} does the same already; following it", run.id);
        }
        let stop = CancellationToken::new();
        let worker = tokio::spawn(run_worker(context, Some(run.id), stop.clone()));
        let ended = tell(&db, run.id, interrupt.clone(), !existing).await;
        stop.cancel();
        worker.await.context("the worker of this command broke")??;
        ended
    })
    .await?;
    println!("{}", summary(&run));
    if let Some(error) = &run.error {
        eprintln!("{error}");
    }
    Ok(match run.status {
        Status::Succeeded => ExitCode::SUCCESS,
        _ if interrupt.is_cancelled() => ExitCode::from(INTERRUPTED),
        _ => ExitCode::FAILURE,
    })
}

/// Shows the run until it is over. On an interrupt a run that is ours is cancelled; another's is left to go on.
pub(super) async fn tell(db: &Db, id: i64, interrupt: CancellationToken, ours: bool) -> anyhow::Result<Run> {
    let mut progress = Progress::new();
    let mut news = Box::pin(watch(db, id));
    let mut last = None;
    let mut asked = false;
    loop {
        tokio::select! {
            run = next(&mut news) => match run? {
                Some(run) => {
                    progress.show(&run);
                    last = Some(run);
                }
                None => break,
            },
            () = interrupt.cancelled(), if !asked => {
                asked = true;
                if !ours {
                    eprintln!("run {id} goes on without this command");
                    break;
                }
                eprintln!("cancelling run {id}");
                last = Some(cancel(db, id).await?);
            }
        }
    }
    progress.end();
    last.with_context(|| format!("run {id} was not seen"))
}

async fn next(news: &mut (impl Stream<Item = Result<Run, JobError>> + Unpin)) -> anyhow::Result<Option<Run>> {
    Ok(news.next().await.transpose()?)
}

/// A bar on a terminal, lines elsewhere; messages above or between.
struct Progress {
    bar: ProgressBar,
    is_terminal: bool,
    said: Option<RunMessage>,
    last_line: Option<(std::time::Instant, i32)>,
}

impl Progress {
    fn new() -> Self {
        let is_terminal = std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(
            None,
            if is_terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() },
        );
        if let Ok(style) = ProgressStyle::with_template("{elapsed_precise} [{bar:40}] {pos}/{len} {msg}") {
            bar.set_style(style.progress_chars("=> "));
        }
        Self { bar, is_terminal, said: None, last_line: None }
    }

    fn show(&mut self, run: &Run) {
        for message in unsaid(&run.messages, self.said.as_ref()) {
            let line = line_of(message);
            if self.is_terminal { self.bar.println(line) } else { eprintln!("{line}") }
        }
        if let Some(newest) = run.messages.last() {
            self.said = Some(newest.clone());
        }
        let ended = run.tasks_done + run.tasks_failed;
        self.bar.set_length(u64::try_from(run.tasks_total).unwrap_or(0));
        self.bar.set_position(u64::try_from(ended).unwrap_or(0));
        self.bar.set_message(format!(
            "{} requests, {} rows",
            grouped(run.counters.requests),
            grouped(run.counters.rows_loaded)
        ));
        let due = self.last_line.is_none_or(|(at, before)| at.elapsed() >= LINE_EVERY && before != ended);
        if !self.is_terminal && (due || run.status.is_final()) {
            eprintln!(
                "run {}: {} of {} tasks, {} requests, {} rows loaded",
                run.id,
                ended,
                run.tasks_total,
                grouped(run.counters.requests),
                grouped(run.counters.rows_loaded)
            );
            self.last_line = Some((std::time::Instant::now(), ended));
        }
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// The messages after the one said last; all of them when it has fallen out of the list.
fn unsaid<'a>(messages: &'a [RunMessage], said: Option<&RunMessage>) -> &'a [RunMessage] {
    let after = said.and_then(|said| messages.iter().rposition(|message| message == said)).map_or(0, |at| at + 1);
    &messages[after..]
}

pub(super) fn line_of(message: &RunMessage) -> String {
    let level = match message.level {
        MessageLevel::Info => "",
        MessageLevel::Warning => "warning: ",
        MessageLevel::Error => "error: ",
    };
    match &message.task {
        Some(task) if !message.text.starts_with(task.as_str()) => format!("{level}{task}: {}", message.text),
        _ => format!("{level}{}", message.text),
    }
}

/// What a run came to, in two or three lines.
pub(super) fn summary(run: &Run) -> String {
    let counts = &run.counters;
    let status = match run.status {
        Status::Succeeded => "done".to_owned(),
        Status::Failed => format!("FAILED ({} of {} tasks)", run.tasks_failed, run.tasks_total),
        Status::Cancelled => "cancelled".to_owned(),
        Status::Queued | Status::Running => "goes on".to_owned(),
    };
    let took = match (run.started_at, run.finished_at) {
        (Some(started), Some(finished)) => {
            format!(" in {:.1} s", (finished - started).as_seconds_f64().max(0.0))
        }
        _ => String::new(),
    };
    let mut lines = vec![format!("{} (run {}): {status}{took}", run.work, run.id)];
    lines.extend(counted(counts));
    lines.join("\n")
}

/// What was done, in one or two lines.
pub(super) fn counted(counts: &Counters) -> Vec<String> {
    let mut lines = Vec::new();
    let bodies = counts.bodies_new + counts.bodies_unchanged + counts.bodies_refused;
    if counts.requests > 0 || bodies > 0 {
        let requests = match counts.requests {
            0 => String::new(),
            requests => format!("{} requests; ", grouped(requests)),
        };
        lines.push(format!(
            "  {requests}bodies: {} new, {} unchanged, {} refused",
            grouped(counts.bodies_new),
            grouped(counts.bodies_unchanged),
            grouped(counts.bodies_refused)
        ));
    }
    lines.push(if counts.rows_loaded == 0 && counts.games_changed == 0 {
        match counts.games_unchanged {
            0 => "  nothing changed".to_owned(),
            games => format!("  nothing changed: {} games are as they were", grouped(games)),
        }
    } else {
        format!(
            "  {} rows loaded; games: {} changed, {} unchanged",
            grouped(counts.rows_loaded),
            grouped(counts.games_changed),
            grouped(counts.games_unchanged)
        )
    });
    lines
}

/// A number with its thousands set apart.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::job::{Span, Work};
    use crate::source::SourceId;

    fn message(second: i64, text: &str) -> RunMessage {
        RunMessage {
            at: DateTime::from_timestamp(second, 0).unwrap(),
            level: MessageLevel::Warning,
            text: text.to_owned(),
            task: Some("savant 2024-04-02".to_owned()),
        }
    }

    fn run(status: Status, counters: Counters) -> Run {
        Run {
            id: 7,
            work: Work::Crawl {
                source: SourceId::Savant,
                span: Span::Days { from: "2024-03-28".parse().unwrap(), to: "2024-06-13".parse().unwrap() },
            },
            force: false,
            games: true,
            requested_by: "cli".to_owned(),
            status,
            cancel_requested: false,
            created_at: DateTime::from_timestamp(100, 0).unwrap(),
            started_at: DateTime::from_timestamp(100, 0),
            finished_at: DateTime::from_timestamp(183, 500_000_000),
            tasks_total: 80,
            tasks_done: 78,
            tasks_failed: 2,
            counters,
            messages: Vec::new(),
            error: None,
        }
    }

    #[test]
    fn the_summary_says_what_was_asked_kept_and_changed() {
        let counters = Counters {
            requests: 82,
            bodies_new: 78,
            bodies_unchanged: 1,
            bodies_refused: 3,
            rows_loaded: 1_301_234,
            games_changed: 1_028,
            games_unchanged: 0,
        };
        assert_eq!(
            summary(&run(Status::Succeeded, counters)),
            "crawl savant 2024-03-28 to 2024-06-13 (run 7): done in 83.5 s\n  \
             82 requests; bodies: 78 new, 1 unchanged, 3 refused\n  \
             1,301,234 rows loaded; games: 1,028 changed, 0 unchanged"
        );
        assert!(summary(&run(Status::Failed, counters)).contains("FAILED (2 of 80 tasks)"));
    }

    #[test]
    fn a_second_crawl_says_that_nothing_changed() {
        let counters = Counters { requests: 78, bodies_unchanged: 78, games_unchanged: 1_028, ..Counters::default() };
        assert!(
            summary(&run(Status::Succeeded, counters)).ends_with("\n  nothing changed: 1,028 games are as they were")
        );
    }

    #[test]
    fn every_message_is_said_once() {
        let all = [message(1, "a"), message(2, "b"), message(2, "c")];
        assert_eq!(unsaid(&all, None).len(), 3);
        assert_eq!(unsaid(&all, Some(&all[1])), &all[2..]);
        assert!(unsaid(&all, Some(&all[2])).is_empty());
        assert_eq!(unsaid(&all, Some(&message(0, "fallen out"))).len(), 3);
    }

    #[test]
    fn a_message_names_its_task_once() {
        assert_eq!(line_of(&message(1, "odd")), "warning: savant 2024-04-02: odd");
        assert_eq!(line_of(&message(1, "savant 2024-04-02 is odd")), "warning: savant 2024-04-02 is odd");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [0, 12, 999, 1_000, 25_000, 1_234_567].map(grouped),
            ["0", "12", "999", "1,000", "25,000", "1,234,567"]
        );
    }
}
