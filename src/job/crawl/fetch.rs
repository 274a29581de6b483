//! One request from the question to the lake: ask, judge, keep, and say what came.

use url::Url;

use super::Work;
use crate::job::counters::Counters;
use crate::job::task::TaskError;
use crate::lake::ManifestRow;
use crate::source::http::{FetchError, Fetched, Validators};
use crate::source::{BodyRequest, Context, Judgement, Refusal, Retry, VerdictCode, judge};
use crate::warehouse::StoredBody;

/// A body that may be loaded.
pub(super) struct Answer {
    /// The body.
    pub(super) body: StoredBody,
    request: BodyRequest,
    /// The answer and what the judge saw in it; nothing when the upstream said that the body before still holds.
    pub(super) seen: Option<(Fetched, Judgement)>,
}

/// What came of a request.
pub(super) enum Got {
    /// A body that may be loaded.
    Accepted(Box<Answer>),
    /// A body that may not, kept for diagnosis.
    Refused(Refusal),
}

impl Got {
    /// The answer, or the refusal as the end of the task.
    pub(super) fn accepted(self, request: &BodyRequest) -> Result<Answer, TaskError> {
        match self {
            Self::Accepted(answer) => Ok(*answer),
            Self::Refused(refusal) => Err(refused(request, &refusal)),
        }
    }
}

impl Work<'_> {
    /// Asks, judges and keeps. A refused body is no error here: what it means depends on who asked.
    pub(super) async fn fetch(
        &self,
        request: &BodyRequest,
        validators: Option<&Validators>,
        context: Context,
    ) -> Result<Got, TaskError> {
        self.task.checkpoint()?;
        let answer = self.task.interruptible(self.job.http.get(&request.url, validators)).await?;
        let sent = !matches!(answer, Err(FetchError::Resting { .. } | FetchError::Setup(_)));
        if sent {
            self.task.requested();
        }
        let fetched = match answer {
            Ok(fetched) => fetched,
            Err(FetchError::Status { fetched, retry }) => return self.bad_status(request, &fetched, retry).await,
            Err(error) => return Err(unanswered(&request.url, &error)),
        };
        if fetched.not_modified {
            return self.not_modified(request, &fetched).await;
        }
        let judgement = judge_aside(request, &fetched, context).await?;
        self.keep(request, fetched, judgement).await
    }

    /// Asks whether the body of the lake still holds, and for the body if not; a refused one ends the task.
    pub(super) async fn fetch_again(&self, request: &BodyRequest) -> Result<StoredBody, TaskError> {
        self.ask_again(request).await.map(|answer| answer.body)
    }

    /// As [`Work::fetch_again`], for who may still refuse the body.
    pub(super) async fn ask_again(&self, request: &BodyRequest) -> Result<Answer, TaskError> {
        let before = self.current(request).await?;
        let context = self.context_of(before.as_ref());
        let validators = before.map(|row| Validators { etag: row.etag, last_modified: row.last_modified });
        let answer = self.fetch(request, validators.as_ref(), context).await?.accepted(request)?;
        self.task.checkpoint()?;
        Ok(answer)
    }

    /// What the judge may know of the body before; by force nothing.
    pub(super) fn context_of(&self, before: Option<&ManifestRow>) -> Context {
        match before {
            Some(row) if !self.force => {
                Context { filled_before: row.filled_columns.clone(), rows_before: Some(row.rows), ..Context::default() }
            }
            _ => Context::default(),
        }
    }

    /// Keeps a body with its verdict, and says what the judge noted of it.
    pub(super) async fn keep(
        &self,
        request: &BodyRequest,
        fetched: Fetched,
        judgement: Judgement,
    ) -> Result<Got, TaskError> {
        let kept = self.job.lake.put(request, &fetched, &judgement, self.run_id).await?;
        metrics::counter!(
            "scorebook_verdicts_total",
            "source" => request.source.name(),
            "kind" => request.kind.name(),
            "verdict" => judgement.code.name()
        )
        .increment(1);
        tracing::debug!(
            run = ?self.run_id, source = request.source.name(), key = %request.key, verdict = judgement.code.name(),
            new = kept.new, "judged"
        );
        for note in judgement.notes.iter().filter(|_| kept.new) {
            self.task.info(format!("{} {}: {note}", request.source.name(), request.key));
        }
        if !judgement.is_accepted() {
            self.task.count(Counters { bodies_refused: 1, ..Counters::default() });
            return Ok(Got::Refused(Refusal::new(judgement.code, judgement.detail)));
        }
        self.task.count(match kept.new {
            true => Counters { bodies_new: 1, ..Counters::default() },
            false => Counters { bodies_unchanged: 1, ..Counters::default() },
        });
        let body = StoredBody {
            kind: request.kind.name(),
            key: request.key.clone(),
            sha256: kept.sha256,
            bytes: fetched.body.clone(),
        };
        Ok(Got::Accepted(Box::new(Answer { body, request: request.clone(), seen: Some((fetched, judgement)) })))
    }

    /// Marks a kept body as refused after all.
    pub(super) async fn refuse(&self, answer: &Answer, code: VerdictCode, why: &str) -> Result<(), TaskError> {
        let Some((fetched, judgement)) = &answer.seen else { return Ok(()) };
        let judgement = Judgement { code, detail: why.to_owned(), ..judgement.clone() };
        self.job.lake.put(&answer.request, fetched, &judgement, self.run_id).await?;
        self.task.count(Counters { bodies_refused: 1, ..Counters::default() });
        Ok(())
    }

    async fn not_modified(&self, request: &BodyRequest, fetched: &Fetched) -> Result<Got, TaskError> {
        let Some(row) = self.current(request).await? else {
            let text = "the upstream says \"not modified\", but the lake has no such body; ask again";
            return Err(TaskError::again(format!("{} {}: {text}", request.source.name(), request.key)));
        };
        self.job.lake.seen(&row, fetched).await?;
        self.task.count(Counters { bodies_unchanged: 1, ..Counters::default() });
        Ok(Got::Accepted(Box::new(Answer { body: self.stored(&row).await?, request: request.clone(), seen: None })))
    }

    /// Keeps what came with a bad status, and says what it means for the task.
    async fn bad_status(&self, request: &BodyRequest, fetched: &Fetched, retry: Retry) -> Result<Got, TaskError> {
        let judgement = judge(request, fetched, &Context::default());
        self.job.lake.put(request, fetched, &judgement, self.run_id).await?;
        self.task.count(Counters { bodies_refused: 1, ..Counters::default() });
        if judgement.code == VerdictCode::NotFound {
            return Ok(Got::Refused(Refusal::new(judgement.code, judgement.detail)));
        }
        let who = host(&request.url);
        let what = format!("{} {}: {who} answered {}", request.source.name(), request.key, fetched.status);
        Err(match retry {
            Retry::Now => TaskError::again(what),
            Retry::After(wait) => TaskError::Again { what, retry_after: Some(wait), unreachable: false },
            Retry::Never => TaskError::never(format!("{what}: look at {}", request.url)),
        })
    }

    /// The newest accepted body of a request's key.
    pub(super) async fn current(&self, request: &BodyRequest) -> Result<Option<ManifestRow>, TaskError> {
        Ok(self.job.lake.current(request.source, request.kind, &request.key).await?)
    }

    /// A body of the lake, as the loads take it.
    pub(super) async fn stored(&self, row: &ManifestRow) -> Result<StoredBody, TaskError> {
        Ok(StoredBody {
            kind: row.kind.name(),
            key: row.key.clone(),
            sha256: row.sha256.clone(),
            bytes: self.job.lake.read(row).await?,
        })
    }
}

