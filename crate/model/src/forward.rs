//! The forward pass of one sample, layer by layer, for numbers that are shown.

use super::dense::Dense;
use super::error::{Error, check_length};
use super::network::Network;
use super::samples::Points;

/// What goes into one layer and comes out of it, to the bit as training computes it.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSignals {
    /// The inputs: the sample, or the outputs of the layer before.
    pub inputs: Vec<f32>,
    /// The weighted sum z = b + Σᵢ wᵢ·xᵢ of each unit.
    pub sums: Vec<f32>,
    /// The output h(z) of each unit.
    pub outputs: Vec<f32>,
}

impl Network {
    /// The forward pass of one sample through all layers. A number too large for single precision is infinite or NaN.
    ///
    /// # Errors
    /// When the sample has another number of inputs than the network, or an input is out of range.
    pub fn forward(&self, input: &[f32]) -> Result<Vec<LayerSignals>, Error> {
        check_length("inputs of a sample", self.inputs(), input.len())?;
        let mut units = vec![0.0; self.units()];
        match self.predict_units_into(&Points::new(self.inputs(), input)?, &mut Vec::new(), &mut units) {
            Ok(()) | Err(Error::Overflow) => {}
            Err(error) => return Err(error),
        }
        let (mut inputs, mut layers) = (input.to_vec(), Vec::new());
        for layer in self.layers() {
            let sums = self.sums(layer, &inputs);
            let outputs = units[layer.neurons()].to_vec();
            layers.push(LayerSignals { inputs, sums, outputs: outputs.clone() });
            inputs = outputs;
        }
        Ok(layers)
    }

    /// The sums of a layer for its inputs.
    pub(super) fn sums(&self, layer: &Dense, inputs: &[f32]) -> Vec<f32> {
        let biases = &self.parameters()[layer.biases()];
        let rows = self.parameters()[layer.weights()].chunks_exact(layer.inputs);
        // In the order of the engine, so that the bits are the engine's.
        let sum = |(row, bias): (&[f32], &f32)| row.iter().zip(inputs).fold(*bias, |sum, (w, x)| sum + w * x);
        rows.zip(biases).map(sum).collect()
    }
}
