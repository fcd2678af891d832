//! Samples in the order of an epoch, cut into mini-batches and laid out in blocks.

use wide::bytemuck::cast_slice_mut;
use wide::f32x4;

use super::lanes::Block;
use super::samples::{MAX_BLOCK_WIDTH, Samples};

/// All batches of an epoch. A batch of B samples takes ⌈B/4⌉ vectors, in blocks as equal as can be; a block holds for each
/// of its vectors the inputs, the targets and the samples' shares in the batch.
#[derive(Clone, Debug)]
pub(super) struct Batches {
    inputs: usize,
    outputs: usize,
    count: usize,
    size: usize,
    length: usize,
    values: Vec<f32x4>,
    /// The blocks of a full batch, and of the last, which may be short.
    full: Vec<Place>,
    last: Vec<Place>,
    /// How many vectors of `values` a full batch takes.
    stride: usize,
}

/// Where a block stands in its batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// Its first vector's samples begin here, counted in vectors.
    vector: usize,
    /// How many vectors it has for each row.
    width: usize,
    /// How many vectors all its rows take.
    values: usize,
}

impl Batches {
    /// Batches of `size` samples in the order they have; `fill` puts them into another.
    pub fn new(samples: &Samples, size: usize) -> Self {
        let (inputs, outputs, count) = (samples.width(), samples.outputs(), samples.count());
        let size = size.min(count);
        let short = count % size;
        let rows = inputs + outputs + 1;
        let vectors = count / size * size.div_ceil(4) + short.div_ceil(4);
        let full = places(size.div_ceil(4), rows);
        let last = if short == 0 { full.clone() } else { places(short.div_ceil(4), rows) };
        let values = vec![f32x4::ZERO; vectors * rows];
        let (length, stride) = (count.div_ceil(size), size.div_ceil(4) * rows);
        let mut batches = Self { inputs, outputs, count, size, length, values, full, last, stride };
        batches.fill(samples, |place| place);
        batches
    }

    /// Lays the samples out so that `order(k)` comes at place k.
    pub fn fill(&mut self, samples: &Samples, order: impl Fn(usize) -> usize) {
        let rows = self.inputs + self.outputs + 1;
        for batch in 0..self.len() {
            let (first, samples_here) = (batch * self.size, self.samples_in(batch));
            let share = 1.0 / samples_here as f32;
            let places = if batch + 1 < self.len() { &self.full } else { &self.last };
            let values = &mut self.values[batch * self.stride..];
            for place in places {
                let block: &mut [f32] = cast_slice_mut(&mut values[place.vector * rows..][..place.width * rows]);
                let lanes = 4 * place.width;
                for lane in 0..lanes.min(samples_here - 4 * place.vector) {
                    let sample = order(first + 4 * place.vector + lane);
                    let numbers = samples.input(sample).iter().chain(samples.target(sample)).chain([&share]);
                    for (row, value) in numbers.enumerate() {
                        block[row * lanes + lane] = *value;
                    }
                }
            }
        }
    }

    /// How many batches an epoch has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// How many samples a batch has.
    pub fn samples_in(&self, batch: usize) -> usize {
        self.size.min(self.count - batch * self.size)
    }

    /// The blocks of a batch.
    #[inline]
    pub fn blocks(&self, batch: usize) -> impl Iterator<Item = &[f32x4]> + use<'_> {
        let places = if batch + 1 < self.len() { &self.full } else { &self.last };
        let mut rest = &self.values[batch * self.stride..];
        places.iter().map(move |place| {
            let (block, after) = rest.split_at(place.values);
            rest = after;
            block
        })
    }

    /// The vector that holds the sample at place `at` of a batch, as a block of its own with that sample alone, in `block`.
    pub fn single(&self, batch: usize, at: usize, block: &mut Vec<f32x4>) {
        let rows = self.inputs + self.outputs + 1;
        let places = if batch + 1 < self.len() { &self.full } else { &self.last };
        let values = &self.values[batch * self.stride..];
        let place = places.iter().rev().find(|place| place.vector <= at / 4).unwrap_or(&places[0]);
        block.clear();
        for row in 0..rows {
            block.push(values[place.vector * rows + row * place.width + at / 4 - place.vector]);
        }
        if let Some(share) = block.last_mut() {
            let mut lanes = [0.0; 4];
            lanes[at % 4] = share.to_array()[at % 4];
            *share = f32x4::new(lanes);
        }
    }

    /// A block's inputs, targets and shares.
    #[inline]
    pub fn parts<const N: usize>(inputs: usize, block: &[f32x4]) -> (&[Block<N>], &[Block<N>], &Block<N>) {
        let (rows, _) = block.as_chunks::<N>();
        let (x, rest) = rows.split_at(inputs);
        let (t, share) = rest.split_at(rest.len() - 1);
        (x, t, &share[0])
    }
}

/// Blocks for so many vectors of `rows` rows: as few as possible, and as equal as possible.
fn places(vectors: usize, rows: usize) -> Vec<Place> {
    let blocks = vectors.div_ceil(MAX_BLOCK_WIDTH);
    let mut places = Vec::with_capacity(blocks);
    let mut vector = 0;
    for block in 0..blocks {
        let width = vectors / blocks + usize::from(block < vectors % blocks);
        places.push(Place { vector, width, values: width * rows });
        vector += width;
    }
    places
}
