//! What the network learns from, what it is measured on, and what is kept back for a last test.

use super::settings::{Lessons, Settings, Task};
use crate::data::digits::{CELLS, CLASSES, Cells, Digits, FULL};
use crate::data::split::{Split, Splitter};
use crate::model::error::Error;
use crate::model::random::Random;
use crate::model::samples::{Points, Samples};

/// The share of the images that are not learned from. The first half of them is for validation, the second for the test.
pub const HELD_OUT: f64 = 0.2;
/// What every cell holds where all images are the same: the mean of the data set, 561,718 black pixels in 1797 · 64 cells.
pub(super) const MEAN: u8 = 5;
/// Apart from the streams of the network's own chance.
pub(super) const LABELS: u64 = 7 << 32;

/// Images with their labels: 0 to 9, or 1 for a 5 and 0 for none.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// The images' numbers in the data set.
    pub numbers: Vec<usize>,
    /// The images as the network gets them.
    pub images: Vec<Cells>,
    /// Their labels.
    pub labels: Vec<usize>,
    outputs: usize,
}

/// The parts of the data set.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// What is learned from.
    pub training: Examples,
    /// What a run is measured on while it learns.
    pub validation: Examples,
    /// What nothing is chosen by.
    pub test: Examples,
}

/// The network's 64 inputs: each cell's count by 16, from 0 to 1.
pub fn inputs(cells: &Cells) -> [f32; CELLS] {
    cells.map(|count| f32::from(count) / f32::from(FULL))
}

impl Examples {
    fn new(task: Task, digits: &Digits, numbers: Vec<usize>) -> Self {
        let label = |number: &usize| match task {
            Task::Digit => digits.label(*number),
            Task::Five => usize::from(digits.label(*number) == 5),
        };
        Self {
            images: numbers.iter().map(|number| *digits.image(*number)).collect(),
            labels: numbers.iter().map(label).collect(),
            outputs: if task == Task::Five { 1 } else { CLASSES },
            numbers,
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    fn rows(&self) -> Vec<f32> {
        self.images.iter().flat_map(inputs).collect()
    }

    /// For the engine to learn from.
    ///
    /// # Errors
    /// When there are none.
    pub fn samples(&self) -> Result<Samples, Error> {
        #[allow(clippy::cast_possible_truncation)] // at most 9
        if self.outputs > 1 {
            let labels: Vec<_> = self.labels.iter().map(|label| *label as u32).collect();
            return Samples::of_classes(CELLS, &self.rows(), self.outputs, &labels);
        }
        let targets: Vec<_> = self.labels.iter().map(|label| *label as f32).collect();
        Samples::new(CELLS, &self.rows(), &targets)
    }

    /// For the engine to answer, in portions of at most `most`.
    pub fn points(&self, most: usize) -> Vec<Points> {
        let portions = self.images.chunks(most.max(1));
        portions
            .filter_map(|images| Points::new(CELLS, &images.iter().flat_map(inputs).collect::<Vec<_>>()).ok())
            .collect()
    }
}

impl Parts {
    /// The images as `settings` split them and teach them. Whatever is taught, validation and test have all ten digits as they are.
    pub fn new(settings: &Settings, digits: &Digits) -> Self {
        let seed = Some(u64::from(settings.dataseed));
        // All 1797 images can be split so.
        let split = Splitter { test: HELD_OUT, validation: 0.0, seed }.split(digits.count());
        let Split { training, test: mut held_out, .. } =
            split.unwrap_or(Split { training: Vec::new(), validation: Vec::new(), test: Vec::new() });
        let test = held_out.split_off(held_out.len() / 2);
        let taught = training.into_iter().filter(|number| settings.teaches(digits.label(*number)));
        let mut training = Examples::new(settings.task, digits, taught.collect());
        match settings.lessons {
            Lessons::Digits => {}
            Lessons::Shuffled => {
                Random::stream(u64::from(settings.dataseed), LABELS).shuffle(&mut training.labels);
            }
            Lessons::Constant => training.images.fill([MEAN; CELLS]),
        }
        let of = |numbers| Examples::new(settings.task, digits, numbers);
        Self { training, validation: of(held_out), test: of(test) }
    }
}
