//! The registries: what is counted, what is computed from the counts, and what one may slice by.
//!
//! Pure data and arithmetic. SQL models, GraphQL fields, documentation and tests all read these tables,
//! so that a new counter, stat or dimension is one entry and its test. Nothing here opens a connection.

pub mod caveat;
pub mod constants;
pub mod counter;
pub mod dimension;
pub mod fact;
pub mod fielding;
pub mod line;
pub(crate) mod measured;
pub mod registry;
pub mod window;

pub use caveat::Caveat;
pub use counter::{COUNTERS, Combine, Counter, CounterDef, CounterSet, Counts, GAME_COUNTERS, GameCounter, GameCounts};
pub use dimension::told::{code_of_result, event_of, outcome, outcome_of, result};
pub use dimension::{DIMENSIONS, Dimension, DimensionId, Grain, Role};
pub use fact::{Around, Fact};
pub use fielding::{FIELDING, FieldingLine, FieldingStat};
pub use line::{Line, Teller};
pub use registry::{BATTING, Needs, PITCHING, Stat, Value};
