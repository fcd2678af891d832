//! A perceptron's numbers as formulas: its sums, its line, and the demands that no line can meet.

use crate::data::gates::Gate;
use crate::model::boundary::{Equation, Ratio};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, TieRule};

/// w1·x1 + w2·x2 with numbers: `0.5×0 − 0.2×1`.
pub(super) fn products(perceptron: &Perceptron, row: [bool; 2]) -> String {
    let [w1, w2] = perceptron.weights;
    format!("{w1}×{}{}×{}", u8::from(row[0]), w2.as_term(), u8::from(row[1]))
}

/// The comparison that holds, under `tie`, between what passes the threshold (or fails to) and the threshold.
pub(super) fn relation(passes: bool, tie: TieRule) -> &'static str {
    match (passes, tie) {
        (true, TieRule::Above) => ">",
        (true, TieRule::AtOrAbove) => "≥",
        (false, TieRule::Above) => "≤",
        (false, TieRule::AtOrAbove) => "<",
    }
}

/// A quotient without its sign: `1.5`, or `2/3` where no decimal is it.
fn size_text(ratio: Ratio) -> String {
    let size = ratio.rounded();
    let decimal = if size < Decimal::ZERO { -size } else { size };
    ratio.as_fraction().map_or_else(|| decimal.to_string(), |(n, d)| format!("{}/{d}", n.abs()))
}

/// The line as a learner writes it, `x2 = −x1 + 1.5`, with the names of the two inputs; with `≈` where a number had to be
/// rounded.
pub(super) fn equation_text(equation: Equation, [across, up]: [&str; 2]) -> String {
    let is_told = |ratio: &Ratio| ratio.is_exact() || ratio.as_fraction().is_some();
    let sign = |ratios: &[Ratio]| if ratios.iter().all(is_told) { "=" } else { "≈" };
    let minus = |ratio: Ratio| if ratio.rounded() < Decimal::ZERO { "−" } else { "" };
    let number = |ratio: Ratio| format!("{}{}", minus(ratio), size_text(ratio));
    match equation {
        Equation::Vertical { position } => format!("{across} {} {}", sign(&[position]), number(position)),
        Equation::Sloped { slope, intercept } => {
            let term = match slope.rounded().count() {
                100 | -100 => format!("{}{across}", minus(slope)),
                _ => format!("{}·{across}", number(slope)),
            };
            let right = match (slope.rounded() == Decimal::ZERO, intercept.rounded() == Decimal::ZERO) {
                (true, _) => number(intercept),
                (false, true) => term,
                (false, false) => {
                    let sign = if minus(intercept).is_empty() { '+' } else { '−' };
                    format!("{term} {sign} {}", size_text(intercept))
                }
            };
            format!("{up} {} {right}", sign(&[slope, intercept]))
        }
    }
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

impl Contradiction {
    /// What `gate` demands of a line, and the number for `perceptron` today; nothing for a gate that a line can do.
    ///
    /// The sums of the rows (0,0) and (1,1) add up to w1 + w2 + 2b, and so do those of (0,1) and (1,0): one number
    /// would have to be above zero and not above zero at once.
    pub fn of(gate: Gate, perceptron: &Perceptron, tie: TieRule) -> Option<Self> {
        let (outer, inner) = ([0, 3], [1, 2]);
        let (ones, zeros) = match gate.outputs() {
            _ if gate == Gate::XOR => (inner, outer),
            [true, false, false, true] => (outer, inner),
            _ => return None,
        };
        let Perceptron { weights: [w1, w2], bias } = *perceptron;
        Some(Self {
            ones,
            zeros,
            wants_above: format!("{} 0", relation(true, tie)),
            wants_below: format!("{} 0", relation(false, tie)),
            today: (w1 + w2 + bias + bias).to_string(),
        })
    }
}
