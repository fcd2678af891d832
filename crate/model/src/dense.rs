//! A dense layer, fully connected: z = W·x + b and h(z).
//!
//! The three products of learning (sums, gradients and deltas of the layer before) take a block of samples at a time: N vectors
//! of four. A parameter is broadcast to all lanes, or has a value of its own in each lane where networks learn side by side.
//! Each lane adds its products in the order of the inputs or units, so that the numbers of a sample do not depend on its place in a
//! batch, nor on the networks beside its own.

use std::ops::Range;

use wide::f32x4;

use super::activation::Activation;
use super::lanes::Block;

/// The shape of a layer, and the place of its parameters and units in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dense {
    /// How many numbers come in.
    pub inputs: usize,
    /// How many units (nodes) the layer has.
    pub units: usize,
    /// What each unit does with its weighted sum.
    pub activation: Activation,
    /// How many parameters the layers before have.
    pub(super) parameters_before: usize,
    /// How many units the layers before have.
    pub(super) units_before: usize,
}

impl Dense {
    /// Layers without activation functions, for their shapes alone. `sizes` has the inputs, then the units of each layer.
    pub fn chain(sizes: &[usize]) -> Vec<Self> {
        let (mut parameters_before, mut units_before) = (0, 0);
        let layer = |pair: &[usize]| {
            let (inputs, units) = (pair[0], pair[1]);
            let layer = Self { inputs, units, activation: Activation::Identity, parameters_before, units_before };
            parameters_before += layer.parameter_count();
            units_before += units;
            layer
        };
        sizes.windows(2).map(layer).collect()
    }

    /// How many parameters the layer has: a weight for each input and unit, and a bias for each unit.
    pub const fn parameter_count(&self) -> usize {
        (self.inputs + 1) * self.units
    }

    /// The range of its weights in the parameters of the network: unit after unit, each with its weights in the order of the
    /// inputs ([out][in]).
    pub const fn weights(&self) -> Range<usize> {
        self.parameters_before..self.parameters_before + self.inputs * self.units
    }

    /// The range of its biases in the parameters of the network.
    pub const fn biases(&self) -> Range<usize> {
        let start = self.parameters_before + self.inputs * self.units;
        start..start + self.units
    }

    /// The range of its units in the units of the network.
    pub const fn neurons(&self) -> Range<usize> {
        self.units_before..self.units_before + self.units
    }
}

/// A parameter: one number for all lanes of a block, or one for each.
pub(super) trait Parameter<const N: usize>: Copy {
    /// Its value in each lane.
    fn in_lanes(self) -> Block<N>;
}

impl<const N: usize> Parameter<N> for f32 {
    #[inline]
    fn in_lanes(self) -> Block<N> {
        [f32x4::splat(self); N]
    }
}

/// Of eight networks side by side, four a vector: the first half of a block is the first four networks' part of it.
impl<const N: usize> Parameter<N> for Block<2> {
    #[inline]
    fn in_lanes(self) -> Block<N> {
        std::array::from_fn(|v| self[v / (N / 2)])
    }
}

/// The sums z = b + Σᵢ wᵢ·xᵢ of all units, from `x` (one block an input) into `z` (one block a unit).
#[inline(always)]
#[allow(clippy::inline_always)] // a call would hide the sizes of a network that are known
pub(super) fn sums<const N: usize, P: Parameter<N>>(weights: &[P], biases: &[P], x: &[Block<N>], z: &mut [Block<N>]) {
    let mut rows = weights;
    let (pairs, last) = z.as_chunks_mut::<2>();
    let (bias_pairs, last_bias) = biases.as_chunks::<2>();
    // Two units at a time share the loads of x.
    for (pair, [b0, b1]) in pairs.iter_mut().zip(bias_pairs) {
        let (row0, rest) = rows.split_at(x.len());
        let (row1, rest) = rest.split_at(x.len());
        rows = rest;
        let (mut z0, mut z1) = (b0.in_lanes(), b1.in_lanes());
        for ((x, w0), w1) in x.iter().zip(row0).zip(row1) {
            let (w0, w1) = (w0.in_lanes(), w1.in_lanes());
            for v in 0..N {
                z0[v] += w0[v] * x[v];
                z1[v] += w1[v] * x[v];
            }
        }
        *pair = [z0, z1];
    }
    for (z, b) in last.iter_mut().zip(last_bias) {
        *z = b.in_lanes();
        for (x, w) in x.iter().zip(rows) {
            let w = w.in_lanes();
            for v in 0..N {
                z[v] += w[v] * x[v];
            }
        }
    }
}

