//! What a run has come to: losses, gradients, the optimizer's memory.

use wide::bytemuck::cast_slice;

use super::Fit;
use super::settings::check_samples;
use crate::model::batches::Batches;
use crate::model::error::Error;
use crate::model::lanes;
use crate::model::samples::Samples;

/// Samples that a run is measured on and does not learn from, laid out once.
#[derive(Clone, Debug)]
pub struct Held(Batches);

impl Fit {
    /// Lays `samples` out to measure the run on.
    ///
    /// # Errors
    /// When the samples do not fit the network or the loss.
    pub fn hold(&self, samples: &Samples) -> Result<Held, Error> {
        check_samples(&self.network, samples, self.settings.loss)?;
        Ok(Held(Batches::new(samples, samples.count())))
    }

    /// The loss of the network as it is now on samples held apart, with the penalty for its weights; nothing when it is too
    /// large to be a number.
    pub fn loss_on(&mut self, held: &Held) -> Option<f64> {
        let loss = self.pass.loss(&self.network, self.settings.loss, self.line, &held.0) + self.penalty();
        loss.is_finite().then_some(loss)
    }

    /// The loss of the network as it is now on all training samples, with the penalty for its weights.
    ///
    /// # Errors
    /// When it is too large to be a number.
    pub fn training_loss(&mut self) -> Result<f64, Error> {
        let loss = self.pass.loss(&self.network, self.settings.loss, self.line, &self.batches) + self.penalty();
        if loss.is_finite() { Ok(loss) } else { Err(Error::Overflow) }
    }

    /// The loss of the network as it is now on the validation samples, with the penalty for its weights; nothing when
    /// there are none or it is too large to be a number.
    pub fn validation_loss(&mut self) -> Option<f64> {
        let loss =
            self.pass.loss(&self.network, self.settings.loss, self.line, self.validation.as_ref()?) + self.penalty();
        loss.is_finite().then_some(loss)
    }

    /// The gradients that the last step took, in the order of [`Network::parameters`], without the penalty for weights.
    pub fn gradients(&self) -> Vec<f32> {
        let (groups, _) = self.pass.gradients.as_chunks::<4>();
        let sums = groups.iter().flat_map(|group| lanes::sums(*group).to_array());
        sums.take(self.network.parameters().len()).collect()
    }

    /// What the optimizer remembers of each parameter: the velocity, or Adam's m. Empty when it remembers nothing.
    pub fn momentum(&self) -> &[f32] {
        let memory: &[f32] = cast_slice(&self.memories[0]);
        &memory[..self.network.parameters().len().min(memory.len())]
    }

    pub(super) fn penalty(&self) -> f64 {
        if self.settings.regularization.is_none() {
            return 0.0;
        }
        self.settings.regularization.penalty(&self.network.parameters, &self.are_weights)
    }
}
