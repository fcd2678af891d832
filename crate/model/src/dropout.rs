//! Dropout (N. Srivastava et al., 2014) in the inverted form of Keras and `PyTorch`: in a step of training each output h of a hidden
//! layer is 0 with the probability p, else h/(1 − p). What is measured or drawn has all of them as they are.
//!
//! Which outputs are dropped depends on the seed, the step, the sample's place in its batch and the unit, and on nothing else: a step
//! that is made again, or sample by sample, drops the same ones.

use wide::bytemuck::cast_slice_mut;
use wide::f32x4;

use super::dense::{self, Dense};
use super::error::{Error, check_setting};
use super::lanes::Block;
use super::samples::MAX_BLOCK_WIDTH;
use crate::random::Random;

/// Apart from all other streams of a seed. From here on each step has 2²⁴ streams, more than a batch has samples.
pub const DROPPING: u64 = 1 << 63;
/// The power of two that is the number of streams of a step.
pub const STREAMS_A_STEP: u32 = 24;

/// How outputs of hidden layers are dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    /// The probability p with which one is dropped, from 0 up to but not 1.
    pub rate: f64,
    /// The seed.
    pub seed: u64,
}

impl Dropout {
    /// What the outputs of the hidden units are multiplied by, from the first layer's first unit on, for the sample at a `place` of
    /// its batch in the step after so many: 0, or 1/(1 − p).
    pub fn factors(self, steps: u64, place: usize) -> impl Iterator<Item = f32> {
        let mut random = Random::stream(self.seed, DROPPING.wrapping_add((steps << STREAMS_A_STEP) + place as u64));
        let (least, kept) = (self.least_kept(), self.kept());
        std::iter::from_fn(move || Some(if random.bits() >= least { kept } else { 0.0 }))
    }

    /// The least of 32 random bits with which an output is kept.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // p is below 1
    fn least_kept(self) -> u32 {
        (self.rate * (1_u64 << 32) as f64).round() as u32
    }

    /// What an output that is kept is multiplied by.
    #[allow(clippy::cast_possible_truncation)] // a setting is double precision, arithmetic is single
    fn kept(self) -> f32 {
        (1.0 / (1.0 - self.rate)) as f32
    }

    pub(super) fn check(self) -> Result<(), Error> {
        check_setting("The dropout rate", "from 0 to 0.99", self.rate, (0.0..=0.99).contains(&self.rate))
    }
}

/// What the hidden units' outputs are multiplied by in a block, and what comes of it, one block a unit.
#[derive(Clone, Debug)]
pub(super) struct Masks {
    factors: Vec<f32x4>,
    outputs: Vec<f32x4>,
}

impl Masks {
    /// Room for the masks of so many hidden units.
    pub fn new(units: usize) -> Self {
        let factors = vec![f32x4::ZERO; units * MAX_BLOCK_WIDTH];
        Self { outputs: factors.clone(), factors }
    }

    /// Draws the masks for a block `width` vectors wide, whose first sample is at a `place` of its batch.
    pub fn draw(&mut self, dropout: Dropout, steps: u64, place: usize, width: usize) {
        let lanes = 4 * width;
        let units = self.factors.len() / MAX_BLOCK_WIDTH;
        let factors: &mut [f32] = cast_slice_mut(&mut self.factors);
        for lane in 0..lanes {
            for (unit, factor) in dropout.factors(steps, place + lane).take(units).enumerate() {
                factors[unit * lanes + lane] = factor;
            }
        }
    }

    /// The factors of the block and the outputs after them.
    pub fn blocks<const N: usize>(&self) -> [&[Block<N>]; 2] {
        [self.factors.as_chunks().0, self.outputs.as_chunks().0]
    }

    /// A block forward through all layers but for the last one's activation, as [`super::network::sums_of_all`] goes, where each
    /// layer takes in what is left of the one before.
    pub fn sums_of_all<const N: usize>(
        &mut self,
        layers: &[Dense],
        parameters: &[f32],
        x: &[Block<N>],
        units: &mut [Block<N>],
    ) {
        let (factors, outputs) = (self.factors.as_chunks::<N>().0, self.outputs.as_chunks_mut::<N>().0);
        for (at, layer) in layers.iter().enumerate() {
            let before = at.checked_sub(1).map_or(x, |before| &outputs[layers[before].neurons()]);
            let z = &mut units[layer.neurons()];
            dense::sums(&parameters[layer.weights()], &parameters[layer.biases()], before, z);
            if at + 1 == layers.len() {
                return;
            }
            layer.activation.apply(z);
            let (left, factors) = (&mut outputs[layer.neurons()], &factors[layer.neurons()]);
            for ((left, output), factor) in left.iter_mut().zip(&*z).zip(factors) {
                for v in 0..N {
                    left[v] = output[v] * factor[v];
                }
            }
        }
    }
}
