//! What a learner can set.

use super::batch::Batch;
use super::sketch;
use super::stack::{Between, Stack};
use crate::model::activation_function::ActivationFunction;
use crate::model::decimal::Decimal;
use crate::model::perceptron::TieRule;
use crate::panel::table::{Field, choices, settings};

/// How far the sums a reach to both sides, in whole numbers.
pub const REACH: i32 = 8;
/// How far the stack's input reaches to both sides.
pub const INPUT_REACH: i32 = 3;
/// A slope is said to vanish under this share of the greatest.
pub const FLAT: f64 = 0.01;
/// The most layers that slopes are multiplied through.
pub const MAX_LAYERS: u32 = 50;

const fn parameter(hundredths: i32) -> Field {
    Field::number("", Decimal::hundredths(hundredths), [-3, 3], [-10, 10])
}

choices! {
    /// What is looked at.
    pub enum Part {
        /// One function, its slope, and a point on it.
        Curve = "curve",
        /// The sigmoid over the step.
        Steep = "steep",
        /// A batch of sums before and after.
        Batch = "batch",
        /// Layers upon layers.
        Depth = "depth",
        /// The slope at the point, multiplied layer by layer.
        Layers = "layers",
    }
}

choices! {
    /// An activation function.
    pub enum Function {
        /// σ(a).
        Sigmoid = "sigmoid",
        /// 1 above 0, else 0.
        Step = "step",
        /// a.
        Identity = "identity",
        /// tanh a.
        Tanh = "tanh",
        /// max(a, 0).
        Relu = "relu",
        /// a above 0, else α·a.
        LeakyRelu = "leaky-relu",
        /// ln(1 + exp(a)).
        Softplus = "softplus",
        /// a·Φ(a).
        Gelu = "gelu",
    }
}

settings! {
    /// What a learner can set.
    pub struct Settings {
        /// What is looked at: a function and its slope, the step and the sigmoid, a batch, a stack of layers, the slope through many layers.
        part: Part = Field::choice("", Part::NAMES),
        /// The activation function h.
        function: Function = Field::choice("", Function::NAMES),
        /// The weighted sum at which the function is worked out.
        a: Decimal = Field::number("", Decimal::whole(1), [-REACH, REACH], [-REACH, REACH]),
        /// The leaky ReLU's slope α below 0.
        leak: Decimal = Field::number("", Decimal::hundredths(10), [0, 1], [0, 1]),
        /// The step's value at 0: `gt` makes it 0, `ge` makes it 1.
        tie: TieRule = Field::choice("", &["gt", "ge"]),
        /// Through how many layers the slope at a is multiplied.
        layers: u32 = Field::count("", 10, 1, MAX_LAYERS),
        /// The steepness k in σ(k·a).
        k: Decimal = Field::number("", Decimal::whole(2), [0, 20], [0, 100]),
        /// Half the width c of the window around the jump that is left out of the comparison.
        window: Decimal = Field::number("", Decimal::hundredths(50), [0, 2], [0, 4]),
        /// The mean of the distribution that the batch is drawn from.
        mean: Decimal = Field::number("", Decimal::ZERO, [-5, 5], [-5, 5]),
        /// Its standard deviation.
        spread: Decimal = Field::number("", Decimal::whole(3), [0, 5], [0, 5]),
        /// The seed of the batch.
        seed: u32 = Field::count("", 1, 1, 9999).in_steps(),
        /// The function between the layers of the stack.
        between: Between = Field::choice("", Between::NAMES),
        /// The first layer's weight.
        w1: Decimal = parameter(100),
        /// The first layer's bias.
        b1: Decimal = parameter(-50),
        /// The second layer's weight.
        w2: Decimal = parameter(150),
        /// The second layer's bias.
        b2: Decimal = parameter(50),
        /// The third layer's weight.
        w3: Decimal = parameter(-120),
        /// The third layer's bias.
        b3: Decimal = parameter(30),
        /// The stack's input.
        x: Decimal = Field::number("", Decimal::whole(1), [-INPUT_REACH, INPUT_REACH], [-INPUT_REACH, INPUT_REACH]),
        /// Whether the slope is drawn over the function.
        slope: bool = Field::choice("", &["on", "off"]),
        /// The slope as the learner has drawn it, a letter a place; `.` where nothing is drawn.
        sketch: String = Field::packed("", sketch::PLACES).checked(sketch::is_good),
    }
}

impl Settings {
    /// The function chosen.
    pub fn curve(&self) -> ActivationFunction {
        match self.function {
            Function::Sigmoid => ActivationFunction::Sigmoid(1.0),
            Function::Step => ActivationFunction::Step(self.tie),
            Function::Identity => ActivationFunction::Identity,
            Function::Tanh => ActivationFunction::Tanh,
            Function::Relu => ActivationFunction::Relu,
            Function::LeakyRelu => ActivationFunction::LeakyRelu(self.leak.to_f64()),
            Function::Softplus => ActivationFunction::Softplus,
            Function::Gelu => ActivationFunction::Gelu,
        }
    }

    /// The slope at the point; none on a jump.
    pub fn slope_here(&self) -> Option<f64> {
        self.curve().derivative(self.a.to_f64())
    }

    /// The stack of layers.
    pub fn stack(&self) -> Stack {
        Stack { between: self.between, weights: [self.w1, self.w2, self.w3], biases: [self.b1, self.b2, self.b3] }
    }

    /// The batch that the settings describe.
    pub(super) fn batch(&self) -> Batch {
        Batch::new(self.mean.to_f64(), self.spread.to_f64(), self.seed)
    }
}
