//! A network of dense layers, one after another, with all its parameters in one row.
//!
//! Numbers are single precision, as Keras and `PyTorch` compute by default: twice as many fit a vector as in double
//! precision, and a learner can compare runs figure by figure. Whoever needs more is past what this course teaches.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f32x4;

use super::activation::Activation;
use super::dense::{self, Dense, Parameter};
use super::error::{Error, check_length, check_size, check_values};
use super::lanes::Block;
use super::limits::{MAX_INPUTS, MAX_LAYERS, MAX_PARAMETERS, MAX_UNITS};
use super::parameter_name::ParameterName;
use super::samples::{MAX_BLOCK_WIDTH, Points};

/// A network: its layers' shapes and its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    layers: Vec<Dense>,
    /// Layer after layer its weights ([out][in]) and then its biases, filled up with zeros to whole vectors.
    pub(super) parameters: Vec<f32x4>,
    count: usize,
    /// Parameters that training must leave alone, in ascending order.
    frozen: Vec<usize>,
}

impl Network {
    /// A network for `sizes[0]` inputs with layers of `sizes[1]`, `sizes[2]`, … units and their `activations`, all
    /// parameters 0.
    ///
    /// # Errors
    /// When a size is 0 or above its limit ([`MAX_INPUTS`], [`MAX_UNITS`], [`MAX_LAYERS`], [`MAX_PARAMETERS`]), there
    /// is not one activation for each layer, or softmax stands before the last.
    ///
    /// # Example
    /// ```
    /// use perceptron_model::{activation::Activation, network::Network};
    /// let xor = Network::new(&[2, 2, 1], &[Activation::Tanh, Activation::Sigmoid])?;
    /// assert_eq!(xor.parameters().len(), 9);
    /// # Ok::<(), perceptron_model::error::Error>(())
    /// ```
    pub fn new(sizes: &[usize], activations: &[Activation]) -> Result<Self, Error> {
        let (inputs, units) =
            sizes.split_first().ok_or(Error::Size { what: "The number of inputs", given: 0, most: MAX_INPUTS })?;
        check_size("The number of inputs", *inputs, MAX_INPUTS)?;
        check_size("The number of layers", units.len(), MAX_LAYERS)?;
        if activations.len() != units.len() {
            return Err(Error::Activations { layers: units.len(), given: activations.len() });
        }
        if activations[..activations.len() - 1].contains(&Activation::Softmax) {
            return Err(Error::HiddenSoftmax);
        }
        let (mut layers, mut parameters_before, mut units_before) = (Vec::new(), 0, 0);
        for (pair, &activation) in sizes.windows(2).zip(activations) {
            let (inputs, units) = (pair[0], pair[1]);
            check_size("The number of units in a layer", units, MAX_UNITS)?;
            let layer = Dense { inputs, units, activation, parameters_before, units_before };
            parameters_before += layer.parameter_count();
            units_before += units;
            layers.push(layer);
        }
        check_size("The number of parameters", parameters_before, MAX_PARAMETERS)?;
        let parameters = vec![f32x4::ZERO; parameters_before.div_ceil(4)];
        Ok(Self { layers, parameters, count: parameters_before, frozen: Vec::new() })
    }

    /// The layers, from the first behind the inputs to the output.
    pub fn layers(&self) -> &[Dense] {
        &self.layers
    }

    /// How many numbers a sample has.
    pub fn inputs(&self) -> usize {
        self.layers[0].inputs
    }

    /// How many numbers come out.
    pub fn outputs(&self) -> usize {
        self.last().units
    }

    /// How many units all layers have together.
    pub fn units(&self) -> usize {
        self.last().neurons().end
    }

    pub(super) fn last(&self) -> &Dense {
        &self.layers[self.layers.len() - 1]
    }

    /// All parameters: layer after layer its weights, unit by unit ([out][in]), and then its biases.
    pub fn parameters(&self) -> &[f32] {
        &cast_slice(&self.parameters)[..self.count]
    }

