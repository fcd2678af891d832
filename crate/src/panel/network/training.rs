//! Playing, stepping, going back, and the runs kept to compare with.

use super::curves::{Curves, Measures};
use super::points;
use super::run::Run;
use super::shape::{Feature, Hidden};
use super::state::TABLE;
use super::{Machine, NetworkPanel, Place};
use crate::data::synthetic::Point;
use crate::model::error::Error;
use crate::model::limits::MAX_MAGNITUDE;
use crate::model::parameter_name::ParameterName;
use crate::panel::table::Value;

/// The most earlier runs kept to compare with.
const MOST_KEPT: usize = 5;
/// A link without weights is trained up to its epoch when it opens: at most for so many parameters times samples in all.
const MOST_AHEAD: u64 = 4_000_000_000;

/// An earlier run, to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRun {
    /// What it was: `2-4-2-1 tanh · SGD 0.03 · #1`.
    pub name: String,
    /// (epoch, training loss, test loss where there were test points).
    pub losses: Vec<(u64, Option<f64>, Option<f64>)>,
}

/// Why a run does not go on.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// It has reached the number of epochs asked for.
    Epochs,
    /// Its training loss has fallen to the one asked for.
    Loss,
    /// A parameter would have left every sensible range.
    Diverged {
        /// The update that would have done it, from 1.
        step: u64,
        /// The epoch it belongs to, from 1.
        epoch: u64,
        /// The parameter.
        parameter: ParameterName,
        /// What it would have become.
        value: f32,
    },
    /// The network cannot be trained at all; the layer of weights, from 1, whose step function has no slope.
    Step(usize),
    /// An input is beyond what networks here calculate with.
    TooLarge {
        /// The point, from 1.
        point: usize,
        /// The input.
        feature: Feature,
        /// Its value in double precision, in which no product of single ones is beyond bounds.
        value: f64,
    },
    /// Something that the table of the panel's state rules out.
    Other,
}

impl From<&Error> for Halt {
    fn from(error: &Error) -> Self {
        match *error {
            Error::Diverged { step, epoch, parameter, value } => Self::Diverged { step, epoch, parameter, value },
            Error::StepHasNoGradient { layer } => Self::Step(layer),
            _ => Self::Other,
        }
    }
}

/// Why a network is not trained: of an input too large, which.
fn explain(why: &Error, features: &[Feature], points: &[Point]) -> Halt {
    if !matches!(why, Error::Value { .. }) {
        return why.into();
    }
    let too_large = points.iter().enumerate().find_map(|(number, point)| {
        let mut inputs = features.iter().zip(points::inputs(features, point));
        let (feature, _) = inputs.find(|(_, value)| value.is_nan() || value.abs() > MAX_MAGNITUDE)?;
        let value = feature.in_double(point.inputs);
        Some(Halt::TooLarge { point: number + 1, feature: *feature, value })
    });
    too_large.unwrap_or(Halt::Other)
}

impl NetworkPanel {
    fn run(&mut self) -> Result<&mut Run, Halt> {
        match &mut self.machine {
            Machine::Learning(run) => Ok(run),
            Machine::Still(_, why) => Err(explain(why, &self.settings.inputs, &self.points)),
        }
    }

    /// Why the network can't learn as it is, if so.
    pub fn still(&self) -> Option<Halt> {
        match &self.machine {
            Machine::Learning(run) => run.fit().diverged().map(Halt::from),
            Machine::Still(_, why) => Some(explain(why, &self.settings.inputs, &self.points)),
        }
    }

    /// Whole epochs done at the place shown.
    pub fn epochs(&self) -> u64 {
        if let Machine::Learning(run) = &self.machine { run.epochs() } else { 0 }
    }

    /// Batches done of the epoch under way, how many it has, and samples looked at in the batch under way.
    pub fn within_epoch(&self) -> [usize; 3] {
        let Machine::Learning(run) = &self.machine else { return [0, 1, 0] };
        let position = run.fit().position();
        [position.batch, run.fit().steps_per_epoch(), position.sample]
    }

    /// The first and the last epoch that can be gone back to.
    pub fn span(&self) -> [u64; 2] {
        if let Machine::Learning(run) = &self.machine { run.span() } else { [0, 0] }
    }

    /// The curves of the run.
    pub fn curves(&self) -> Option<&Curves> {
        if let Machine::Learning(run) = &self.machine { Some(run.curves()) } else { None }
    }

    /// The earlier runs, newest last.
    pub fn kept(&self) -> &[KeptRun] {
        &self.kept
    }

    /// Forgets the earlier runs.
    pub fn forget_kept(&mut self) {
        self.kept.clear();
    }

    /// The measures of the network as it is now; nothing for one that cannot be trained.
    pub fn measures(&mut self) -> Option<Measures> {
        self.run().ok().map(Run::measure_now)
    }

    /// Counts of points told right and wrong: see [`Run::confusion`].
    pub fn confusion(&mut self) -> [Option<[usize; 4]>; 2] {
        self.run().map_or([None, None], Run::confusion)
    }

