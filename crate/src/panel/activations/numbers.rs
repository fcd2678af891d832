//! Numbers as the panel writes them: exact where they are, rounded with care where they are not.

use std::fmt;

use crate::model::decimal::Decimal;

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
        let (units, rest) = (self.0.abs() / PARTS, self.0.abs() % PARTS);
        let text = format!("{}{units}.{rest:08}", if self.0 < 0 { "−" } else { "" });
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// An exact number with a real minus sign: `0.5`, `1`.
pub fn whole(value: f64) -> String {
    let text = value.to_string();
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// A rounded number: four places; when it is small, three digits and a power of ten, so that nothing that is not 0 reads 0.
pub fn rounded(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() >= 0.001 {
        return format!("{value:.4}").replace('-', "−");
    }
    let text = format!("{value:.2e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}×10{}", digits.replace('-', "−"), raised(exponent))
}

/// A rounded number near ±1 with so many places that what it lacks shows: `0.99995`.
pub fn near_one(value: f64) -> String {
    let lacking = 1.0 - value.abs();
    if lacking <= 0.0 || lacking >= 0.01 {
        return rounded(value);
    }
    let places = (4.0_f64).max(2.0 - lacking.log10().floor()).min(15.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // between 4 and 15
    let text = format!("{value:.*}", places as usize);
    text.replace('-', "−")
}

/// A text as a factor behind another: in parentheses when it is negative or has a × of its own.
pub fn factor(text: &str) -> String {
    if text.starts_with('−') || text.contains('×') { format!("({text})") } else { text.to_owned() }
}

/// A text as a further term of a sum.
pub fn term(text: &str) -> String {
    text.strip_prefix('−').map_or_else(|| format!(" + {text}"), |size| format!(" − {size}"))
}

/// Digits raised as an exponent: `10`, `-5` → `¹⁰`, `⁻⁵`.
pub fn raised(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '-' | '−' => Some('⁻'),
            _ => c.to_digit(10).and_then(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize)),
        })
        .collect()
}

/// How many of how many, in per cent with one place.
pub fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
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
    fn nothing_but_zero_reads_zero() {
        for (value, text) in [
            (0.0, "0"),
            (0.25, "0.2500"),
            (-1.5, "−1.5000"),
            (0.001, "0.0010"),
            (4.5397e-5, "4.54×10⁻⁵"),
            (-9.5367e-7, "−9.54×10⁻⁷"),
            (1e-200, "1.00×10⁻²⁰⁰"),
        ] {
            assert_eq!(rounded(value), text);
        }
    }

    #[test]
    fn what_is_near_one_shows_what_it_lacks() {
        for (value, text) in [(0.5, "0.5000"), (0.999_954_602, "0.9999546"), (-0.999_8, "−0.999800"), (1.0, "1.0000")]
        {
            assert_eq!(near_one(value), text);
        }
    }

    #[test]
    fn exponents_are_raised() {
        assert_eq!([raised("10"), raised("-5")], ["¹⁰", "⁻⁵"]);
        assert_eq!([factor("−2"), factor("4.5×10⁻⁵"), factor("0.5")], ["(−2)", "(4.5×10⁻⁵)", "0.5"]);
        assert_eq!([term("−2"), term("2")], [" − 2", " + 2"]);
        assert_eq!(percent(1, 3), "33.3 %");
    }
}
