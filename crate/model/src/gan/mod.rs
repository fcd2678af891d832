//! Two networks that learn against each other: a generator G and a discriminator D (I. Goodfellow and others, "Generative Adversarial
//! Nets", 2014).
//!
//! G makes samples from noise z; D is given samples of the data and of G, and says of each how likely it is one of the data. One
//! iteration is Algorithm 1 of the paper: k steps of D, each with a batch of the data and a batch G(z), then m steps of G. The first
//! step of G goes on with the noise of the last step of D, as in `PyTorch`'s tutorial of DCGAN, so that an iteration has five parts
//! that can be looked at one by one: [`Part`]. Further steps of G draw noise of their own.
//!
//! Everything follows from a seed. Noise and batches are drawn anew for each step, from streams that are numbered by the steps, so a
//! run goes on to the bit from any [`Checkpoint`]. No step allocates.
//!
//! * [`settings`]: the losses, the noise, the numbers of steps; [`shape`]: networks made for them; [`training_data`].
//! * [`Gan`]: the two networks and their training, with [`readouts`] of what shows.
//! * [`measures`]: how far G's samples are from the data, and how far they would be if they were the data; [`class_measures`] for
//!   images that a classifier knows.
//! * [`run`]: a run that is measured as it goes on, with its [`history`] and its [`diagnosis`].

mod batch;
mod checkpoint;
pub mod class_measures;
pub mod diagnosis;
pub mod grid;
pub mod history;
mod learner;
pub mod measures;
pub mod nearness;
mod noise;
pub mod readouts;
pub mod run;
pub mod settings;
pub mod shape;
pub mod steps;
pub mod training_data;

use wide::f32x4;

use super::error::{Error, check_length};
use super::network::Network;
use super::parameter_name::ParameterName;
use batch::{FakeBatch, RealBatch};
pub use checkpoint::Checkpoint;
use learner::Learner;
pub use settings::{GanLoss, Noise, NoiseDistribution, Settings};
pub use training_data::TrainingData;

/// One of the two networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Player {
    /// G, which makes samples from noise.
    Generator,
    /// D, which tells them from samples of the data.
    Discriminator,
}

/// The five parts of an iteration, in their order. With k steps of D the first four come k times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Noise z and a batch of the data are drawn.
    #[default]
    Noise,
    /// G makes fakes x = G(z) of the noise.
    Fakes,
    /// D judges both batches. Nothing changes yet.
    Verdicts,
    /// D learns from its verdicts: one step.
    Discriminator,
    /// G learns from what D, as it is now, says of its fakes: all m steps.
    Generator,
}

impl Part {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Noise, Self::Fakes, Self::Verdicts, Self::Discriminator, Self::Generator];
}

/// Training was stopped because a network left every sensible range. The last state before the step is kept.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{player:?} diverged in iteration {iteration}: {parameter} would have become {value:e}.")]
pub struct Diverged {
    /// The network.
    pub player: Player,
    /// The iteration whose step would have done it, from 1.
    pub iteration: u64,
    /// The parameter concerned, or the one that is greatest when the loss is no number any more.
    pub parameter: ParameterName,
    /// What it would have become, brought to a finite number: at most ±3.4·10³⁸.
    pub value: f32,
}

/// What the last steps have measured: each loss before its update, as Keras and `PyTorch` report it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StepMeasures {
    /// D's loss in its last step: the mean over the batch of the data plus the mean over the batch of fakes. 2·ln 2 = 1.386 with a
    /// cross-entropy when D can tell nothing.
    pub discriminator_loss: f64,
    /// G's loss in its last step.
    pub generator_loss: f64,
    /// The length (Euclidean norm) of the gradient of D's loss with respect to all parameters of D.
    pub discriminator_gradient: f64,
    /// The same of G. Where it comes to 0 while D is right, G learns nothing any more.
    pub generator_gradient: f64,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Whole iterations done.
    pub iterations: u64,
    /// Steps of D done, in the iteration under way too.
    pub discriminator_steps: u64,
    /// Steps of G done.
    pub generator_steps: u64,
    /// Steps of D done in the iteration under way.
    pub done: usize,
    /// The part that comes next.
    pub part: Part,
}

/// The two networks and their training.
#[derive(Clone, Debug)]
pub struct Gan {
    settings: Settings,
    data: TrainingData,
    generator: Learner,
    discriminator: Learner,
    real: RealBatch,
    fake: FakeBatch,
    /// The gradients of G's loss with respect to a block of fakes.
    pushes: Vec<f32x4>,
    position: Position,
    measures: StepMeasures,
    diverged: Option<Diverged>,
}

