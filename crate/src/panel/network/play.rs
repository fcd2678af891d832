//! The run as it is played: a sample, a batch, epoch by epoch, on to its end, and back.

use super::NetworkPanel;
use super::run::Run;
use super::settings::Settings;
use crate::model::timeline::{Replay, Timeline};
use crate::panel::json::Key;
use crate::panel::moment::followed_text;
use crate::panel::notation::double;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;

const SAMPLE: Key = "sample";
const BATCH: Key = "batch";
const EPOCH: Key = "epoch";
/// Where no end is set, a run ends at each multiple of so many epochs.
const USUAL_END: u64 = 500;

/// The epoch at which the run ends: `stop` if that is still ahead, else the next multiple of [`USUAL_END`].
pub(super) fn end(stop: u32, epochs: u64) -> u64 {
    let stop = u64::from(stop);
    if stop > epochs { stop } else { (epochs / USUAL_END + 1) * USUAL_END }
}

/// Where a run stands after whole epochs, in words.
pub(super) fn epochs_told(stop: u32, epochs: u64) -> Message {
    match stop {
        0 => Message::new("epoch-only").with("epoch", epochs),
        stop => Message::new("epoch-of").with("epoch", epochs).with("stop", stop),
    }
}

/// Which stop condition the place shown fulfils.
pub(super) fn stop(settings: &Settings, timeline: &Timeline<Run>) -> Option<Message> {
    let (stop, goal, epochs) = (u64::from(settings.stop), double(settings.goalloss), timeline.position());
    if stop > 0 && epochs >= stop {
        return Some(Message::new("stopped-epochs").with("epoch", stop));
    }
    let loss = timeline.run().curves().entries().last().and_then(|entry| entry.last.training);
    let is_low = goal > 0.0 && epochs == timeline.length() && loss.is_some_and(|loss| loss <= goal);
    is_low.then(|| Message::new("stopped-loss"))
}

impl Playable for NetworkPanel {
    fn moves(&self) -> &'static [Key] {
        &[SAMPLE, BATCH, EPOCH]
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        let next = if name == SAMPLE { self.learner.next_sample() } else { None };
        let made = self.learner.train(|timeline| match name {
            SAMPLE => timeline.make(Run::sample),
            BATCH => timeline.make(Run::step),
            _ => timeline.go_on(),
        });
        made.map_err(|halt| halt.message())?;
        // The point that the rule has just looked at is the one to look at.
        if let Some(point) = next {
            self.learner.look_at(point);
        }
        Ok(())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        let settings = self.learner.settings().clone();
        let trained = self.learner.train(|timeline| {
            // Once it has stopped it may go on.
            let mut was_stopped = stop(&settings, timeline).is_some();
            timeline.advance(count, go_on, |timeline| {
                let is_stopped = stop(&settings, timeline).is_some();
                !std::mem::replace(&mut was_stopped, is_stopped) && is_stopped
            })
        });
        trained.map_err(|halt| halt.message())
    }

    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        let end = end(self.learner.settings().stop, self.position());
        let has_stopped = self.advance(end - self.position(), go_on)?;
        Ok(has_stopped || self.position() >= end)
    }

    fn speed(&self) -> f64 {
        per_second(self.learner.settings().speed)
    }

    fn first(&self) -> u64 {
        self.learner.timeline().map_or(0, Timeline::first)
    }

    fn position(&self) -> u64 {
        self.learner.epochs()
    }

    fn length(&self) -> u64 {
        self.learner.timeline().map_or(0, Timeline::length)
    }

    fn seek(&mut self, position: u64) {
        // A network that can't be trained has no other place to show.
        let _ = self.learner.train(|timeline| {
            timeline.seek(position);
            Ok(())
        });
    }

    fn reset(&mut self) {
        self.learner.reset();
    }

    fn can_reset(&self) -> bool {
        self.length() > self.first() || self.position() > self.first() || self.learner.followed().is_some()
    }

    fn wanted(&self) -> u64 {
        self.learner.timeline().map_or(0, Timeline::wanted)
    }

    fn catch_up(&mut self, go_on: GoOn) {
        // Why it could not go on shows as long as that is so.
        let _ = self.learner.train(|timeline| timeline.catch_up(go_on));
    }

    fn give_up(&mut self) {
        let _ = self.learner.train(|timeline| {
            timeline.give_up();
            Ok(())
        });
    }

    fn took(&mut self, milliseconds: f64) {
        self.learner.count_time(milliseconds);
    }

    fn position_text(&self) -> Message {
        if let Some(moment) = self.learner.followed() {
            return followed_text(moment.epoch);
        }
        let Some(timeline) = self.learner.timeline() else { return Message::new("forward-only") };
        let position = timeline.run().fit().position();
        if timeline.run().is_within() {
            let key = if position.sample > 0 { "within-batch" } else { "within-epoch" };
            return Message::new(key)
                .with("epoch", position.epochs)
                .with("batch", position.batch + usize::from(position.sample > 0))
                .with("batches", timeline.run().fit().steps_per_epoch())
                .with("sample", position.sample);
        }
        epochs_told(self.learner.settings().stop, position.epochs)
    }
}
