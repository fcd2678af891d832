//! A run of training that can be gone back over: what the network was at every epoch, and how it did there.

use std::collections::VecDeque;

use wide::f32x4;

use super::curves::{Curves, Measures};
use super::points;
use super::shape::{Feature, Output};
use crate::data::split::Split;
use crate::data::synthetic::Point;
use crate::model::error::Error;
use crate::model::fit::{Checkpoint, EvaluationSet, Fit, Settings};
use crate::model::network::Network;
use crate::model::samples::Points;

/// The most states kept to go back to; between two of them the run is repeated, which gives the same bits.
const MOST_CHECKPOINTS: usize = 128;

/// What a run learns from and is measured on.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The network's inputs.
    pub features: &'a [Feature],
    /// How its output is read.
    pub output: Output,
    /// All points.
    pub points: &'a [Point],
    /// Which of them serve what.
    pub parts: &'a Split,
}

/// A share of the points, put through the network to count what it tells right.
#[derive(Clone, Debug)]
struct Exam {
    points: Points,
    labels: Vec<bool>,
    outputs: Vec<f32>,
}

/// A run, from a start that may itself have been trained.
#[derive(Clone, Debug)]
pub struct Run {
    fit: Fit,
    output: Output,
    training: Exam,
    test: Option<(Exam, EvaluationSet)>,
    scratch: Vec<f32x4>,
    /// States at multiples of `stride` epochs from the first one's on.
    checkpoints: VecDeque<(u64, Checkpoint)>,
    stride: u64,
    curves: Curves,
    /// The last epoch reached.
    length: u64,
}

impl Exam {
    fn new(material: &Material, numbers: &[usize]) -> Result<Self, Error> {
        let points = points::to_predict(material.features, material.points, numbers)?;
        let labels = numbers.iter().map(|&number| material.points[number].label).collect();
        Ok(Self { points, labels, outputs: vec![0.0; numbers.len() * material.output.nodes()] })
    }

    /// How many points of label 0 are taken for 0 and for 1, and of label 1 for 0 and for 1.
    fn sit(&mut self, network: &Network, output: Output, scratch: &mut Vec<f32x4>) -> [usize; 4] {
        let mut counts = [0; 4];
        // An output too large to be a number is a decision all the same: its sign is right.
        let _ = network.predict_into(&self.points, scratch, &mut self.outputs);
        for (row, label) in self.outputs.chunks_exact(output.nodes()).zip(&self.labels) {
            let decided = row.last().is_some_and(|o| output.decides(*o));
            counts[usize::from(*label) * 2 + usize::from(decided)] += 1;
        }
        counts
    }
}

/// The share told right of [`Exam::sit`]'s counts.
fn accuracy(counts: [usize; 4]) -> f64 {
    (counts[0] + counts[3]) as f64 / counts.iter().sum::<usize>().max(1) as f64
}

impl Run {
    /// A run of `network` from `numbers` ([`Fit::numbers`]) after so many epochs and steps, with the curves of what led there.
    ///
    /// # Errors
    /// As [`Fit::new`] and [`Fit::go_on_from`].
    pub fn new(
        network: Network,
        material: &Material,
        settings: Settings,
        (numbers, epochs, steps): (&[f32], u64, u64),
        mut curves: Curves,
    ) -> Result<Self, Error> {
        let Material { features, output, points, parts } = *material;
        let of = |numbers: &[usize]| points::samples(features, output, points, numbers);
        let validation = (!parts.validation.is_empty()).then(|| of(&parts.validation)).transpose()?;
        let mut fit = Fit::new(network, of(&parts.training)?, validation.as_ref(), settings)?;
        fit.go_on_from(numbers, epochs, steps)?;
        let test = if parts.test.is_empty() {
            None
        } else {
            Some((Exam::new(material, &parts.test)?, fit.evaluation_set(&of(&parts.test)?)?))
        };
        curves.truncate(epochs);
        let checkpoints = VecDeque::from([(epochs, fit.checkpoint())]);
        let training = Exam::new(material, &parts.training)?;
        let scratch = Vec::new();
        let mut run = Self { fit, output, training, test, scratch, checkpoints, stride: 1, curves, length: epochs };
        if run.curves.entries().last().is_none_or(|entry| entry.epoch < epochs || epochs == 0) {
            run.curves.truncate(epochs.saturating_sub(1));
            let measures = run.measure_now();
            run.curves.push(epochs, measures);
        }
        Ok(run)
    }

