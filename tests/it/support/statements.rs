//! Counts statements by the thread that sends them.

use std::cell::Cell;
use std::sync::Once;

use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// Sees every statement of the process. A subscriber of one thread would depend on what other tests do at the same
/// time.
struct Statements;

impl<S: tracing::Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            STATEMENTS.with(|count| count.set(count.get() + 1));
        }
    }
}

/// Statements sent to the database from this thread, from the first call on. A test that counts runs on one thread.
pub fn sent() -> usize {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Statements)).unwrap();
    });
    STATEMENTS.get()
}
