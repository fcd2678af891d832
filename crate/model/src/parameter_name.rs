//! The name of one weight or bias of a network.

use std::fmt;

/// One parameter of a network: a weight or a bias. The fields count from 0; the text for people counts from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterName {
    /// The layer, from 0 for the first behind the inputs.
    pub layer: usize,
    /// The unit in the layer.
    pub unit: usize,
    /// The input that the weight belongs to; `None` for the bias.
    pub input: Option<usize>,
}

impl fmt::Display for ParameterName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.input {
            Some(input) => write!(f, "the weight of input {} ", input + 1)?,
            None => write!(f, "the bias ")?,
        }
        write!(f, "of unit {} in layer {}", self.unit + 1, self.layer + 1)
    }
}
