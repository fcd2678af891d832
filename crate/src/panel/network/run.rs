//! The run: a network that learns from the points, measured after each epoch.

use wide::f32x4;

use super::halt::Halt;
use super::points;
use super::shape::{Feature, Output};
use crate::data::split::Split;
use crate::data::synthetic::Point;
use crate::model::curves::{Curves, Measures};
use crate::model::error::Error;
use crate::model::fit::{Checkpoint, EvaluationSet, Fit, Settings};
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::model::timeline::Replay;

/// How long a portion of work may be, in nanoseconds.
const PORTION: u64 = 200_000;
/// The greatest number of epochs and of steps: as many as a link can carry.
const MAX_COUNT: u64 = u32::MAX as u64;

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
    pub split: &'a Split,
}

/// Points whose outputs are compared with their labels.
#[derive(Clone, Debug)]
struct Exam {
    points: Points,
    labels: Vec<bool>,
    outputs: Vec<f32>,
}

/// How many points of each class are predicted as which: of class 0 as 0 and as 1, then of class 1.
pub type Confusion = [usize; 4];

/// A run, from a start that may itself have been trained.
#[derive(Clone, Debug)]
pub struct Run {
    fit: Fit,
    output: Output,
    training: Exam,
    validation: Option<Exam>,
    test: Option<(Exam, EvaluationSet)>,
    scratch: Vec<f32x4>,
    curves: Curves,
}

impl Exam {
    fn new(material: &Material, numbers: &[usize]) -> Result<Self, Error> {
        let points = points::to_predict(material.features, material.points, numbers)?;
        let labels = numbers.iter().map(|&number| material.points[number].label).collect();
        Ok(Self { points, labels, outputs: vec![0.0; numbers.len() * material.output.nodes()] })
    }

    fn evaluate(&mut self, network: &Network, output: Output, scratch: &mut Vec<f32x4>) -> Confusion {
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

fn accuracy(counts: Confusion) -> f64 {
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
        let Material { features, output, points, split } = *material;
        let of = |numbers: &[usize]| points::samples(features, output, points, numbers);
        let validation = (!split.validation.is_empty()).then(|| of(&split.validation)).transpose()?;
        let mut fit = Fit::new(network, of(&split.training)?, validation.as_ref(), settings)?;
        fit.go_on_from(numbers, epochs, steps)?;
        if steps == 0 {
            // Before the first step an optimizer remembers nothing, and a link says nothing of it.
            fit.go_on_from(&numbers[..fit.network().parameters().len()], epochs, steps)?;
        }
        let exam = |numbers: &[usize]| (!numbers.is_empty()).then(|| Exam::new(material, numbers)).transpose();
        let test = match exam(&split.test)? {
            Some(exam) => Some((exam, fit.evaluation_set(&of(&split.test)?)?)),
            None => None,
        };
        curves.truncate(epochs);
        let (training, validation) = (Exam::new(material, &split.training)?, exam(&split.validation)?);
        let mut run = Self { fit, output, training, validation, test, scratch: Vec::new(), curves };
        if run.curves.entries().last().is_none_or(|entry| entry.epoch < epochs || epochs == 0) {
            run.note_beginning();
        }
        Ok(run)
    }

    /// The network at the place shown.
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

    /// The measures of the network at the place shown, and what it makes of the points for training, validation and test.
    pub fn measure(&mut self) -> (Measures, [Option<Confusion>; 3]) {
        let training = self.fit.training_loss().ok();
        self.measure_with(training)
    }

    fn measure_with(&mut self, training: Option<f64>) -> (Measures, [Option<Confusion>; 3]) {
        let validation = self.fit.validation_loss();
        let test = match &self.test {
            Some((_, held)) => self.fit.loss_on(held),
            None => None,
        };
        let (network, output) = (self.fit.network(), self.output);
        let mut evaluate = |exam: &mut Exam| exam.evaluate(network, output, &mut self.scratch);
        let trained = evaluate(&mut self.training);
        let validated = self.validation.as_mut().map(&mut evaluate);
        let tested = self.test.as_mut().map(|(exam, _)| evaluate(exam));
        let measures = Measures {
            training,
            validation,
            test,
            training_accuracy: accuracy(trained),
            validation_accuracy: validated.map(accuracy),
            test_accuracy: tested.map(accuracy),
        };
        (measures, [Some(trained), validated, tested])
    }

    /// Begins the curves at the place shown.
    fn note_beginning(&mut self) {
        let epochs = self.position();
        self.curves.truncate(epochs.saturating_sub(1));
        let (measures, _) = self.measure();
        self.curves.push(epochs, measures);
    }

    /// One step: the rest of the batch under way, and the update.
    ///
    /// # Errors
    /// As [`Replay::go_on`].
    pub fn step(&mut self) -> Result<(), Halt> {
        self.check_counts()?;
        Ok(self.fit.step()?)
    }

    /// Looks at one sample, and updates after a batch's last.
    ///
    /// # Errors
    /// As [`Replay::go_on`].
    pub fn sample(&mut self) -> Result<(), Halt> {
        self.check_counts()?;
        self.fit.sample()?;
        Ok(())
    }

    /// The number among the training points of the sample to be looked at next.
    pub fn next_sample(&mut self) -> usize {
        let at = self.fit.position().sample;
        self.fit.batch_samples()[at]
    }

    /// Changes which parameters are frozen, or their values. The epoch under way begins again.
    ///
    /// # Errors
    /// Those of `change`; nothing changes then.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), Error> {
        self.fit.edit(change)?;
        let position = self.fit.position();
        let numbers = self.fit.numbers();
        self.fit.go_on_from(&numbers, position.epochs, position.steps)?;
        self.curves.truncate(position.epochs);
        if position.epochs == 0 {
            self.note_beginning();
        }
        Ok(())
    }

