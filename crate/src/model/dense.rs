//! A dense layer, fully connected: z = W·x + b and h(z).
//!
//! The three products of learning (sums, gradients and deltas of the layer before) take a block of samples at a time: N vectors
//! of four. A parameter is broadcast to all lanes. Each lane adds its products in the order of the inputs or units, so that the
//! numbers of a sample do not depend on its place in a batch.

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
    pub(super) const fn neurons(&self) -> Range<usize> {
        self.units_before..self.units_before + self.units
    }
}

/// The sums z = b + Σᵢ wᵢ·xᵢ of all units, from `x` (one block an input) into `z` (one block a unit).
#[inline]
pub(super) fn sums<const N: usize>(weights: &[f32], biases: &[f32], x: &[Block<N>], z: &mut [Block<N>]) {
    let mut rows = weights;
    let (pairs, last) = z.as_chunks_mut::<2>();
    let (bias_pairs, last_bias) = biases.as_chunks::<2>();
    // Two units at a time share the loads of x.
    for (pair, [b0, b1]) in pairs.iter_mut().zip(bias_pairs) {
        let (row0, rest) = rows.split_at(x.len());
        let (row1, rest) = rest.split_at(x.len());
        rows = rest;
        let (mut z0, mut z1) = ([f32x4::splat(*b0); N], [f32x4::splat(*b1); N]);
        for ((x, w0), w1) in x.iter().zip(row0).zip(row1) {
            let (w0, w1) = (f32x4::splat(*w0), f32x4::splat(*w1));
            for v in 0..N {
                z0[v] += w0 * x[v];
                z1[v] += w1 * x[v];
            }
        }
        *pair = [z0, z1];
    }
    for (z, b) in last.iter_mut().zip(last_bias) {
        *z = [f32x4::splat(*b); N];
        for (x, w) in x.iter().zip(rows) {
            let w = f32x4::splat(*w);
            for v in 0..N {
                z[v] += w * x[v];
            }
        }
    }
}

/// The gradients at the inputs, ∂L/∂xᵢ = Σₒ wₒᵢ·∂L/∂zₒ, from the `deltas` ∂L/∂z (one block a unit) into `before` (one block an
/// input).
#[inline]
pub(super) fn backward<const N: usize>(weights: &[f32], deltas: &[Block<N>], before: &mut [Block<N>]) {
    let inputs = before.len();
    let (pairs, last) = before.as_chunks_mut::<2>();
    let mut column = weights;
    for pair in pairs {
        let (mut s0, mut s1) = ([f32x4::ZERO; N], [f32x4::ZERO; N]);
        let mut at = 0;
        for delta in deltas {
            let w = &column[at..at + 2];
            let (w0, w1) = (f32x4::splat(w[0]), f32x4::splat(w[1]));
            for v in 0..N {
                s0[v] += w0 * delta[v];
                s1[v] += w1 * delta[v];
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
            let w = f32x4::splat(column[at]);
            for v in 0..N {
                sum[v] += w * delta[v];
            }
            at += inputs;
        }
    }
}

/// Adds the gradients ∂L/∂w = Σ x·∂L/∂z and ∂L/∂b = Σ ∂L/∂z over a block to `weights` and `biases`, one vector a parameter: the
/// lanes are not added up yet. The `first` block of a batch replaces what is there.
#[inline]
pub(super) fn gradients<const N: usize>(
    x: &[Block<N>],
    deltas: &[Block<N>],
    weights: &mut [f32x4],
    biases: &mut [f32x4],
    first: bool,
) {
    if first {
        add_gradients::<N, true>(x, deltas, weights, biases);
    } else {
        add_gradients::<N, false>(x, deltas, weights, biases);
    }
}

#[inline]
fn add_gradients<const N: usize, const FIRST: bool>(
    x: &[Block<N>],
    deltas: &[Block<N>],
    weights: &mut [f32x4],
    biases: &mut [f32x4],
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
            add_products::<N, FIRST>(x, delta0, sum0);
            add_products::<N, FIRST>(x, delta1, sum1);
        }
        add_products::<N, FIRST>(&[f32x4::ONE; N], delta0, bias0);
        add_products::<N, FIRST>(&[f32x4::ONE; N], delta1, bias1);
    }
    for (delta, bias) in last.iter().zip(last_bias) {
        for (x, sum) in x.iter().zip(&mut *rows) {
            add_products::<N, FIRST>(x, delta, sum);
        }
        add_products::<N, FIRST>(&[f32x4::ONE; N], delta, bias);
    }
}

/// sum ← sum + Σᵥ xᵥ·deltaᵥ, without the old sum for the `FIRST` block.
#[inline]
fn add_products<const N: usize, const FIRST: bool>(x: &Block<N>, delta: &Block<N>, sum: &mut f32x4) {
    let mut total = x[0] * delta[0];
    if !FIRST {
        total = *sum + total;
    }
    for v in 1..N {
        total += x[v] * delta[v];
    }
    *sum = total;
}
