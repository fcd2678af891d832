//! Samples in the order of an epoch, cut into mini-batches and laid out in blocks.

use wide::bytemuck::cast_slice_mut;
use wide::f32x4;

use super::lanes::Block;
use super::samples::{MAX_BLOCK_WIDTH, Samples};

/// All batches of an epoch. A batch of B samples takes ⌈B/4⌉ vectors, in blocks whose widths differ by at most one vector. The rows
/// of a block are the inputs, the targets and the sample weights: 1/B for a sample, and 0 for an empty lane.
#[derive(Clone, Debug)]
pub(super) struct Batches {
    inputs: usize,
    outputs: usize,
    count: usize,
    size: usize,
    length: usize,
    values: Vec<f32x4>,
    /// The blocks of a full batch, and of the last one, which may be short.
    full: Vec<BlockLayout>,
    last: Vec<BlockLayout>,
    /// The weight of each sample of an even batch, full or last: see [`Batches::even_blocks`].
    even: [Option<f32>; 2],
    /// How many vectors of `values` a full batch takes.
    stride: usize,
}

/// The place of a block in its batch, and its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BlockLayout {
    /// How many vectors of samples come before it.
    pub vector: usize,
    /// How many vectors it has for each row.
    pub width: usize,
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
        let full = block_layouts(size.div_ceil(4), rows);
        let last = if short == 0 { full.clone() } else { block_layouts(short.div_ceil(4), rows) };
        let values = vec![f32x4::ZERO; vectors * rows];
        let (length, stride) = (count.div_ceil(size), size.div_ceil(4) * rows);
        let is_even = |samples: usize| samples.is_power_of_two() && samples >= 4 * MAX_BLOCK_WIDTH;
        let even =
            [size, if short == 0 { size } else { short }].map(|samples| is_even(samples).then(|| 1.0 / samples as f32));
        let mut batches = Self { inputs, outputs, count, size, length, values, full, last, even, stride };
        batches.fill(samples, |place| place);
        batches
    }

    /// Lays the samples out so that `order(k)` comes at place k.
    pub fn fill(&mut self, samples: &Samples, order: impl Fn(usize) -> usize) {
        let rows = self.inputs + self.outputs + 1;
        for batch in 0..self.len() {
            let (first, samples_here) = (batch * self.size, self.samples_in(batch));
            let weight = 1.0 / samples_here as f32;
            let layouts = if batch + 1 < self.len() { &self.full } else { &self.last };
            let values = &mut self.values[batch * self.stride..];
            for layout in layouts {
                let block: &mut [f32] = cast_slice_mut(&mut values[layout.vector * rows..][..layout.width * rows]);
                let lanes = 4 * layout.width;
                for lane in 0..lanes.min(samples_here - 4 * layout.vector) {
                    let sample = order(first + 4 * layout.vector + lane);
                    let numbers = samples.input(sample).iter().chain(samples.target(sample)).chain([&weight]);
                    for (row, value) in numbers.enumerate() {
                        block[row * lanes + lane] = *value;
                    }
                }
            }
        }
    }

    /// How many samples there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many batches an epoch has.
    pub fn len(&self) -> usize {
        self.length
    }

    /// How many samples a batch has.
    pub fn samples_in(&self, batch: usize) -> usize {
        self.size.min(self.count - batch * self.size)
    }

    #[inline]
    fn layouts(&self, batch: usize) -> &[BlockLayout] {
        if batch + 1 < self.len() { &self.full } else { &self.last }
    }

    /// The blocks of a batch, each with its width in vectors.
    #[inline]
    pub fn blocks(&self, batch: usize) -> impl Iterator<Item = (usize, &[f32x4])> + use<'_> {
        let mut rest = &self.values[batch * self.stride..];
        self.layouts(batch).iter().map(move |layout| {
            let (block, after) = rest.split_at(layout.values);
            rest = after;
            (layout.width, block)
        })
    }

    /// The blocks of a batch of 16, 32, 64, … samples, and the weight of each of these: no lane is empty, and no block is
    /// narrower than others. `N` is how many vectors such a block takes.
    #[inline]
    pub fn even_blocks<const N: usize>(&self, batch: usize) -> Option<(f32, &[[f32x4; N]])> {
        debug_assert_eq!(N, MAX_BLOCK_WIDTH * (self.inputs + self.outputs + 1), "all rows of a block");
        let weight = self.even[usize::from(batch + 1 == self.len())]?;
        let vectors = self.layouts(batch).len() * N;
        Some((weight, self.values[batch * self.stride..][..vectors].as_chunks().0))
    }

    /// Makes `block` a block of one vector: the one with sample `at` of a batch, where the other samples have the weight 0.
    pub fn single(&self, batch: usize, at: usize, block: &mut Vec<f32x4>) {
        let rows = self.inputs + self.outputs + 1;
        let layouts = self.layouts(batch);
        let values = &self.values[batch * self.stride..];
        let layout = layouts.iter().rev().find(|layout| layout.vector <= at / 4).unwrap_or(&layouts[0]);
        block.clear();
        for row in 0..rows {
            block.push(values[layout.vector * rows + row * layout.width + at / 4 - layout.vector]);
        }
        if let Some(weights) = block.last_mut() {
            let mut lanes = [0.0; 4];
            lanes[at % 4] = weights.to_array()[at % 4];
            *weights = f32x4::new(lanes);
        }
    }

    /// The inputs, targets and sample weights of a block.
    #[inline]
    pub fn parts<const N: usize>(inputs: usize, block: &[f32x4]) -> (&[Block<N>], &[Block<N>], &Block<N>) {
        let (rows, _) = block.as_chunks::<N>();
        let (x, rest) = rows.split_at(inputs);
        let (targets, weights) = rest.split_at(rest.len() - 1);
        (x, targets, &weights[0])
    }
}

/// The blocks for so many vectors of `rows` rows: as few as possible, of widths as equal as possible.
pub(super) fn block_layouts(vectors: usize, rows: usize) -> Vec<BlockLayout> {
    let blocks = vectors.div_ceil(MAX_BLOCK_WIDTH);
    let mut layouts = Vec::with_capacity(blocks);
    let mut vector = 0;
    for block in 0..blocks {
        let width = vectors / blocks + usize::from(block < vectors % blocks);
        layouts.push(BlockLayout { vector, width, values: width * rows });
        vector += width;
    }
    layouts
}
