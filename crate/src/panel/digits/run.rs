//! A run of training that can be gone back over, and what it has come to.

use wide::f32x4;

use super::material::{Lesson, Material};
use super::settings::Settings;
use crate::data::digits::Digits;
use crate::model::curves::{Curves, Measures};
use crate::model::error::Error;
use crate::model::fit::{Checkpoint, EvaluationSet, Fit};
use crate::model::network::Network;
use crate::model::samples::Points;

/// The most states kept to go back to; between two of them the run is repeated, which gives the same bits.
const MOST_CHECKPOINTS: usize = 32;

/// A part of the pictures, to be put through the network.
#[derive(Clone, Debug)]
struct Exam {
    points: Points,
    outputs: Vec<f32>,
}

impl Exam {
    fn new(lesson: &Lesson, network: &Network) -> Result<Self, Error> {
        let points = lesson.points()?;
        let outputs = vec![0.0; points.count() * network.outputs()];
        Ok(Self { points, outputs })
    }

    /// What the network takes each picture for.
    fn sit(&mut self, network: &Network, scratch: &mut Vec<f32x4>) -> Vec<usize> {
        // An output too large to be a number is a decision all the same.
        let _ = network.predict_into(&self.points, scratch, &mut self.outputs);
        self.outputs.chunks_exact(network.outputs()).map(decided).collect()
    }
}

/// The answer of outputs: the greatest of several, the first of equals; of one whether it is at least 0.5.
pub fn decided(outputs: &[f32]) -> usize {
    match outputs {
        [one] => usize::from(*one >= 0.5),
        many => (1..many.len()).fold(0, |best, at| if many[at] > many[best] { at } else { best }),
    }
}

/// A run from its start.
#[derive(Clone, Debug)]
pub struct Run {
    fit: Fit,
    material: Material,
    measured: EvaluationSet,
    training: Exam,
    held: Exam,
    answers: Vec<usize>,
    scratch: Vec<f32x4>,
    /// States at multiples of `stride` epochs.
    checkpoints: Vec<(u64, Checkpoint)>,
    stride: u64,
    curves: Curves,
    length: u64,
}

impl Run {
    /// A run at its start.
    ///
    /// # Errors
    /// As [`Fit::new`]; the table allows no settings for which there are any.
    pub fn new(settings: &Settings, digits: &Digits) -> Result<Self, Error> {
        let material = Material::new(settings, digits);
        let network = settings.network()?;
        let training = Exam::new(&material.training, &network)?;
        let held = Exam::new(&material.held, &network)?;
        let fit = Fit::new(network, material.training.samples()?, None, settings.training())?;
        let measured = fit.evaluation_set(&material.held.samples()?)?;
        let checkpoints = vec![(0, fit.checkpoint())];
        let (answers, scratch, curves) = (Vec::new(), Vec::new(), Curves::default());
        let mut run = Self {
            fit,
            material,
            measured,
            training,
            held,
            answers,
            scratch,
            checkpoints,
            stride: 1,
            curves,
            length: 0,
        };
        let loss = run.fit.training_loss().ok();
        let measures = run.measure(loss);
        run.curves.push(0, measures);
        Ok(run)
    }

    /// The network at the epoch shown.
    pub fn network(&self) -> &Network {
        self.fit.network()
    }

    /// The fit itself.
    pub fn fit(&self) -> &Fit {
        &self.fit
    }

    /// What is learned from and what is held out.
    pub fn material(&self) -> &Material {
        &self.material
    }

    /// What each held-out picture is taken for at the epoch shown.
    pub fn answers(&self) -> &[usize] {
        &self.answers
    }

    /// The outputs for a held-out picture at the epoch shown.
    pub fn outputs(&self, place: usize) -> &[f32] {
        let outputs = self.network().outputs();
        &self.held.outputs[place * outputs..][..outputs]
    }

    /// The curves of the whole run, which may go further than the epoch shown.
    pub fn curves(&self) -> &Curves {
        &self.curves
    }

    /// Epochs done at the place shown.
    pub fn epochs(&self) -> u64 {
        self.fit.position().epochs
    }

    /// Whole epochs done and batches of the one under way.
    pub fn place(&self) -> [u32; 2] {
        let position = self.fit.position();
        [u32::try_from(position.epochs).unwrap_or(u32::MAX), u32::try_from(position.batch).unwrap_or(u32::MAX)]
    }

    /// The last epoch reached.
    pub fn length(&self) -> u64 {
        self.length
    }

    fn measure(&mut self, training: Option<f64>) -> Measures {
        let share = |answers: &[usize], labels: &[usize]| {
            answers.iter().zip(labels).filter(|(a, b)| a == b).count() as f64 / labels.len() as f64
        };
        let learned = self.training.sit(self.fit.network(), &mut self.scratch);
        self.sit();
        Measures {
            training,
            validation: None,
            test: self.fit.loss_on(&self.measured),
            training_accuracy: share(&learned, &self.material.training.labels),
            validation_accuracy: None,
            test_accuracy: Some(share(&self.answers, &self.material.held.labels)),
        }
    }

    fn sit(&mut self) {
        self.answers = self.held.sit(self.fit.network(), &mut self.scratch);
    }

    /// To the end of the epoch under way.
    ///
    /// # Errors
    /// [`Error::Diverged`]: the last good state is kept.
    pub fn epoch(&mut self) -> Result<(), Error> {
        let trained = self.fit.epoch();
        self.note(trained)
    }

    /// One batch.
    ///
    /// # Errors
    /// As [`Run::epoch`].
    pub fn batch(&mut self) -> Result<(), Error> {
        let trained = self.fit.step();
        self.note(trained)
    }

    fn note(&mut self, trained: Result<(), Error>) -> Result<(), Error> {
        let epoch = self.epochs();
        if epoch <= self.length {
            self.sit();
            return trained;
        }
        self.length = epoch;
        let training = self.fit.history().entries().last().map(|entry| entry.loss);
        let measures = self.measure(training);
        self.curves.push(epoch, measures);
        if epoch.is_multiple_of(self.stride) {
            self.checkpoints.push((epoch, self.fit.checkpoint()));
            if self.checkpoints.len() == MOST_CHECKPOINTS {
                self.stride *= 2;
                let stride = self.stride;
                self.checkpoints.retain(|(epoch, _)| epoch.is_multiple_of(stride));
            }
        }
        trained
    }

    /// Shows the network as it was after `epoch` epochs, or as near as the run has been.
    pub fn seek(&mut self, epoch: u64) {
        let epoch = epoch.min(self.length);
        if epoch == self.epochs() && self.fit.position().batch == 0 {
            return;
        }
        let before = self.checkpoints.iter().rev().find(|(at, _)| *at <= epoch);
        let Some((at, checkpoint)) = before else { return };
        // From a state of this very run there is nothing that could fail.
        if self.fit.restore(checkpoint).is_ok() {
            let _ = self.fit.run(epoch - at, |_| true);
        }
        self.sit();
    }
}
