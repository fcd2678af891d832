//! The run, as it is played: epoch by epoch, a batch or an epoch at a press.

use super::DigitsPanel;
use super::run::{Learner, Stop};
use super::settings::MAX_EPOCHS;
use crate::model::timeline::Timeline;
use crate::panel::halt::diverged;
use crate::panel::json::Key;
use crate::panel::moment::followed_text;
use crate::panel::playable::{GoOn, Playable, per_second};
use crate::panel::view::Message;

const BATCH: Key = "batch";
const EPOCH: Key = "epoch";
/// After so many epochs playing stops, to look at what has been learned.
const STOPS: [u32; 3] = [20, 100, MAX_EPOCHS];
/// The most epochs that playing makes up for.
const MAX_BEHIND: u64 = 2;

/// Why a run does not go on, for the learner.
fn why(stop: &Stop) -> Message {
    match stop {
        Stop::Epochs => Message::new("too-many-epochs").with("count", MAX_EPOCHS),
        Stop::Engine(error) => diverged(error),
    }
}

impl DigitsPanel {
    /// The run, to be played. What was trained elsewhere answers no more then: a link could not say where the run began.
    fn playable(&mut self) -> Result<&mut Timeline<Learner>, Message> {
        if self.run.is_some() {
            self.followed = None;
        }
        self.run.as_mut().ok_or_else(|| Message::new("no-data"))
    }

    /// Notes where the run has come to.
    pub(super) fn note_position(&mut self) {
        if let Some(run) = &self.run {
            [self.settings.epochs, self.settings.batches] = run.run().place();
        }
    }

    /// The step that the settings ask for; a link may ask for more batches than an epoch has.
    pub(super) fn asked_for(&self) -> u64 {
        let size = self.run.as_ref().map_or(1, |run| run.run().steps_per_epoch());
        let batches =
            if self.settings.epochs >= MAX_EPOCHS { 0 } else { u64::from(self.settings.batches).min(size - 1) };
        u64::from(self.settings.epochs) * size + batches
    }

    /// The step at which playing stops next.
    fn next_stop(&self) -> u64 {
        let Some(run) = &self.run else { return 0 };
        let size = run.run().steps_per_epoch();
        let stops = STOPS.map(|epochs| u64::from(epochs) * size);
        stops.into_iter().find(|stop| *stop > run.position()).unwrap_or(u64::MAX)
    }

    /// Trains to a step, for as long as `go_on` says so, and says whether playing is to stop there.
    fn train_to(&mut self, step: u64, go_on: GoOn) -> Result<bool, Message> {
        let stop = self.next_stop();
        let run = self.playable()?;
        let count = step.min(stop).saturating_sub(run.position());
        let trained = run.advance(count, go_on, |_| false);
        let is_there = run.position() == stop;
        self.note_position();
        trained.map(|_| is_there).map_err(|stop| why(&stop))
    }
}

impl Playable for DigitsPanel {
    fn moves(&self) -> &'static [Key] {
        &[BATCH, EPOCH]
    }

    fn make(&mut self, name: Key) -> Result<(), Message> {
        let run = self.playable()?;
        if name == BATCH {
            let made = run.go_on();
            self.note_position();
            return made.map_err(|stop| why(&stop));
        }
        let size = run.run().steps_per_epoch();
        let epoch = run.position() / size + 1;
        if epoch > u64::from(MAX_EPOCHS) {
            return Err(why(&Stop::Epochs));
        }
        // An epoch of a large network takes a while: frames make up for it.
        run.want(epoch * size);
        [self.settings.epochs, self.settings.batches] = [u32::try_from(epoch).unwrap_or(MAX_EPOCHS), 0];
        Ok(())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        let until = self.until;
        let run = self.playable()?;
        let (position, size) = (run.position(), run.run().steps_per_epoch());
        let begun = if until > position { until } else { position / size * size };
        let most = (position / size).saturating_add(count.max(MAX_BEHIND));
        self.until = begun.saturating_add(count.saturating_mul(size)).min(most.saturating_mul(size));
        self.train_to(self.until, go_on)
    }

    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        self.playable()?;
        self.train_to(self.next_stop(), go_on)
    }

    fn speed(&self) -> f64 {
        per_second(self.settings.speed)
    }

    fn position(&self) -> u64 {
        self.run.as_ref().map_or(0, Timeline::position)
    }

    fn length(&self) -> u64 {
        self.run.as_ref().map_or(0, Timeline::length)
    }

    fn seek(&mut self, position: u64) {
        if let Some(run) = &mut self.run {
            run.seek(position);
            let (size, wanted) = (run.run().steps_per_epoch(), run.wanted());
            let place = [wanted / size, wanted % size].map(|count| u32::try_from(count).unwrap_or(MAX_EPOCHS));
            [self.settings.epochs, self.settings.batches] = place;
        }
    }

    fn reset(&mut self) {
        [self.settings.epochs, self.settings.batches] = [0, 0];
        self.followed = None;
        self.begin_run();
    }

    fn can_reset(&self) -> bool {
        self.length() > 0 || self.followed.is_some()
    }

    fn wanted(&self) -> u64 {
        self.run.as_ref().map_or(0, Timeline::wanted)
    }

    fn catch_up(&mut self, go_on: GoOn) {
        if let Some(Err(stop)) = self.run.as_mut().map(|run| run.catch_up(go_on)) {
            self.halt = Some(why(&stop));
            self.note_position();
        }
    }

    fn give_up(&mut self) {
        self.until = 0;
        if let Some(run) = &mut self.run {
            run.give_up();
        }
        self.note_position();
    }

    fn position_text(&self) -> Message {
        if let Some(followed) = self.followed() {
            return followed_text(followed.epoch);
        }
        let Some(run) = &self.run else { return Message::new("no-data-yet") };
        let [epochs, batches] = run.run().place();
        let message = Message::new(if batches > 0 { "within-epoch" } else { "epoch" }).with("epoch", epochs);
        if batches > 0 { message.with("batch", batches).with("batches", run.run().steps_per_epoch()) } else { message }
    }
}
