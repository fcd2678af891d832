//! The numbers of the panel, worked out in text. Every text equals the model: both read the same exact decimals.

use super::Gates;
use crate::data::gates::{Gate, ROWS};
use crate::model::boundary::{Equation, Ratio};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, TieRule};

/// w1·x1 + w2·x2 with numbers: `0.5×0 − 0.2×1`.
fn products(perceptron: &Perceptron, row: [bool; 2]) -> String {
    let [w1, w2] = perceptron.weights;
    format!("{w1}×{}{}×{}", u8::from(row[0]), w2.as_term(), u8::from(row[1]))
}

/// The comparison that holds, under `tie`, between what passes the threshold (or fails to) and the threshold.
fn relation(passes: bool, tie: TieRule) -> &'static str {
    match (passes, tie) {
        (true, TieRule::Above) => ">",
        (true, TieRule::AtOrAbove) => "≥",
        (false, TieRule::Above) => "≤",
        (false, TieRule::AtOrAbove) => "<",
    }
}

/// A parameter's update in numbers: `0.5 + 0.1×(−1)×1 = 0.4`. `x` is left out for the bias.
fn update_text(before: Decimal, sign: char, rate: Decimal, error: i32, x: Option<bool>, after: Decimal) -> String {
    let error = if error < 0 { "(−1)".to_owned() } else { error.to_string() };
    let x = x.map_or(String::new(), |x| format!("×{}", u8::from(x)));
    format!("{before} {sign} {rate}×{error}{x} = {after}")
}

/// A slope's term: `x1`, `−x1`, `0.5·x1`.
fn slope_term(slope: Decimal) -> String {
    match slope.count() {
        100 => "x1".to_owned(),
        -100 => "−x1".to_owned(),
        _ => format!("{slope}·x1"),
    }
}

/// The line as a learner writes it, `x2 = −x1 + 1.5`; with `≈` where a number had to be rounded.
fn equation_text(equation: Equation) -> String {
    let sign = |ratios: &[Ratio]| if ratios.iter().all(|ratio| ratio.is_exact()) { "=" } else { "≈" };
    match equation {
        Equation::Vertical { position } => format!("x1 {} {}", sign(&[position]), position.rounded()),
        Equation::Sloped { slope, intercept } => {
            let (a, c) = (slope.rounded(), intercept.rounded());
            let right = match (a == Decimal::ZERO, c == Decimal::ZERO) {
                (true, _) => c.to_string(),
                (false, true) => slope_term(a),
                (false, false) => slope_term(a) + &c.as_term(),
            };
            format!("x2 {} {right}", sign(&[slope, intercept]))
        }
    }
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

/// Why no line can do what the gate wants: two pairs of rows make opposite demands on one number, w1 + w2 + 2b.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The rows that want 1, and so want the number above zero, as places in [`ROWS`].
    pub ones: [usize; 2],
    /// The rows that want 0, and so want it not above zero.
    pub zeros: [usize; 2],
    /// What the rows that want 1 ask of the number: `> 0`, or `≥ 0` under the other tie rule.
    pub wants_above: String,
    /// What the rows that want 0 ask of it: `≤ 0` or `< 0`.
    pub wants_below: String,
    /// The number today.
    pub today: String,
}

impl Gates {
    /// The sum of a row worked out, as the form in use has it: `0.5×0 + 0.5×1 − 0.7 = −0.2` with the bias,
    /// `0.5×0 + 0.5×1 = 0.5 ≤ 0.7` with the threshold.
    pub fn sum_text(&self, row: usize) -> String {
        let (p, x, tie) = (self.perceptron(), ROWS[row], self.settings().tie);
        let products = products(&p, x);
        if self.settings().shows_threshold {
            let relation = relation(p.output(x, tie), tie);
            format!("{products} = {} {relation} {}", p.weighted_inputs(x), p.threshold())
        } else {
            format!("{products}{} = {}", p.bias.as_term(), p.weighted_sum(x))
        }
    }

    /// The number that the step function sees for a row: w·x with the threshold, w·x + b with the bias.
    pub fn sum(&self, row: usize) -> Decimal {
        let p = self.perceptron();
        if self.settings().shows_threshold { p.weighted_inputs(ROWS[row]) } else { p.weighted_sum(ROWS[row]) }
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
        if self.settings().shows_threshold {
            format!("w1·x1 + w2·x2 {relation} θ")
        } else {
            format!("w1·x1 + w2·x2 + b {relation} 0")
        }
    }

    /// The boundary as an equation; `None` when both weights are 0 and there is no line.
    pub fn line_text(&self) -> Option<String> {
        Equation::of(&self.perceptron()).map(equation_text)
    }

    /// What the step that led to the state shown did; `None` at the start of the run.
    pub fn update_text(&self) -> Option<UpdateText> {
        let settings = self.settings();
        let update = self.training().update(self.position())?;
        let (input, error) = (update.sample.input, update.error);
        let weight = |i: usize| {
            update_text(update.before.weights[i], '+', settings.rate, error, Some(input[i]), update.after.weights[i])
        };
        let last = if settings.shows_threshold {
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
    ///
    /// The sums of the rows (0,0) and (1,1) add up to w1 + w2 + 2b, and so do those of (0,1) and (1,0): one number
    /// would have to be above zero and not above zero at once.
    pub fn contradiction(&self) -> Option<Contradiction> {
        let (outer, inner) = ([0, 3], [1, 2]);
        let gate = self.settings().gate;
        let (ones, zeros) = match gate.outputs() {
            _ if gate == Gate::XOR => (inner, outer),
            [true, false, false, true] => (outer, inner),
            _ => return None,
        };
        let p = self.perceptron();
        let tie = self.settings().tie;
        Some(Contradiction {
            ones,
            zeros,
            wants_above: format!("{} 0", relation(true, tie)),
            wants_below: format!("{} 0", relation(false, tie)),
            today: (p.weights[0] + p.weights[1] + p.bias + p.bias).to_string(),
        })
    }
}
