//! The table of the panel's state, and its typed counterpart.

use super::batch::Batch;
use super::goals::{GOAL_NAMES, Goal};
use super::stack::{Between, Stack};
use crate::model::activation_function::ActivationFunction;
use crate::model::decimal::Decimal;
use crate::model::perceptron::TieRule;
use crate::panel::table::{Field, Table, Value};

/// How far the sums a reach to both sides, in whole numbers.
pub const REACH: i32 = 8;
/// How far the stack's input reaches to both sides.
pub const INPUT_REACH: i32 = 3;
/// A slope is said to vanish under this share of the greatest.
pub const FLAT: f64 = 0.01;

/// The names of the functions in links, in the order of [`TABLE`].
pub const FUNCTION_NAMES: [&str; 8] = ["sigmoid", "step", "identity", "tanh", "relu", "leaky-relu", "softplus", "gelu"];

const fn parameter(name: &'static str, hundredths: i32) -> Field {
    Field::number(name, Decimal::hundredths(hundredths), [-3, 3], [-10, 10])
}

/// The state of the panel.
pub static TABLE: Table = Table(&[
    Field::choice("part", &["curve", "steep", "batch", "depth"]),
    Field::choice("function", &FUNCTION_NAMES),
    Field::number("a", Decimal::whole(1), [-REACH, REACH], [-REACH, REACH]),
    Field::number("leak", Decimal::hundredths(10), [0, 1], [0, 1]),
    Field::choice("tie", &["gt", "ge"]),
    Field::count("layers", 10, 1, 50),
    Field::number("k", Decimal::whole(2), [0, 20], [0, 100]),
    Field::number("window", Decimal::hundredths(50), [0, 2], [0, 4]),
    Field::number("mean", Decimal::ZERO, [-5, 5], [-5, 5]),
    Field::number("spread", Decimal::whole(3), [0, 5], [0, 5]),
    Field::count("seed", 1, 1, 9999),
    Field::choice("between", &["identity", "tanh", "relu"]),
    parameter("w1", 100),
    parameter("b1", -50),
    parameter("w2", 150),
    parameter("b2", 50),
    parameter("w3", -120),
    parameter("b3", 30),
    Field::number("x", Decimal::whole(1), [-INPUT_REACH, INPUT_REACH], [-INPUT_REACH, INPUT_REACH]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One function, its slope, and a point on it.
    Curve,
    /// The sigmoid over the step.
    Steep,
    /// A batch of sums before and after.
    Batch,
    /// Layers upon layers.
    Depth,
}

impl Part {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Curve, "curve"), (Self::Steep, "steep"), (Self::Batch, "batch"), (Self::Depth, "depth")];

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|(_, other)| *other == name).map_or(Self::Curve, |(part, _)| part)
    }

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Everything a learner can set, checked: the typed counterpart of [`TABLE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What is shown.
    pub part: Part,
    /// The function's name; one of [`FUNCTION_NAMES`].
    pub function: &'static str,
    /// The sum at which the function is worked out.
    pub a: Decimal,
    /// The leaky ReLU's slope below 0.
    pub leak: Decimal,
    /// The step's value at 0.
    pub tie: TieRule,
    /// Through how many layers slopes are multiplied.
    pub layers: u32,
    /// The steepness in σ(k·a).
    pub k: Decimal,
    /// Half the width of the window around the jump that is left out of account.
    pub window: Decimal,
    /// The batch's mean.
    pub mean: Decimal,
    /// The batch's standard deviation.
    pub spread: Decimal,
    /// Where the batch comes from.
    pub seed: u32,
    /// The stack of layers.
    pub stack: Stack,
    /// The stack's input.
    pub x: Decimal,
    /// The question being tried.
    pub goal: Option<Goal>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            part: Part::Curve,
            function: FUNCTION_NAMES[0],
            a: Decimal::ZERO,
            leak: Decimal::ZERO,
            tie: TieRule::Above,
            layers: 0,
            k: Decimal::ZERO,
            window: Decimal::ZERO,
            mean: Decimal::ZERO,
            spread: Decimal::ZERO,
            seed: 0,
            stack: Stack { between: Between::Identity, weights: [Decimal::ZERO; 3], biases: [Decimal::ZERO; 3] },
            x: Decimal::ZERO,
            goal: None,
        };
        for field in TABLE.0 {
            settings.set(field.name, field.default.clone());
        }
        settings
    }
}

impl Settings {
    /// The number that the field `name` stands for.
    fn number(&mut self, name: &str) -> Option<&mut Decimal> {
        let [w1, w2, w3] = &mut self.stack.weights;
        let [b1, b2, b3] = &mut self.stack.biases;
        Some(match name {
            "a" => &mut self.a,
            "leak" => &mut self.leak,
            "k" => &mut self.k,
            "window" => &mut self.window,
            "mean" => &mut self.mean,
            "spread" => &mut self.spread,
            "x" => &mut self.x,
            "w1" => w1,
            "w2" => w2,
            "w3" => w3,
            "b1" => b1,
            "b2" => b2,
            "b3" => b3,
            _ => return None,
        })
    }

    pub(super) fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("part", Value::Choice(name)) => self.part = Part::named(name),
            ("function", Value::Choice(name)) => self.function = name,
            ("tie", Value::Choice(name)) => self.tie = if name == "ge" { TieRule::AtOrAbove } else { TieRule::Above },
            ("layers", Value::Count(value)) => self.layers = value,
            ("seed", Value::Count(value)) => self.seed = value,
            ("between", Value::Choice(name)) => self.stack.between = Between::named(name),
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            (name, Value::Number(value)) => *self.number(name).expect("the table's other numbers are here") = value,
            _ => unreachable!("the table has no field {name} of that kind"),
        }
    }

    /// The value of a field of [`TABLE`].
    pub(super) fn get(&self, field: &Field) -> Value {
        match field.name {
            "part" => Value::Choice(self.part.name()),
            "function" => Value::Choice(self.function),
            "tie" => Value::Choice(if self.tie == TieRule::AtOrAbove { "ge" } else { "gt" }),
            "layers" => Value::Count(self.layers),
            "seed" => Value::Count(self.seed),
            "between" => Value::Choice(self.stack.between.name()),
            "goal" => Value::Choice(self.goal.map_or(GOAL_NAMES[0], Goal::name)),
            name => {
                let mut copy = *self;
                Value::Number(*copy.number(name).expect("the table's other numbers are here"))
            }
        }
    }

    /// The function chosen.
    pub fn curve(&self) -> ActivationFunction {
        match self.function {
            "step" => ActivationFunction::Step(self.tie),
            "identity" => ActivationFunction::Identity,
            "tanh" => ActivationFunction::Tanh,
            "relu" => ActivationFunction::Relu,
            "leaky-relu" => ActivationFunction::LeakyRelu(self.leak.to_f64()),
            "softplus" => ActivationFunction::Softplus,
            "gelu" => ActivationFunction::Gelu,
            _ => ActivationFunction::Sigmoid(1.0),
        }
    }

    /// The batch that the settings describe.
    pub(super) fn batch(&self) -> Batch {
        Batch::new(self.mean.to_f64(), self.spread.to_f64(), self.seed)
    }
}