/// The gradients at the inputs, ∂L/∂xᵢ = Σₒ wₒᵢ·∂L/∂zₒ, from the `deltas` ∂L/∂z (one block a unit) into `before` (one block an
/// input).
#[inline(always)]
#[allow(clippy::inline_always)] // a call would hide the sizes of a network that are known
pub(super) fn backward<const N: usize, P: Parameter<N>>(weights: &[P], deltas: &[Block<N>], before: &mut [Block<N>]) {
    let inputs = before.len();
    let (pairs, last) = before.as_chunks_mut::<2>();
    let mut column = weights;
    for pair in pairs {
        let (mut s0, mut s1) = ([f32x4::ZERO; N], [f32x4::ZERO; N]);
        let mut at = 0;
        for delta in deltas {
            let w = &column[at..at + 2];
            let (w0, w1) = (w[0].in_lanes(), w[1].in_lanes());
            for v in 0..N {
                s0[v] += w0[v] * delta[v];
                s1[v] += w1[v] * delta[v];
            }
            at += inputs;
        }
        *pair = [s0, s1];
        column = &column[2..];
    }
    for sum in last {
        *sum = [f32x4::ZERO; N];
        let mut at = 0;
        for delta in deltas {
            let w = column[at].in_lanes();
            for v in 0..N {
                sum[v] += w[v] * delta[v];
            }
            at += inputs;
        }
    }
}

/// Where the gradient of a parameter is added up over the samples of a batch.
pub(super) trait Gradient<const N: usize> {
    /// Adds the summands of a block, or begins with those of the `FIRST` one.
    fn add<const FIRST: bool>(&mut self, summands: Block<N>);
}

/// Of four samples at once, a lane each: the lanes are added up at the end of the batch.
impl<const N: usize> Gradient<N> for f32x4 {
    #[inline]
    fn add<const FIRST: bool>(&mut self, summands: Block<N>) {
        let mut total = if FIRST { summands[0] } else { *self + summands[0] };
        for summand in &summands[1..] {
            total += *summand;
        }
        *self = total;
    }
}

/// Of eight networks at once, a lane each. For each four there are the sums of the four lanes in which one network would have its
/// samples. The last member of a short block stands for the empty lanes behind it too.
impl<const N: usize> Gradient<N> for [Block<4>; 2] {
    #[inline]
    fn add<const FIRST: bool>(&mut self, summands: Block<N>) {
        for (of_four, sums) in self.iter_mut().enumerate() {
            for (at, sum) in sums.iter_mut().enumerate() {
                let summand = summands[of_four * (N / 2) + at.min(N / 2 - 1)];
                *sum = if FIRST { summand } else { *sum + summand };
            }
        }
    }
}

#[inline]
fn products<const N: usize>(x: &Block<N>, delta: &Block<N>) -> Block<N> {
    std::array::from_fn(|v| x[v] * delta[v])
}

/// Adds the gradients ∂L/∂w = Σ x·∂L/∂z and ∂L/∂b = Σ ∂L/∂z over a block to `weights` and `biases`. The `first` block of a batch
/// replaces what is there.
#[inline(always)]
#[allow(clippy::inline_always)] // a call would hide the sizes of a network that are known
pub(super) fn gradients<const N: usize, G: Gradient<N>>(
    x: &[Block<N>],
    deltas: &[Block<N>],
    weights: &mut [G],
    biases: &mut [G],
    first: bool,
) {
    if first {
        add_gradients::<N, true, G>(x, deltas, weights, biases);
    } else {
        add_gradients::<N, false, G>(x, deltas, weights, biases);
    }
}

#[inline(always)]
#[allow(clippy::inline_always)] // a call would hide the sizes of a network that are known
fn add_gradients<const N: usize, const FIRST: bool, G: Gradient<N>>(
    x: &[Block<N>],
    deltas: &[Block<N>],
    weights: &mut [G],
    biases: &mut [G],
) {
    let mut rows = weights;
    let (pairs, last) = deltas.as_chunks::<2>();
    let (bias_pairs, last_bias) = biases.as_chunks_mut::<2>();
    // Two units at a time share the loads of x.
    for ([delta0, delta1], [bias0, bias1]) in pairs.iter().zip(bias_pairs) {
        let (row0, rest) = rows.split_at_mut(x.len());
        let (row1, rest) = rest.split_at_mut(x.len());
        rows = rest;
        for ((x, sum0), sum1) in x.iter().zip(row0).zip(row1) {
            sum0.add::<FIRST>(products(x, delta0));
            sum1.add::<FIRST>(products(x, delta1));
        }
        bias0.add::<FIRST>(*delta0);
        bias1.add::<FIRST>(*delta1);
    }
    for (delta, bias) in last.iter().zip(last_bias) {
        for (x, sum) in x.iter().zip(&mut *rows) {
            sum.add::<FIRST>(products(x, delta));
        }
        bias.add::<FIRST>(*delta);
    }
}
