//! Images measured by a classifier that knows their classes.

use super::measures::{Floor, Measures, STREAMS, TRIALS, js, kl};
use super::training_data::TrainingData;
use crate::error::{Error, check_length, check_size};
use crate::network::Network;
use crate::random::Random;
use crate::samples::Points;

/// A classifier is sure of an image from this probability of its answer on.
pub const SURE_FROM: f32 = 0.9;
/// A class is covered when it is the answer for more than this share of the images, and the classifier sure of it.
pub const CLASS_COVERED_FROM: f64 = 0.03;

/// What a classifier says of images.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassCounts {
    /// For each class, of how many images the classifier is sure that they belong to it.
    pub sure: Vec<u32>,
    /// How many images it is not sure of.
    pub unsure: u32,
}

impl ClassCounts {
    /// Counts the answers of a `classifier` with a probability a class, for images `rows` `[n, inputs]`.
    ///
    /// # Errors
    /// When the images do not fit the classifier.
    pub fn of(classifier: &Network, rows: &[f32]) -> Result<Self, Error> {
        Ok(Self::count(classifier.outputs(), sure_answers(classifier, rows)?))
    }

    fn count(classes: usize, answers: impl IntoIterator<Item = Option<usize>>) -> Self {
        let mut counts = Self { sure: vec![0; classes], unsure: 0 };
        for answer in answers {
            match answer {
                Some(class) => counts.sure[class] += 1,
                None => counts.unsure += 1,
            }
        }
        counts
    }

    fn cells(&self) -> Vec<u32> {
        self.sure.iter().copied().chain([self.unsure]).collect()
    }
}

/// For each of the images `rows` `[n, inputs]` the class that a `classifier` with a probability a class is sure of.
///
/// # Errors
/// When the images do not fit the classifier.
pub fn sure_answers(classifier: &Network, rows: &[f32]) -> Result<Vec<Option<usize>>, Error> {
    let outputs = classifier.predict(&Points::new(classifier.inputs(), rows)?)?;
    let sure = |answer: &[f32]| answer.iter().position(|probability| *probability >= SURE_FROM);
    Ok(outputs.chunks_exact(classifier.outputs()).map(sure).collect())
}

/// The data that images are compared with, by a classifier's answers.
#[derive(Clone, Debug)]
pub struct ClassReference {
    classifier: Network,
    samples: usize,
    counts: ClassCounts,
    floor: Floor,
}

impl ClassReference {
    /// What `classifier` says of all of `data`, to measure so many images against.
    ///
    /// # Errors
    /// When the data does not fit the classifier, or there are no samples to measure.
    pub fn new(data: &TrainingData, classifier: &Network, samples: usize, seed: u64) -> Result<Self, Error> {
        check_length("inputs of the classifier", data.width(), classifier.inputs())?;
        check_size("The number of samples", samples, 100_000)?;
        let (answers, classes) = (sure_answers(classifier, data.rows())?, classifier.outputs());
        let counts = ClassCounts::count(classes, answers.iter().copied());
        let mut reference = Self { classifier: classifier.clone(), samples, counts, floor: Floor::default() };
        let mut random = Random::stream(seed, STREAMS);
        let mut draw = || ClassCounts::count(classes, (0..samples).map(|_| answers[random.below(answers.len())]));
        let trials: Vec<_> = (0..TRIALS).map(|_| reference.measures_of(&draw())).collect();
        reference.floor = Floor::of(&trials);
        Ok(reference)
    }

    /// How many samples are to be measured.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// What the classifier says of the data.
    pub fn counts(&self) -> &ClassCounts {
        &self.counts
    }

    /// What samples of the data give.
    pub fn floor(&self) -> Floor {
        self.floor
    }

    /// Measures images `rows` `[n, d]`. Images that are none, with numbers too large, count as unsure.
    pub fn measure(&self, rows: &[f32]) -> Measures {
        let count = rows.len() / self.classifier.inputs();
        let none =
            ClassCounts { sure: vec![0; self.classifier.outputs()], unsure: u32::try_from(count).unwrap_or(u32::MAX) };
        self.measures_of(&ClassCounts::of(&self.classifier, rows).unwrap_or(none))
    }

    fn measures_of(&self, counts: &ClassCounts) -> Measures {
        let (cells, own) = (counts.cells(), self.counts.cells());
        let total = cells.iter().map(|n| f64::from(*n)).sum::<f64>().max(1.0);
        let modes: Vec<_> = counts.sure.iter().map(|n| f64::from(*n) / total).collect();
        let is_there = |class: &usize| self.counts.sure[*class] > 0;
        let there: Vec<_> = (0..modes.len()).filter(is_there).collect();
        let covered = there.iter().filter(|class| modes[**class] > CLASS_COVERED_FROM).count();
        Measures {
            kl: kl(&own, &cells),
            js: js(&own, &cells),
            near: modes.iter().sum(),
            reached: covered as f64 / there.len().max(1) as f64,
            covered,
            modes,
        }
    }
}
