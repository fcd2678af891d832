//! Numbers and formulas of the backward pass as text.

use crate::model::activation::Activation;
use crate::text::{factor, significant, term};

/// The significant digits of the numbers.
pub(super) const DIGITS: usize = 4;
/// The most of them where two numbers lie near to each other.
const MOST_DIGITS: usize = 8;
/// So many terms of a sum are written out; with one more they are all.
const TERMS: usize = 3;

/// A number as it is shown.
pub(super) fn number(value: f32) -> String {
    significant(f64::from(value), DIGITS)
}

/// The same for a number worked out from others.
pub(super) fn wide(value: f64) -> String {
    significant(value, DIGITS)
}

/// An activation function at a sum: `tanh(0.545)`.
pub fn applied(activation: Activation, sum: &str) -> String {
    match activation {
        Activation::Identity => sum.to_owned(),
        Activation::Relu => format!("max(0, {sum})"),
        _ => format!("{}({sum})", activation.name()),
    }
}

/// Numbers of which the small difference matters.
pub(super) mod single {
    use super::{DIGITS, MOST_DIGITS, significant};

    /// So many digits that the difference of two numbers shows with three of its own.
    pub fn digits(one: f32, other: f32) -> usize {
        let (size, apart) = (f64::from(one.abs().max(other.abs())), f64::from((one - other).abs()));
        if !(size > 0.0 && apart > 0.0 && size.is_finite()) {
            return DIGITS;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between two small numbers
        let needed = (libm::log10(size / apart).ceil().clamp(0.0, 10.0)) as usize + 3;
        needed.clamp(DIGITS, MOST_DIGITS)
    }

    /// A parameter before a step and after it.
    pub fn before_and_after(before: f32, after: f32) -> [String; 2] {
        let digits = digits(before, after);
        [before, after].map(|value| significant(f64::from(value), digits))
    }
}

/// A difference of two numbers: `0.7311 − 1`.
pub(super) fn difference(one: f32, other: f32) -> String {
    let [one, other] = single::before_and_after(one, other);
    let other = other.strip_prefix('−').map_or_else(|| format!("− {other}"), |size| format!("+ {size}"));
    format!("{one} {other}")
}

/// A product of numbers: `0.5×(−0.2)`.
pub(super) fn product(factors: &[f32]) -> String {
    factors.iter().map(|value| factor(&number(*value))).collect::<Vec<_>>().join("×")
}

/// A sum of products, with the sum of those that are not written out as its last number; and how many those are.
pub(super) fn sum_of_products(products: &[[f32; 2]]) -> (String, usize) {
    let written = if products.len() <= TERMS + 1 { products.len() } else { TERMS };
    let mut text = String::new();
    for [weight, value] in &products[..written] {
        let product = format!("{}×{}", number(*weight), factor(&number(*value)));
        text += &if text.is_empty() { product } else { term(&product) };
    }
    let rest = &products[written..];
    if !rest.is_empty() {
        let sum: f64 = rest.iter().map(|[weight, value]| f64::from(*weight) * f64::from(*value)).sum();
        text += &term(&wide(sum));
    }
    (text, rest.len())
}

/// A sum: `0.5 − 0.2`.
pub(super) fn sum(values: &[f64]) -> String {
    let mut text = String::new();
    for value in values {
        let number = wide(*value);
        text += &if text.is_empty() { number } else { term(&number) };
    }
    text
}
