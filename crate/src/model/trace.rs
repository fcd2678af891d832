//! One sample's way through a network and back, with every number on it, for display.
//!
//! The numbers are to the bit those that training works with.

use wide::f32x4;

use super::error::{Error, check_length, check_values};
use super::fit::Fit;
use super::lanes;
use super::network::Network;
use super::optimizer::{State, memories};
use super::pass::Pass;
use super::samples::Points;

/// What goes through one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Signals {
    /// What comes in: the sample, or the outputs of the layer before.
    pub inputs: Vec<f32>,
    /// Each unit's weighted sum z = b + Σᵢ wᵢ·xᵢ.
    pub sums: Vec<f32>,
    /// Each unit's output h(z).
    pub outputs: Vec<f32>,
}

/// A sample's way forward and back.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Layer after layer, the way forward.
    pub signals: Vec<Signals>,
    /// Layer after layer, each unit's δ = ∂L/∂z.
    pub slopes: Vec<Vec<f32>>,
    /// The loss L of this sample alone, without a penalty for weights.
    pub loss: f32,
    /// ∂L/∂w for every parameter, in the order of [`Network::parameters`].
    pub gradients: Vec<f32>,
    /// What every parameter would be after an update from this sample alone, by the run's optimizer and penalty; a frozen
    /// one stays.
    pub after: Vec<f32>,
}

impl Network {
    /// One sample's way through the layers.
    ///
    /// # Errors
    /// When the sample has not as many numbers as the network has inputs, or a number is too large.
    pub fn signals(&self, input: &[f32]) -> Result<Vec<Signals>, Error> {
        check_length("inputs of a sample", self.inputs(), input.len())?;
        let mut outputs = vec![0.0; self.units()];
        self.predict_units_into(&Points::new(self.inputs(), input)?, &mut Vec::new(), &mut outputs)?;
        let mut inputs = input.to_vec();
        let mut signals = Vec::new();
        for layer in self.layers() {
            let biases = &self.parameters()[layer.biases()];
            let rows = self.parameters()[layer.weights()].chunks_exact(layer.inputs);
            let sum = |(row, bias): (&[f32], &f32)| row.iter().zip(&inputs).fold(*bias, |sum, (w, x)| sum + w * x);
            let sums = rows.zip(biases).map(sum).collect();
            let outputs = outputs[layer.neurons()].to_vec();
            signals.push(Signals { inputs, sums, outputs: outputs.clone() });
            inputs = outputs;
        }
        Ok(signals)
    }
}

impl Fit {
    /// One sample's way through the network as it is now, and back.
    ///
    /// # Errors
    /// When the sample does not fit the network and the loss, or a number is too large.
    pub fn trace(&self, input: &[f32], target: &[f32]) -> Result<Trace, Error> {
        let network = self.network();
        let signals = network.signals(input)?;
        check_length("targets of a sample", network.outputs(), target.len())?;
        check_values("Target", target)?;
        self.settings().loss.check_targets(network.outputs(), target)?;

        let mut pass = Pass::new(network);
        let alone = input.iter().chain(target).chain([&1.0]).map(|value| f32x4::new([*value, 0.0, 0.0, 0.0]));
        let block: Vec<f32x4> = alone.collect();
        let loss = pass.learn(network.layers(), &network.parameters, self.settings().loss, &block, true, true);
        let lane = |vectors: &[f32x4]| vectors.iter().map(|vector| vector.to_array()[0]).collect::<Vec<_>>();

        let mut next = State {
            parameters: network.parameters.clone(),
            memories: memories(self.settings().optimizer, network.parameters.len()),
        };
        self.update_from(&pass).apply((&network.parameters, self.memories()), &mut next);
        let mut after = wide::bytemuck::cast_slice::<_, f32>(&next.parameters)[..network.parameters().len()].to_vec();
        for &index in network.frozen() {
            after[index] = network.parameters()[index];
        }
        Ok(Trace {
            signals,
            slopes: network.layers().iter().map(|layer| lane(&pass.slopes()[layer.neurons()])).collect(),
            loss: lanes::sum(loss),
            gradients: lane(&pass.gradients[..network.parameters().len()]),
            after,
        })
    }
}
