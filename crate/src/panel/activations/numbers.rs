//! Numbers as the panel writes them: exact where they are, rounded with care where they are not.

use std::fmt;

use crate::model::decimal::Decimal;
use crate::text::{equals, fixed, scaled, significant};

/// An exact decimal number with eight places: what three layers with weights in hundredths make of an input in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fine(i64);

/// How many parts a whole has.
const PARTS: i64 = 100_000_000;

impl From<Decimal> for Fine {
    fn from(value: Decimal) -> Self {
        Self(i64::from(value.count()) * (PARTS / 100))
    }
}

impl Fine {
    /// Times a decimal number. It is exact as long as the value itself has at most six places.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self(self.0 * i64::from(factor.count()) / 100)
    }

    /// Plus another number.
    #[must_use]
    pub fn plus(self, other: impl Into<Self>) -> Self {
        Self(self.0 + other.into().0)
    }

    /// The nearest binary floating-point number, for drawing.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / PARTS as f64
    }
}

/// Without idle zeros and with a real minus sign: `−1.2`, `0.00015`.
impl fmt::Display for Fine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scaled(self.0, 8))
    }
}

/// A rounded number of four digits.
pub fn rounded(value: f64) -> String {
    significant(value, 4)
}

/// A rounded number near ±1 with so many places that what it lacks shows: `0.9999546`.
pub fn near_one(value: f64) -> String {
    let lacking = 1.0 - value.abs();
    if lacking <= 0.0 || lacking >= 0.01 {
        return rounded(value);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 4 and 15
    let places = (2.0 - libm::floor(libm::log10(lacking))).clamp(4.0, 15.0) as usize;
    fixed(value, places)
}

/// A value with the sign before it: `= 0.25` where four places say it whole, `≈ 0.1966` where they do not.
pub fn valued(value: f64) -> String {
    let is_exact = (value * 10_000.0).fract() == 0.0;
    format!("{} {}", equals(is_exact), rounded(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_hundredths_are_exact() {
        let hundredths = Decimal::hundredths;
        let value = Fine::from(hundredths(1)).times(hundredths(-1)).times(hundredths(1)).times(hundredths(1));
        assert_eq!(value.to_string(), "−0.00000001");
        assert_eq!(Fine::from(hundredths(250)).times(hundredths(-120)).plus(hundredths(50)).to_string(), "−2.5");
        assert_eq!(Fine::from(Decimal::ZERO).to_string(), "0");
        let most = Decimal::whole(10);
        let largest = Fine::from(most).times(most).plus(most).times(most).plus(most).times(most).plus(most);
        assert_eq!(largest.to_string(), "11110");
    }

    #[test]
    fn what_is_near_one_shows_what_it_lacks() {
        for (value, text) in [(0.5, "0.5"), (0.999_954_602, "0.9999546"), (-0.999_8, "−0.999800"), (1.0, "1")] {
            assert_eq!(near_one(value), text);
        }
        assert_eq!([0.25, 1.0 / 3.0, 4.5397e-5].map(valued), ["= 0.25", "≈ 0.3333", "≈ 4.54×10⁻⁵"]);
    }
}