/// A refusal as the end of a task.
pub(super) fn refused(request: &BodyRequest, refusal: &Refusal) -> TaskError {
    let what = format!("{} {} refused as {}: {}", request.source.name(), request.key, refusal.code, refusal.detail);
    match refusal.code.retry() {
        Retry::Now => TaskError::again(what),
        Retry::After(wait) => TaskError::Again { what, retry_after: Some(wait), unreachable: false },
        Retry::Never => TaskError::never(what),
    }
}

/// A request without an answer as the end of a task.
fn unanswered(url: &Url, error: &FetchError) -> TaskError {
    let what = match error {
        FetchError::Network { url: asked, detail } => {
            // The library's text repeats the whole address.
            let detail = detail.replace(&format!(" for url ({asked})"), "");
            format!("{} could not be reached: {detail}", host(url))
        }
        FetchError::Timeout { .. } => format!("{} did not answer in time", host(url)),
        other => other.to_string(),
    };
    let unreachable = matches!(error, FetchError::Network { .. } | FetchError::Timeout { .. });
    match error.retry() {
        Retry::Now => TaskError::Again { what, retry_after: None, unreachable },
        Retry::After(wait) => TaskError::Again { what, retry_after: Some(wait), unreachable },
        Retry::Never => TaskError::never(what),
    }
}

/// The host of an address, with its port where it is not the usual one.
pub(super) fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or("the upstream");
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Judging is pure computation, so it leaves the async threads alone.
pub(super) async fn judge_aside(
    request: &BodyRequest,
    fetched: &Fetched,
    context: Context,
) -> Result<Judgement, TaskError> {
    let (request, fetched) = (request.clone(), fetched.clone());
    tokio::task::spawn_blocking(move || judge(&request, &fetched, &context))
        .await
        .map_err(|error| TaskError::again(format!("the judge of the body stopped: {error}")))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_could_not_be_reached_is_named_by_its_host() {
        let url: Url = "https://baseballsavant.mlb.com/statcast_search/csv?all=true".parse().unwrap();
        let detail = format!("error sending request for url ({url}): connection refused");
        let error = FetchError::Network { url: url.to_string(), detail };
        match unanswered(&url, &error) {
            TaskError::Again { what, unreachable: true, retry_after: None } => {
                assert_eq!(
                    what,
                    "baseballsavant.mlb.com could not be reached: error sending request: connection refused"
                );
            }
            other => panic!("{other:?}"),
        }
        let local: Url = "http://127.0.0.1:9100/x".parse().unwrap();
        assert_eq!(host(&local), "127.0.0.1:9100");
    }

    #[test]
    fn a_host_that_wants_rest_is_given_it() {
        let url: Url = "http://127.0.0.1:9100/x".parse().unwrap();
        let error = FetchError::Resting { host: host(&url), wait: Duration::from_secs(60) };
        assert!(matches!(
            unanswered(&url, &error),
            TaskError::Again { retry_after: Some(wait), unreachable: false, .. } if wait.as_secs() == 60
        ));
    }

    #[test]
    fn a_changed_format_is_not_asked_for_again_and_a_passing_fault_is() {
        let request =
            BodyRequest::new(crate::source::BodyKind::SavantDay, "2024-03-28", "http://127.0.0.1/".parse().unwrap());
        let end = |code| refused(&request, &Refusal::new(code, "because"));
        assert!(matches!(end(VerdictCode::Html), TaskError::Again { .. }));
        match end(VerdictCode::MissingCoreColumn) {
            TaskError::Never { what } => {
                assert_eq!(what, "savant 2024-03-28 refused as MISSING_CORE_COLUMN: because");
            }
            other => panic!("{other:?}"),
        }
    }
}
