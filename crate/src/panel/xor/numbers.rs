//! The numbers of the panel, worked out in text. By hand every text is exact; a learned network's numbers are rounded.
//!
//! Units count from 0: h1, h2, y. A unit's parameters too: its two weights and its bias.

use super::{Part, Xor};
use crate::data::gates::{Gate, ROWS};
use crate::model::activation::Activation;
use crate::model::boundary::Equation;
use crate::model::decimal::Product;
use crate::model::perceptron::Perceptron;
use crate::panel::formulas::{Contradiction, equation_text, products};
use crate::text::{factor, fixed, term};

/// A number of single precision with two places.
pub fn rounded(value: f32) -> String {
    fixed(value.into(), 2)
}

/// The network's two layers as matrices, and what they come to, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrices {
    /// W1, row by row: h1's weights, then h2's.
    pub first: [String; 4],
    /// b1.
    pub first_bias: [String; 2],
    /// W2.
    pub second: [String; 2],
    /// b2.
    pub second_bias: String,
    /// W2·W1 worked out: `0.5×0.5 + 0.5×(−0.5) = 0`.
    pub weights_worked: [String; 2],
    /// W2·b1 + b2 worked out.
    pub bias_worked: String,
    /// W2·W1 and W2·b1 + b2.
    pub one: [String; 3],
}

impl Xor {
    /// The perceptron that a unit is by hand; the first is the one perceptron where there is but one.
    fn unit(&self, unit: usize) -> Perceptron {
        let settings = self.settings();
        match (settings.part, unit) {
            (Part::Limit, _) => settings.single(),
            (_, 0 | 1) => settings.hand().hidden[unit],
            _ => settings.hand().output,
        }
    }

    /// Whether it is the learned network that shows, and not the one by hand.
    fn is_learned(&self) -> bool {
        matches!(self.settings().part, Part::Learn | Part::Seeds)
    }

    /// A parameter as text.
    pub fn parameter_text(&self, unit: usize, which: usize) -> String {
        if self.is_learned() {
            return rounded(self.learned_unit(unit)[which]);
        }
        let Perceptron { weights: [w1, w2], bias } = self.unit(unit);
        [w1, w2, bias][which].to_string()
    }

    /// A parameter's value, for the thickness of a line.
    pub fn parameter(&self, unit: usize, which: usize) -> f64 {
        if self.is_learned() {
            return self.learned_unit(unit)[which].into();
        }
        let Perceptron { weights: [w1, w2], bias } = self.unit(unit);
        [w1, w2, bias][which].to_f64()
    }

    /// A unit's sum for a row, worked out: `0.5×0 + 0.5×1 − 0.2 = 0.3`.
    pub fn sum_text(&self, row: usize, unit: usize) -> String {
        let (settings, x) = (self.settings(), ROWS[row]);
        let hand = settings.hand();
        match (settings.part, unit) {
            (Part::Learn | Part::Seeds, _) => self.learned_sum_text(row, unit),
            (Part::Collapse, 2) => {
                let [v1, v2] = hand.output.weights;
                let [h1, h2] = hand.hidden.map(|hidden| factor(&hidden.weighted_sum(x).to_string()));
                let bias = hand.output.bias.as_term();
                format!("{v1}×{h1}{}×{h2}{bias} = {}", v2.as_term(), hand.sum_without_step(x))
            }
            _ => {
                let p = self.unit(unit);
                let of_hidden = unit == 2 && settings.part != Part::Limit;
                let x = if of_hidden { hand.hidden_outputs(x, settings.tie) } else { x };
                format!("{}{} = {}", products(&p, x), p.bias.as_term(), p.weighted_sum(x))
            }
        }
    }

    fn learned_sum_text(&self, row: usize, unit: usize) -> String {
        let [w1, w2, b] = self.learned_unit(unit);
        let outputs = self.learned().outputs()[row];
        let x = ROWS[row].map(|x| f32::from(u8::from(x)));
        let (x, shown) = if unit < 2 {
            (x, ROWS[row].map(|x| u8::from(x).to_string()))
        } else {
            ([outputs[0], outputs[1]], [outputs[0], outputs[1]].map(|h| factor(&rounded(h))))
        };
        let sum = rounded(b + w1 * x[0] + w2 * x[1]);
        let [w2, b] = [w2, b].map(|value| term(&rounded(value)));
        format!("{}×{}{w2}×{}{b} ≈ {sum}", rounded(w1), shown[0], shown[1])
    }

    /// What a unit gives for a row.
    pub fn output_text(&self, row: usize, unit: usize) -> String {
        match (self.settings().part, unit) {
            (Part::Learn | Part::Seeds, _) => rounded(self.learned().outputs()[row][unit]),
            (Part::Collapse, 0 | 1) => self.unit(unit).weighted_sum(ROWS[row]).to_string(),
            _ => u8::from(self.output(row, unit)).to_string(),
        }
    }

