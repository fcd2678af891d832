//! Exact decimal numbers with two places.
//!
//! A learner sets a slider to 0.1 and reads 0.1, so 0.1 + 0.2 against a threshold of 0.3 must be exactly *on* the line. Binary
//! floating point has none of these three numbers and puts the sum above the threshold. Therefore everything that a learner can set
//! is a whole number of hundredths. Sums, differences and the perceptron rule stay on that grid, so that the numbers, the decisions
//! and the plots always agree.

use std::fmt;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

/// A decimal number with exactly two places, held as a whole number of hundredths.
///
/// ```
/// use perceptron_model::decimal::Decimal;
/// let sum = Decimal::hundredths(10) + Decimal::hundredths(20);
/// assert_eq!(sum, Decimal::hundredths(30));
/// assert_eq!((-sum).to_string(), "−0.3");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i32);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// The number `count`/100.
    pub const fn hundredths(count: i32) -> Self {
        Self(count)
    }

    /// The number `value`.
    pub const fn whole(value: i32) -> Self {
        Self(value * 100)
    }

    /// The nearest hundredth to `value`, halves away from zero. `None` when `value` is not finite or is beyond ±10⁶.
    pub fn nearest(value: f64) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation)] // at most 10⁸ after the check
        (value.abs() <= 1e6).then(|| Self((value * 100.0).round() as i32))
    }

    /// The number of hundredths.
    pub const fn count(self) -> i32 {
        self.0
    }

    /// The nearest binary floating-point number, for drawing.
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / 100.0
    }

    /// The absolute value.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The number with two decimal places, for columns and boxes: `0.50`, `−1.50`.
    pub fn padded(self) -> String {
        format!("{}{}.{:02}", self.sign(), self.0.abs() / 100, self.0.abs() % 100)
    }

    /// The number in ASCII, as links carry it: `-1.5`.
    pub fn ascii(self) -> String {
        self.to_string().replace('−', "-")
    }

    /// The number as a further term of a sum: ` + 0.5` or ` − 0.5`.
    pub fn as_term(self) -> String {
        format!(" {} {}", if self.0 < 0 { '−' } else { '+' }, self.abs())
    }

    fn sign(self) -> &'static str {
        if self.0 < 0 { "−" } else { "" }
    }
}

/// The number without trailing zeros, with the minus sign U+2212: `0.5`, `−1.5`, `2`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, rest) = (self.0.abs() / 100, self.0.abs() % 100);
        f.write_str(self.sign())?;
        match (rest, rest % 10) {
            (0, _) => write!(f, "{units}"),
            (_, 0) => write!(f, "{units}.{}", rest / 10),
            _ => write!(f, "{units}.{rest:02}"),
        }
    }
}

impl Add for Decimal {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Decimal {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// The product with a whole number stays on the grid: η·(t − y)·x, where t − y is −1, 0 or 1 and x is 0 or 1.
impl Mul<i32> for Decimal {
    type Output = Self;
    fn mul(self, factor: i32) -> Self {
        Self(self.0 * factor)
    }
}

/// The exact product of two [`Decimal`]s: a whole number of ten-thousandths.
///
/// ```
/// use perceptron_model::decimal::{Decimal, Product};
/// let product = Product::of(Decimal::hundredths(-50), Decimal::hundredths(5));
/// assert_eq!(product.to_string(), "−0.025");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Product(i64);

impl Product {
    /// a·b.
    pub fn of(a: Decimal, b: Decimal) -> Self {
        Self(i64::from(a.count()) * i64::from(b.count()))
    }

    /// The nearest binary floating-point number, for drawing.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 10_000.0
    }

    /// The number as a further term of a sum: ` + 0.025` or ` − 0.025`.
    pub fn as_term(self) -> String {
        format!(" {} {}", if self.0 < 0 { '−' } else { '+' }, Self(self.0.abs()))
    }
}

impl From<Decimal> for Product {
    fn from(value: Decimal) -> Self {
        Self(i64::from(value.count()) * 100)
    }
}

/// The number without trailing zeros, with the minus sign U+2212.
impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "−" } else { "" };
        let (units, rest) = (self.0.abs() / 10_000, format!("{:04}", self.0.abs() % 10_000));
        let rest = rest.trim_end_matches('0');
        write!(f, "{sign}{units}{}{rest}", if rest.is_empty() { "" } else { "." })
    }
}

impl Add for Product {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Mul<i32> for Product {
    type Output = Self;
    fn mul(self, factor: i32) -> Self {
        Self(self.0 * i64::from(factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_no_idle_zeros_and_a_real_minus() {
        let shown = [0, 5, 10, 100, -50, -70, -150, 267, -101].map(|n| Decimal::hundredths(n).to_string());
        assert_eq!(shown, ["0", "0.05", "0.1", "1", "−0.5", "−0.7", "−1.5", "2.67", "−1.01"]);
        let padded = [0, 5, -50, 1000].map(|n| Decimal::hundredths(n).padded());
        assert_eq!(padded, ["0.00", "0.05", "−0.50", "10.00"]);
    }

    #[test]
    fn a_tenth_and_two_tenths_are_three_tenths() {
        let [a, b, c] = [0.1, 0.2, 0.3].map(|x| Decimal::nearest(x).unwrap());
        assert_eq!(a + b, c);
        assert!(a.to_f64() + b.to_f64() > c.to_f64(), "doubles, which have none of the three, put the sum above");
    }

    #[test]
    fn products_are_exact() {
        let shown = [(50, 50), (-50, 70), (5, 5), (100, -150), (0, 7), (1, -1)]
            .map(|(a, b)| Product::of(Decimal::hundredths(a), Decimal::hundredths(b)).to_string());
        assert_eq!(shown, ["0.25", "−0.35", "0.0025", "−1.5", "0", "−0.0001"]);
    }

    #[test]
    fn only_finite_numbers_have_a_nearest_hundredth() {
        assert_eq!(Decimal::nearest(2.0 / 3.0), Some(Decimal::hundredths(67)));
        assert_eq!(Decimal::nearest(-0.005), Some(Decimal::hundredths(-1)));
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert_eq!(Decimal::nearest(value), None);
        }
    }

    #[test]
    fn every_hundredth_survives_the_way_through_floating_point() {
        for n in -1000..=1000 {
            assert_eq!(Decimal::nearest(Decimal::hundredths(n).to_f64()), Some(Decimal::hundredths(n)));
        }
    }
}
