//! A day of Statcast pitches.

use chrono::NaiveDate;

use super::Work;
use super::fetch::{Answer, Got, refused};
use crate::job::task::{NewTask, TaskError};
use crate::source::{BodyRequest, Context, VerdictCode, savant};
use crate::warehouse::{self, StoredBody};

/// Fetches and loads the day; by game when it reaches the cap of an answer.
pub(super) async fn day(work: &Work<'_>, date: NaiveDate) -> Result<Vec<NewTask>, TaskError> {
    let base = &work.job.config.savant_url;
    let expected = work.games_expected(date).await?;
    let request = savant::day(base, date);
    let answers = match ask(work, &request, date, expected.as_deref()).await? {
        Got::Accepted(answer) => vec![*answer],
        Got::Refused(refusal) if refusal.code == VerdictCode::RowCap => {
            by_game(work, date, expected, &refusal.detail).await?
        }
        Got::Refused(refusal) => return Err(refused(&request, &refusal)),
    };
    work.task.checkpoint()?;
    let bodies: Vec<StoredBody> = answers.iter().map(|answer| answer.body.clone()).collect();
    match warehouse::load_day(&work.job.db, date, &bodies, work.force).await {
        Ok(report) => work.loaded(&report),
        Err(error) => {
            let code = error.verdict();
            if let Some(code) = code {
                for answer in &answers {
                    work.refuse(answer, code, &error.to_string()).await?;
                }
            }
            return Err(error.into());
        }
    }
    Ok(Vec::new())
}

/// One request a game, when the answer for the day is cut.
async fn by_game(
    work: &Work<'_>,
    date: NaiveDate,
    expected: Option<Vec<i32>>,
    why: &str,
) -> Result<Vec<Answer>, TaskError> {
    let games = match expected {
        Some(games) if !games.is_empty() => games,
        _ => {
            let advice = "crawl statsapi for that day, so that its games can be asked for one by one";
            return Err(TaskError::again(format!(
                "savant {date}: {why}, and the schedule does not know its games: {advice}"
            )));
        }
    };
    work.task.info(format!("savant {date}: {why}; asking for its {} games one by one", games.len()));
    let mut answers = Vec::new();
    for game in games {
        let request = savant::game(&work.job.config.savant_url, date, game);
        answers.push(ask(work, &request, date, None).await?.accepted(&request)?);
    }
    Ok(answers)
}

async fn ask(
    work: &Work<'_>,
    request: &BodyRequest,
    date: NaiveDate,
    expected: Option<&[i32]>,
) -> Result<Got, TaskError> {
    // By force a body that lost columns is taken too.
    let filled_before = match work.current(request).await? {
        Some(before) if !work.force => before.filled_columns,
        _ => Vec::new(),
    };
    let context = Context { filled_before, games_expected: expected.map(<[i32]>::len), ..Context::default() };
    let got = work.fetch(request, None, context).await?;
    if let Got::Accepted(answer) = &got
        && let Some((_, judgement)) = &answer.seen
        && let Some(expected) = expected
    {
        let lacking: Vec<String> =
            expected.iter().filter(|game| !judgement.games.contains(game)).map(ToString::to_string).collect();
        if !lacking.is_empty() {
            work.task.warn(format!(
                "savant {date} is incomplete: no rows of {} the schedule calls final ({}); a later crawl of the day \
                 brings them",
                if lacking.len() == 1 { "a game" } else { "games" },
                lacking.join(", ")
            ));
        }
    }
    Ok(got)
}
