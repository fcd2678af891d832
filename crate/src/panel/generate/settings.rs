//! What a learner can set.

use super::data::{Data, OwnRows, is_packed};
use crate::data::distributions::{DEFAULT_MODES, MODES};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::gan::settings::{self, Learners};
use crate::model::gan::shape::Shape;
use crate::model::gan::{GanLoss, Noise, NoiseDistribution};
use crate::model::optimizer::Optimizer;
use crate::panel::digits::settings::ALL_CLASSES;
use crate::panel::network::settings::MAX_LINK;
use crate::panel::notation::double;
use crate::panel::table::{Field, choices, named, settings};

/// The most iterations that a link opens at.
pub const MAX_ITERATIONS: u32 = 1_000_000;
/// The speed at which playing goes part by part.
pub(super) const PARTS: &str = "parts";
/// The momentum of stochastic gradient descent with momentum.
const MOMENTUM: f64 = 0.9;

named!(Data, GanLoss, NoiseDistribution, Learners);

/// The fewest, the most and the usual number of normal distributions in a ring, as the table counts.
#[allow(clippy::cast_possible_truncation)] // few
const CLUSTERS: [u32; 3] = [MODES[0] as u32, MODES[1] as u32, DEFAULT_MODES as u32];

choices! {
    /// The rule by which gradients change the weights.
    pub enum Rule {
        /// Adam with β₁ = 0.5.
        Adam = "adam",
        /// Stochastic gradient descent.
        Sgd = "sgd",
        /// The same with momentum.
        Momentum = "momentum",
    }
}

/// Usual numbers of units of a hidden layer.
const UNITS: &[&str] = &["1", "2", "4", "8", "12", "16", "24", "32", "48", "64", "128"];

const fn place(hundredths: i32) -> Field {
    Field::number("", Decimal::hundredths(hundredths), [-1, 1], [-2, 2])
}

choices! {
    /// What the colours of the ground show.
    pub enum Heat {
        /// D's verdicts.
        Verdicts = "on",
        /// Nothing.
        Nothing = "off",
        /// How much denser the data are than the fakes.
        Density = "density",
    }
}