    pub(super) fn parameters_mut(&mut self) -> &mut [f32] {
        &mut cast_slice_mut(&mut self.parameters)[..self.count]
    }

    /// Takes all parameters, in the order of [`Network::parameters`].
    ///
    /// # Errors
    /// When there are too many or too few, or one is no number of at most [`super::limits::MAX_MAGNITUDE`] in magnitude; nothing changes then.
    pub fn set_parameters(&mut self, values: &[f32]) -> Result<(), Error> {
        check_length("parameters", self.count, values.len())?;
        check_values("Parameter", values)?;
        self.parameters_mut().copy_from_slice(values);
        Ok(())
    }

    /// Sets one parameter.
    ///
    /// # Errors
    /// When there is no parameter of that index or the value is no number of at most [`super::limits::MAX_MAGNITUDE`] in magnitude.
    pub fn set_parameter(&mut self, index: usize, value: f32) -> Result<(), Error> {
        check_values("Parameter", &[value])?;
        self.check_index(index)?;
        self.parameters_mut()[index] = value;
        Ok(())
    }

    /// Freezes a parameter, which training then leaves alone, or lets it loose again.
    ///
    /// # Errors
    /// When there is no parameter of that index.
    pub fn set_frozen(&mut self, index: usize, frozen: bool) -> Result<(), Error> {
        self.check_index(index)?;
        match (self.frozen.binary_search(&index), frozen) {
            (Err(at), true) => self.frozen.insert(at, index),
            (Ok(at), false) => {
                self.frozen.remove(at);
            }
            _ => {}
        }
        Ok(())
    }

    /// The frozen parameters, in ascending order.
    pub fn frozen(&self) -> &[usize] {
        &self.frozen
    }

    /// Puts the frozen parameters back into those that an update has changed.
    pub(crate) fn keep_frozen(&self, new: &mut [f32x4]) {
        let old: &[f32] = cast_slice(&self.parameters);
        let new: &mut [f32] = cast_slice_mut(new);
        for &index in &self.frozen {
            new[index] = old[index];
        }
    }

    fn check_index(&self, index: usize) -> Result<(), Error> {
        check_size("The number of a parameter", index + 1, self.count)
    }

    /// How many multiplications, each with an addition, a sample takes in training: every weight one forward, one for its own
    /// gradient, and, but for the first layer's, one to carry ∂L/∂z back. That is 3W − W₁ for W weights, W₁ of them in the first
    /// layer. Biases, activations, the loss and the update are left out.
    pub fn multiply_adds(&self) -> u64 {
        let weights = |layer: &Dense| (layer.inputs * layer.units) as u64;
        3 * self.layers.iter().map(weights).sum::<u64>() - self.layers.first().map_or(0, weights)
    }

    /// Which weight or bias the parameter of an index is.
    pub fn name(&self, index: usize) -> ParameterName {
        let at = self.layers.iter().rposition(|layer| layer.parameters_before <= index).unwrap_or(0);
        let layer = &self.layers[at];
        let place = index - layer.parameters_before;
        let weights = layer.inputs * layer.units;
        if place < weights {
            ParameterName { layer: at, unit: place / layer.inputs, input: Some(place % layer.inputs) }
        } else {
            ParameterName { layer: at, unit: place - weights, input: None }
        }
    }

    /// The network's outputs for every point, as rows: `point 0's outputs, point 1's outputs, …`.
    ///
    /// # Errors
    /// When the points have another number of inputs than the network, or an output is too large to be a number.
    pub fn predict(&self, points: &Points) -> Result<Vec<f32>, Error> {
        let mut rows = vec![0.0; points.count() * self.outputs()];
        self.predict_into(points, &mut Vec::new(), &mut rows)?;
        Ok(rows)
    }

