//! What can be wrong with a network, its data or its training.

use super::limits::MAX_MAGNITUDE;
use super::parameter_name::ParameterName;

/// The errors of networks, data and training. Each is one sentence for a person; its numbers count from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// A size beyond what networks here can have.
    #[error("{what} must be from 1 to {most}, but would be {given}.")]
    Size {
        /// What has the size.
        what: &'static str,
        /// The size asked for.
        given: usize,
        /// The greatest one allowed.
        most: usize,
    },
    /// Not one activation for each layer that has weights.
    #[error("A network with {layers} layers of weights needs as many activations, but was given {given}.")]
    Activations {
        /// Layers after the inputs.
        layers: usize,
        /// Activations given.
        given: usize,
    },
    /// Softmax in a hidden layer.
    #[error("Softmax can only be the activation of the last layer.")]
    HiddenSoftmax,
    /// The gradient of the step function is 0 everywhere but at its jump, so nothing can be learned through it.
    #[error("The step function has no slope to learn from: choose another activation for layer {layer}.")]
    StepHasNoGradient {
        /// Which layer of weights, from 1.
        layer: usize,
    },
    /// A loss that is not defined for what the last layer gives.
    #[error("The loss {loss} needs {needs} as the last layer's activation, not {given}.")]
    LossNeeds {
        /// The loss.
        loss: &'static str,
        /// The activation it is worked out with.
        needs: &'static str,
        /// The network's.
        given: &'static str,
    },
    /// A list that does not fit what it is for.
    #[error("There must be {expected} {what}, but {given} were given.")]
    Length {
        /// What the list holds.
        what: &'static str,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        given: usize,
    },
    /// A number that is not finite, or so large that calculating with it would end in infinity.
    #[error("{what} number {index} is {value}, which is not between −10¹² and 10¹².")]
    Value {
        /// Where the number stands.
        what: &'static str,
        /// Which one, from 1.
        index: usize,
        /// The number.
        value: f32,
    },
    /// A target that the loss is not defined for.
    #[error("The targets of sample {sample} do not suit the loss {loss}: it needs {needs}.")]
    Target {
        /// Which sample, from 1.
        sample: usize,
        /// The loss.
        loss: &'static str,
        /// What it needs.
        needs: &'static str,
    },
    /// A setting outside its range.
    #[error("{what} must be {range}, but is {given}.")]
    Setting {
        /// Which setting.
        what: &'static str,
        /// The range in words.
        range: &'static str,
        /// The value given.
        given: f64,
    },
    /// Training was stopped because a parameter left every sensible range.
    #[error(
        "Training diverged in step {step} (epoch {epoch}): {parameter} would have become {value:e}. The last state \
         before it is kept. A smaller learning rate helps."
    )]
    Diverged {
        /// The update that would have done it, from 1.
        step: u64,
        /// The epoch it belongs to, from 1.
        epoch: u64,
        /// The first parameter concerned.
        parameter: ParameterName,
        /// What it would have become, brought to a finite number: at most ±3.4·10³⁸.
        value: f32,
    },
    /// A sum in the network grew beyond what a number can hold.
    #[error("The outputs of the network are too large to be numbers.")]
    Overflow,
}

/// Checks that all `values` are numbers of at most [`MAX_MAGNITUDE`] in magnitude.
pub(super) fn check_values(what: &'static str, values: &[f32]) -> Result<(), Error> {
    match values.iter().position(|value| value.is_nan() || value.abs() > MAX_MAGNITUDE) {
        None => Ok(()),
        Some(at) => Err(Error::Value { what, index: at + 1, value: values[at] }),
    }
}

/// Checks that a list has the length it needs.
pub(super) fn check_length(what: &'static str, expected: usize, given: usize) -> Result<(), Error> {
    if expected == given { Ok(()) } else { Err(Error::Length { what, expected, given }) }
}

/// Refuses a setting outside its range.
pub(super) fn check_setting(what: &'static str, range: &'static str, given: f64, is_good: bool) -> Result<(), Error> {
    if is_good { Ok(()) } else { Err(Error::Setting { what, range, given }) }
}

/// Checks a size against its limit.
pub(super) fn check_size(what: &'static str, given: usize, most: usize) -> Result<(), Error> {
    if (1..=most).contains(&given) { Ok(()) } else { Err(Error::Size { what, given, most }) }
}
