//! What a run has cost: its multiply-adds, and how long its training took by the page's clock, which no link carries.

use super::learner::Learner;
use crate::panel::view::Message;
use crate::text::{grouped, significant};

/// The time of a run's training.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    milliseconds: f64,
    /// The epochs that it is of.
    epochs: u64,
    /// How long the run was when it was last looked at.
    length: u64,
}

impl Clock {
    /// A clock at 0, for a run of so many epochs.
    pub fn at(length: u64) -> Self {
        Self { length, ..Self::default() }
    }

    /// Adds a portion of work, after which the run has this `length`. One that has trained nothing new does not count.
    pub fn add(&mut self, milliseconds: f64, length: u64) {
        if length > self.length {
            self.milliseconds += milliseconds;
            self.epochs += length - self.length;
        }
        self.length = length;
    }
}

/// The cost in words: of a sample, of an epoch, and of the run as far as it is shown; and the time, where there is one.
pub fn lines(learner: &Learner) -> Vec<Message> {
    let sample = learner.network().multiply_adds();
    let epoch = sample * learner.split().training.len() as u64;
    let total = epoch.saturating_mul(learner.epochs());
    let work = Message::new("multiply-adds").with("sample", grouped(sample)).with("epoch", grouped(epoch));
    let Clock { milliseconds, epochs, .. } = learner.clock();
    let rate = epochs as f64 * epoch as f64 / milliseconds.max(1e-3) * 1e3;
    let time = Message::new("training-time")
        .with("epochs", grouped(epochs))
        .with("seconds", significant(milliseconds / 1e3, 2))
        .with("rate", significant(rate / 1e6, 2));
    std::iter::once(work.with("total", grouped(total))).chain((epochs > 0).then_some(time)).collect()
}
