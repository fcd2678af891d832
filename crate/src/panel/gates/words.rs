//! The numbers of the panel, worked out in text. Every text equals the model: both read the same exact decimals.

use super::{Form, Gates};
use crate::data::gates::ROWS;
use crate::model::boundary::Equation;
use crate::model::decimal::Decimal;
use crate::panel::formulas::{Contradiction, equation_text, products, relation};

/// A parameter's update in numbers: `0.5 + 0.1×(−1)×1 = 0.4`. `x` is left out for the bias.
fn update_text(before: Decimal, sign: char, rate: Decimal, error: i32, x: Option<bool>, after: Decimal) -> String {
    let error = if error < 0 { "(−1)".to_owned() } else { error.to_string() };
    let x = x.map_or(String::new(), |x| format!("×{}", u8::from(x)));
    format!("{before} {sign} {rate}×{error}{x} = {after}")
}

/// The last update in numbers, a text a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateText {
    /// The row looked at, its place in [`ROWS`].
    pub row: usize,
    /// t − y worked out: `1 − 0 = 1`.
    pub error: String,
    /// Whether anything changed.
    pub changed: bool,
    /// w1, w2, and θ or b, each worked out.
    pub parameters: [String; 3],
}

impl Gates {
    /// The sum of a row worked out, as the form in use has it: `0.5×0 + 0.5×1 − 0.7 = −0.2` with the bias,
    /// `0.5×0 + 0.5×1 = 0.5 ≤ 0.7` with the threshold.
    pub fn sum_text(&self, row: usize) -> String {
        let (products, result) = self.sum_parts(row);
        format!("{products} {result}")
    }

    /// The same up to its = and from there on.
    pub(super) fn sum_parts(&self, row: usize) -> (String, String) {
        let (p, x, tie) = (self.perceptron(), ROWS[row], self.settings().tie);
        let products = products(&p, x);
        match self.settings().form {
            Form::Threshold => {
                let relation = relation(p.output(x, tie), tie);
                (products, format!("= {} {relation} {}", p.weighted_inputs(x), p.threshold()))
            }
            Form::Bias => (products + &p.bias.as_term(), format!("= {}", p.weighted_sum(x))),
        }
    }

    /// The number that the step function sees for a row: w·x with the threshold, w·x + b with the bias.
    pub fn sum(&self, row: usize) -> Decimal {
        let p = self.perceptron();
        if self.settings().form == Form::Threshold { p.weighted_inputs(ROWS[row]) } else { p.weighted_sum(ROWS[row]) }
    }

    /// The output for a row.
    pub fn output(&self, row: usize) -> bool {
        self.perceptron().output(ROWS[row], self.settings().tie)
    }

    /// Whether a row lies exactly on the line.
    pub fn on_line(&self, row: usize) -> bool {
        self.perceptron().weighted_sum(ROWS[row]) == Decimal::ZERO
    }

    /// The rule in letters: `w1·x1 + w2·x2 > θ` or `w1·x1 + w2·x2 + b ≥ 0`.
    pub fn rule_text(&self) -> String {
        let relation = relation(true, self.settings().tie);
        if self.settings().form == Form::Threshold {
            format!("w1·x1 + w2·x2 {relation} θ")
        } else {
            format!("w1·x1 + w2·x2 + b {relation} 0")
        }
    }

    /// The boundary as an equation; `None` when both weights are 0 and there is no line.
    pub fn line_text(&self) -> Option<String> {
        Equation::of(&self.perceptron()).map(|equation| equation_text(equation, ["x1", "x2"]))
    }

    /// What the step that led to the state shown did; `None` at the start of the run.
    pub fn update_text(&self) -> Option<UpdateText> {
        let settings = self.settings();
        let update = self.training().update(settings.steps as usize)?;
        let (input, error) = (update.sample.input, update.error);
        let weight = |i: usize| {
            update_text(update.before.weights[i], '+', settings.rate, error, Some(input[i]), update.after.weights[i])
        };
        let last = if settings.form == Form::Threshold {
            // θ = −b, so the rule for b turned about: θ ← θ − η·(t − y).
            update_text(update.before.threshold(), '−', settings.rate, error, None, update.after.threshold())
        } else {
            update_text(update.before.bias, '+', settings.rate, error, None, update.after.bias)
        };
        let [t, y] = [update.sample.target, update.output].map(u8::from);
        Some(UpdateText {
            row: ROWS.iter().position(|row| *row == input)?,
            error: format!("{t} − {y} = {}", Decimal::whole(error)),
            changed: error != 0,
            parameters: [weight(0), weight(1), last],
        })
    }

    /// The contradiction in what the gate wants of a line, for the two gates that no line can do: XOR and XNOR.
    pub fn contradiction(&self) -> Option<Contradiction> {
        Contradiction::of(self.settings().gate, &self.perceptron(), self.settings().tie)
    }

    /// The number that this is about, as the form in view writes it.
    pub fn contradicted(&self) -> &'static str {
        match self.settings().form {
            Form::Bias => "w1 + w2 + 2b",
            Form::Threshold => "w1 + w2 − 2θ",
        }
    }
}
