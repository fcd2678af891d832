//! How a run learns.

use crate::activation::Activation;
use crate::dense::Dense;
use crate::dropout::Dropout;
use crate::error::{Error, check_length, check_size};
use crate::limits::MAX_SAMPLES;
use crate::loss::Loss;
use crate::network::Network;
use crate::optimizer::{Optimizer, Regularization};
use crate::samples::Samples;
use crate::schedule::Schedule;

/// How a run learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What is made small.
    pub loss: Loss,
    /// How the parameters move.
    pub optimizer: Optimizer,
    /// How the learning rate changes from epoch to epoch.
    pub schedule: Schedule,
    /// Which outputs of hidden layers are dropped in training.
    pub dropout: Option<Dropout>,
    /// What is added to the loss for large weights.
    pub regularization: Regularization,
    /// Samples a step; an epoch's last batch has what is left over.
    pub batch_size: usize,
    /// The seed of a new order of the samples for each epoch; the order they have when nothing.
    pub shuffle: Option<u64>,
    /// Whether losses are measured while training and kept in the history.
    pub record: bool,
}

impl Settings {
    /// Plain settings: one learning rate, no dropout, no regularization, no shuffling, history kept.
    pub const fn new(loss: Loss, optimizer: Optimizer, batch_size: usize) -> Self {
        let regularization = Regularization { l1: 0.0, l2: 0.0 };
        let (schedule, dropout) = (Schedule::Constant, None);
        Self { loss, optimizer, schedule, dropout, regularization, batch_size, shuffle: None, record: true }
    }

    /// The optimizer with the learning rate of the epoch after so many whole ones.
    #[inline]
    pub fn optimizer_after(&self, epochs: u64) -> Optimizer {
        match self.schedule {
            Schedule::Constant => self.optimizer,
            schedule => self.optimizer.with_rate(self.optimizer.rate() * schedule.factor(epochs)),
        }
    }
}

pub(super) fn check(network: &Network, settings: &Settings) -> Result<(), Error> {
    let has_step = |layer: &Dense| layer.activation == Activation::Step;
    if let Some(at) = network.layers().iter().position(has_step) {
        return Err(Error::StepHasNoGradient { layer: at + 1 });
    }
    settings.loss.check_activation(network.last().activation)?;
    settings.optimizer.check()?;
    settings.regularization.check()?;
    settings.schedule.check()?;
    settings.dropout.map_or(Ok(()), Dropout::check)?;
    check_size("The batch size", settings.batch_size, MAX_SAMPLES)
}

pub(super) fn check_samples(network: &Network, samples: &Samples, loss: Loss) -> Result<(), Error> {
    check_length("inputs of a sample", network.inputs(), samples.width())?;
    check_length("targets of a sample", network.outputs(), samples.outputs())?;
    loss.check_targets(samples.outputs(), samples.targets())
}
