//! The functions worked out at a point, in text, and what the picture's sentence is filled with.

use super::numbers::{factor, near_one, percent, raised, rounded, whole};
use super::stack::Between;
use super::{Activations, FLAT, INPUT_REACH, Part, REACH};
use crate::model::activation_function::{ActivationFunction, normal_cdf, normal_pdf};
use crate::model::decimal::{Decimal, Product};
use crate::model::perceptron::TieRule;

/// What the sentence under the picture says: the name of a text, and what its places are filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The text's name.
    pub key: &'static str,
    /// Name and value of each place.
    pub values: Vec<(&'static str, String)>,
}

/// exp of a text: `exp(−0.5)`.
fn exp(text: &str) -> String {
    format!("exp({text})")
}

fn negative(a: Decimal) -> String {
    (-a).to_string()
}

impl Activations {
    /// h(a) and h′(a) of the function chosen, worked out at the point: two lines.
    pub fn worked(&self) -> [String; 2] {
        let a = self.settings().a;
        let curve = self.settings().curve();
        let [value, slope] = match curve {
            ActivationFunction::Sigmoid(_) => sigmoid(a),
            ActivationFunction::Tanh => tanh(a),
            ActivationFunction::Softplus => softplus(a),
            ActivationFunction::Gelu => gelu(a),
            ActivationFunction::Step(rule) => step(a, rule),
            ActivationFunction::Identity => [a.to_string(), "1".to_owned()],
            ActivationFunction::Relu => relu(a),
            ActivationFunction::LeakyRelu(_) => leaky_relu(a, self.settings().leak),
        };
        let sign = |text: &str| if text.starts_with('≈') { "" } else { "= " };
        [format!("h({a}) {}{value}", sign(&value)), format!("h′({a}) {}{slope}", sign(&slope))]
    }

    /// The slope at the point multiplied by itself, once for each layer: `0.1966¹⁰ ≈ 8.63×10⁻⁸`; nothing on a jump.
    pub fn power(&self) -> Option<String> {
        let settings = self.settings();
        let slope = settings.curve().derivative(settings.a.to_f64())?;
        Some(power(slope, settings.layers))
    }

    /// The same with the greatest slope that the function has.
    pub fn best_power(&self) -> String {
        power(self.settings().curve().max_derivative(), self.settings().layers)
    }

    /// h(a) as text.
    pub fn value_text(&self) -> String {
        shown(self.settings().curve().value(self.settings().a.to_f64()))
    }

    /// h′(a) as text; nothing on a jump.
    pub fn slope_text(&self) -> Option<String> {
        self.settings().curve().derivative(self.settings().a.to_f64()).map(shown)
    }

    /// Where the slope is under a hundredth of its maximum, as far as the picture reaches: `a < −5.98`, `a > 5.98`.
    pub fn flat_text(&self) -> String {
        let reach = f64::from(REACH);
        let round = |value: f64| whole((value * 100.0).round() / 100.0);
        let parts = self.settings().curve().saturated_intervals([-reach, reach], FLAT);
        let text = |[from, to]: &[f64; 2]| match (*from <= -reach, *to >= reach) {
            (true, true) => "−∞ < a < ∞".to_owned(),
            (true, false) => format!("a < {}", round(*to)),
            (false, true) => format!("a > {}", round(*from)),
            (false, false) => format!("{} < a < {}", round(*from), round(*to)),
        };
        // A comparison stays on one line.
        parts
            .iter()
            .map(text)
            .collect::<Vec<_>>()
            .join(", ")
            .replace(" <", "\u{a0}<")
            .replace(" >", "\u{a0}>")
            .replace("< ", "<\u{a0}")
            .replace("> ", ">\u{a0}")
    }

    /// What the sentence under the picture says.
    pub fn said(&self) -> Said {
        match self.settings().part {
            Part::Curve => self.said_of_curve(),
            Part::Steep => self.said_of_steepness(),
            Part::Batch => self.said_of_batch(),
            Part::Depth => self.said_of_stack(),
        }
    }

    fn said_of_curve(&self) -> Said {
        let settings = self.settings();
        let mut values = vec![("a", settings.a.to_string()), ("h", self.value_text()), ("flat", self.flat_text())];
        let Some(slope) = self.slope_text() else { return Said { key: "jump", values } };
        values.push(("slope", slope));
        let curve = settings.curve();
        let key = match curve {
            ActivationFunction::Step(_) => "step",
            _ if curve.is_saturated(settings.a.to_f64(), FLAT) => "flat",
            _ if self.flat_text().is_empty() => "never",
            _ => "lively",
        };
        Said { key, values }
    }

    fn said_of_batch(&self) -> Said {
        let curve = self.settings().curve();
        let outcome = self.batch().through(curve);
        let count = self.batch().sums().len();
        let two = |value: f64| format!("{value:.2}").replace('-', "−");
        let key = match curve {
            ActivationFunction::Step(_) => "all-flat",
            ActivationFunction::Relu => "dead",
            _ if outcome.flat == 0 => "none-flat",
            _ => "saturated",
        };
        let values = vec![
            ("count", count.to_string()),
            ("flat", outcome.flat.to_string()),
            ("share", percent(outcome.flat, count)),
            ("mean", two(outcome.before[0])),
            ("spread", two(outcome.before[1])),
            ("outmean", two(outcome.after[0])),
            ("outspread", two(outcome.after[1])),
            ("slope", rounded(outcome.slope)),
        ];
        Said { key, values }
    }

