//! How the two networks learn.

use std::str::FromStr;

use super::Player;
use crate::activation::Activation;
use crate::error::{Error, check_size};
use crate::limits::MAX_SAMPLES;
use crate::loss::Loss;
use crate::names::UnknownName;
use crate::network::Network;
use crate::optimizer::Optimizer;

/// The most numbers of noise.
pub const MAX_NOISE: usize = 16;
/// The most steps of a network in an iteration.
pub const MAX_STEPS: usize = 20;
/// The greatest batch.
pub const MAX_BATCH: usize = 4096;

/// What both networks make small. z is D's weighted sum before the sigmoid σ, so that D(x) = σ(z); all is computed from z, so that no
/// saturated sigmoid leads to ln 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GanLoss {
    /// The game of the paper: D maximizes E ln D(x) + E ln(1 − D(G(z))), and G minimizes the same, E ln(1 − D(G(z))) (Goodfellow and
    /// others, 2014, equation 1). Where D is right about all fakes, G's gradient vanishes.
    Minimax,
    /// D's loss as before; G minimizes −E ln D(G(z)), which has the same fixed point and stronger gradients early on (the same
    /// paper, section 3).
    #[default]
    NonSaturating,
    /// D minimizes ½E(D(x) − b)² + ½E D(G(z))², G minimizes ½E(D(G(z)) − 1)², for a D without a sigmoid (X. Mao and others, "Least
    /// Squares Generative Adversarial Networks", 2017, equation 9); b is the real label.
    LeastSquares,
}

impl GanLoss {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NonSaturating, Self::Minimax, Self::LeastSquares];

    /// Its name, as `FromStr` reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minimax => "minimax",
            Self::NonSaturating => "non-saturating",
            Self::LeastSquares => "least-squares",
        }
    }

    /// The activation of D's last layer.
    pub const fn output(self) -> Activation {
        match self {
            Self::Minimax | Self::NonSaturating => Activation::Sigmoid,
            Self::LeastSquares => Activation::Identity,
        }
    }

    /// The loss of one verdict against its target.
    pub const fn of_verdicts(self) -> Loss {
        match self {
            Self::Minimax | Self::NonSaturating => Loss::BinaryCrossEntropy,
            Self::LeastSquares => Loss::HalfSquared,
        }
    }

    /// The target of G's fakes in G's own loss, and the sign of the loss: minimax maximizes what D minimizes.
    pub const fn of_generator(self) -> (f32, f32) {
        match self {
            Self::Minimax => (0.0, -1.0),
            Self::NonSaturating | Self::LeastSquares => (1.0, 1.0),
        }
    }
}

impl FromStr for GanLoss {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|loss| loss.name() == name).ok_or(UnknownName)
    }
}

/// How each number of the noise is distributed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NoiseDistribution {
    /// Uniform in [−1, 1).
    #[default]
    Uniform,
    /// Standard normal.
    Normal,
}

impl NoiseDistribution {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Uniform, Self::Normal];

    /// Its name, as `FromStr` reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Normal => "normal",
        }
    }
}

impl FromStr for NoiseDistribution {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|noise| noise.name() == name).ok_or(UnknownName)
    }
}

/// What G makes its samples of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noise {
    /// How each number is distributed.
    pub distribution: NoiseDistribution,
    /// How many numbers a sample is made of, from 1 to [`MAX_NOISE`].
    pub numbers: usize,
}

impl Default for Noise {
    fn default() -> Self {
        Self { distribution: NoiseDistribution::Uniform, numbers: 2 }
    }
}

/// Which of the two networks learn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Learners {
    /// Both, in turn.
    #[default]
    Both,
    /// D alone, against G as it is.
    Discriminator,
    /// G alone, against D as it is.
    Generator,
}

impl Learners {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Both, Self::Discriminator, Self::Generator];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Discriminator => "discriminator",
            Self::Generator => "generator",
        }
    }
}

