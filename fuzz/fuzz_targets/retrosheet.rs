//! Any bytes as an event file: read, told and scored. Nothing may panic, and what is scored must hold together.
//!
//! ```text
//! cargo +nightly fuzz run -s none -a retrosheet fuzz/corpus/retrosheet src/source/retrosheet/fixture
//! ```

#![no_main]

use libfuzzer_sys::fuzz_target;
use scorebook::source::retrosheet::account::score;
use scorebook::source::retrosheet::people::People;
use scorebook::source::retrosheet::reader;

fuzz_target!(|bytes: &[u8]| {
    let text = reader::decode(bytes);
    let people = People::default();
    for game in reader::read("2015ANA.EVA", &text).games {
        if game.boxed.is_some() {
            continue;
        }
        let Ok((scored, _)) = score(&game, &people) else { continue };
        let runs: i64 = scored.parts.iter().map(|part| i64::from(part.tally.runs_allowed)).sum();
        assert_eq!(runs, scored.runs.iter().map(|runs| i64::from(*runs)).sum::<i64>());
    }
});
