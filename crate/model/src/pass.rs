//! The forward and the backward pass through a network, block by block, in buffers that are made once.

use wide::bytemuck::cast_slice;
use wide::f32x4;

use super::batches::Batches;
use super::curves::GradientSizes;
use super::dense::{self, Dense, Gradient, Parameter};
use super::dropout::{Dropout, Masks};
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
    /// What is left of the hidden units' outputs in the block to learn from; all of them when nothing.
    masks: Option<Masks>,
}

impl Pass {
    pub fn new(network: &Network) -> Self {
        let units = vec![f32x4::ZERO; network.units() * MAX_BLOCK_WIDTH];
        let gradients = vec![f32x4::ZERO; network.parameters.len() * 4];
        Self { deltas: units.clone(), units, gradients, masks: None }
    }

    /// Chooses what [`Pass::learn`] drops of a block `width` vectors wide, whose first sample is at a `place` of its batch, in the step
    /// after so many.
    pub fn drop_outputs(&mut self, layers: &[Dense], dropout: Dropout, steps: u64, place: usize, width: usize) {
        let hidden = layers.last().map_or(0, |last| last.neurons().start);
        self.masks.get_or_insert_with(|| Masks::new(hidden)).draw(dropout, steps, place, width);
    }

    /// Drops nothing any more.
    pub fn keep_all(&mut self) {
        self.masks = None;
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
        match &mut self.masks {
            None => sums_of_all(layers, parameters, x, units),
            Some(masks) => masks.sums_of_all(layers, parameters, x, units),
        }

        let last = &layers[layers.len() - 1];
        let (outputs, output_deltas) = (&mut units[last.neurons()], &mut deltas[last.neurons()]);
        let measured = loss.backward(last.activation, outputs, targets, sample_weights, output_deltas, measure);
        let masks = self.masks.as_ref().map(Masks::blocks);
        let gradients = (&mut self.gradients[..], first);
        back::<N, true, false, _, _>(layers, parameters, x, (units, deltas), masks, gradients, &mut []);
        sum_over(measured)
    }

    /// The output and ∂L/∂z of every unit for the first sample of the block learned last, where that block was one vector wide.
    pub fn first_sample(&self, units: usize) -> [Vec<f32>; 2] {
        [&self.units, &self.deltas].map(|values| values[..units].iter().map(|value| value.to_array()[0]).collect())
    }

    /// The gradients with their lanes added up, in the order of the parameters.
    pub fn summed(&self, count: usize) -> Vec<f32> {
        let (groups, _) = self.gradients.as_chunks::<4>();
        groups.iter().flat_map(|group| lanes::sums(*group).to_array()).take(count).collect()
    }

    /// How large the gradients of the weights are, layer by layer.
    #[allow(clippy::cast_possible_truncation)] // a mean of numbers in single precision
    pub fn gradient_sizes(&self, layers: &[Dense]) -> GradientSizes {
        let mut sizes = GradientSizes::default();
        for (size, layer) in sizes.iter_mut().zip(layers) {
            let gradients = &self.gradients[layer.weights()];
            // In double precision, in which the square of what vanishes is not yet 0.
            let squares: f64 = gradients.iter().map(|gradient| f64::from(lanes::sum(*gradient))).map(|g| g * g).sum();
            *size = (squares / gradients.len() as f64).sqrt() as f32;
        }
        sizes
    }