/// How the two networks learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What is made small.
    pub loss: GanLoss,
    /// D's target for samples of the data, from 0.5 to 1: 1, or a little less for one-sided label smoothing (T. Salimans and others,
    /// "Improved Techniques for Training GANs", 2016, section 3.4). The target for fakes stays 0.
    pub real_label: f64,
    /// How G's parameters move.
    pub generator: Optimizer,
    /// How D's parameters move.
    pub discriminator: Optimizer,
    /// How many samples of the data, and how many fakes, go into a step. They are drawn with replacement, so there can be more than
    /// the data has.
    pub batch_size: usize,
    /// k, the steps of D in an iteration.
    pub discriminator_steps: usize,
    /// m, the steps of G in an iteration.
    pub generator_steps: usize,
    /// What G makes its samples of.
    pub noise: Noise,
    /// Whether both networks are told the class of a sample (M. Mirza and S. Osindero, "Conditional Generative Adversarial Nets",
    /// 2014), as one-hot inputs after the others. The fakes of a batch have the classes of its data.
    pub conditional: bool,
    /// Which networks learn after the head start.
    pub learners: Learners,
    /// In so many iterations at the beginning D learns alone.
    pub head_start: u64,
    /// The seed of the noise and of the batches.
    pub seed: u64,
}

impl Default for Settings {
    /// Adam with the settings of DCGAN (A. Radford and others, 2016), but for a greater rate: the networks here are small.
    fn default() -> Self {
        Self {
            loss: GanLoss::default(),
            real_label: 1.0,
            generator: adam(0.005),
            discriminator: adam(0.005),
            batch_size: 128,
            discriminator_steps: 1,
            generator_steps: 1,
            noise: Noise::default(),
            conditional: false,
            learners: Learners::Both,
            head_start: 0,
            seed: 1,
        }
    }
}

/// Adam with β₁ = 0.5, as DCGAN has it (A. Radford and others, 2016): what is behind an opponent's last moves is soon forgotten.
pub const fn adam(rate: f64) -> Optimizer {
    Optimizer::Adam { rate, beta1: 0.5, beta2: 0.999, epsilon: 1e-7 }
}

impl Settings {
    /// Whether a network learns in an `iteration`, from 0.
    pub fn learns(&self, player: Player, iteration: u64) -> bool {
        let learners = if iteration < self.head_start { Learners::Discriminator } else { self.learners };
        match learners {
            Learners::Both => true,
            Learners::Discriminator => player == Player::Discriminator,
            Learners::Generator => player == Player::Generator,
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        self.generator.check()?;
        self.discriminator.check()?;
        check_size("The batch size", self.batch_size, MAX_BATCH.min(MAX_SAMPLES))?;
        check_size("The number of D's steps", self.discriminator_steps, MAX_STEPS)?;
        check_size("The number of G's steps", self.generator_steps, MAX_STEPS)?;
        check_size("The number of numbers of noise", self.noise.numbers, MAX_NOISE)?;
        if (0.5..=1.0).contains(&self.real_label) {
            return Ok(());
        }
        Err(Error::Setting { what: "The label of the data", range: "from 0.5 to 1", given: self.real_label })
    }
}

/// Checks that both networks can be trained, and that D ends in one number as the loss needs it.
pub(super) fn check_networks(generator: &Network, discriminator: &Network, loss: GanLoss) -> Result<(), Error> {
    for network in [generator, discriminator] {
        let step = network.layers().iter().position(|layer| layer.activation == Activation::Step);
        if let Some(at) = step {
            return Err(Error::StepHasNoGradient { layer: at + 1 });
        }
    }
    crate::error::check_length("outputs of the discriminator", 1, discriminator.outputs())?;
    let (needs, given) = (loss.output(), discriminator.last().activation);
    if needs == given {
        return Ok(());
    }
    Err(Error::LossNeeds { loss: loss.name(), needs: needs.name(), given: given.name() })
}