    /// The network as it is at the place shown.
    pub fn network(&self) -> &Network {
        self.fit.network()
    }

    /// The fit itself.
    pub fn fit(&self) -> &Fit {
        &self.fit
    }

    /// The curves of the whole run, which may go further than the place shown.
    pub fn curves(&self) -> &Curves {
        &self.curves
    }

    /// Where the run began, and the last epoch it has reached.
    pub fn span(&self) -> [u64; 2] {
        [self.checkpoints.front().map_or(0, |(epoch, _)| *epoch), self.length]
    }

    /// Whole epochs done at the place shown.
    pub fn epochs(&self) -> u64 {
        self.fit.position().epochs
    }

    /// What the network as it is now gets right: of training and test points of label 0 how many are taken for 0 and for
    /// 1, and then of label 1.
    pub fn confusion(&mut self) -> [Option<[usize; 4]>; 2] {
        let network = self.fit.network();
        let training = self.training.sit(network, self.output, &mut self.scratch);
        let test = self.test.as_mut().map(|(exam, _)| exam.sit(network, self.output, &mut self.scratch));
        [Some(training), test]
    }

    /// The measures of the network as it is now.
    pub fn measure_now(&mut self) -> Measures {
        let training = self.fit.training_loss().ok();
        self.measure(training)
    }

    fn measure(&mut self, training: Option<f64>) -> Measures {
        let validation = self.fit.validation_loss();
        let test = match &self.test {
            Some((_, held)) => self.fit.loss_on(held),
            None => None,
        };
        let [trained, tested] = self.confusion();
        let training_accuracy = trained.map_or(0.0, accuracy);
        Measures { training, validation, test, training_accuracy, test_accuracy: tested.map(accuracy) }
    }

    /// Trains to the end of the epoch under way.
    ///
    /// # Errors
    /// [`Error::Diverged`]: the last good state is kept.
    pub fn epoch(&mut self) -> Result<(), Error> {
        self.fit.epoch()?;
        self.note_epoch();
        Ok(())
    }

    /// One step: the rest of the batch under way, and the update.
    ///
    /// # Errors
    /// As [`Run::epoch`].
    pub fn step(&mut self) -> Result<(), Error> {
        self.fit.step()?;
        if self.fit.position().batch == 0 {
            self.note_epoch();
        }
        Ok(())
    }

    /// Looks at one sample, and updates after a batch's last.
    ///
    /// # Errors
    /// As [`Run::epoch`].
    pub fn sample(&mut self) -> Result<(), Error> {
        if self.fit.sample()? && self.fit.position().batch == 0 {
            self.note_epoch();
        }
        Ok(())
    }

    /// The number among the training points of the sample to be looked at next.
    pub fn next_sample(&mut self) -> usize {
        let at = self.fit.position().sample;
        self.fit.batch_samples()[at]
    }

    fn note_epoch(&mut self) {
        let epoch = self.epochs();
        if epoch <= self.length {
            return;
        }
        self.length = epoch;
        let training = self.fit.history().entries().last().map(|entry| entry.loss);
        let measures = self.measure(training);
        self.curves.push(epoch, measures);
        let first = self.span()[0];
        if (epoch - first).is_multiple_of(self.stride) {
            self.checkpoints.push_back((epoch, self.fit.checkpoint()));
            if self.checkpoints.len() == MOST_CHECKPOINTS {
                self.stride *= 2;
                let stride = self.stride;
                self.checkpoints.retain(|(epoch, _)| (epoch - first).is_multiple_of(stride));
            }
        }
    }

    /// Shows the network as it was after `epoch` epochs, or as near as the run has been. What came after stays, and comes
    /// again when the run goes on unchanged.
    pub fn seek(&mut self, epoch: u64) {
        let [first, last] = self.span();
        let epoch = epoch.clamp(first, last);
        let before = self.checkpoints.iter().rev().find(|(at, _)| *at <= epoch);
        let Some((at, checkpoint)) = before else { return };
        // From a state of this very run there is nothing that could fail.
        if self.fit.restore(checkpoint).is_ok() {
            let _ = self.fit.run(epoch - at, |_| true);
        }
    }

    /// Changes which parameters are frozen, or their values.
    ///
    /// # Errors
    /// Those of `change`.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), Error> {
        self.fit.edit(change)
    }
}
