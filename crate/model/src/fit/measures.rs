//! Measurements of a run: losses and gradients.

use wide::bytemuck::cast_slice;

use super::Fit;
use super::settings::check_samples;
use crate::batches::Batches;
use crate::curves::GradientSizes;
use crate::error::Error;
use crate::samples::Samples;

/// Samples that a run is measured on and does not learn from, laid out once.
#[derive(Clone, Debug)]
pub struct EvaluationSet(Batches);

impl Fit {
    /// Lays out `samples` to measure the run on.
    ///
    /// # Errors
    /// When the samples do not fit the network or the loss.
    pub fn evaluation_set(&self, samples: &Samples) -> Result<EvaluationSet, Error> {
        check_samples(&self.network, samples, self.settings.loss)?;
        Ok(EvaluationSet(Batches::new(samples, samples.count())))
    }

    /// The present loss of the network on an evaluation set, with the penalty for its weights. `None` when it is too large to be
    /// a number.
    pub fn loss_on(&mut self, set: &EvaluationSet) -> Option<f64> {
        let loss = self.pass.loss(&self.network, self.settings.loss, self.line, &set.0) + self.penalty();
        loss.is_finite().then_some(loss)
    }

    /// The present loss of the network on all training samples, with the penalty for its weights.
    ///
    /// # Errors
    /// When it is too large to be a number.
    pub fn training_loss(&mut self) -> Result<f64, Error> {
        let loss = self.pass.loss(&self.network, self.settings.loss, self.line, &self.batches) + self.penalty();
        if loss.is_finite() { Ok(loss) } else { Err(Error::Overflow) }
    }

    /// The present loss of the network on the validation samples, with the penalty for its weights. `None` when there are no such
    /// samples, or it is too large to be a number.
    pub fn validation_loss(&mut self) -> Option<f64> {
        let loss =
            self.pass.loss(&self.network, self.settings.loss, self.line, self.validation.as_ref()?) + self.penalty();
        loss.is_finite().then_some(loss)
    }

    /// The gradients of the last step in the order of [`Network::parameters`], without the penalty for weights.
    pub fn gradients(&self) -> Vec<f32> {
        self.pass.summed(self.network.parameters().len())
    }

    /// How large the gradients of the last step were, without the penalty for weights.
    pub fn gradient_sizes(&self) -> GradientSizes {
        self.pass.gradient_sizes(self.network.layers())
    }

    /// Adam's first moment of each parameter, or the velocity of gradient descent with momentum. Empty without either.
    pub fn first_moment(&self) -> &[f32] {
        let list: &[f32] = cast_slice(&self.optimizer_state[0]);
        &list[..self.network.parameters().len().min(list.len())]
    }

    pub(super) fn penalty(&self) -> f64 {
        if self.settings.regularization.is_none() {
            return 0.0;
        }
        self.settings.regularization.penalty(&self.network.parameters, &self.are_weights)
    }
}
