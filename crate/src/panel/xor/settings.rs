//! What a learner can set.

use super::learned::{MAX_STEPS, MAX_WEIGHT, Parameters, Recipe};
use super::seeds::SEEDS;
use super::walk::{self, Walk};
use crate::data::gates::{Gate, ROWS};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::grid_search::GridSearch;
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::two_layers::TwoLayers;
use crate::panel::backward::{Over, Stage};
use crate::panel::gates::Row;
use crate::panel::network::packed::{pack_numbers, unpack_numbers};
use crate::panel::table::{Field, SettingValue, Value, choices, settings};

/// How far from zero a weight or a bias may be, in whole numbers.
pub const LIMIT: i32 = 10;
/// How far the sliders of one perceptron reach, in hundredths; the search tries all of their settings.
pub const REACH: i32 = 200;
/// How many weights w1 the search goes through.
pub const SLICES: u32 = 2 * REACH.unsigned_abs() + 1;

const fn parameter(opening: i32) -> Field {
    Field::number("", Decimal::hundredths(opening), [-2, 2], [-LIMIT, LIMIT])
}

choices! {
    /// What is taken apart.
    pub enum Part {
        /// Three perceptrons set by hand.
        Hand = "hand",
        /// A network that learns.
        Learn = "learn",
        /// One perceptron, and why it can't.
        Limit = "limit",
        /// Two layers with nothing between them.
        Collapse = "collapse",
        /// A hundred networks that learn.
        Seeds = "seeds",
    }
}

choices! {
    /// A perceptron of the network.
    pub enum Unit {
        /// The first one of the hidden layer.
        H1 = "h1",
        /// The second one of the hidden layer.
        H2 = "h2",
        /// The output.
        Y = "y",
    }
}

choices! {
    /// The activation function of the hidden layer that learns.
    pub enum Hidden {
        /// σ(a).
        Sigmoid = "sigmoid",
        /// tanh a.
        Tanh = "tanh",
        /// The step function, which can't be trained.
        Step = "step",
    }
}

settings! {
    /// What a learner can set. A learned network's weights follow, to the bit, from what its run begins with and is told:
    /// `seed`, or `start` where a weight has been set by hand; `activation`, `rate` and `steps`. So a link opens the network
    /// with all its history, which its weights alone would not bring back.
    pub struct Settings {
        /// What is taken apart.
        part: Part = Field::choice("", Part::NAMES),
        /// The output of a point exactly on a line: `gt` gives it 0, `ge` gives it 1.
        tie: TieRule = Field::choice("", &["gt", "ge"]),
        /// The weight of x1 in h1.
        h1w1: Decimal = parameter(50),
        /// The weight of x2 in h1.
        h1w2: Decimal = parameter(50),
        /// The bias of h1.
        h1b: Decimal = parameter(-20),
        /// The weight of x1 in h2.
        h2w1: Decimal = parameter(-50),
        /// The weight of x2 in h2.
        h2w2: Decimal = parameter(-50),
        /// The bias of h2.
        h2b: Decimal = parameter(70),
        /// The weight of h1 in y.
        yw1: Decimal = parameter(50),
        /// The weight of h2 in y.
        yw2: Decimal = parameter(50),
        /// The bias of y.
        yb: Decimal = parameter(-70),
        /// The weight of x1 in the one perceptron.
        w1: Decimal = parameter(50),
        /// The weight of x2 in the one perceptron.
        w2: Decimal = parameter(50),
        /// The bias of the one perceptron.
        b: Decimal = parameter(-20),
        /// The activation function of the hidden layer that learns.
        activation: Hidden = Field::choice("", Hidden::NAMES),
        /// The learning rate η.
        rate: Decimal = Field::number("", Decimal::hundredths(50), [0, 5], [0, 5]).within(1, 500),
        /// Where the initial weights come from.
        seed: u32 = Field::count("", 7, 1, 9999).in_steps(),
        /// The initial weights where they were set by hand: nine numbers of four bytes in Base64.
        start: Start = Field::packed("", 48).checked(Start::is_good),
        /// How many steps of the run are shown.
        steps: u32 = Field::count("", 0, 0, MAX_STEPS),
        /// For how many weights w1 the search has tried all w2 and b.
        searched: u32 = Field::count("", 0, 0, SLICES),
        /// How many of the hundred seeds have been tried.
        tried: u32 = Field::count("", 0, 0, SEEDS),
        /// How far the points have come on their way to the hidden plane, in sixtieths of a second and one more; 0 while they
        /// have not set out, and lie where they come to.
        walk: Walk = Field::count("", 0, 0, walk::END + 1),
        /// k in σ(k·a).
        steepness: Decimal = Field::number("", Decimal::whole(1), [1, 20], [1, 20]).within(100, 2000),
        /// The row of the truth table that is looked at.
        row: Row = Field::choice("", &["11", "00", "01", "10"]).for_view(),
        /// The weight or bias of the network that learns whose gradient is worked out, from 1 in the order of the engine; 0 for the first.
        gradient: u32 = Field::count("", 0, 0, 9).for_view(),
        /// Whether its gradient is worked out for the row that is looked at or for the row of the next step.
        over: Over = Field::choice("", Over::NAMES).for_view(),
        /// The stage of a step that is looked at.
        stage: Stage = Field::choice("", Stage::NAMES).for_view(),
        /// The perceptron whose line can be moved.
        unit: Unit = Field::choice("", Unit::NAMES).for_view(),
        /// Steps a second when playing.
        speed: &'static str = Field::choice("", &["400", "4", "40", "4000"]).for_view(),
    }
}

