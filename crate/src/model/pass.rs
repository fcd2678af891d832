//! The forward and the backward pass through a network, block by block, in buffers that are made once.

use wide::bytemuck::cast_slice;
use wide::f32x4;

use super::batches::Batches;
use super::dense::{self, Dense};
use super::lanes::{self, Block};
use super::line::Line;
use super::loss::Loss;
use super::network::{Network, sums_of_all};
use super::samples::MAX_BLOCK_WIDTH;

/// Buffers for the numbers of one block and for the gradients of a batch.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// One block a unit: its output.
    units: Vec<f32x4>,
    /// One block a unit: ∂L/∂z.
    deltas: Vec<f32x4>,
    /// One vector a parameter, padded to whole groups of four parameters.
    pub gradients: Vec<f32x4>,
}

impl Pass {
    pub fn new(network: &Network) -> Self {
        let units = vec![f32x4::ZERO; network.units() * MAX_BLOCK_WIDTH];
        let gradients = vec![f32x4::ZERO; network.parameters.len() * 4];
        Self { deltas: units.clone(), units, gradients }
    }

    /// Adds a block of a batch, so many vectors wide, to the gradients, or replaces them when it is the `first`. Returns the loss of the block by lanes,
    /// as part of the mean over the batch. Without `measure` its value has no meaning.
    #[inline]
    pub fn learn(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        (width, block): (usize, &[f32x4]),
        first: bool,
        measure: bool,
    ) -> f32x4 {
        match width {
            1 => self.learn_block::<1>(layers, parameters, loss, block, first, measure),
            2 => self.learn_block::<2>(layers, parameters, loss, block, first, measure),
            3 => self.learn_block::<3>(layers, parameters, loss, block, first, measure),
            _ => self.learn_block::<4>(layers, parameters, loss, block, first, measure),
        }
    }

    fn learn_block<const N: usize>(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        block: &[f32x4],
        first: bool,
        measure: bool,
    ) -> f32x4 {
        let parameters: &[f32] = cast_slice(parameters);
        let (x, targets, sample_weights) = Batches::parts::<N>(layers[0].inputs, block);
        let (units, _) = self.units.as_chunks_mut::<N>();
        let (deltas, _) = self.deltas.as_chunks_mut::<N>();
        sums_of_all(layers, parameters, x, units);

        let last = &layers[layers.len() - 1];
        let (outputs, output_deltas) = (&mut units[last.neurons()], &mut deltas[last.neurons()]);
        let measured = loss.backward(last.activation, outputs, targets, sample_weights, output_deltas, measure);

        for (at, layer) in layers.iter().enumerate().rev() {
            let (deltas_earlier, rest) = deltas.split_at_mut(layer.units_before);
            let here: &[Block<N>] = &rest[..layer.units];
            let gradients = &mut self.gradients[layer.parameters_before..][..layer.parameter_count()];
            let (weights, biases) = gradients.split_at_mut(layer.inputs * layer.units);
            if at == 0 {
                dense::gradients(x, here, weights, biases, first);
                break;
            }
            let before = &layers[at - 1];
            let inputs = &units[before.neurons()];
            dense::gradients(inputs, here, weights, biases, first);
            let deltas_before = &mut deltas_earlier[before.neurons()];
            dense::backward(&parameters[layer.weights()], here, deltas_before);
            before.activation.backward(inputs, deltas_before);
        }
        measured
    }

    /// The mean loss over all samples of `batches`.
    pub fn loss(&mut self, network: &Network, loss: Loss, line: Option<Line>, batches: &Batches) -> f64 {
        if let Some(line) = line {
            return line.loss(network.parameters[0], batches);
        }
        let (layers, parameters) = (network.layers(), &network.parameters[..]);
        let mut total = 0.0;
        let mut count = 0.0;
        for batch in 0..batches.len() {
            let samples = batches.samples_in(batch) as f64;
            let sum: f64 = batches
                .blocks(batch)
                .map(|block| f64::from(lanes::sum(self.loss_of_block(layers, parameters, loss, block))))
                .sum();
            total += sum * samples;
            count += samples;
        }
        total / count
    }

    fn loss_of_block(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        (width, block): (usize, &[f32x4]),
    ) -> f32x4 {
        match width {
            1 => self.forward_block::<1>(layers, parameters, loss, block),
            2 => self.forward_block::<2>(layers, parameters, loss, block),
            3 => self.forward_block::<3>(layers, parameters, loss, block),
            _ => self.forward_block::<4>(layers, parameters, loss, block),
        }
    }

    fn forward_block<const N: usize>(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        block: &[f32x4],
    ) -> f32x4 {
        let (x, targets, sample_weights) = Batches::parts::<N>(layers[0].inputs, block);
        let (units, _) = self.units.as_chunks_mut::<N>();
        sums_of_all(layers, cast_slice(parameters), x, units);
        let last = &layers[layers.len() - 1];
        loss.forward(last.activation, &mut units[last.neurons()], targets, sample_weights)
    }
}
