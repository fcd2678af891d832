//! The functions worked out at a point, in text.

use super::numbers::{near_one, rounded, valued};
use super::{FLAT, Function, REACH, Settings};
use crate::model::activation_function::{ActivationFunction, normal_cdf, normal_pdf};
use crate::model::decimal::{Decimal, Product};
use crate::model::perceptron::TieRule;
use crate::text::{factor, scaled, superscript};

/// exp of a text: `exp(−0.5)`.
fn exp(text: &str) -> String {
    format!("exp({text})")
}

fn negative(a: Decimal) -> String {
    (-a).to_string()
}

impl Settings {
    /// h(a) and h′(a) of the function chosen, worked out at the point: two lines.
    pub fn worked(&self) -> [String; 2] {
        let (a, curve) = (self.a, self.curve());
        let [value, slope] = match curve {
            ActivationFunction::Sigmoid(_) => sigmoid(a),
            ActivationFunction::Tanh => tanh(a),
            ActivationFunction::Softplus => softplus(a),
            ActivationFunction::Gelu => gelu(a),
            ActivationFunction::Step(rule) => step(a, rule),
            ActivationFunction::Identity => [a.to_string(), "1".to_owned()],
            ActivationFunction::Relu => relu(a),
            ActivationFunction::LeakyRelu(_) => leaky_relu(a, self.leak),
        };
        let sign = |text: &str| if text.starts_with('≈') { "" } else { "= " };
        [format!("h({a}) {}{value}", sign(&value)), format!("h′({a}) {}{slope}", sign(&slope))]
    }

    /// Value and slope at the point in short: `h(1) ≈ 0.7311, h′(1) ≈ 0.1966`.
    pub fn short(&self) -> String {
        let (a, value) = (self.a, valued(self.curve().value(self.a.to_f64())));
        let slope = self.slope_here().map_or_else(|| "= –".to_owned(), valued);
        // Each of the two stays on one line.
        format!("h({a}) {value}, h′\u{2060}({a}) {slope}")
            .replace(") ", ")\u{a0}")
            .replace("≈ ", "≈\u{a0}")
            .replace("= ", "=\u{a0}")
    }

    /// What is left of a gradient after none, one, two … layers: the powers of the slope at the point. Nothing is passed through a jump.
    pub fn products(&self) -> Vec<f64> {
        let slope = self.slope_here().unwrap_or_default();
        (0..=self.layers).map(|passed| libm::pow(slope, f64::from(passed))).collect()
    }

    /// The slope at the point multiplied by itself, once for each layer: `0.1966¹⁰ ≈ 8.63×10⁻⁸`; nothing on a jump.
    pub fn power(&self) -> Option<String> {
        Some(power(self.slope_here()?, self.layers))
    }

    /// The same with the greatest slope that the function has.
    pub fn best_power(&self) -> String {
        power(self.curve().max_derivative(), self.layers)
    }

    /// Where the slope is under a hundredth of its maximum, as far as the picture reaches: `a < −5.98, a > 5.98`.
    pub fn flat_text(&self) -> String {
        let reach = f64::from(REACH);
        #[allow(clippy::cast_possible_truncation)] // on the picture
        let round = |value: f64| scaled((value * 100.0).round() as i64, 2);
        let parts = self.curve().saturated_intervals([-reach, reach], FLAT);
        let text = |[from, to]: &[f64; 2]| match (*from <= -reach, *to >= reach) {
            (true, true) => "−∞ < a < ∞".to_owned(),
            (true, false) => format!("a < {}", round(*to)),
            (false, true) => format!("a > {}", round(*from)),
            (false, false) => format!("{} < a < {}", round(*from), round(*to)),
        };
        // A comparison stays on one line.
        let together = |text: String| text.replace(' ', "\u{a0}");
        parts.iter().map(text).map(together).collect::<Vec<_>>().join(", ")
    }

    /// The key of the sentence with the function's formula.
    pub(super) fn formula(&self) -> &'static str {
        match self.function {
            Function::Sigmoid => "formula-sigmoid",
            Function::Step if self.tie == TieRule::AtOrAbove => "formula-step-ge",
            Function::Step => "formula-step",
            Function::Identity => "formula-identity",
            Function::Tanh => "formula-tanh",
            Function::Relu => "formula-relu",
            Function::LeakyRelu => "formula-leaky-relu",
            Function::Softplus => "formula-softplus",
            Function::Gelu => "formula-gelu",
        }
    }
}

fn power(slope: f64, layers: u32) -> String {
    let exponent = superscript(layers.cast_signed());
    let result = libm::pow(slope, f64::from(layers));
    let base = rounded(slope);
    format!("{}{exponent} {}", factor(&base), valued(result))
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
