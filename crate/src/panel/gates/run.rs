//! The run of the perceptron rule, as it is played.

use super::{Gates, LIMIT, MAX_STEPS, Row};
use crate::model::decimal::Decimal;
use crate::panel::json::Key;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;

const SAMPLE: Key = "sample";
const EPOCH: Key = "epoch";
/// Steps from one look at the clock to the next.
const PORTION: u64 = 1000;

impl Gates {
    /// Why the next step can't be taken, if so.
    pub(super) fn halt(&self) -> Option<Message> {
        if self.training.steps() >= MAX_STEPS as usize {
            return Some(Message::new("too-many-steps").with("count", MAX_STEPS));
        }
        let next = self.training.next_update().after;
        let names = [("w1", next.weights[0]), ("w2", next.weights[1]), ("b", next.bias)];
        let leaving = names.into_iter().find(|(_, value)| value.abs() > Decimal::whole(LIMIT));
        leaving.map(|(name, _)| Message::new("leaves-range").with("name", name).with("limit", LIMIT))
    }

    /// Takes one step of training, or shows the next one already taken.
    fn step(&mut self) -> Result<(), Message> {
        if self.settings.steps as usize == self.training.steps() {
            if let Some(halt) = self.halt() {
                return Err(halt);
            }
            self.training.step();
        }
        self.settings.steps += 1;
        self.look_at_the_step();
        Ok(())
    }

    /// Looks at the row that the rule has looked at last; at the start, at the one it looks at first.
    fn look_at_the_step(&mut self) {
        self.settings.row = Row((self.settings.steps as usize).saturating_sub(1) % self.training.epoch_len());
    }

    fn ends_epoch(&self) -> bool {
        (self.settings.steps as usize).is_multiple_of(self.training.epoch_len())
    }

    /// Whether the step shown is the very one at which the run was decided.
    fn is_decided(&self) -> bool {
        self.training.verdict_step() == Some(self.settings.steps as usize)
    }

    /// Whether the run was decided at or before the step shown.
    pub fn past_verdict(&self) -> bool {
        self.training.verdict_step().is_some_and(|step| step <= self.settings.steps as usize)
    }
}

impl Playable for Gates {
    fn moves(&self) -> &'static [Key] {
        &[SAMPLE, EPOCH]
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        self.step()?;
        while name == EPOCH && !self.ends_epoch() {
            self.step()?;
        }
        Ok(())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        for made in 1..=count {
            self.step()?;
            if self.is_decided() {
                return Ok(true);
            }
            if made.is_multiple_of(PORTION) && !go_on() {
                break;
            }
        }
        Ok(false)
    }

    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        if self.past_verdict() {
            self.make(EPOCH)?;
            return Ok(true);
        }
        self.advance(u64::MAX, go_on)
    }

    fn speed(&self) -> f64 {
        per_second(self.settings.speed)
    }

    fn position(&self) -> u64 {
        self.settings.steps.into()
    }

    fn length(&self) -> u64 {
        self.training.steps() as u64
    }

    fn seek(&mut self, position: u64) {
        let last = u32::try_from(self.training.steps()).unwrap_or(MAX_STEPS);
        self.settings.steps = u32::try_from(position).unwrap_or(MAX_STEPS).min(last);
        self.look_at_the_step();
    }

    fn reset(&mut self) {
        self.settings.steps = 0;
        self.training = self.settings.training();
        self.look_at_the_step();
    }

    fn position_text(&self) -> Message {
        let epoch = (self.settings.steps as usize).div_ceil(self.training.epoch_len());
        Message::new("position").with("step", self.settings.steps).with("epoch", epoch)
    }
}
