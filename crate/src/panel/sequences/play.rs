//! The run as it is played: step by step, epoch by epoch, on to its end, and back.

use super::Sequences;
use super::settings::MAX_STEPS;
use crate::model::recurrent::learner::{Halt, Learner};
use crate::model::timeline::Timeline;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;

const STEP: Key = "step";
const EPOCH: Key = "epoch";
/// A run ends at each multiple of so many steps: of a series, and of a text.
const END: u64 = 500;
const END_OF_TEXT: u64 = 800;
/// After so many steps it is looked again whether a question is answered: how sure the network is of a letter goes up and down.
const LOOK: u64 = 5;

fn told(halt: Halt) -> Message {
    match halt {
        Halt::Finished => Message::new("finished").with("count", MAX_STEPS),
        Halt::Diverged => Message::new("diverged"),
    }
}

impl Sequences {
    /// How far the run has come is what is set.
    fn note_steps(&mut self) {
        self.settings.steps = u32::try_from(self.timeline.wanted()).unwrap_or(MAX_STEPS);
    }

    fn train(
        &mut self,
        count: u64,
        go_on: GoOn,
        is_end: impl FnMut(&Timeline<Learner>) -> bool,
    ) -> Result<bool, Message> {
        let made = self.timeline.advance(count, go_on, is_end);
        self.note_steps();
        made.map_err(told)
    }

    /// The step at which the run ends.
    fn end(&self) -> u64 {
        let length = if self.settings.reads_text() { END_OF_TEXT } else { END };
        (self.timeline.position() / length + 1) * length
    }
}

impl Playable for Sequences {
    fn moves(&self) -> &'static [Key] {
        if self.learner().steps_an_epoch() == 1 { &[EPOCH] } else { &[STEP, EPOCH] }
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        if name == STEP {
            return self.train(1, &mut || true, |_| false).map(|_| ());
        }
        let epochs = self.learner().epochs();
        let count = self.learner().steps_an_epoch();
        self.train(count, &mut || true, |timeline| timeline.run().epochs() > epochs).map(|_| ())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        let end = self.end();
        self.train(count, go_on, |timeline| timeline.position() >= end)
    }

    fn looks_every(&self) -> Option<u64> {
        Some(LOOK)
    }

    fn speed(&self) -> f64 {
        per_second(self.settings.speed)
    }

    fn position(&self) -> u64 {
        self.timeline.position()
    }

    fn length(&self) -> u64 {
        self.timeline.length()
    }

    fn seek(&mut self, position: u64) {
        self.timeline.seek(position);
        self.note_steps();
    }

    fn reset(&mut self) {
        self.begin(super::Settings { steps: 0, ..self.settings.clone() });
    }

    fn wanted(&self) -> u64 {
        self.timeline.wanted()
    }

    fn catch_up(&mut self, go_on: GoOn) {
        // Where the run can't go on it stops, and says so when the learner wants more of it.
        let _ = self.timeline.catch_up(go_on);
        self.note_steps();
    }

    fn give_up(&mut self) {
        self.timeline.give_up();
        self.note_steps();
    }

    fn position_text(&self) -> Message {
        let (learner, steps) = (self.learner(), self.timeline.position());
        if learner.steps_an_epoch() == 1 {
            return Message::new("at-epoch").with("epoch", steps);
        }
        Message::new("at-step").with("step", crate::text::grouped(steps)).with("epoch", learner.epochs())
    }
}
