//! Look-ups of one kind that are asked for in the same moment, gathered into one.
//!
//! The first to ask waits a few turns of the scheduler, in its own task: by then every sibling of a nested list
//! has asked, however slow the machine is. A timer, as data loaders commonly use, would cost every answer its delay
//! and still split long lists on a busy machine.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures::future::BoxFuture;
use tokio::sync::oneshot;

use super::Shared;

/// Turns the first waits. Siblings ask in its first; the others are for those behind another look-up.
const TURNS: usize = 3;

type Answer<V> = Result<Option<V>, Shared>;
type Waiting<K, V> = Vec<(K, oneshot::Sender<Answer<V>>)>;

/// Looks up many keys at once; a key without a value is not in the map.
type Fetch<K, V> = Box<dyn Fn(Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, Shared>> + Send + Sync>;

/// Gathers look-ups of `V` by `K`.
pub(super) struct Gather<K, V> {
    fetch: Fetch<K, V>,
    waiting: Mutex<Waiting<K, V>>,
}

/// Lets those who wait ask again when the one who would have looked up for them goes away.
struct Lead<'a, K, V>(&'a Gather<K, V>);

impl<K, V> Drop for Lead<'_, K, V> {
    fn drop(&mut self) {
        self.0.lock().clear();
    }
}

impl<K: Clone + Eq + Hash, V: Clone> Gather<K, V> {
    /// `fetch` gets every key of a moment once.
    pub(super) fn new(
        fetch: impl Fn(Vec<K>) -> BoxFuture<'static, Result<HashMap<K, V>, Shared>> + Send + Sync + 'static,
    ) -> Self {
        Self { fetch: Box::new(fetch), waiting: Mutex::default() }
    }

    /// The value of a key, looked up together with all that others ask for now.
    pub(super) async fn load(&self, key: K) -> Answer<V> {
        loop {
            let (send, receive) = oneshot::channel();
            let is_first = {
                let mut waiting = self.lock();
                waiting.push((key.clone(), send));
                waiting.len() == 1
            };
            if is_first {
                let lead = Lead(self);
                for _ in 0..TURNS {
                    tokio::task::yield_now().await;
                }
                let batch = std::mem::take(&mut *self.lock());
                std::mem::forget(lead);
                self.answer(batch).await;
            }
            // The one who looked up for this key may have been dropped: then ask again.
            if let Ok(answer) = receive.await {
                return answer;
            }
        }
    }

    async fn answer(&self, batch: Waiting<K, V>) {
        let mut seen = HashSet::with_capacity(batch.len());
        let keys = batch.iter().map(|(key, _)| key).filter(|key| seen.insert(*key)).cloned().collect();
        let found = (self.fetch)(keys).await;
        for (key, send) in batch {
            let answer = match &found {
                Ok(found) => Ok(found.get(&key).cloned()),
                Err(error) => Err(Shared::clone(error)),
            };
            // Whoever asked may be gone.
            let _ = send.send(answer);
        }
    }
}

impl<K, V> Gather<K, V> {
    fn lock(&self) -> MutexGuard<'_, Waiting<K, V>> {
        // A panic elsewhere leaves the list whole: it is only pushed to and taken.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn siblings_share_one_look_up() {
        let calls = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&calls);
        let gather = Gather::new(move |keys: Vec<i32>| {
            counted.fetch_add(1, Ordering::Relaxed);
            let found = keys.into_iter().filter(|key| *key != 7).map(|key| (key, key * 10)).collect();
            futures::future::ready(Ok(found)).boxed()
        });
        let all = futures::future::join_all((0..100).map(|key| gather.load(key % 50))).await;
        assert_eq!(calls.load(Ordering::Relaxed), 1);
        assert_eq!(all[49].as_ref().ok(), Some(&Some(490)));
        assert_eq!(all[57].as_ref().ok(), Some(&None));
    }

    #[tokio::test]
    async fn a_first_that_goes_away_takes_nobody_with_it() {
        let gather = Gather::new(|keys: Vec<i32>| {
            futures::future::ready(Ok(keys.into_iter().map(|key| (key, key)).collect())).boxed()
        });
        let mut first = Box::pin(gather.load(1));
        assert!(futures::poll!(&mut first).is_pending());
        let mut second = Box::pin(gather.load(2));
        assert!(futures::poll!(&mut second).is_pending());
        drop(first);
        assert_eq!(second.await.ok(), Some(Some(2)));
    }
}
