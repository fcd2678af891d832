//! Forward and backward through a whole network, block by block, in buffers that are made once.

use wide::bytemuck::cast_slice;
use wide::f32x4;

use super::batches::Batches;
use super::dense::{self, Dense};
use super::lanes::{self, Block};
use super::line::Line;
use super::loss::Loss;
use super::network::{Network, sums_of_all};
use super::samples::MAX_BLOCK_WIDTH;

/// Room for one block's numbers and for the gradients of a batch.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// One block a unit: its output.
    units: Vec<f32x4>,
    /// One block a unit: ∂L/∂z.
    slopes: Vec<f32x4>,
    /// How many rows a block has: inputs, targets and shares.
    rows: usize,
    /// One vector a parameter, filled up to whole groups of four parameters.
    pub gradients: Vec<f32x4>,
}

impl Pass {
    pub fn new(network: &Network) -> Self {
        let units = vec![f32x4::ZERO; network.units() * MAX_BLOCK_WIDTH];
        let gradients = vec![f32x4::ZERO; network.parameters.len() * 4];
        Self { slopes: units.clone(), units, rows: network.inputs() + network.outputs() + 1, gradients }
    }

    /// How many vectors a block has for each row; compared and not divided, which would take longer.
    #[inline]
    fn width(&self, block: &[f32x4]) -> usize {
        (1..MAX_BLOCK_WIDTH).find(|width| block.len() == width * self.rows).unwrap_or(MAX_BLOCK_WIDTH)
    }

    /// Adds a block of a batch to the gradients (or begins them, when it is the `first`), and gives its part of the
    /// batch's loss when `measure` is set.
    #[inline]
    pub fn learn(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        block: &[f32x4],
        first: bool,
        measure: bool,
    ) -> f32x4 {
        match self.width(block) {
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
        let (x, targets, share) = Batches::parts::<N>(layers[0].inputs, block);
        let (units, _) = self.units.as_chunks_mut::<N>();
        let (slopes, _) = self.slopes.as_chunks_mut::<N>();
        sums_of_all(layers, parameters, x, units);

        let last = &layers[layers.len() - 1];
        let (outputs, output_slopes) = (&mut units[last.neurons()], &mut slopes[last.neurons()]);
        let measured = loss.backward(last.activation, outputs, targets, share, output_slopes, measure);

        for (at, layer) in layers.iter().enumerate().rev() {
            let (slopes_earlier, rest) = slopes.split_at_mut(layer.units_before);
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
            let slopes_before = &mut slopes_earlier[before.neurons()];
            dense::slopes_before(&parameters[layer.weights()], here, slopes_before);
            before.activation.backward(inputs, slopes_before);
        }
        measured
    }

    /// The mean loss over all samples of `batches`.
    pub fn loss(&mut self, network: &Network, loss: Loss, line: Option<Line>, batches: &Batches) -> f64 {
        let (layers, parameters) = (network.layers(), &network.parameters[..]);
        let mut total = 0.0;
        let mut count = 0.0;
        for batch in 0..batches.len() {
            let samples = batches.samples_in(batch) as f64;
            let sum = match line {
                Some(line) => line.loss(parameters[0], batches.blocks(batch)),
                None => batches
                    .blocks(batch)
                    .map(|block| f64::from(lanes::sum(self.loss_of_block(layers, parameters, loss, block))))
                    .sum(),
            };
            total += sum * samples;
            count += samples;
        }
        total / count
    }

    fn loss_of_block(&mut self, layers: &[Dense], parameters: &[f32x4], loss: Loss, block: &[f32x4]) -> f32x4 {
        match self.width(block) {
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
        let (x, targets, share) = Batches::parts::<N>(layers[0].inputs, block);
        let (units, _) = self.units.as_chunks_mut::<N>();
        sums_of_all(layers, cast_slice(parameters), x, units);
        let last = &layers[layers.len() - 1];
        loss.forward(last.activation, &mut units[last.neurons()], targets, share)
    }
}