    /// The shares of training and test points told right.
    pub(super) fn accuracies(&mut self) -> Option<(f64, Option<f64>)> {
        let Measures { training_accuracy, test_accuracy, .. } = self.measures()?;
        Some((training_accuracy, test_accuracy))
    }

    /// Which stop condition the place shown fulfils.
    fn stop(&self) -> Option<Halt> {
        let (stop, goal) = (self.settings.count("stop"), self.settings.number("goalloss"));
        let loss = self.curves().and_then(|curves| curves.entries().last()).and_then(|entry| entry.last.training);
        if stop > 0 && self.epochs() >= u64::from(stop) {
            return Some(Halt::Epochs);
        }
        (goal > 0.0 && self.epochs() == self.span()[1] && loss.is_some_and(|loss| loss <= goal)).then_some(Halt::Loss)
    }

    /// Trains `epochs` epochs; a stop condition that is newly fulfilled ends them.
    ///
    /// # Errors
    /// Why the run does not go on.
    pub fn train(&mut self, epochs: u32) -> Result<(), Halt> {
        for _ in 0..epochs {
            let before = self.stop();
            self.run()?.epoch().map_err(|error| Halt::from(&error))?;
            if let Some(halt) = self.stop().filter(|_| before.is_none()) {
                return Err(halt);
            }
        }
        Ok(())
    }

    /// One update.
    ///
    /// # Errors
    /// Why the run does not go on.
    pub fn batch(&mut self) -> Result<(), Halt> {
        self.run()?.step().map_err(|error| Halt::from(&error))
    }

    /// One sample.
    ///
    /// # Errors
    /// Why the run does not go on.
    pub fn sample(&mut self) -> Result<(), Halt> {
        self.run()?.sample().map_err(|error| Halt::from(&error))
    }

    /// The point that the next sample is; nothing for a network that cannot be trained.
    pub fn next_sample(&mut self) -> Option<usize> {
        let number = self.run().ok()?.next_sample();
        self.parts.training.get(number).copied()
    }

    /// Shows the network as it was after `epoch` epochs.
    pub fn seek(&mut self, epoch: u64) {
        if let Ok(run) = self.run() {
            run.seek(epoch);
        }
    }

    /// Trains up to `epoch`, as a link without weights asks; not further than can be done while it opens.
    pub(super) fn train_to(&mut self, epoch: u64) {
        let each = (self.parts.training.len() * self.network().parameters().len()).max(1) as u64;
        let epoch = epoch.min(MOST_AHEAD / each);
        while self.epochs() < epoch && self.train(1).is_ok() {}
    }

    /// Back to the start of the run, which is kept to compare with.
    pub fn reset(&mut self) {
        self.keep_run();
        let start = Place { frozen: self.network().frozen().to_vec(), ..self.start.clone() };
        self.run_from(&start, Curves::default());
        self.start = start;
    }

    /// Another seed for the first weights, and so a new run.
    pub fn reseed(&mut self) {
        let seed = (self.settings.count("seed") + 1) % 1_000_000;
        self.set_value("seed", Value::Count(seed));
    }

    /// Other points of the same kind.
    pub fn redraw(&mut self) {
        let seed = (self.settings.count("dataseed") + 1) % 1_000_000;
        self.set_value("dataseed", Value::Count(seed));
    }

    /// What helps a run that has diverged: a tenth of the learning rate, from the start of the run.
    pub fn calm(&mut self) {
        let rate = (self.settings.number("rate") / 10.0).to_string();
        let rate = rate.parse().unwrap_or(0.01);
        self.reset();
        self.set_value("rate", Value::Real(rate));
    }

    pub(super) fn set_value(&mut self, name: &str, value: Value) {
        let mut settings = self.settings.clone();
        if TABLE.field(name).is_some_and(|field| settings.set(field, value)) {
            self.adopt(name, settings);
        }
    }

    /// Keeps the run's losses to compare with, when it has gone anywhere.
    pub(super) fn keep_run(&mut self) {
        let Some(curves) = self.curves().filter(|curves| curves.entries().len() > 1) else { return };
        let losses = curves.entries().iter().map(|entry| (entry.epoch, entry.last.training, entry.last.test));
        let kept = KeptRun { name: self.run_name(), losses: losses.collect() };
        self.kept.retain(|other| other.name != kept.name);
        self.kept.push(kept);
        if self.kept.len() > MOST_KEPT {
            self.kept.remove(0);
        }
    }

    /// What tells this run from others: `2-4-2-1 tanh · SGD 0.03 · #1`.
    pub fn run_name(&self) -> String {
        let network = self.network();
        let sizes = std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units));
        let sizes = sizes.map(|size| size.to_string()).collect::<Vec<_>>().join("-");
        let mut activations: Vec<_> =
            self.settings.layers.iter().map(|Hidden { activation, .. }| activation.name()).collect();
        activations.dedup();
        let optimizer = if self.settings.choice("optimizer") == "adam" { "Adam" } else { "SGD" };
        let (rate, seed) = (self.settings.number("rate"), self.settings.count("seed"));
        format!("{sizes} {} · {optimizer} {rate} · #{seed}", activations.join("/")).replace("  ", " ")
    }
}
