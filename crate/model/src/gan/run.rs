//! A run that is measured as it goes on.

use std::collections::VecDeque;

use wide::f32x4;

use super::diagnosis::{Check, Condition, Extent, diagnose};
use super::history::History;
use super::measures::Reference;
use super::{Checkpoint, Diverged, Gan, StepMeasures};
use crate::error::Error;
use crate::random::Random;
use crate::samples::Points;
use crate::timeline::Replay;

/// A run is checked each time after so many iterations, and before the first.
pub const CHECK_EVERY: u64 = 50;
/// How many checks a diagnosis looks back on.
pub const WINDOW: usize = 40;
/// The streams of the samples of the data that D is asked about.
const STREAMS: u64 = 23 << 32;
/// How long a portion of work may be, in nanoseconds.
const PORTION: u64 = 200_000;

/// The two networks, what their samples are compared with, and what was measured.
#[derive(Clone, Debug)]
pub struct Run {
    gan: Gan,
    reference: Reference,
    history: History,
    recent: VecDeque<Check>,
    /// The sums of what the steps since the last check have measured.
    sums: StepMeasures,
    checks: u64,
    noise: Points,
    real: Points,
    fake_labels: Vec<u32>,
    extent: Extent,
    scratch: Vec<f32x4>,
    fakes: Vec<f32>,
    verdicts: Vec<f32>,
}

impl Run {
    /// A run from where `gan` is, compared with `reference`.
    ///
    /// # Errors
    /// When the reference measures no sample.
    pub fn new(gan: Gan, reference: Reference) -> Result<Self, Error> {
        let count = reference.samples();
        let (data, mut random) = (gan.data(), Random::stream(gan.settings().seed, STREAMS));
        let numbers: Vec<_> = (0..count).map(|_| random.below(data.count())).collect();
        let rows: Vec<f32> = numbers.iter().flat_map(|number| data.row(*number)).copied().collect();
        let told = if gan.settings().conditional { data.labels() } else { &[] };
        let labels: Vec<u32> = numbers.iter().filter_map(|number| told.get(*number).copied()).collect();
        let fake_labels = gan.shown_labels(count);
        let (centre, spread) = centre_and_spread(data.rows(), data.width());
        let mut run = Self {
            noise: gan.generator_points(&gan.shown_noise(count), &fake_labels)?,
            real: gan.discriminator_points(&rows, &labels)?,
            fake_labels,
            extent: Extent { centre, spread, floor: reference.floor() },
            scratch: Vec::new(),
            fakes: vec![0.0; count * data.width()],
            verdicts: vec![0.0; count],
            history: History::default(),
            recent: VecDeque::with_capacity(WINDOW),
            sums: StepMeasures::default(),
            checks: 0,
            gan,
            reference,
        };
        run.check();
        Ok(run)
    }

    /// The two networks.
    pub fn gan(&self) -> &Gan {
        &self.gan
    }

    /// The same, for the parts of an iteration and for steps of one network alone.
    pub fn gan_mut(&mut self) -> &mut Gan {
        &mut self.gan
    }

    /// What samples are compared with.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// What was measured in the whole run, which may go further than the place shown.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What the run is like at the place shown.
    pub fn condition(&self) -> Condition {
        if self.gan.diverged().is_some() {
            return Condition::Divergence;
        }
        self.history.check_at(self.gan.position().iterations).map_or(Condition::Early, |check| check.condition)
    }

    /// The classes of the samples that are measured; empty without classes.
    pub fn fake_labels(&self) -> &[u32] {
        &self.fake_labels
    }

    /// Changes the networks or the settings where the run is, by [`Gan::edit`] or [`Gan::set_settings`]; what was measured after it
    /// is forgotten.
    ///
    /// # Errors
    /// Those of `change`.
    pub fn edit<E>(&mut self, change: impl FnOnce(&mut Gan) -> Result<(), E>) -> Result<(), E> {
        change(&mut self.gan)?;
        let iteration = self.gan.position().iterations;
        self.history.truncate(iteration);
        self.recent.clear();
        self.sums = StepMeasures::default();
        Ok(())
    }

