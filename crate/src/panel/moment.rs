//! A moment of a model that is trained elsewhere, such as by Keras in a notebook beside the figure.

use super::view::Message;
use crate::model::limits::MAX_MAGNITUDE;
use crate::model::network::Network;
use crate::text::significant;

/// The most epochs that are told: as many as a link can carry.
const MAX_EPOCHS: f64 = u32::MAX as f64;

/// What such a model has come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// All its parameters as Keras lists them: layer after layer the kernel `[inputs, units]`, row by row, then the bias `[units]`.
    pub weights: Vec<f32>,
    /// The epochs done; of the one under way a fraction.
    pub epoch: f64,
    /// The training loss as its library tells it; `None` where that is not told, as for the others.
    pub loss: Option<f64>,
    /// The validation loss.
    pub validation_loss: Option<f64>,
    /// The accuracy on the training samples, from 0 to 1.
    pub accuracy: Option<f64>,
    /// The accuracy on the validation samples, from 0 to 1.
    pub validation_accuracy: Option<f64>,
    /// Whether a new training begins here, with curves of its own.
    pub is_start: bool,
}

/// Where a model that is followed stands, in words.
pub fn followed_text(epoch: f64) -> Message {
    Message::new("followed").with("epoch", significant((epoch * 100.0).round() / 100.0, 9))
}

impl Moment {
    /// Its parameters in the order of a network with the same layers ([`Network::parameters`]).
    ///
    /// # Errors
    /// When there are more or fewer than the network has, one is no number to calculate with, or the epoch is none.
    pub fn parameters(&self, network: &Network) -> Result<Vec<f32>, Message> {
        let (given, wanted) = (self.weights.len(), network.parameters().len());
        if given != wanted {
            return Err(Message::new("follow-count").with("given", given).with("wanted", wanted));
        }
        let is_good = |weight: &f32| weight.abs() <= MAX_MAGNITUDE;
        if let Some(at) = self.weights.iter().position(|weight| !is_good(weight)) {
            return Err(Message::new("follow-value").with("number", at + 1).with("given", self.weights[at]));
        }
        if !(0.0..=MAX_EPOCHS).contains(&self.epoch) {
            return Err(Message::new("follow-epoch").with("given", self.epoch));
        }
        let mut ordered = self.weights.clone();
        for layer in network.layers() {
            let kernel = &self.weights[layer.weights()];
            for (at, weight) in ordered[layer.weights()].iter_mut().enumerate() {
                *weight = kernel[at % layer.inputs * layer.units + at / layer.inputs];
            }
        }
        Ok(ordered)
    }

    /// Whole epochs done.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within `MAX_EPOCHS`
    pub fn epochs(&self) -> u64 {
        self.epoch.floor() as u64
    }

    /// The epoch that its losses are of, from 1: the one under way, or the one just done. 0 before any training.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within `MAX_EPOCHS`
    pub fn epoch_of_losses(&self) -> u64 {
        self.epoch.ceil() as u64
    }
}
