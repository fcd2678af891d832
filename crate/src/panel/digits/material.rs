//! What the network learns from and what it is measured on.

use super::settings::Settings;
use crate::data::digits::{CELLS, CLASSES, Cells, Digits, FULL};
use crate::data::split::{Split, Splitter};
use crate::model::error::Error;
use crate::model::samples::{Points, Samples};
use crate::random::Random;

/// The share of the pictures held out.
const HELD_OUT: f64 = 0.2;
/// What every cell holds in the lesson of pictures that are all the same: the mean of the data set, 561,718 black pixels in
/// 1797 · 64 cells.
pub(super) const MEAN: u8 = 5;
/// Apart from the streams of the network's own chance.
pub(super) const LABELS: u64 = 7 << 32;

/// Pictures with what they are to be taken for: 0 to 9, or 1 for a 5 and 0 for none.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The pictures' numbers in the data set.
    pub numbers: Vec<usize>,
    /// The pictures as the network gets them.
    pub pictures: Vec<Cells>,
    /// Their labels.
    pub labels: Vec<usize>,
    outputs: usize,
}

/// The training part and the held-out part.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// What is learned from.
    pub training: Lesson,
    /// What is only measured.
    pub held: Lesson,
}

/// The network's 64 inputs: each cell's count by 16, from 0 to 1.
pub fn inputs(cells: &Cells) -> [f32; CELLS] {
    cells.map(|count| f32::from(count) / f32::from(FULL))
}

impl Lesson {
    fn new(settings: &Settings, digits: &Digits, numbers: Vec<usize>) -> Self {
        let five = settings.asks_for_five();
        let label = |&number: &usize| if five { usize::from(digits.label(number) == 5) } else { digits.label(number) };
        Self {
            pictures: numbers.iter().map(|number| *digits.image(*number)).collect(),
            labels: numbers.iter().map(label).collect(),
            outputs: if five { 1 } else { CLASSES },
            numbers,
        }
    }

    fn rows(&self) -> Vec<f32> {
        self.pictures.iter().flat_map(inputs).collect()
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

    /// For the engine to answer.
    ///
    /// # Errors
    /// When there are none.
    pub fn points(&self) -> Result<Points, Error> {
        Points::new(CELLS, &self.rows())
    }

    /// How many different answers there are.
    pub fn classes(&self) -> usize {
        self.outputs.max(2)
    }
}

impl Material {
    /// The pictures as `settings` part them and teach them. Whatever is taught, the held-out pictures are all ten digits as they are.
    pub fn new(settings: &Settings, digits: &Digits) -> Self {
        let seed = Some(u64::from(settings.count("dataseed")));
        // All 1797 pictures can be parted so.
        let parts = Splitter { test: HELD_OUT, validation: 0.0, seed }.split(digits.count()).unwrap_or(Split {
            training: Vec::new(),
            validation: Vec::new(),
            test: Vec::new(),
        });
        let taught = parts.training.into_iter().filter(|number| settings.teaches(digits.label(*number)));
        let mut training = Lesson::new(settings, digits, taught.collect());
        match settings.choice("lessons") {
            "shuffled" => {
                Random::stream(u64::from(settings.count("dataseed")), LABELS).shuffle(&mut training.labels);
            }
            "constant" => training.pictures.fill([MEAN; CELLS]),
            _ => {}
        }
        Self { training, held: Lesson::new(settings, digits, parts.test) }
    }
}