/// The initial weights, where they were set by hand and not drawn by the seed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Start(pub Option<Parameters>);

impl Start {
    fn is_good(text: &str) -> bool {
        Self::read(text).is_some()
    }

    /// The weights that a packed text holds, or none for an empty one. `None` when it is damaged, or when they are too large to
    /// compute with.
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self(None));
        }
        let parameters = Parameters::try_from(unpack_numbers(text)?).ok()?;
        parameters.iter().all(|value| value.abs() <= MAX_WEIGHT).then_some(Self(Some(parameters)))
    }
}

/// Only texts that unpack get here.
impl SettingValue for Start {
    fn to_value(&self) -> Value {
        Value::Packed(self.0.map_or_else(String::new, |start| pack_numbers(&start)))
    }

    fn from_value(value: Value) -> Self {
        if let Value::Packed(text) = value { Self::read(&text).unwrap_or_default() } else { Self::default() }
    }
}

impl Hidden {
    /// The same as the engine has it.
    pub const fn activation(self) -> Activation {
        match self {
            Self::Sigmoid => Activation::Sigmoid,
            Self::Tanh => Activation::Tanh,
            Self::Step => Activation::Step,
        }
    }
}

impl Unit {
    /// Its place among h1, h2 and y.
    pub const fn place(self) -> usize {
        self as usize
    }
}

impl Settings {
    /// The network by hand.
    pub fn hand(&self) -> TwoLayers {
        let unit = |w1, w2, bias| Perceptron { weights: [w1, w2], bias };
        TwoLayers {
            hidden: [unit(self.h1w1, self.h1w2, self.h1b), unit(self.h2w1, self.h2w2, self.h2b)],
            output: unit(self.yw1, self.yw2, self.yb),
        }
    }

    /// The same settings with another network by hand.
    #[must_use]
    pub fn with_hand(&self, hand: TwoLayers) -> Self {
        let [h1, h2] = hand.hidden;
        let ([h1w1, h1w2], [h2w1, h2w2], [yw1, yw2]) = (h1.weights, h2.weights, hand.output.weights);
        let (h1b, h2b, yb) = (h1.bias, h2.bias, hand.output.bias);
        Self { h1w1, h1w2, h1b, h2w1, h2w2, h2b, yw1, yw2, yb, ..self.clone() }
    }

    /// The one perceptron.
    pub fn single(&self) -> Perceptron {
        Perceptron { weights: [self.w1, self.w2], bias: self.b }
    }

    /// The same settings with another single perceptron.
    #[must_use]
    pub fn with_single(&self, single: Perceptron) -> Self {
        let [w1, w2] = single.weights;
        Self { w1, w2, b: single.bias, ..self.clone() }
    }

    /// What decides the run of training.
    pub fn recipe(&self) -> Recipe {
        let activation = self.activation.activation();
        Recipe { activation, rate: self.rate.to_f64(), seed: self.seed, start: self.start.0 }
    }

    /// A search over all settings of one perceptron, which has not begun.
    pub(super) fn search(&self) -> GridSearch {
        GridSearch::new(samples(), self.tie, REACH)
    }
}

/// The four rows of XOR.
pub fn samples() -> [Sample; 4] {
    let targets = Gate::XOR.outputs();
    std::array::from_fn(|row| Sample { input: ROWS[row], target: targets[row] })
}
