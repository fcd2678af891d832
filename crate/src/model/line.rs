//! The regression lab's network, one unit on one input without an activation, learning by a squared loss: z = w·x + b.
//!
//! It has so little to do for a batch that going through layers and blocks would cost more than the arithmetic. Here a
//! batch runs through in registers, with the same operations in the same order as in [`super::pass`], hence the same bits.

use wide::f32x4;

use super::activation::Activation;
use super::batches::Batches;
use super::dense::Dense;
use super::lanes;
use super::limits::MAX_MAGNITUDE;
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
            slope_factor: f32x4::splat(loss.gradient_factor(1)),
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
        let [w, b, ..] = parameters.to_array();
        let (for_w, for_b, measured) = self.pass(w, b, blocks);
        if let [gradient_w, gradient_b, ..] = gradients {
            (*gradient_w, *gradient_b) = (for_w, for_b);
        }
        measured
    }

    /// An epoch of plain gradient descent, in which w and b never leave the registers. It ends before a step that would
    /// take one of them out of range. Gives the parameters, the sum of the samples' losses and how many steps were done.
    pub fn epoch(self, parameters: f32x4, rate: f32, batches: &Batches) -> (f32x4, f64, usize) {
        let [mut w, mut b, rest @ ..] = parameters.to_array();
        let mut loss_sum = 0.0;
        let mut done = 0;
        for batch in 0..batches.len() {
            let (for_w, for_b, measured) = self.pass(w, b, batches.blocks(batch));
            let (new_w, new_b) = (w - rate * lanes::sum(for_w), b - rate * lanes::sum(for_b));
            let loss = f64::from(lanes::sum(measured)) * batches.samples_in(batch) as f64;
            if !(new_w.abs() <= MAX_MAGNITUDE && new_b.abs() <= MAX_MAGNITUDE && loss.is_finite()) {
                break;
            }
            (w, b) = (new_w, new_b);
            loss_sum += loss;
            done += 1;
        }
        (f32x4::new([w, b, rest[0], rest[1]]), loss_sum, done)
    }

    /// The gradients of w and b and the loss of a batch, by lanes.
    #[inline]
    fn pass<'a>(self, w: f32, b: f32, blocks: impl Iterator<Item = &'a [f32x4]>) -> (f32x4, f32x4, f32x4) {
        let (w, b) = (f32x4::splat(w), f32x4::splat(b));
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
        (for_w, for_b, measured)
    }

    /// The loss over a batch's `blocks`, each block's part added up by itself.
    #[inline]
    pub fn loss<'a>(self, parameters: f32x4, blocks: impl Iterator<Item = &'a [f32x4]>) -> f64 {
        let [w, b, ..] = parameters.to_array().map(f32x4::splat);
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

/// A block's inputs, targets and shares, side by side.
#[inline]
fn rows(block: &[f32x4]) -> impl Iterator<Item = ((&f32x4, &f32x4), &f32x4)> {
    let (x, rest) = block.split_at(block.len() / 3);
    let (t, share) = rest.split_at(x.len());
    x.iter().zip(t).zip(share)
}