    /// How long an epoch takes, in nanoseconds: about as long as in a browser on an old laptop.
    pub fn epoch_cost(&self) -> u64 {
        let network = self.network();
        let each = (network.parameters().len() + 8 * network.units()) as u64;
        let held = self.validation.iter().chain(self.test.iter().map(|(exam, _)| exam)).map(|exam| exam.labels.len());
        let visits = 4 * self.training.labels.len() + 2 * held.sum::<usize>();
        3000 + 100 * self.fit.steps_per_epoch() as u64 + each * visits as u64 / 3
    }

    /// Whether the next epoch can be counted.
    fn check_counts(&self) -> Result<(), Halt> {
        let position = self.fit.position();
        let steps = position.steps + self.fit.steps_per_epoch() as u64;
        if position.epochs < MAX_COUNT && steps <= MAX_COUNT { Ok(()) } else { Err(Halt::TooLong) }
    }
}

impl Replay for Run {
    type State = Checkpoint;
    type Halt = Halt;

    fn position(&self) -> u64 {
        self.fit.position().epochs
    }

    fn is_within(&self) -> bool {
        let position = self.fit.position();
        position.batch + position.sample > 0
    }

    fn save(&self) -> Checkpoint {
        self.fit.checkpoint()
    }

    fn load(&mut self, state: &Checkpoint) {
        // A state of this very run has its number of parameters.
        let _ = self.fit.restore(state);
    }

    /// Trains to the end of the epoch under way.
    ///
    /// # Errors
    /// [`Halt::Diverged`] with the last good state kept, or [`Halt::TooLong`].
    fn go_on(&mut self) -> Result<(), Halt> {
        self.check_counts()?;
        Ok(self.fit.epoch()?)
    }

    fn reached(&mut self) {
        let training = self.fit.history().entries().last().map(|entry| entry.loss);
        let (measures, _) = self.measure_with(training);
        self.curves.push(self.position(), measures);
    }

    fn portion(&self) -> u64 {
        (PORTION / self.epoch_cost()).max(1)
    }
}
