//! How many runs are played: epoch by epoch, all in step.

use super::Many;
use crate::panel::json::Key;
use crate::panel::network::play::{end, epochs_told};
use crate::panel::playable::{GoOn, Playable};
use crate::panel::view::Message;

const EPOCH: Key = "epoch";
/// How many parts of an epoch one press makes at once; what is left of it is made up for in the next frames.
const PARTS: usize = 8;

impl Many {
    /// Trains up to an epoch, for as long as `go_on` says so, and not further ahead of what has been measured than its measures are
    /// worth waiting for. Says whether the runs have come to where they are to stop.
    fn train_to(&mut self, epochs: u64, go_on: GoOn) -> Result<bool, Message> {
        let (stop, target) = (u64::from(self.settings.stop), epochs.min(self.farthest()));
        let (mut goes_on, mut made) = (true, Ok(false));
        // A long epoch is made in parts.
        while goes_on && self.position() < target && made == Ok(false) {
            let mut ask = || {
                goes_on = go_on();
                goes_on
            };
            let left = target - self.position();
            // Once they have stopped they may go on.
            made = self.timeline.advance(left, &mut ask, |timeline| stop > 0 && timeline.position() == stop);
        }
        self.measure_at_once();
        made.map_err(|halt| halt.message())
    }
}

impl Playable for Many {
    fn moves(&self) -> &'static [Key] {
        &[EPOCH]
    }

    fn make(&mut self, _name: Key) -> Result<(), Message> {
        let next = self.position() + 1;
        for _ in 0..PARTS {
            self.timeline.go_on().map_err(|halt| halt.message())?;
            if self.position() == next {
                break;
            }
        }
        if self.position() < next {
            self.timeline.want(next);
        }
        self.measure_at_once();
        Ok(())
    }

    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message> {
        self.train_to(self.position().saturating_add(count), go_on)
    }

    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        let end = end(self.settings.stop, self.position());
        let has_stopped = self.advance(end - self.position(), go_on)?;
        Ok(has_stopped || self.position() >= end)
    }

    fn speed(&self) -> f64 {
        self.epochs_a_second()
    }

    fn position(&self) -> u64 {
        self.timeline.position()
    }

    fn length(&self) -> u64 {
        self.timeline.length()
    }

    fn seek(&mut self, position: u64) {
        self.timeline.seek(position);
        self.measure_at_once();
    }

    fn reset(&mut self) {
        self.timeline.seek(self.timeline.first());
        let _ = self.timeline.branch(|runs| {
            runs.forget();
            Ok::<_, ()>(())
        });
        self.measure_at_once();
    }

    fn wanted(&self) -> u64 {
        self.timeline.wanted()
    }

    fn catch_up(&mut self, go_on: GoOn) {
        let wanted = self.timeline.wanted();
        // Why they can't go on is told as long as that is so.
        if self.train_to(wanted, go_on).is_ok() && self.position() < wanted {
            self.timeline.want(wanted);
        }
    }

    fn give_up(&mut self) {
        self.timeline.give_up();
    }

    fn position_text(&self) -> Message {
        epochs_told(self.settings.stop, self.position())
    }
}