const fn rate() -> Field {
    Field::real("", 0.005, [0.0, 0.1], [0.0, 100.0])
        .usual(&["0.0005", "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "1"])
}

settings! {
    /// What a learner can set. Both networks' weights follow, to the bit, from the settings and `iterations`.
    pub struct Settings {
        /// What there is to learn.
        data: Data = Field::choice("", &Data::NAMES),
        /// How many normal distributions are in the ring.
        clusters: u32 = Field::count("", CLUSTERS[2], CLUSTERS[0], CLUSTERS[1]).in_steps(),
        /// The learner's own points, packed.
        points: OwnRows = Field::packed("", MAX_LINK).checked(is_packed),
        /// Which digits there are, as bits from that of 0 on.
        classes: u32 = Field::count("", ALL_CLASSES, 1, ALL_CLASSES),
        /// Whether both networks are told which digit a sample is to be.
        conditional: bool = Field::choice("", &["off", "on"]),
        /// What both networks make small.
        loss: GanLoss = Field::choice("", &["non-saturating", "minimax", "least-squares"]),
        /// How much less than 1 D is to say of the data: one-sided label smoothing.
        smoothing: Decimal = Field::number("", Decimal::ZERO, [0, 1], [0, 1]).within(0, 50),
        /// The optimizer of both.
        optimizer: Rule = Field::choice("", Rule::NAMES),
        /// D's learning rate.
        d_rate: f32 = rate(),
        /// G's learning rate.
        g_rate: f32 = rate(),
        /// How many samples of the data, and how many fakes, go into a step.
        batch: u32 = Field::count("", 128, 1, 4096).usual(&["1", "16", "32", "64", "128", "150", "256", "512"]),
        /// k: D's steps an iteration.
        d_steps: u32 = Field::count("", 1, 1, 20).in_steps(),
        /// m: G's steps an iteration.
        g_steps: u32 = Field::count("", 1, 1, 20).in_steps(),
        /// How the noise is distributed.
        noise: NoiseDistribution = Field::choice("", &["uniform", "normal"]),
        /// How many numbers of noise a sample is made of.
        noise_size: u32 = Field::count("", 2, 1, 16).in_steps(),
        /// Hidden layers in each network.
        depth: u32 = Field::count("", 2, 1, 4).in_steps(),
        /// Units in each hidden layer of G.
        g_units: u32 = Field::count("", 24, 1, 128).usual(UNITS),
        /// Units in each hidden layer of D.
        d_units: u32 = Field::count("", 24, 1, 128).usual(UNITS),
        /// The activation of all hidden layers.
        activation: Activation = Field::choice("", &["relu", "tanh"]),
        /// The seed of weights, noise and batches.
        seed: u32 = Field::count("", 1, 0, 999_999).in_steps(),
        /// Who learns.
        learner: Learners = Field::choice("", &["both", "discriminator", "generator"]),
        /// In so many iterations at the beginning D learns alone.
        head_start: u32 = Field::count("", 0, 0, 10_000).usual(&["0", "50", "100", "200", "400", "1000"]),
        /// The iterations done.
        iterations: u32 = Field::count("", 0, 0, MAX_ITERATIONS),
        /// The parts done of the iteration under way.
        parts: u32 = Field::count("", 0, 0, 100),
        /// The iteration at which a run stops; 0 for every 2000.
        stop: u32 = Field::count("", 0, 0, MAX_ITERATIONS).usual(&["0", "500", "1000", "5000", "20000"]),
        /// Iterations a second when playing, or one part after the other.
        speed: &'static str = Field::choice("", &["240", PARTS, "10", "60", "600", "100000"]).for_view(),
        /// Which digit G is asked for.
        ask: &'static str = Field::choice("", &["each", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]).for_view(),
        /// Whether a press on the picture adds points of one's own.
        draw: bool = Field::choice("", &["on", "off"]).for_view(),
        /// Whether D is asked about a fake that can be moved.
        probe: bool = Field::choice("", &["off", "on"]).for_view(),
        /// Where the fake is that D is asked about: its first number.
        x1: Decimal = place(0),
        /// Its second number.
        x2: Decimal = place(-20),
        /// What the colours of the ground show: D's verdicts, nothing, or where there are too few fakes and where too many.
        heat: Heat = Field::choice("", Heat::NAMES).for_view(),
        /// Whether arrows show where G's loss pushes each fake.
        arrows: bool = Field::choice("", &["off", "on"]).for_view(),
        /// Whether the noise is shown as a grid that G bends.
        grid: bool = Field::choice("", &["off", "on"]).for_view(),
    }
}

impl Settings {
    /// Whether samples are single numbers.
    pub fn is_on_a_line(&self) -> bool {
        self.width() == 1
    }

    /// Whether samples are images of digits.
    pub fn is_of_digits(&self) -> bool {
        self.data == Data::Digits
    }

    /// Whether both networks are told the class of a sample.
    pub(super) fn tells_classes(&self) -> bool {
        self.conditional && self.is_of_digits()
    }

    /// The layers of both networks. What G makes of images lies between 0 and 1.
    pub(super) fn shape(&self) -> Shape {
        let output = if self.is_of_digits() { Activation::Sigmoid } else { Activation::Identity };
        let units = |units: u32| vec![units as usize; self.depth as usize];
        let [generator, discriminator] =
            [self.g_units, self.d_units].map(|nodes| Shape::alike(&units(nodes), self.activation, output));
        Shape { discriminator: discriminator.discriminator, ..generator }
    }

    fn optimizer(&self, rate: f32) -> Optimizer {
        let rate = double(rate);
        match self.optimizer {
            Rule::Adam => settings::adam(rate),
            Rule::Sgd => Optimizer::Sgd { rate, momentum: 0.0 },
            Rule::Momentum => Optimizer::Sgd { rate, momentum: MOMENTUM },
        }
    }

    /// How the networks learn.
    pub(super) fn learning(&self) -> settings::Settings {
        settings::Settings {
            loss: self.loss,
            real_label: 1.0 - self.smoothing.to_f64(),
            generator: self.optimizer(self.g_rate),
            discriminator: self.optimizer(self.d_rate),
            batch_size: self.batch as usize,
            discriminator_steps: self.d_steps as usize,
            generator_steps: self.g_steps as usize,
            noise: Noise { distribution: self.noise, numbers: self.noise_size as usize },
            conditional: self.tells_classes(),
            learners: self.learner,
            head_start: self.head_start.into(),
            seed: self.seed.into(),
        }
    }
}

/// Whether the run begins again when a setting changes. So the settings and `iterations` always say, to the bit, what shows.
pub(super) fn is_of_the_run(setting: &Field) -> bool {
    !setting.for_view && !matches!(setting.name, "iterations" | "parts" | "stop" | "x1" | "x2")
}
