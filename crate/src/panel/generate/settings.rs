//! What a learner can set.

use crate::data::distributions::{DEFAULT_MODES, Distribution};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::gan::settings::{self, Learners};
use crate::model::gan::shape::Shape;
use crate::model::gan::{GanLoss, Noise, NoiseDistribution};
use crate::model::optimizer::Optimizer;
use crate::panel::table::{Field, SettingValue, Value, choices, settings};

/// The most iterations that a link opens at.
pub const MAX_ITERATIONS: u32 = 1_000_000;
/// The speed at which playing goes part by part.
pub(super) const PARTS: &str = "parts";
/// The momentum of stochastic gradient descent with momentum.
const MOMENTUM: f64 = 0.9;

choices! {
    /// What there is to learn.
    pub enum Data {
        /// In the plane: normal distributions in a ring.
        Gaussians = "gaussians",
        /// On a line: two bumps.
        TwoBumps = "two-bumps",
        /// On a line: uniform.
        Uniform = "uniform",
        /// On a line: skewed to the right.
        Skewed = "skewed",
        /// In the plane: along a line.
        Line = "line",
        /// In the plane: around a ring.
        Ring = "ring",
        /// In the plane: two interleaved half-circles.
        Moons = "moons",
        /// In the plane: along a spiral arm.
        Spiral = "spiral",
        /// In the plane: three small clusters far apart.
        Disjoint = "disjoint",
    }
}

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

choices! {
    /// Who learns.
    pub enum Learner {
        /// Both networks, in turn.
        Both = "both",
        /// The discriminator alone.
        Discriminator = "discriminator",
        /// The generator alone.
        Generator = "generator",
    }
}

choices! {
    /// The activation of all hidden layers.
    pub enum Hidden {
        /// max(0, a).
        Relu = "relu",
        /// tanh(a).
        Tanh = "tanh",
    }
}

const fn place(hundredths: i32) -> Field {
    Field::number("", Decimal::hundredths(hundredths), [-1, 1], [-2, 2])
}

const fn rate() -> Field {
    Field::real("", 0.005, [0.0, 0.1], [0.0, 100.0])
        .usual(&["0.0005", "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "1"])
}

settings! {
    /// What a learner can set. Both networks' weights follow, to the bit, from the settings and `iterations`.
    pub struct Settings {
        /// What there is to learn.
        data: Data = Field::choice("", Data::NAMES),
        /// How many normal distributions are in the ring.
        clusters: u32 = Field::count("", 5, 2, 12).in_steps(),
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
        g_units: u32 = Field::count("", 24, 1, 64).usual(&["1", "2", "4", "8", "12", "16", "24", "32", "48", "64"]),
        /// Units in each hidden layer of D.
        d_units: u32 = Field::count("", 24, 1, 64).usual(&["1", "2", "4", "8", "12", "16", "24", "32", "48", "64"]),
        /// The activation of all hidden layers.
        activation: Hidden = Field::choice("", Hidden::NAMES),
        /// The seed of weights, noise and batches.
        seed: u32 = Field::count("", 1, 0, 999_999).in_steps(),
        /// Who learns.
        learner: Learner = Field::choice("", Learner::NAMES),
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
        /// Whether D is asked about a fake that can be moved.
        probe: bool = Field::choice("", &["off", "on"]).for_view(),
        /// Where the fake is that D is asked about: its first number.
        x1: Decimal = place(0),
        /// Its second number.
        x2: Decimal = place(-20),
        /// Whether D's verdicts are shown as colours.
        heat: bool = Field::choice("", &["on", "off"]).for_view(),
        /// Whether arrows show where G's loss pushes each fake.
        arrows: bool = Field::choice("", &["off", "on"]).for_view(),
        /// Whether the noise is shown as a grid that G bends.
        grid: bool = Field::choice("", &["off", "on"]).for_view(),
    }
}

/// A single-precision setting as the double that its shortest text is: 0.005 is the double nearest to 0.005.
fn double(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

impl Settings {
    /// The distribution to learn.
    pub fn distribution(&self) -> Distribution {
        match self.data {
            Data::Gaussians => Distribution::Gaussians(self.clusters as usize),
            Data::TwoBumps => Distribution::TwoBumps,
            Data::Uniform => Distribution::Uniform,
            Data::Skewed => Distribution::Skewed,
            Data::Line => Distribution::Line,
            Data::Ring => Distribution::Ring,
            Data::Moons => Distribution::Moons,
            Data::Spiral => Distribution::Spiral,
            Data::Disjoint => Distribution::Disjoint,
        }
    }

    /// Whether samples are single numbers.
    pub fn is_on_a_line(&self) -> bool {
        self.distribution().dimensions() == 1
    }

    /// The hidden layers of both networks.
    pub(super) fn shape(&self) -> Shape {
        let activation = match self.activation {
            Hidden::Relu => Activation::Relu,
            Hidden::Tanh => Activation::Tanh,
        };
        let hidden = |units: u32| vec![(units as usize, activation); self.depth as usize];
        let shape = Shape::alike(&[1], activation, Activation::Identity);
        Shape { generator: hidden(self.g_units), discriminator: hidden(self.d_units), ..shape }
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
            conditional: false,
            learners: match self.learner {
                Learner::Both => Learners::Both,
                Learner::Discriminator => Learners::Discriminator,
                Learner::Generator => Learners::Generator,
            },
            head_start: self.head_start.into(),
            seed: self.seed.into(),
        }
    }
}

/// Whether the run begins again when the setting called `name` changes. So the settings and `iterations` always say, to the bit, what
/// shows.
pub(super) fn is_of_the_run(name: &str) -> bool {
    !matches!(name, "iterations" | "parts" | "stop" | "speed" | "x1" | "x2" | "probe" | "heat" | "arrows" | "grid")
}

/// A choice of the model's own, kept as its type.
macro_rules! named {
    ($($type:ty)*) => {$(
        impl SettingValue for $type {
            fn to_value(&self) -> Value {
                Value::Choice(self.name())
            }

            fn from_value(value: Value) -> Self {
                let found = Self::ALL.into_iter().find(|one| value == Value::Choice(one.name()));
                found.expect("the table allows only these names")
            }
        }
    )*};
}
named!(GanLoss NoiseDistribution);

const _: () = assert!(DEFAULT_MODES == 5, "the table's default");
