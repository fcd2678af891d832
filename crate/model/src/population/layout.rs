//! The samples of an epoch as networks side by side see them, each in its own order.

use wide::bytemuck::cast_slice_mut;
use wide::f32x4;

use super::group::NETWORKS;
use crate::batches::block_layouts;
use crate::samples::Samples;

/// How many vectors have a number of all networks.
const VECTORS: usize = NETWORKS / 4;

/// The batches of an epoch. Where a single network has a vector of four samples, here is a portion: a vector for each of the samples and
/// each four networks, with a network in each lane. Of the empty lanes that a vector would have there is one, because they are alike:
/// no inputs, no targets and the sample weight 0.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The rows of a sample: inputs, targets and the sample weight.
    rows: usize,
    count: usize,
    size: usize,
    values: Vec<f32x4>,
    /// How many portions each block has, in a full batch and in the last one.
    full: Vec<usize>,
    last: Vec<usize>,
}

/// How many samples the portion has before which so many are left: up to four, and one for the empty lanes.
fn members(left: usize) -> usize {
    (left + 1).min(4)
}

/// How many samples all portions of a batch have.
fn members_of_all(samples: usize) -> usize {
    samples / 4 * 4 + if samples.is_multiple_of(4) { 0 } else { members(samples % 4) }
}

impl Layout {
    pub fn new(samples: &Samples, size: usize) -> Self {
        let (rows, count) = (samples.width() + samples.outputs() + 1, samples.count());
        let size = size.min(count);
        let short = count % size;
        let widths =
            |samples: usize| block_layouts(samples.div_ceil(4), rows).iter().map(|layout| layout.width).collect();
        let last = if short == 0 { size } else { short };
        let members = count / size * members_of_all(size) + members_of_all(short);
        let values = vec![f32x4::ZERO; members * VECTORS * rows];
        let mut layout = Self { rows, count, size, values, full: widths(size), last: widths(last) };
        layout.fill(samples, |place, _| place);
        layout
    }

    /// Lays the samples out so that `order(place, network)` is the number of the sample that a network sees at a place.
    pub fn fill(&mut self, samples: &Samples, order: impl Fn(usize, usize) -> usize) {
        let mut rest: &mut [f32] = cast_slice_mut(&mut self.values);
        let mut place = 0;
        for batch in 0..self.count.div_ceil(self.size) {
            let end = self.count.min((batch + 1) * self.size);
            let weight = 1.0 / (end - place) as f32;
            while place < end {
                let members = members(end - place);
                let (portion, after) = rest.split_at_mut(self.rows * members * NETWORKS);
                for at in 0..4.min(end - place) {
                    for network in 0..NETWORKS {
                        let sample = order(place + at, network);
                        let numbers = samples.input(sample).iter().chain(samples.target(sample)).chain([&weight]);
                        let column = (network / 4 * members + at) * 4 + network % 4;
                        for (row, value) in numbers.enumerate() {
                            portion[row * members * NETWORKS + column] = *value;
                        }
                    }
                }
                place = end.min(place + 4);
                rest = after;
            }
        }
    }

    /// How many samples there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many batches an epoch has.
    pub fn len(&self) -> usize {
        self.count.div_ceil(self.size)
    }

    /// How many samples a batch has.
    pub fn samples_in(&self, batch: usize) -> usize {
        self.size.min(self.count - batch * self.size)
    }

    /// Hands on the portions of a batch in order: how many samples each has, its rows, and whether it ends a block.
    #[inline]
    pub fn each_portion(&self, batch: usize, mut take: impl FnMut(usize, &[f32x4], bool)) {
        let widths = if batch + 1 < self.len() { &self.full } else { &self.last };
        let mut rest = &self.values[batch * members_of_all(self.size) * VECTORS * self.rows..];
        let mut left = self.samples_in(batch);
        for width in widths {
            for portion in 1..=*width {
                let members = members(left);
                let (rows, after) = rest.split_at(self.rows * members * VECTORS);
                take(members, rows, portion == *width);
                (rest, left) = (after, left.saturating_sub(4));
            }
        }
    }
}
