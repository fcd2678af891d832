//! Three layers of one unit each: y = w3·h(w2·h(w1·x + b1) + b2) + b3. With nothing (the identity) for h they are one layer.

use super::numbers::{Fine, rounded};
use crate::model::activation_function::ActivationFunction;
use crate::model::decimal::Decimal;
use crate::panel::table::choices;
use crate::text::{factor, term};

choices! {
    /// What stands between the layers.
    pub enum Between {
        /// h(a) = a.
        Identity = "identity",
        /// h(a) = tanh a.
        Tanh = "tanh",
        /// h(a) = max(a, 0).
        Relu = "relu",
    }
}

impl Between {
    fn curve(self) -> ActivationFunction {
        match self {
            Self::Identity => ActivationFunction::Identity,
            Self::Tanh => ActivationFunction::Tanh,
            Self::Relu => ActivationFunction::Relu,
        }
    }
}

/// The three layers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stack {
    /// h.
    pub between: Between,
    /// w1, w2, w3.
    pub weights: [Decimal; 3],
    /// b1, b2, b3.
    pub biases: [Decimal; 3],
}

impl Stack {
    /// The stack's output.
    pub fn output(&self, x: f64) -> f64 {
        let h = self.between.curve();
        let sum = |layer: usize, input: f64| self.weights[layer].to_f64() * input + self.biases[layer].to_f64();
        sum(2, h.value(sum(1, h.value(sum(0, x)))))
    }

    /// The one layer that the stack is without its activations: its weight w3·w2·w1 and its bias w3·(w2·b1 + b2) + b3, both
    /// exact.
    pub fn one_layer(&self) -> [Fine; 2] {
        let [w1, w2, w3] = self.weights;
        let [b1, b2, b3] = self.biases;
        [Fine::from(w1).times(w2).times(w3), Fine::from(b1).times(w2).plus(b2).times(w3).plus(b3)]
    }

    /// The one layer's output.
    pub fn one_layer_output(&self, x: f64) -> f64 {
        let [weight, bias] = self.one_layer();
        weight.to_f64() * x + bias.to_f64()
    }

    /// The greatest distance between the stack and its one layer for inputs up to `reach` to both sides, looked for at every
    /// hundredth.
    pub fn greatest_gap(&self, reach: i32) -> f64 {
        let gap = |n: i32| {
            let x = f64::from(n) / 100.0;
            (self.output(x) - self.one_layer_output(x)).abs()
        };
        if self.between == Between::Identity { 0.0 } else { (-100 * reach..=100 * reach).map(gap).fold(0.0, f64::max) }
    }

    /// How far the stack's own curve is from being straight, for inputs up to `reach` to both sides: the greatest distance to
    /// the line through its two ends.
    pub fn bend(&self, reach: i32) -> f64 {
        let (from, to) = (f64::from(-reach), f64::from(reach));
        let ends = [from, to].map(|x| self.output(x));
        let line = |x: f64| ends[0] + (ends[1] - ends[0]) * (x - from) / (to - from);
        let gap = |n: i32| {
            let x = f64::from(n) / 100.0;
            (self.output(x) - line(x)).abs()
        };
        if self.between == Between::Identity { 0.0 } else { (-100 * reach..=100 * reach).map(gap).fold(0.0, f64::max) }
    }

    /// Each layer worked out for `x`: `a1 = 2×1 − 0.5 = 1.5` and, where something stands between, `h1 = tanh(1.5) ≈ 0.9051`.
    pub fn worked(&self, x: Decimal) -> Vec<String> {
        let mut lines = Vec::new();
        let (mut exact, mut input) = (Fine::from(x), x.to_f64());
        let mut name = exact.to_string();
        for layer in 0..3 {
            let (weight, bias) = (self.weights[layer], self.biases[layer]);
            let is_exact = self.between != Between::Tanh || layer == 0;
            exact = exact.times(weight).plus(bias);
            input = weight.to_f64() * input + bias.to_f64();
            let (sign, sum) = if is_exact { ('=', exact.to_string()) } else { ('≈', rounded(input)) };
            let left = if layer == 2 { "y".to_owned() } else { format!("a{}", layer + 1) };
            lines.push(format!("{left} = {weight}×{}{} {sign} {sum}", factor(&name), bias.as_term()));
            name = sum;
            if layer == 2 {
                break;
            }
            let hidden = format!("h{}", layer + 1);
            match self.between {
                Between::Identity => lines.push(format!("{hidden} = a{} = {name}", layer + 1)),
                Between::Relu => {
                    let argument = name.clone();
                    if exact < Fine::from(Decimal::ZERO) {
                        exact = Decimal::ZERO.into();
                    }
                    name = exact.to_string();
                    lines.push(format!("{hidden} = max({argument}, 0) = {name}"));
                }
                Between::Tanh => {
                    let argument = name.clone();
                    name = rounded(ActivationFunction::Tanh.value(input));
                    lines.push(format!("{hidden} = tanh({argument}) ≈ {name}"));
                }
            }
            input = self.between.curve().value(input);
        }
        lines
    }

    /// The one layer multiplied out: `w = 2×1.5×(−1.2) = −3.6` and `b = −1.2×(1.5×(−0.5) + 0.5) + 0.3 = 0.6`.
    pub fn multiplied_out(&self) -> [String; 2] {
        let [w1, w2, w3] = self.weights;
        let [b1, b2, b3] = self.biases;
        let behind = |value: Decimal| factor(&value.to_string());
        let [weight, bias] = self.one_layer();
        [
            format!("w = w3·w2·w1 = {w3}×{}×{} = {weight}", behind(w2), behind(w1)),
            format!("b = w3·(w2·b1 + b2) + b3 = {w3}×({w2}×{}{}){} = {bias}", behind(b1), b2.as_term(), b3.as_term()),
        ]
    }

    /// The one layer worked out for `x`: `w·x + b = −3.6×1 + 0.6 = −3`.
    pub fn one_layer_worked(&self, x: Decimal) -> String {
        let [weight, bias] = self.one_layer();
        let y = weight.times(x).plus(bias);
        format!("w·x + b = {weight}×{}{} = {y}", factor(&x.to_string()), term(&bias.to_string()))
    }
}
