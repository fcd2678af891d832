//! The regression lab's network, one unit on one input without an activation, learning by a squared loss: z = w·x + b.
//!
//! It has so little to do for a batch that going through layers and blocks would cost more than the arithmetic. Here a
//! batch runs through in registers, with the same operations in the same order as in [`super::pass`], hence the same bits.

use wide::f32x4;

use super::activation::Activation;
use super::dense::Dense;
use super::lanes;
use super::loss::Loss;

/// A line's loss, and what its products are multiplied by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    slope_factor: f32x4,
    loss_factor: f32x4,
}

impl Line {
    /// The line that `layers` with `loss` are; nothing when they are something else.
    pub fn new(layers: &[Dense], loss: Loss) -> Option<Self> {
        let is_line = matches!(layers, [Dense { inputs: 1, units: 1, activation: Activation::Identity, .. }]);
        (is_line && loss.is_squared()).then(|| Self {
            slope_factor: f32x4::splat(loss.slope_factor(1)),
            loss_factor: f32x4::splat(loss.loss_factor(1)),
        })
    }

    /// Puts the gradients of w and b over a batch's `blocks` into `gradients`, and gives the batch's loss by lanes.
    #[inline]
    pub fn learn<'a>(
        self,
        parameters: f32x4,
        blocks: impl Iterator<Item = &'a [f32x4]>,
        gradients: &mut [f32x4],
    ) -> f32x4 {
        let [w, b] = weight_and_bias(parameters);
        let (mut for_w, mut for_b, mut measured) = (f32x4::ZERO, f32x4::ZERO, f32x4::ZERO);
        for block in blocks {
            let mut loss = f32x4::ZERO;
            for ((x, t), share) in rows(block) {
                let error = b + w * *x - *t;
                let slope = error * (*share * self.slope_factor);
                for_w += *x * slope;
                for_b += slope;
                loss += error * error * *share * self.loss_factor;
            }
            measured += loss;
        }
        if let [gradient_w, gradient_b, ..] = gradients {
            (*gradient_w, *gradient_b) = (for_w, for_b);
        }
        measured
    }

    /// The loss over a batch's `blocks`, each block's part added up by itself.
    #[inline]
    pub fn loss<'a>(self, parameters: f32x4, blocks: impl Iterator<Item = &'a [f32x4]>) -> f64 {
        let [w, b] = weight_and_bias(parameters);
        let mut total = 0.0;
        for block in blocks {
            let mut loss = f32x4::ZERO;
            for ((x, t), share) in rows(block) {
                let error = b + w * *x - *t;
                loss += error * error * *share * self.loss_factor;
            }
            total += f64::from(lanes::sum(loss));
        }
        total
    }
}

fn weight_and_bias(parameters: f32x4) -> [f32x4; 2] {
    let [w, b, ..] = parameters.to_array();
    [w, b].map(f32x4::splat)
}

/// A block's inputs, targets and shares, side by side.
#[inline]
fn rows(block: &[f32x4]) -> impl Iterator<Item = ((&f32x4, &f32x4), &f32x4)> {
    let (x, rest) = block.split_at(block.len() / 3);
    let (t, share) = rest.split_at(x.len());
    x.iter().zip(t).zip(share)
}