    /// The gradients of the loss with respect to the inputs of a block, one block an input, and the loss as [`Pass::learn`] gives it.
    /// The gradients of the parameters stay as they are. A network that feeds this one learns from them.
    pub fn input_gradients<'a>(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        (width, block): (usize, &[f32x4]),
        before: &'a mut [f32x4],
    ) -> (f32x4, &'a mut [f32x4]) {
        let before = &mut before[..layers[0].inputs * width];
        let measured = match width {
            1 => self.input_gradients_of_block::<1>(layers, parameters, loss, block, before),
            2 => self.input_gradients_of_block::<2>(layers, parameters, loss, block, before),
            3 => self.input_gradients_of_block::<3>(layers, parameters, loss, block, before),
            _ => self.input_gradients_of_block::<4>(layers, parameters, loss, block, before),
        };
        (measured, before)
    }

    fn input_gradients_of_block<const N: usize>(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        loss: Loss,
        block: &[f32x4],
        before: &mut [f32x4],
    ) -> f32x4 {
        let parameters: &[f32] = cast_slice(parameters);
        let (x, targets, sample_weights) = Batches::parts::<N>(layers[0].inputs, block);
        let (units, _) = self.units.as_chunks_mut::<N>();
        let (deltas, _) = self.deltas.as_chunks_mut::<N>();
        let (before, _) = before.as_chunks_mut::<N>();
        sums_of_all(layers, parameters, x, units);
        let last = &layers[layers.len() - 1];
        let (outputs, output_deltas) = (&mut units[last.neurons()], &mut deltas[last.neurons()]);
        let measured = loss.backward(last.activation, outputs, targets, sample_weights, output_deltas, true);
        back::<N, false, true, _, f32x4>(layers, parameters, x, (units, deltas), None, (&mut [], false), before);
        sum_over(measured)
    }

    /// The outputs for a block of inputs `x`, one block an output. [`Pass::learn_from`] goes back from them.
    pub fn forward(&mut self, layers: &[Dense], parameters: &[f32x4], (width, x): (usize, &[f32x4])) -> &[f32x4] {
        match width {
            1 => self.forward_inputs::<1>(layers, parameters, x),
            2 => self.forward_inputs::<2>(layers, parameters, x),
            3 => self.forward_inputs::<3>(layers, parameters, x),
            _ => self.forward_inputs::<4>(layers, parameters, x),
        }
    }

    fn forward_inputs<const N: usize>(&mut self, layers: &[Dense], parameters: &[f32x4], x: &[f32x4]) -> &[f32x4] {
        let (x, _) = x.as_chunks::<N>();
        let (units, _) = self.units.as_chunks_mut::<N>();
        sums_of_all::<_, f32>(layers, cast_slice(parameters), &x[..layers[0].inputs], units);
        let last = &layers[layers.len() - 1];
        let outputs = &mut units[last.neurons()];
        last.activation.apply(outputs);
        outputs.as_flattened()
    }

    /// Adds a block to the gradients as [`Pass::learn`] does, given the gradients of a loss with respect to the `outputs` of
    /// [`Pass::forward`] for the same block of inputs.
    pub fn learn_from(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        (width, x): (usize, &[f32x4]),
        outputs: &[f32x4],
        first: bool,
    ) {
        match width {
            1 => self.learn_block_from::<1>(layers, parameters, x, outputs, first),
            2 => self.learn_block_from::<2>(layers, parameters, x, outputs, first),
            3 => self.learn_block_from::<3>(layers, parameters, x, outputs, first),
            _ => self.learn_block_from::<4>(layers, parameters, x, outputs, first),
        }
    }

    fn learn_block_from<const N: usize>(
        &mut self,
        layers: &[Dense],
        parameters: &[f32x4],
        x: &[f32x4],
        outputs: &[f32x4],
        first: bool,
    ) {
        let (x, _) = x.as_chunks::<N>();
        let (outputs, _) = outputs.as_chunks::<N>();
        let (units, _) = self.units.as_chunks_mut::<N>();
        let (deltas, _) = self.deltas.as_chunks_mut::<N>();
        let last = &layers[layers.len() - 1];
        let here = &mut deltas[last.neurons()];
        here.copy_from_slice(&outputs[..last.units]);
        last.activation.backward(&units[last.neurons()], here);
        let x = &x[..layers[0].inputs];
        back::<N, true, false, f32, _>(
            layers,
            cast_slice(parameters),
            x,
            (units, deltas),
            None,
            (&mut self.gradients[..], first),
            &mut [],
        );
    }

    /// The mean loss over all samples of `batches`.
    pub fn loss(&mut self, network: &Network, loss: Loss, line: Option<Line>, batches: &Batches) -> f64 {
        if let Some(line) = line {
            return line.loss(network.parameters(), batches);
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
        sums_of_all::<_, f32>(layers, cast_slice(parameters), x, units);
        let last = &layers[layers.len() - 1];
        sum_over(loss.forward(last.activation, &mut units[last.neurons()], targets, sample_weights))
    }
}

/// The loss of a block by lanes: the sum over its vectors.
#[inline]
pub(super) fn sum_over<const N: usize>(losses: Block<N>) -> f32x4 {
    losses.into_iter().fold(f32x4::ZERO, |sum, loss| sum + loss)
}

/// From the `deltas` ∂L/∂z of the last layer back through all layers: the gradients of the parameters where they are wanted, and
/// the gradients ∂L/∂x, one block an input. With `masks` the hidden units' outputs had been multiplied by the first before the next
/// layer took in the second.
#[inline(always)]
#[allow(clippy::inline_always)] // a call would hide the sizes of a network that are known
pub(super) fn back<const N: usize, const PARAMETERS: bool, const INPUTS: bool, P: Parameter<N>, G: Gradient<N>>(
    layers: &[Dense],
    parameters: &[P],
    x: &[Block<N>],
    (units, deltas): (&[Block<N>], &mut [Block<N>]),
    masks: Option<[&[Block<N>]; 2]>,
    (gradients, first): (&mut [G], bool),
    of_inputs: &mut [Block<N>],
) {
    for (at, layer) in layers.iter().enumerate().rev() {
        let (deltas_earlier, rest) = deltas.split_at_mut(layer.units_before);
        let here: &[Block<N>] = &rest[..layer.units];
        let earlier = at.checked_sub(1).map(|before| &layers[before]);
        if PARAMETERS {
            let outputs = masks.map_or(units, |[_, left]| left);
            let inputs = earlier.map_or(x, |before| &outputs[before.neurons()]);
            let gradients = &mut gradients[layer.parameters_before..][..layer.parameter_count()];
            let (weights, biases) = gradients.split_at_mut(layer.inputs * layer.units);
            dense::gradients(inputs, here, weights, biases, first);
        }
        let weights = &parameters[layer.weights()];
        let Some(before) = earlier else {
            if INPUTS {
                dense::backward(weights, here, of_inputs);
            }
            return;
        };
        let deltas_before = &mut deltas_earlier[before.neurons()];
        dense::backward(weights, here, deltas_before);
        if let Some([factors, _]) = masks {
            for (delta, factor) in deltas_before.iter_mut().zip(&factors[before.neurons()]) {
                for v in 0..N {
                    delta[v] *= factor[v];
                }
            }
        }
        before.activation.backward(&units[before.neurons()], deltas_before);
    }
}