    fn said_of_stack(&self) -> Said {
        let stack = self.settings().stack;
        let [weight, bias] = stack.one_layer().map(|value| value.to_string());
        let gap = stack.greatest_gap(INPUT_REACH);
        let key = if stack.between == Between::Identity {
            "same"
        } else if stack.bend(INPUT_REACH) < 0.005 {
            "straight"
        } else {
            "bent"
        };
        let bias = if bias.starts_with('−') { bias.replacen('−', "− ", 1) } else { format!("+ {bias}") };
        let line = format!("{weight}·x {bias}");
        Said { key, values: vec![("line", line), ("gap", rounded(gap)), ("bend", rounded(stack.bend(INPUT_REACH)))] }
    }
}

/// A value as short as it is exact, or rounded.
pub(super) fn shown(value: f64) -> String {
    if (value * 10_000.0).fract() == 0.0 { whole(value) } else { rounded(value) }
}

fn power(slope: f64, layers: u32) -> String {
    let exponent = raised(&layers.to_string());
    let result = libm::pow(slope, f64::from(layers));
    // 1 and 0 stay what they are; all else is rounded.
    let sign = if result == 0.0 || result.abs() == 1.0 { '=' } else { '≈' };
    let base = shown(slope);
    let base = if base.contains('×') || base.starts_with('−') { format!("({base})") } else { base };
    format!("{base}{exponent} {sign} {}", shown(result))
}

fn sigmoid(a: Decimal) -> [String; 2] {
    let z = a.to_f64();
    let h = ActivationFunction::Sigmoid(1.0).value(z);
    let lacking = ActivationFunction::Sigmoid(1.0).value(-z);
    let slope = ActivationFunction::Sigmoid(1.0).derivative(z).unwrap_or_default();
    let minus = negative(a);
    [
        format!("1/(1 + {}) ≈ 1/(1 + {}) ≈ {}", exp(&minus), rounded(libm::exp(-z)), near_one(h)),
        format!("h·(1 − h) ≈ {}×{} ≈ {}", near_one(h), factor(&rounded(lacking)), rounded(slope)),
    ]
}

fn tanh(a: Decimal) -> [String; 2] {
    let z = a.to_f64();
    let (up, down) = (rounded(libm::exp(z)), rounded(libm::exp(-z)));
    let h = ActivationFunction::Tanh.value(z);
    let slope = ActivationFunction::Tanh.derivative(z).unwrap_or_default();
    let (plus, minus) = (exp(&a.to_string()), exp(&negative(a)));
    [
        format!("({plus} − {minus})/({plus} + {minus}) ≈ ({up} − {down})/({up} + {down}) ≈ {}", near_one(h)),
        format!("1 − h² ≈ 1 − {}² ≈ {}", factor(&near_one(h)), rounded(slope)),
    ]
}

fn softplus(a: Decimal) -> [String; 2] {
    let z = a.to_f64();
    let slope = ActivationFunction::Softplus.derivative(z).unwrap_or_default();
    let (plus, minus) = (exp(&a.to_string()), exp(&negative(a)));
    [
        format!(
            "ln(1 + {plus}) ≈ ln(1 + {}) ≈ {}",
            rounded(libm::exp(z)),
            rounded(ActivationFunction::Softplus.value(z))
        ),
        format!("1/(1 + {minus}) ≈ {}", near_one(slope)),
    ]
}

fn gelu(a: Decimal) -> [String; 2] {
    let z = a.to_f64();
    let (share, density) = (near_one(normal_cdf(z)), rounded(normal_pdf(z)));
    let slope = ActivationFunction::Gelu.derivative(z).unwrap_or_default();
    let behind = |text: &str| factor(text);
    [
        format!("a·Φ(a) ≈ {a}×{} ≈ {}", behind(&share), rounded(ActivationFunction::Gelu.value(z))),
        format!("Φ(a) + a·φ(a) ≈ {share} + {}×{} ≈ {}", behind(&a.to_string()), behind(&density), rounded(slope)),
    ]
}

fn step(a: Decimal, rule: TieRule) -> [String; 2] {
    let passes = ActivationFunction::Step(rule).value(a.to_f64()) == 1.0;
    let relation = crate::panel::formulas::relation(passes, rule);
    let value = format!("{} ({a} {relation} 0)", u8::from(passes));
    [value, if a == Decimal::ZERO { "–".to_owned() } else { "0".to_owned() }]
}

fn relu(a: Decimal) -> [String; 2] {
    let passes = a > Decimal::ZERO;
    [
        format!("max({a}, 0) = {}", if passes { a } else { Decimal::ZERO }),
        format!("{} ({a} {} 0)", u8::from(passes), if passes { '>' } else { '≤' }),
    ]
}

fn leaky_relu(a: Decimal, leak: Decimal) -> [String; 2] {
    if a > Decimal::ZERO {
        return [format!("{a} ({a} > 0)"), format!("1 ({a} > 0)")];
    }
    let product = Product::of(leak, a);
    [format!("α·a = {leak}×{} = {product}", factor(&a.to_string())), format!("α = {leak} ({a} ≤ 0)")]
}
