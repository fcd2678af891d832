//! The run: a network that learns from the points, measured after each epoch.

use wide::f32x4;

use super::coding::{Coding, Readout};
use super::examples::{Examples, Task};
use super::halt::Halt;
use crate::data::split::Split;
use crate::model::curves::{Curves, Measures};
use crate::model::error::Error;
use crate::model::fit::{Ahead, Checkpoint, EvaluationSet, Fit, Settings};
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::model::timeline::Replay;
use crate::panel::moment::Moment;

/// How long a portion of work may be, in nanoseconds.
const PORTION: u64 = 200_000;
/// The greatest number of epochs and of steps: as many as a link can carry.
const MAX_COUNT: u64 = u32::MAX as u64;

/// What a run learns from and is measured on.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// How rows and targets are told the network, and how it answers.
    pub coding: &'a Coding,
    /// All rows.
    pub examples: &'a Examples,
    /// Which of them serve what.
    pub split: &'a Split,
}

/// Rows whose outputs are compared with their targets.
#[derive(Clone, Debug)]
pub struct Exam {
    points: Points,
    /// The classes, or the values as the network is to give them.
    targets: Vec<f64>,
    outputs: Vec<f32>,
}

/// How many rows of each class are predicted as which, row by row: `[classes, classes]`. Empty where there are values to learn.
pub type Confusion = Vec<usize>;

/// A run, from a start that may itself have been trained.
#[derive(Clone, Debug)]
pub struct Run {
    fit: Fit,
    readout: Readout,
    training: Exam,
    validation: Option<Exam>,
    test: Option<(Exam, EvaluationSet)>,
    scratch: Vec<f32x4>,
    curves: Curves,
    /// The step just made, while the run stands where it has led to.
    passed: Option<Box<Ahead>>,
}

impl Exam {
    /// The rows with these numbers.
    ///
    /// # Errors
    /// When an input is too large.
    pub fn new(material: &Material, numbers: &[usize]) -> Result<Self, Error> {
        let Coding { readout, .. } = material.coding;
        let points = material.coding.to_predict(material.examples, numbers)?;
        let targets = numbers.iter().map(|&number| readout.target.scaled(material.examples.value(number))).collect();
        Ok(Self { points, targets, outputs: vec![0.0; numbers.len() * readout.nodes()] })
    }

    /// The score of a network, and how it confuses the classes.
    pub fn evaluate(&mut self, network: &Network, readout: Readout, scratch: &mut Vec<f32x4>) -> (f64, Confusion) {
        // An output too large to be a number is a decision all the same: its sign is right.
        let _ = network.predict_into(&self.points, scratch, &mut self.outputs);
        let Task::Classes(classes) = readout.task else { return (self.determination(), Confusion::new()) };
        let mut counts = vec![0; classes * classes];
        for (outputs, class) in self.outputs.chunks_exact(readout.nodes()).zip(&self.targets) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // the number of a class
            let class = *class as usize;
            counts[class * classes + readout.decided(outputs)] += 1;
        }
        (accuracy(&counts, classes), counts)
    }

    /// The coefficient of determination R² = 1 − Σ(t − o)²/Σ(t − t̄)², at most 1; 0 is as good as the mean.
    fn determination(&self) -> f64 {
        let mean = self.targets.iter().sum::<f64>() / self.targets.len().max(1) as f64;
        let sum = |of: &dyn Fn((usize, &f64)) -> f64| self.targets.iter().enumerate().map(of).sum::<f64>();
        let squares = sum(&|(at, t)| (t - f64::from(self.outputs[at])).powi(2));
        let total = sum(&|(_, t)| (t - mean).powi(2));
        if total > 0.0 && squares.is_finite() { 1.0 - squares / total } else { 0.0 }
    }
}

/// The share of rows whose class is predicted.
fn accuracy(counts: &[usize], classes: usize) -> f64 {
    let right: usize = counts.iter().step_by(classes + 1).sum();
    right as f64 / counts.iter().sum::<usize>().max(1) as f64
}

