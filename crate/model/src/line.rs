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
use super::samples::MAX_BLOCK_WIDTH;

/// How many vectors a whole block has: inputs, targets and weights.
const EVEN: usize = 3 * MAX_BLOCK_WIDTH;

/// A line's squared loss.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// What Σ weight·error·x and Σ weight·error are multiplied by to be the gradients.
    gradient_factor: f32,
    /// What Σ weight·error² is multiplied by to be the loss.
    loss_factor: f32,
}

/// The sums over the samples of a batch, apart by lanes and without the factors of the loss. The factors are powers of two,
/// by which products and sums are multiplied without rounding, so it does not matter where they stand. So are the weights of the
/// samples in [`Batches::even_blocks`], which are left to the end.
#[derive(Clone, Copy)]
struct Sums {
    /// Σ weight·error·x.
    for_w: f32x4,
    /// Σ weight·error.
    for_b: f32x4,
    /// Σ weight·error².
    squares: f32x4,
}

impl Line {
    /// The line that `layers` with `loss` are, or `None` when they are something else.
    pub fn new(layers: &[Dense], loss: Loss) -> Option<Self> {
        let is_line = matches!(layers, [Dense { inputs: 1, units: 1, activation: Activation::Identity, .. }]);
        (is_line && loss.is_squared())
            .then(|| Self { gradient_factor: loss.gradient_factor(1), loss_factor: loss.loss_factor(1) })
    }

    /// Puts the gradients of w and b over a batch into `gradients`. Returns the loss of the batch by lanes.
    #[inline]
    pub fn learn(self, parameters: &[f32], batches: &Batches, batch: usize, gradients: &mut [f32x4]) -> f32x4 {
        let [w, b] = weight_and_bias(parameters);
        let (sums, weight) = Sums::over_batch(w, b, batches, batch);
        if let [gradient_w, gradient_b, ..] = gradients {
            let factor = self.gradient_factor * weight;
            (*gradient_w, *gradient_b) = (sums.for_w * factor, sums.for_b * factor);
        }
        sums.squares * (self.loss_factor * weight)
    }

    /// An epoch of plain gradient descent, in which w and b never leave the registers. It ends before a step that would
    /// take one of them out of range. Returns the sum of the losses of the samples and the number of steps.
    pub fn epoch(self, parameters: &mut [f32], rate: f32, batches: &Batches) -> (f64, usize) {
        let [mut w, mut b] = weight_and_bias(parameters);
        let rate = rate * self.gradient_factor;
        let (mut loss_sum, mut steps) = (0.0, 0);
        for batch in 0..batches.len() {
            let (sums, weight) = Sums::over_batch(w, b, batches, batch);
            let rate = rate * weight;
            let (new_w, new_b) = (w - rate * lanes::sum(sums.for_w), b - rate * lanes::sum(sums.for_b));
            let measured = f64::from(self.loss_factor * weight * lanes::sum(sums.squares));
            let loss = measured * batches.samples_in(batch) as f64;
            if !(new_w.abs() <= MAX_MAGNITUDE && new_b.abs() <= MAX_MAGNITUDE && loss.is_finite()) {
                break;
            }
            (w, b) = (new_w, new_b);
            loss_sum += loss;
            steps += 1;
        }
        parameters[..2].copy_from_slice(&[w, b]);
        (loss_sum, steps)
    }

    /// The mean loss over all samples of `batches`, with the lanes added up block by block.
    pub fn loss(self, parameters: &[f32], batches: &Batches) -> f64 {
        let [w, b] = weight_and_bias(parameters).map(f32x4::splat);
        let mut loss_sum = 0.0;
        for batch in 0..batches.len() {
            let mut loss = 0.0;
            let mut add =
                |sums: Sums, weight: f32| loss += f64::from(self.loss_factor * weight * lanes::sum(sums.squares));
            if let Some((weight, blocks)) = batches.even_blocks::<EVEN>(batch) {
                for block in blocks {
                    let mut sums = Sums::ZERO;
                    sums.add_even_block(w, b, block);
                    add(sums, weight);
                }
            } else {
                for block in batches.blocks(batch) {
                    let mut sums = Sums::ZERO;
                    sums.add_block(w, b, block);
                    add(sums, 1.0);
                }
            }
            loss_sum += loss * batches.samples_in(batch) as f64;
        }
        loss_sum / batches.count() as f64
    }
}

fn weight_and_bias(parameters: &[f32]) -> [f32; 2] {
    [parameters[0], parameters[1]]
}

// Calls within a batch would take the sums through memory, which costs as much as the arithmetic.
#[allow(clippy::inline_always)]
impl Sums {
    const ZERO: Self = Self { for_w: f32x4::ZERO, for_b: f32x4::ZERO, squares: f32x4::ZERO };

    /// The sums of a batch, and what they are still to be multiplied by.
    #[inline(always)]
    fn over_batch(w: f32, b: f32, batches: &Batches, batch: usize) -> (Self, f32) {
        let (w, b) = (f32x4::splat(w), f32x4::splat(b));
        let mut sums = Self::ZERO;
        if let Some((weight, blocks)) = batches.even_blocks::<EVEN>(batch) {
            for block in blocks {
                sums.add_even_block(w, b, block);
            }
            (sums, weight)
        } else {
            for block in batches.blocks(batch) {
                sums.add_block(w, b, block);
            }
            (sums, 1.0)
        }
    }

    #[inline(always)]
    fn add_block(&mut self, w: f32x4, b: f32x4, (width, block): (usize, &[f32x4])) {
        match width {
            1 => self.add_vectors::<1>(w, b, block),
            2 => self.add_vectors::<2>(w, b, block),
            3 => self.add_vectors::<3>(w, b, block),
            _ => self.add_vectors::<4>(w, b, block),
        }
    }

    #[inline(always)]
    fn add_vectors<const N: usize>(&mut self, w: f32x4, b: f32x4, block: &[f32x4]) {
        let (rows, _) = block.as_chunks::<N>();
        let [x, targets, weights] = rows else { return };
        let mut squares = f32x4::ZERO;
        for v in 0..N {
            let error = b + w * x[v] - targets[v];
            let weighted = error * weights[v];
            self.for_w += x[v] * weighted;
            self.for_b += weighted;
            squares += error * error * weights[v];
        }
        self.squares += squares;
    }

    /// The same without the weights.
    #[inline(always)]
    fn add_even_block(&mut self, w: f32x4, b: f32x4, block: &[f32x4; EVEN]) {
        let mut squares = f32x4::ZERO;
        for v in 0..MAX_BLOCK_WIDTH {
            let (x, target) = (block[v], block[MAX_BLOCK_WIDTH + v]);
            let error = b + w * x - target;
            self.for_w += x * error;
            self.for_b += error;
            squares += error * error;
        }
        self.squares += squares;
    }
}