    /// [`Network::predict`] into `rows`, which must have the right length, with `scratch` that can be used again.
    ///
    /// # Errors
    /// As [`Network::predict`], and when `rows` has another length.
    pub fn predict_into(&self, points: &Points, scratch: &mut Vec<f32x4>, rows: &mut [f32]) -> Result<(), Error> {
        let outputs = self.outputs();
        check_length("places for outputs", points.count() * outputs, rows.len())?;
        self.each_block(points, scratch, |at, units| {
            let place = &mut rows[at * outputs..];
            let last = &units[self.last().neurons()];
            if let [output] = last {
                let values: &[f32] = cast_slice(output);
                let count = place.len().min(values.len());
                place[..count].copy_from_slice(&values[..count]);
            } else {
                for (o, output) in last.iter().enumerate() {
                    for (row, value) in place.chunks_exact_mut(outputs).zip(cast_slice::<_, f32>(output)) {
                        row[o] = *value;
                    }
                }
            }
        })?;
        finite(rows)
    }

    /// What every unit of every layer gives for every point, unit after unit from the first layer's: `unit 0's value at
    /// point 0, at point 1, …`; `scratch` can be used again.
    ///
    /// # Errors
    /// When the points have another number of inputs than the network, `maps` has no place for just as many numbers as
    /// there are units and points, or a number is too large.
    pub fn predict_units_into(&self, points: &Points, scratch: &mut Vec<f32x4>, maps: &mut [f32]) -> Result<(), Error> {
        check_length("places for the units' values", points.count() * self.units(), maps.len())?;
        self.each_block(points, scratch, |at, units| {
            for (map, unit) in maps.chunks_exact_mut(points.count()).zip(units) {
                for (place, value) in map[at..].iter_mut().zip(cast_slice::<_, f32>(unit)) {
                    *place = *value;
                }
            }
        })?;
        finite(maps)
    }

    /// Runs all points through the network, one block after another, and hands each block's units on, with the number of
    /// its first point.
    fn each_block(
        &self,
        points: &Points,
        scratch: &mut Vec<f32x4>,
        mut take: impl FnMut(usize, &[Block<MAX_BLOCK_WIDTH>]),
    ) -> Result<(), Error> {
        check_length("inputs of a point", self.inputs(), points.inputs())?;
        scratch.resize(self.units() * MAX_BLOCK_WIDTH, f32x4::ZERO);
        let (units, _) = scratch.as_chunks_mut::<MAX_BLOCK_WIDTH>();
        for (at, x) in points.blocks() {
            sums_of_all::<_, f32>(&self.layers, cast_slice(&self.parameters), x, units);
            self.last().activation.apply(&mut units[self.last().neurons()]);
            take(at, units);
        }
        Ok(())
    }
}

/// A block forward through all layers, but for the last one's activation: `units` gets every unit's output, and the last
/// layer's sums.
#[inline(always)]
#[allow(clippy::inline_always)] // a call would hide the sizes of a network that are known
pub(super) fn sums_of_all<const N: usize, P: Parameter<N>>(
    layers: &[Dense],
    parameters: &[P],
    x: &[Block<N>],
    units: &mut [Block<N>],
) {
    let mut before: &[Block<N>] = x;
    let mut rest = units;
    for (at, layer) in layers.iter().enumerate() {
        let (z, after) = rest.split_at_mut(layer.units);
        dense::sums(&parameters[layer.weights()], &parameters[layer.biases()], before, z);
        if at + 1 < layers.len() {
            layer.activation.apply(z);
        }
        (before, rest) = (z, after);
    }
}

fn finite(values: &[f32]) -> Result<(), Error> {
    // 0·x is 0 for every number and NaN for infinity and NaN; unlike a search it runs in vectors.
    let sum: f32 = values.iter().map(|value| 0.0 * value).sum();
    if sum == 0.0 { Ok(()) } else { Err(Error::Overflow) }
}
