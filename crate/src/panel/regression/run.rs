//! The run of training, as it is played.

use super::Regression;
use super::report::remarks::unfit;
use super::settings::MAX_STEPS;
use super::training::Steps;
use crate::model::timeline::{Replay, Timeline};
use crate::panel::json::Key;
use crate::panel::moment::followed_text;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;

const STEP: Key = "step";
const EPOCH: Key = "epoch";

impl Regression {
    /// Why no step can be made, if so.
    fn halt(&self) -> Option<Message> {
        let too_many = self.lab().position() >= u64::from(MAX_STEPS);
        let told = unfit(self.lab());
        told.or_else(|| too_many.then(|| Message::new("too-many-steps").with("count", MAX_STEPS)))
    }

    /// Does something to the run that may not be there.
    fn with_run<T>(&mut self, act: impl FnOnce(&mut Timeline<Steps>) -> T) -> Option<T> {
        self.forget_expected();
        self.lab.with_run(act)
    }
}

impl Playable for Regression {
    fn moves(&self) -> &'static [Key] {
        &[STEP, EPOCH]
    }

    /// A run that diverges on the way stops; what has become of it is told beside the picture.
    fn make(&mut self, name: Key) -> Result<(), Message> {
        if let Some(halt) = self.halt() {
            return Err(halt);
        }
        self.with_run(|run| {
            let _ = run.go_on();
            while name == EPOCH && run.run().batch() > 0 && run.position() < u64::from(MAX_STEPS) {
                if run.go_on().is_err() {
                    break;
                }
            }
        });
        Ok(())
    }

    /// Stops at the end of the planned epochs.
    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        if let Some(halt) = self.halt() {
            return Err(halt);
        }
        let planned = self.lab().planned();
        if planned == 0 {
            return Ok(true);
        }
        let left = u64::from(MAX_STEPS) - self.lab().position();
        let ended =
            self.with_run(|run| run.advance(count.min(left), go_on, |run| run.position().is_multiple_of(planned)));
        // A run that has diverged is decided.
        Ok(ended.is_none_or(|ended| ended.unwrap_or(true)) || self.lab().position() >= u64::from(MAX_STEPS))
    }

    fn speed(&self) -> f64 {
        per_second(self.lab().settings().speed)
    }

    fn position(&self) -> u64 {
        self.lab().position()
    }

    fn length(&self) -> u64 {
        self.lab().run().map_or(0, Timeline::length)
    }

    fn seek(&mut self, position: u64) {
        self.with_run(|run| run.seek(position));
    }

    /// Back to the start; from a line put by hand that has not been trained, back to weights that are drawn.
    fn reset(&mut self) {
        let is_at_start = self.length() == 0;
        self.forget_expected();
        self.lab.edit(|settings| {
            if is_at_start {
                settings.leave_hand();
            }
        });
        self.lab.begin_again();
    }

    fn can_reset(&self) -> bool {
        self.length() > 0 || self.lab().settings().is_by_hand()
    }

    fn wanted(&self) -> u64 {
        self.lab().run().map_or(0, Timeline::wanted)
    }

    fn catch_up(&mut self, go_on: GoOn) {
        // Where it diverges on the way it stays.
        let _ = self.lab.with_run(|run| run.catch_up(go_on));
        self.check_expected();
    }

    fn give_up(&mut self) {
        if self.wanted() > self.position() {
            self.with_run(Timeline::give_up);
        }
    }

    fn position_text(&self) -> Message {
        if let Some(followed) = self.lab().followed() {
            return followed_text(followed.epoch());
        }
        let epoch = self.lab().steps().map_or(0, |steps| steps.position().div_ceil(steps.steps_per_epoch().max(1)));
        // Playing on from the end goes as far again.
        let planned = u64::from(self.lab().settings().epochs.max(1));
        let planned = planned * epoch.div_ceil(planned).max(1);
        Message::new("place").with("step", self.lab().position()).with("epoch", epoch).with("epochs", planned)
    }
}
