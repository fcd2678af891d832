//! Activation functions h and their derivatives.

use std::str::FromStr;

use wide::f32x4;

use super::lanes::{self, Block};
use crate::names::UnknownName;

/// The function h that a layer applies to its weighted sums z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    /// 1 for z > 0, else 0. It cannot be trained, because its derivative is 0 wherever it exists.
    Step,
    /// h(z) = z.
    Identity,
    /// h(z) = 1/(1 + e⁻ᶻ), h′ = h·(1 − h).
    Sigmoid,
    /// h(z) = tanh z, h′ = 1 − h².
    Tanh,
    /// h(z) = max(z, 0); h′ is 1 above 0 and 0 elsewhere, at 0 too, as in Keras and `PyTorch`.
    Relu,
    /// hᵢ(z) = eᶻⁱ / Σⱼ eᶻʲ over the layer's units; for the last layer only.
    Softmax,
}

impl Activation {
    /// All of them. Softmax, which no hidden layer has, is the last.
    pub const ALL: [Self; 6] = [Self::Tanh, Self::Relu, Self::Sigmoid, Self::Identity, Self::Step, Self::Softmax];

    /// Its name, as `FromStr` reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Identity => "identity",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
            Self::Softmax => "softmax",
        }
    }

    /// The least and the greatest h; `None` where h is unbounded.
    pub const fn bounds(self) -> Option<[f32; 2]> {
        match self {
            Self::Step | Self::Sigmoid | Self::Softmax => Some([0.0, 1.0]),
            Self::Tanh => Some([-1.0, 1.0]),
            Self::Identity | Self::Relu => None,
        }
    }

    /// Replaces the sums z of a layer's units by h(z).
    #[inline]
    pub fn apply<const N: usize>(self, units: &mut [Block<N>]) {
        match self {
            Self::Step => each(units, lanes::step),
            Self::Identity => {}
            Self::Sigmoid => each(units, lanes::sigmoid),
            Self::Tanh => each(units, lanes::tanh),
            Self::Relu => each(units, lanes::relu),
            Self::Softmax => softmax(units),
        }
    }

    /// Turns the gradients ∂L/∂h of the units (`deltas`) into ∂L/∂z = h′·∂L/∂h, with h′ computed from the `outputs` h. For softmax, in
    /// which every output depends on every sum, it is ∂L/∂zᵢ = hᵢ·(∂L/∂hᵢ − Σⱼ hⱼ·∂L/∂hⱼ).
    #[inline]
    pub fn backward<const N: usize>(self, outputs: &[Block<N>], deltas: &mut [Block<N>]) {
        match self {
            Self::Step => each(deltas, |_| f32x4::ZERO),
            Self::Identity => {}
            Self::Sigmoid => each_with(deltas, outputs, |delta, h| delta * (h * (f32x4::ONE - h))),
            Self::Tanh => each_with(deltas, outputs, |delta, h| delta * (f32x4::ONE - h * h)),
            Self::Relu => each_with(deltas, outputs, |delta, h| delta & h.simd_gt(f32x4::ZERO)),
            Self::Softmax => {
                let mut dot = [f32x4::ZERO; N];
                for (h, delta) in outputs.iter().zip(&*deltas) {
                    for v in 0..N {
                        dot[v] += h[v] * delta[v];
                    }
                }
                for (h, delta) in outputs.iter().zip(deltas) {
                    for v in 0..N {
                        delta[v] = h[v] * (delta[v] - dot[v]);
                    }
                }
            }
        }
    }

    /// h and h′ at one sum `z`, as the engine computes them; `None` for softmax, which is no function of one sum.
    pub fn at(self, z: f32) -> Option<(f32, f32)> {
        if self == Self::Softmax {
            return None;
        }
        let mut h = [[f32x4::splat(z)]];
        self.apply(&mut h);
        let mut derivative = [[f32x4::ONE]];
        self.backward(&h, &mut derivative);
        Some((h[0][0].to_array()[0], derivative[0][0].to_array()[0]))
    }
}

impl FromStr for Activation {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|activation| activation.name() == name).ok_or(UnknownName)
    }
}

#[inline]
fn each<const N: usize>(units: &mut [Block<N>], h: impl Fn(f32x4) -> f32x4) {
    for unit in units {
        *unit = unit.map(&h);
    }
}

#[inline]
fn each_with<const N: usize>(units: &mut [Block<N>], others: &[Block<N>], f: impl Fn(f32x4, f32x4) -> f32x4) {
    for (unit, other) in units.iter_mut().zip(others) {
        for v in 0..N {
            unit[v] = f(unit[v], other[v]);
        }
    }
}

/// The greatest value of the units in each lane.
#[inline]
pub(super) fn greatest<const N: usize>(units: &[Block<N>]) -> Block<N> {
    let mut most = units[0];
    for unit in &units[1..] {
        for v in 0..N {
            most[v] = unit[v].simd_gt(most[v]).bitselect(unit[v], most[v]);
        }
    }
    most
}

/// Softmax over the units. The greatest sum is subtracted first so that no exponential overflows.
fn softmax<const N: usize>(units: &mut [Block<N>]) {
    let most = greatest(units);
    let mut total = [f32x4::ZERO; N];
    for unit in &mut *units {
        for v in 0..N {
            unit[v] = lanes::exp(unit[v] - most[v]);
            total[v] += unit[v];
        }
    }
    for unit in units {
        for v in 0..N {
            unit[v] /= total[v];
        }
    }
}