    /// Whether a unit's output for a row is on the side of 1.
    pub fn output(&self, row: usize, unit: usize) -> bool {
        let (settings, x) = (self.settings(), ROWS[row]);
        let (hand, tie) = (settings.hand(), settings.tie);
        match (settings.part, unit) {
            (Part::Limit, _) => settings.single().output(x, tie),
            (Part::Learn | Part::Seeds, _) => {
                let middle = if unit < 2 && settings.activation.activation() == Activation::Tanh { 0.0 } else { 0.5 };
                self.learned().outputs()[row][unit] > middle
            }
            (_, 0 | 1) => hand.hidden[unit].output(x, tie),
            (Part::Collapse, _) => hand.collapsed().output(x, tie),
            _ => hand.output(x, tie),
        }
    }

    /// Whether a row's output is its target; a learned output on the target's side of ½.
    pub fn row_right(&self, row: usize) -> bool {
        self.output(row, 2) == Gate::XOR.outputs()[row]
    }

    /// How many rows come out right.
    pub fn rows_right(&self) -> usize {
        (0..ROWS.len()).filter(|row| self.row_right(*row)).count()
    }

    /// The line of a unit by hand as an equation; nothing when both weights are 0.
    pub fn line_text(&self, unit: usize) -> Option<String> {
        let names = if unit == 2 && self.settings().part != Part::Limit { ["h1", "h2"] } else { ["x1", "x2"] };
        Equation::of(&self.unit(unit)).map(|equation| equation_text(equation, names))
    }

    /// The two demands that no perceptron can meet at once, and what the number is now that they are about.
    ///
    /// # Panics
    /// Never: XOR is one of the two functions with such demands.
    pub fn contradiction(&self) -> Contradiction {
        let settings = self.settings();
        Contradiction::of(Gate::XOR, &settings.single(), settings.tie).expect("no line can do XOR")
    }

    /// The loss shown: that of the last whole epoch up to the step shown; nothing in the first.
    pub fn loss_text(&self) -> Option<String> {
        self.learned().losses_shown().last().map(|loss| fixed(*loss, 3))
    }

    /// The two layers as matrices, and their product.
    pub fn matrices(&self) -> Matrices {
        let hand = self.settings().hand();
        let ([h1, h2], output) = (hand.hidden, hand.output);
        let [v1, v2] = output.weights;
        let one = hand.collapsed();
        let worked = |a: String, b: String| format!("{v1}×{}{}×{}", factor(&a), v2.as_term(), factor(&b));
        let column =
            |i: usize| format!("{} = {}", worked(h1.weights[i].to_string(), h2.weights[i].to_string()), one.weights[i]);
        let biases = worked(h1.bias.to_string(), h2.bias.to_string());
        Matrices {
            first: [h1.weights[0], h1.weights[1], h2.weights[0], h2.weights[1]].map(|w| w.to_string()),
            first_bias: [h1.bias, h2.bias].map(|b| b.to_string()),
            second: [v1, v2].map(|v| v.to_string()),
            second_bias: output.bias.to_string(),
            weights_worked: [column(0), column(1)],
            bias_worked: format!("{biases}{} = {}", output.bias.as_term(), one.bias),
            one: [one.weights[0], one.weights[1], one.bias].map(|value| value.to_string()),
        }
    }

    /// Whether the two layers without a step between them still have a line: whether their product has a weight that is not 0.
    pub fn has_one_line(&self) -> bool {
        self.settings().hand().collapsed().weights.iter().any(|weight| *weight != Product::default())
    }

    /// The one sum that the two layers are, in letters for the inputs: `−0.75·x1 − 0.75·x2 − 0.6`.
    pub fn one_sum_text(&self) -> String {
        let one = self.settings().hand().collapsed();
        let [w1, w2] = one.weights;
        format!("{w1}·x1{}·x2{}", w2.as_term(), one.bias.as_term())
    }

    /// A row's sum through the one line that the two layers are: `0×0 + 0×1 − 0.45 = −0.45`.
    pub fn one_line_text(&self, row: usize) -> String {
        let one = self.settings().hand().collapsed();
        let x = ROWS[row].map(u8::from);
        let [w1, w2]: [Product; 2] = one.weights;
        let sum = one.weighted_sum(ROWS[row]);
        format!("{w1}×{}{}×{}{} = {sum}", x[0], w2.as_term(), x[1], one.bias.as_term())
    }

    /// The sums a of a learned hidden unit's rows, and the slopes of σ(k·a) there: how much of an error gets through.
    pub fn slopes(&self, unit: usize) -> [(f32, f32); 4] {
        let [w1, w2, b] = self.learned_unit(unit);
        ROWS.map(|row| {
            let x = row.map(|x| f32::from(u8::from(x)));
            let a = b + w1 * x[0] + w2 * x[1];
            (a, self.steep_sigmoid(a).1)
        })
    }

    /// σ(k·a) and its slope k·σ′(k·a), as the engine works them out, for the steepness k in force.
    #[allow(clippy::cast_possible_truncation)]
    pub fn steep_sigmoid(&self, a: f32) -> (f32, f32) {
        let k = self.settings().steepness.to_f64() as f32;
        Activation::Sigmoid.at(k * a).map_or((0.0, 0.0), |(h, slope)| (h, k * slope))
    }
}