/// What is told of a moment, and what is measured where it is not.
fn told(moment: &Moment, measured: Measures) -> Measures {
    Measures {
        training: moment.loss.or(measured.training),
        validation: moment.validation_loss.or(measured.validation),
        training_accuracy: moment.accuracy.unwrap_or(measured.training_accuracy),
        validation_accuracy: moment.validation_accuracy.or(measured.validation_accuracy),
        ..measured
    }
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
        let Material { coding, examples, split } = *material;
        let of = |numbers: &[usize]| coding.samples(examples, numbers);
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
        let mut run = Self {
            fit,
            readout: coding.readout,
            training,
            validation,
            test,
            scratch: Vec::new(),
            curves,
            passed: None,
        };
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
        let (network, readout) = (self.fit.network(), self.readout);
        let mut evaluate = |exam: &mut Exam| exam.evaluate(network, readout, &mut self.scratch);
        let (training_accuracy, trained) = evaluate(&mut self.training);
        let (validation_accuracy, validated) = self.validation.as_mut().map(&mut evaluate).unzip();
        let (test_accuracy, tested) = self.test.as_mut().map(|(exam, _)| evaluate(exam)).unzip();
        let gradients = self.fit.gradient_sizes();
        let measures =
            Measures { training, validation, test, training_accuracy, validation_accuracy, test_accuracy, gradients };
        (measures, [Some(trained), validated, tested])
    }

    /// Begins the curves at the place shown.
    fn note_beginning(&mut self) {
        let epochs = self.position();
        self.curves.truncate(epochs.saturating_sub(1));
        let (measures, _) = self.measure();
        self.curves.push(epochs, Measures { gradients: self.fit.gradient_sizes_ahead(), ..measures });
    }

    /// One step: the rest of the batch under way, and the update. It can be looked at afterwards.
    ///
    /// # Errors
    /// As [`Replay::go_on`].
    pub fn step(&mut self) -> Result<(), Halt> {
        self.check_counts()?;
        let ahead = self.fit.ahead();
        self.fit.step()?;
        self.passed = Some(Box::new(ahead));
        Ok(())
    }

    /// The step that has just been made by itself.
    pub fn passed(&self) -> Option<&Ahead> {
        self.passed.as_deref()
    }

    /// Looks at one sample, and updates after a batch's last.
    ///
    /// # Errors
    /// As [`Replay::go_on`].
    pub fn sample(&mut self) -> Result<(), Halt> {
        self.check_counts()?;
        self.passed = None;
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
        self.passed = None;
        let position = self.fit.position();
        let numbers = self.fit.numbers();
        self.fit.go_on_from(&numbers, position.epochs, position.steps)?;
        self.curves.truncate(position.epochs);
        if position.epochs == 0 {
            self.note_beginning();
        }
        Ok(())
    }

    /// Goes to a place that has been come to elsewhere: `parameters` after so many whole epochs, on new curves where it `begins` there.
    ///
    /// # Errors
    /// As [`Fit::go_on_from`]; nothing changes then.
    pub fn go_to(&mut self, parameters: &[f32], epochs: u64, begins: bool) -> Result<(), Error> {
        self.fit.go_on_from(parameters, epochs, 0)?;
        self.passed = None;
        if begins {
            self.curves = Curves::default();
        }
        Ok(())
    }

    /// Notes what is told of a training elsewhere, in the place of what was told before of the same epoch and of all later ones. What is
    /// not told is what is `measured` here, or stays open as long as that is not known.
    pub fn note_told(&mut self, moment: &Moment, measured: Option<Measures>) {
        let epoch = moment.epoch_of_losses();
        let accuracy = self.curves.entries().last().map_or(0.0, |entry| entry.last.training_accuracy);
        let open = Measures { training_accuracy: accuracy, ..Measures::default() };
        let told = measured.map_or_else(|| told(moment, open), |measured| self.all_told(moment, measured));
        match epoch {
            0 => self.curves = Curves::default(),
            epoch => self.curves.truncate(epoch - 1),
        }
        self.curves.push(epoch, told);
    }

    /// Completes what was noted last by what has been measured since.
    pub fn complete_told(&mut self, moment: &Moment, measured: Measures) {
        let told = self.all_told(moment, measured);
        self.curves.complete(told);
    }

    fn all_told(&self, moment: &Moment, measured: Measures) -> Measures {
        told(moment, Measures { gradients: self.fit.gradient_sizes_ahead(), ..measured })
    }

    /// Whether an epoch takes no longer than a portion of work.
    pub fn is_quick(&self) -> bool {
        self.epoch_cost() <= PORTION
    }

    /// How long an epoch takes, in nanoseconds: about as long as in a browser on an old laptop.
    pub fn epoch_cost(&self) -> u64 {
        let network = self.network();
        let each = (network.parameters().len() + 8 * network.units()) as u64;
        let held = self.validation.iter().chain(self.test.iter().map(|(exam, _)| exam)).map(|exam| exam.targets.len());
        let visits = 4 * self.training.targets.len() + 2 * held.sum::<usize>();
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
        self.passed = None;
        // A state of this very run has its number of parameters.
        let _ = self.fit.restore(state);
    }

    /// Trains to the end of the epoch under way.
    ///
    /// # Errors
    /// [`Halt::Diverged`] with the last good state kept, or [`Halt::TooLong`].
    fn go_on(&mut self) -> Result<(), Halt> {
        self.check_counts()?;
        self.passed = None;
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
