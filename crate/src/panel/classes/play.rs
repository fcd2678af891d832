//! The run, as it is played.

use super::run::{Halt, MAX_STEPS, Run, TRAINED_STEPS};
use super::{Classes, Side};
use crate::panel::halt::diverged;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;

const STEP: Key = "step";
const EPOCH: Key = "epoch";
/// Steps from one look at the clock to the next.
const PORTION: usize = 100;

impl Classes {
    /// Takes steps up to a place, for as long as `go_on` says so.
    fn go_to(&mut self, place: usize, go_on: GoOn) -> Result<(), Message> {
        while self.run.position() < place {
            let next = place.min(self.run.position() + PORTION);
            while self.run.position() < next {
                self.run.step().map_err(|halt| self.why(&halt))?;
            }
            if !go_on() {
                break;
            }
        }
        Ok(())
    }

    /// Notes where the run has come to.
    pub(super) fn note_position(&mut self) {
        self.settings.steps = u32::try_from(self.run.position()).unwrap_or(MAX_STEPS);
        self.losses = self.run.losses();
    }

    /// Why the run does not go on, for the learner.
    pub(super) fn why(&self, halt: &Halt) -> Message {
        match halt {
            Halt::TooManySteps => Message::new("too-many-steps").with("count", MAX_STEPS),
            Halt::NoData => Message::new("no-data"),
            Halt::Engine(error) => {
                let stopped = self.run.fits().iter().position(|fit| fit.diverged().is_some()).unwrap_or(0);
                let side = self.sides().into_iter().find(|side| side.fits(self.settings.part).contains(&stopped));
                diverged(error).word("model", side.map_or("model", Side::name))
            }
        }
    }

    /// Where playing stops next: where the models have learned, and then where the run ends.
    fn next_stop(&self) -> usize {
        let stops = [TRAINED_STEPS as usize, MAX_STEPS as usize];
        stops.into_iter().find(|stop| *stop > self.run.position()).unwrap_or(usize::MAX)
    }

    fn end_of_epoch(&self) -> usize {
        let size = self.run.steps_per_epoch();
        (self.run.position() / size + 1) * size
    }
}

impl Playable for Classes {
    fn moves(&self) -> &'static [Key] {
        &[STEP, EPOCH]
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        let to = if name == EPOCH { self.end_of_epoch() } else { self.run.position() + 1 };
        let taken = self.go_to(to, &mut || true);
        self.note_position();
        taken
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        let stop = self.next_stop();
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        let taken = self.go_to(stop.min(self.run.position().saturating_add(count)), go_on);
        self.note_position();
        taken.map(|()| self.run.position() == stop)
    }

    fn speed(&self) -> f64 {
        per_second(self.settings.speed)
    }

    fn position(&self) -> u64 {
        self.run.position() as u64
    }

    fn length(&self) -> u64 {
        self.run.length() as u64
    }

    fn seek(&mut self, position: u64) {
        self.run.seek(usize::try_from(position).unwrap_or(usize::MAX));
        self.note_position();
    }

    fn reset(&mut self) {
        self.run = Run::new(*self.run.recipe());
        self.note_position();
    }

    /// What could not be learned, for want of data or because it diverged, leaves the wish of the settings as it is.
    fn wanted(&self) -> u64 {
        if self.run.can_go_on() { self.settings.steps.into() } else { self.position() }
    }

    fn catch_up(&mut self, go_on: GoOn) {
        // A run that stops has its reason, which the view tells.
        let _ = self.go_to(self.settings.steps as usize, go_on);
        self.losses = self.run.losses();
    }

    fn give_up(&mut self) {
        if self.run.can_go_on() {
            self.note_position();
        }
    }

    fn position_text(&self) -> Message {
        let epoch = self.run.position().div_ceil(self.run.steps_per_epoch());
        Message::new("position").with("step", self.run.position()).with("epoch", epoch)
    }
}