impl Gan {
    /// A run of `generator` against `discriminator` on `data`. See [`shape::Shape::networks`] for networks that fit.
    ///
    /// # Errors
    /// When a setting is out of its range, the networks do not fit each other, the data, the noise or the loss, or a layer has the
    /// step function.
    pub fn new(
        generator: Network,
        discriminator: Network,
        data: TrainingData,
        settings: Settings,
    ) -> Result<Self, Error> {
        settings.check()?;
        let classes = if settings.conditional { data.classes() } else { 0 };
        if settings.conditional && classes == 0 {
            return Err(Error::Length { what: "class labels of the data", expected: data.count(), given: 0 });
        }
        settings::check_networks(&generator, &discriminator, settings.loss)?;
        check_length("inputs of the generator", settings.noise.numbers + classes, generator.inputs())?;
        check_length("outputs of the generator", data.width(), generator.outputs())?;
        check_length("inputs of the discriminator", data.width() + classes, discriminator.inputs())?;
        Ok(Self {
            real: RealBatch::new(settings.batch_size, data.width(), classes),
            fake: FakeBatch::new(settings.batch_size, settings.noise.numbers, data.width(), classes),
            pushes: vec![f32x4::ZERO; discriminator.inputs() * super::samples::MAX_BLOCK_WIDTH],
            generator: Learner::new(generator, settings.generator),
            discriminator: Learner::new(discriminator, settings.discriminator),
            position: Position::default(),
            measures: StepMeasures::default(),
            diverged: None,
            settings,
            data,
        })
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The data.
    pub fn data(&self) -> &TrainingData {
        &self.data
    }

    /// G as it is now: noise, and the class as one-hot where there is one, `[n, z + classes]` in, samples `[n, d]` out.
    pub fn generator(&self) -> &Network {
        &self.generator.network
    }

    /// D as it is now: samples, and the class as one-hot where there is one, `[n, d + classes]` in, a verdict `[n, 1]` out. With a
    /// cross-entropy the verdict is the probability that the sample is one of the data, with least squares a score that D wants at
    /// the real label for the data and at 0 for fakes.
    pub fn discriminator(&self) -> &Network {
        &self.discriminator.network
    }

    /// How far the run has come.
    pub fn position(&self) -> Position {
        self.position
    }

    /// What the last steps have measured; all 0 before the first ones, and after going back to a state.
    pub fn measures(&self) -> StepMeasures {
        self.measures
    }

    /// Why the run has stopped, if it diverged.
    pub fn diverged(&self) -> Option<Diverged> {
        self.diverged
    }

    /// How many classes G and D are told: 0 without.
    pub fn classes(&self) -> usize {
        if self.settings.conditional { self.data.classes() } else { 0 }
    }

    /// Goes on with other settings, from the networks as they are; an iteration under way begins again. Another kind of optimizer
    /// begins with its initial state.
    ///
    /// # Errors
    /// As [`Gan::new`], and when the noise or the classes would need another generator; nothing changes then.
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), Error> {
        settings.check()?;
        settings::check_networks(self.generator(), self.discriminator(), settings.loss)?;
        check_length("numbers of noise", self.settings.noise.numbers, settings.noise.numbers)?;
        let classes = if settings.conditional { self.data.classes() } else { 0 };
        check_length("classes", self.classes(), classes)?;
        self.generator.set_optimizer(settings.generator);
        self.discriminator.set_optimizer(settings.discriminator);
        if settings.batch_size != self.settings.batch_size {
            self.real = RealBatch::new(settings.batch_size, self.data.width(), classes);
            self.fake = FakeBatch::new(settings.batch_size, settings.noise.numbers, self.data.width(), classes);
        }
        self.settings = settings;
        self.begin_iteration_again();
        Ok(())
    }

    /// Changes a network's parameters, or which are frozen, between two iterations.
    ///
    /// # Errors
    /// What `change` gives.
    pub fn edit(
        &mut self,
        player: Player,
        change: impl FnOnce(&mut Network) -> Result<(), Error>,
    ) -> Result<(), Error> {
        change(&mut self.learner_mut(player).network)?;
        self.begin_iteration_again();
        Ok(())
    }

    fn begin_iteration_again(&mut self) {
        self.position = Position { done: 0, part: Part::Noise, ..self.position };
        self.diverged = None;
    }

    fn learner(&self, player: Player) -> &Learner {
        match player {
            Player::Generator => &self.generator,
            Player::Discriminator => &self.discriminator,
        }
    }

    fn learner_mut(&mut self, player: Player) -> &mut Learner {
        match player {
            Player::Generator => &mut self.generator,
            Player::Discriminator => &mut self.discriminator,
        }
    }
}
