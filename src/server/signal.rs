//! The signals that end the program in order.

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// A token that is cancelled by SIGTERM, SIGINT, or SIGHUP unless we were started to outlive the terminal.
///
/// # Errors
/// The system refuses a signal handler.
pub fn shutdown_on_signal() -> std::io::Result<CancellationToken> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    // Under nohup the signal is ignored, and a handler would undo that.
    let mut hangup = if crate::config::ignores_hangup() { None } else { Some(signal(SignalKind::hangup())?) };
    let token = CancellationToken::new();
    let begun = token.clone();
    tokio::spawn(async move {
        let name = tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
            () = async { match &mut hangup {
                Some(hangup) => { hangup.recv().await; }
                None => std::future::pending().await,
            }} => "SIGHUP",
        };
        tracing::info!(signal = name, "shutting down");
        begun.cancel();
    });
    Ok(token)
}
