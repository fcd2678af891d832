//! A batch of the data and a batch of fakes, laid out in blocks.

use wide::bytemuck::{cast_slice, cast_slice_mut};
use wide::f32x4;

use super::settings::Noise;
use super::training_data::TrainingData;
use crate::batches::{BlockLayout, block_layouts};
use crate::random::Random;

/// Rows of numbers for a batch of samples, in blocks as the passes take them: block after block its rows, each with a lane a sample.
#[derive(Clone, Debug)]
pub(super) struct Blocks {
    rows: usize,
    count: usize,
    layouts: Vec<BlockLayout>,
    values: Vec<f32x4>,
}

impl Blocks {
    fn new(rows: usize, count: usize) -> Self {
        let vectors = count.div_ceil(4);
        Self { rows, count, layouts: block_layouts(vectors, rows), values: vec![f32x4::ZERO; vectors * rows] }
    }

    pub fn len(&self) -> usize {
        self.layouts.len()
    }

    /// A block with its width in vectors.
    #[inline]
    pub fn block(&self, at: usize) -> (usize, &[f32x4]) {
        let layout = &self.layouts[at];
        (layout.width, &self.values[layout.vector * self.rows..][..layout.width * self.rows])
    }

    #[inline]
    pub fn block_mut(&mut self, at: usize) -> &mut [f32x4] {
        let layout = &self.layouts[at];
        &mut self.values[layout.vector * self.rows..][..layout.width * self.rows]
    }

    /// Goes through the samples in their order: `put` gets the place of a sample's rows, and writes row r by calling it with r.
    fn each_sample(&mut self, mut put: impl FnMut(usize, &mut Place)) {
        for layout in &self.layouts {
            let block = &mut self.values[layout.vector * self.rows..][..layout.width * self.rows];
            let (block, lanes): (&mut [f32], _) = (cast_slice_mut(block), 4 * layout.width);
            let first = 4 * layout.vector;
            for lane in 0..lanes.min(self.count - first) {
                put(first + lane, &mut Place { block, lanes, lane });
            }
        }
    }

    /// Samples `[n, width]` as D gets them: a class each as one-hot where there are classes, one target and one sample weight.
    pub fn of_samples(
        rows: &[f32],
        width: usize,
        (labels, classes): (&[u32], usize),
        (target, weight): (f32, f32),
    ) -> Self {
        let mut blocks = Self::new(width + classes + 2, rows.len() / width);
        blocks.each_sample(|sample, place| {
            for (row, value) in rows[sample * width..][..width].iter().enumerate() {
                place.put(row, *value);
            }
            for class in 0..classes {
                place.put(width + class, one_hot(labels[sample], class));
            }
            place.put(width + classes, target);
            place.put(width + classes + 1, weight);
        });
        blocks
    }

    /// The rows of `range` as `[n, range]`, row-major.
    pub fn read(&self, range: std::ops::Range<usize>) -> Vec<f32> {
        let mut rows = vec![0.0; self.count * range.len()];
        for layout in &self.layouts {
            let block: &[f32] = cast_slice(&self.values[layout.vector * self.rows..][..layout.width * self.rows]);
            let (lanes, first) = (4 * layout.width, 4 * layout.vector);
            for lane in 0..lanes.min(self.count - first) {
                let row = &mut rows[(first + lane) * range.len()..][..range.len()];
                for (value, at) in row.iter_mut().zip(range.clone()) {
                    *value = block[at * lanes + lane];
                }
            }
        }
        rows
    }
}

/// The place of a sample in a block.
struct Place<'a> {
    block: &'a mut [f32],
    lanes: usize,
    lane: usize,
}

impl Place<'_> {
    #[inline]
    fn put(&mut self, row: usize, value: f32) {
        self.block[row * self.lanes + self.lane] = value;
    }
}

/// A batch of the data: its numbers, the class as one-hot where there are classes, D's target and the sample weight 1/B.
#[derive(Clone, Debug)]
pub(super) struct RealBatch {
    pub blocks: Blocks,
    width: usize,
    classes: usize,
    /// Which samples of the data they are.
    pub drawn: Vec<usize>,
}

impl RealBatch {
    pub fn new(count: usize, width: usize, classes: usize) -> Self {
        let mut blocks = Blocks::new(width + classes + 2, count);
        let weight = 1.0 / count as f32;
        blocks.each_sample(|_, place| place.put(width + classes + 1, weight));
        Self { blocks, width, classes, drawn: vec![0; count] }
    }

    /// Draws samples of `data` with replacement, each with the target `label`.
    pub fn draw(&mut self, data: &TrainingData, label: f32, random: &mut Random) {
        let (width, classes, drawn) = (self.width, self.classes, &mut self.drawn);
        self.blocks.each_sample(|sample, place| {
            let number = random.below(data.count());
            drawn[sample] = number;
            for (row, value) in data.row(number).iter().enumerate() {
                place.put(row, *value);
            }
            for class in 0..classes {
                place.put(width + class, one_hot(data.labels()[number], class));
            }
            place.put(width + classes, label);
        });
    }
}

/// A batch of fakes: the noise, with the class as one-hot where there are classes, that G gets, and the rows that D gets as of the
/// data: G's outputs, the class, the target and the sample weight.
#[derive(Clone, Debug)]
pub(super) struct FakeBatch {
    pub noise: Blocks,
    pub blocks: Blocks,
    /// The noise of the batch, `[n, z]`.
    pub drawn: Vec<f32>,
    numbers: usize,
    width: usize,
    classes: usize,
    /// The target and the sample weight that the blocks have.
    aim: (f32, f32),
}

impl FakeBatch {
    pub fn new(count: usize, numbers: usize, width: usize, classes: usize) -> Self {
        let (noise, blocks) = (Blocks::new(numbers + classes, count), Blocks::new(width + classes + 2, count));
        Self { noise, blocks, drawn: vec![0.0; count * numbers], numbers, width, classes, aim: (0.0, 0.0) }
    }

    /// Draws noise, and gives each fake the class of the sample of the data at its place.
    pub fn draw(&mut self, noise: Noise, classes: Option<(&TrainingData, &[usize])>, random: &mut Random) {
        let numbers = self.numbers;
        super::noise::fill(noise.distribution, random, &mut self.drawn);
        let values = &self.drawn;
        self.noise.each_sample(|sample, place| {
            for (row, value) in values[sample * numbers..][..numbers].iter().enumerate() {
                place.put(row, *value);
            }
        });
        let Some((data, drawn)) = classes else { return };
        let (width, classes) = (self.width, self.classes);
        self.noise.each_sample(|sample, place| {
            for class in 0..classes {
                place.put(numbers + class, one_hot(data.labels()[drawn[sample]], class));
            }
        });
        self.blocks.each_sample(|sample, place| {
            for class in 0..classes {
                place.put(width + class, one_hot(data.labels()[drawn[sample]], class));
            }
        });
    }

    /// Gives all fakes the target and the sample weight sign/B.
    pub fn aim(&mut self, target: f32, sign: f32) {
        let aim = (target, sign / self.blocks.count as f32);
        if aim == self.aim {
            return;
        }
        self.aim = aim;
        let row = self.width + self.classes;
        self.blocks.each_sample(|_, place| {
            place.put(row, aim.0);
            place.put(row + 1, aim.1);
        });
    }

    /// The fakes of the batch, `[n, d]`.
    pub fn rows(&self) -> Vec<f32> {
        self.blocks.read(0..self.width)
    }
}

fn one_hot(label: u32, class: usize) -> f32 {
    if label as usize == class { 1.0 } else { 0.0 }
}
