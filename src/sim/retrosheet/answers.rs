//! Who answers for whom on base, as a reader of event files derives it without being told.
//!
//! The league's scorer passes a pitcher's responsibility on with every runner put out on a ball in play; a reader does
//! so for force outs and fielder's choices alone. Where the two part, the file says `presadj`.

use super::super::roster::PlayerIndex;
use super::super::vocabulary::Event;
use super::event::Path;

/// The pitchers who answer for the runners on first, second and third.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Answers([Option<PlayerIndex>; 3]);

impl Answers {
    /// A runner is put on second.
    pub(super) fn place(&mut self, pitcher: PlayerIndex) {
        self.0[1] = Some(pitcher);
    }

    /// A play moves the runners; `batter` is who answers for the batter.
    pub(super) fn play(&mut self, event: Option<Event>, paths: &[Path<'_>], batter: PlayerIndex) {
        let mut batter = batter;
        if event.is_some_and(passes_on) {
            batter = self.pass_on(paths, batter);
        }
        let was = self.0;
        for path in paths.iter().filter(|path| path.from() > 0) {
            self.0[usize::from(path.from()) - 1] = None;
        }
        for path in paths {
            let Some(end @ 1..=3) = path.end() else { continue };
            let answers = if path.from() == 0 { Some(batter) } else { was[usize::from(path.from()) - 1] };
            self.0[usize::from(end) - 1] = answers;
        }
    }

    /// The pitcher of a runner put out passes to the next behind him, and so on to the batter's.
    fn pass_on(&mut self, paths: &[Path<'_>], batter: PlayerIndex) -> PlayerIndex {
        let mut passed: Option<PlayerIndex> = None;
        for base in (0..3).rev() {
            let Some(own) = self.0[base] else { continue };
            let is_out = paths.iter().any(|path| usize::from(path.from()) == base + 1 && path.out().is_some());
            if let Some(other) = passed {
                self.0[base] = Some(other);
                passed = Some(own);
            } else if is_out {
                passed = Some(own);
            }
        }
        passed.unwrap_or(batter)
    }

    /// Where the scorer has somebody else: base and pitcher. From now on the two agree.
    pub(super) fn correct(&mut self, scorer: [Option<PlayerIndex>; 3]) -> Vec<(u8, PlayerIndex)> {
        let said = (1..).zip(scorer).zip(self.0);
        let differs = said.filter_map(|((base, right), known)| Some((base, right.filter(|_| right != known)?)));
        let differs = differs.collect();
        self.0 = scorer;
        differs
    }
}

/// A force out, or a fielder's choice.
fn passes_on(event: Event) -> bool {
    matches!(
        event,
        Event::ForceOut
            | Event::GroundedIntoDoublePlay
            | Event::GroundedIntoTriplePlay
            | Event::FieldersChoice
            | Event::FieldersChoiceOut
    )
}