    /// Measures the run where it is: the samples of G that show `[n, d]`, and a check without a condition.
    pub fn look(&mut self) -> (&[f32], Check) {
        let gan = &self.gan;
        let width = gan.data().width();
        // Numbers too large to be some count as what they are: far from the data.
        let _ = gan.generator().predict_into(&self.noise, &mut self.scratch, &mut self.fakes);
        let mean = |verdicts: &[f32]| {
            let sum: f64 = verdicts.iter().map(|verdict| f64::from(*verdict)).sum();
            if sum.is_finite() { sum / verdicts.len() as f64 } else { 0.0 }
        };
        let _ = gan.discriminator().predict_into(&self.real, &mut self.scratch, &mut self.verdicts);
        let verdict_real = mean(&self.verdicts);
        let fakes = gan.discriminator_points(&self.fakes, &self.fake_labels);
        let judged =
            fakes.and_then(|fakes| gan.discriminator().predict_into(&fakes, &mut self.scratch, &mut self.verdicts));
        let verdict_fake = if judged.is_ok() { mean(&self.verdicts) } else { 0.0 };
        let (centre, spread) = centre_and_spread(&self.fakes, width);
        let check = Check {
            iteration: gan.position().iterations,
            steps: gan.measures(),
            measures: self.reference.measure(&self.fakes),
            verdict_real,
            verdict_fake,
            centre,
            spread,
            condition: Condition::Early,
        };
        (&self.fakes, check)
    }

    fn check(&mut self) {
        let (_, mut check) = self.look();
        let count = CHECK_EVERY as f64;
        let sums = std::mem::take(&mut self.sums);
        check.steps = StepMeasures {
            discriminator_loss: sums.discriminator_loss / count,
            generator_loss: sums.generator_loss / count,
            discriminator_gradient: sums.discriminator_gradient / count,
            generator_gradient: sums.generator_gradient / count,
        };
        if self.recent.len() == WINDOW {
            self.recent.pop_front();
        }
        self.recent.push_back(check);
        let condition = diagnose(self.recent.make_contiguous(), &self.extent);
        if let Some(check) = self.recent.back_mut() {
            check.condition = condition;
            self.history.push_check(self.checks, check.clone());
        }
        self.checks += 1;
    }

    /// About how long an iteration takes, in nanoseconds.
    pub fn iteration_cost(&self) -> u64 {
        let (settings, gan) = (self.gan.settings(), &self.gan);
        let costs = |parameters: usize, units: usize| (parameters + 8 * units) as u64;
        let [g, d] = [gan.generator(), gan.discriminator()].map(|net| costs(net.parameters().len(), net.units()));
        let (k, m) = (settings.discriminator_steps as u64, settings.generator_steps as u64);
        2000 + settings.batch_size as u64 * (k * (g + 6 * d) + m * (3 * g + 2 * d)) / 6
    }
}

/// The mean of rows `[n, width]`, each number for itself, and the root of their mean squared distance from it.
fn centre_and_spread(rows: &[f32], width: usize) -> (Vec<f64>, f64) {
    let count = (rows.len() / width).max(1) as f64;
    let mut centre = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        for (sum, value) in centre.iter_mut().zip(row) {
            *sum += f64::from(*value) / count;
        }
    }
    let squares = rows
        .chunks_exact(width)
        .map(|row| row.iter().zip(&centre).map(|(value, mean)| (f64::from(*value) - mean).powi(2)).sum::<f64>());
    let spread = (squares.sum::<f64>() / count).sqrt();
    (centre, spread)
}

impl Replay for Run {
    type State = Checkpoint;
    type Halt = Diverged;

    /// The batches and the gradients of the last iteration are shown.
    const SHOWS_LAST: bool = true;

    fn position(&self) -> u64 {
        self.gan.position().iterations
    }

    fn is_within(&self) -> bool {
        let position = self.gan.position();
        position.done > 0 || position.part != super::Part::Noise
    }

    fn save(&self) -> Checkpoint {
        self.gan.checkpoint()
    }

    fn load(&mut self, state: &Checkpoint) {
        // A state of this very run has its number of parameters.
        let _ = self.gan.restore(state);
    }

    fn go_on(&mut self) -> Result<(), Diverged> {
        self.gan.iterate()
    }

    fn reached(&mut self) {
        let (iteration, last) = (self.gan.position().iterations, self.gan.measures());
        self.history.push(iteration, last);
        self.sums.discriminator_loss += last.discriminator_loss;
        self.sums.generator_loss += last.generator_loss;
        self.sums.discriminator_gradient += last.discriminator_gradient;
        self.sums.generator_gradient += last.generator_gradient;
        if iteration.is_multiple_of(CHECK_EVERY) {
            self.check();
        }
    }

    fn portion(&self) -> u64 {
        (PORTION / self.iteration_cost()).max(1)
    }
}
