//! The time series: a noisy sine, or numbers of the learner's own.

use crate::panel::network::packed::{pack_numbers, unpack_numbers};
use crate::panel::table::{SettingValue, Value};
use crate::panel::view::Message;
use crate::random::Random;
use crate::text::grouped;

/// How many values the sine has, and after how many it repeats.
pub const SINE: usize = 80;
/// The sine's period.
pub const PERIOD: usize = 16;
/// The fewest values to learn from.
pub const FEWEST: usize = 10;
/// The most values that are read.
pub const LONGEST: usize = 300;
/// The largest value that is read.
const LARGEST: f32 = 1e6;

/// Numbers that a learner gave; none where nothing was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Own(pub Vec<f32>);

/// Why a text is not taken as a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// It has only so many values.
    Short(usize),
    /// It has so many values, more than are read.
    Long(usize),
    /// The value of this number from 1 is none.
    Text(usize, String),
    /// The value of this number from 1 is beyond a million.
    Large(usize, String),
}

/// Whether it is a number up to the largest one.
fn is_in_range(number: f32) -> bool {
    number.is_finite() && number.abs() <= LARGEST
}

impl Own {
    /// Reads numbers with spaces, line breaks, tabs, commas or semicolons between them.
    ///
    /// # Errors
    /// [`Refused`], which says which value is wrong.
    pub fn read(text: &str) -> Result<Self, Refused> {
        let words = text.split(|c: char| c.is_whitespace() || ",;、，".contains(c)).filter(|word| !word.is_empty());
        let mut numbers = Vec::new();
        for word in words.take(LONGEST + 1) {
            let at = numbers.len() + 1;
            let cut = || word.chars().take(20).collect::<String>();
            let number = crate::panel::notation::read_real(word).map_err(|_| Refused::Text(at, cut()))?;
            if !is_in_range(number) {
                return Err(Refused::Large(at, cut()));
            }
            numbers.push(number);
        }
        Self::check(&numbers)?;
        Ok(Self(numbers))
    }

    /// Whether numbers make a series.
    ///
    /// # Errors
    /// As [`Own::read`].
    pub fn check(numbers: &[f32]) -> Result<(), Refused> {
        if let Some(at) = numbers.iter().position(|number| !is_in_range(*number)) {
            return Err(Refused::Large(at + 1, numbers[at].to_string()));
        }
        match numbers.len() {
            0 => Err(Refused::Empty),
            few if few < FEWEST => Err(Refused::Short(few)),
            many if many > LONGEST => Err(Refused::Long(many)),
            _ => Ok(()),
        }
    }

    /// Whether a text of a link holds a series.
    pub fn is_packed(text: &str) -> bool {
        text.is_empty() || unpack_numbers(text).is_some_and(|numbers| Self::check(&numbers).is_ok())
    }

    /// The numbers as a text that [`Own::read`] reads back.
    pub fn write(&self) -> String {
        self.0.iter().map(f32::to_string).collect::<Vec<_>>().join(", ")
    }
}

impl SettingValue for Own {
    fn to_value(&self) -> Value {
        Value::Packed(pack_numbers(&self.0))
    }

    fn from_value(value: Value) -> Self {
        Self(if let Value::Packed(text) = value { unpack_numbers(&text).unwrap_or_default() } else { Vec::new() })
    }
}

impl From<Refused> for Message {
    fn from(refused: Refused) -> Self {
        let counted = |key, count: usize| Self::new(key).with("count", grouped(count as u64));
        match refused {
            Refused::Empty => Self::new("series-empty").with("fewest", FEWEST),
            Refused::Short(count) => counted("series-short", count).with("fewest", FEWEST),
            Refused::Long(_) => Self::new("series-long").with("most", LONGEST),
            Refused::Text(at, given) => counted("series-text", at).with("given", given),
            Refused::Large(at, given) => counted("series-large", at).with("given", given),
        }
    }
}

/// sin(2π·t/16) with normal noise of that standard deviation.
pub fn sine(noise: f64, seed: u64) -> Vec<f64> {
    let mut random = Random::stream(seed, 11);
    let wave = |t: usize| libm::sin(std::f64::consts::TAU * t as f64 / PERIOD as f64);
    (0..SINE).map(|t| wave(t) + noise * random.normal()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_paste_them() {
        let expected = Own((1..=10).map(|n| n as f32).collect());
        for text in ["1 2 3 4 5 6 7 8 9 10", "1,2,3,4,5,6,7,8,9,10", "1\n2\r\n3;4\t5, 6 ,7,,8 9 １０\n"] {
            assert_eq!(Own::read(text), Ok(expected.clone()), "{text}");
        }
        assert_eq!(Own::read(&expected.write()), Ok(expected));
    }

    #[test]
    fn what_is_no_series_is_refused_and_named() {
        assert_eq!(Own::read(" \n, "), Err(Refused::Empty));
        assert_eq!(Own::read("1 2 3"), Err(Refused::Short(3)));
        assert_eq!(Own::read(&"1 ".repeat(5000)), Err(Refused::Long(LONGEST + 1)));
        assert_eq!(Own::read("1 2 NaN"), Err(Refused::Text(3, "NaN".to_owned())));
        assert_eq!(Own::read("1 <b> 3"), Err(Refused::Text(2, "<b>".to_owned())));
        assert_eq!(Own::read("1 2e9 3"), Err(Refused::Large(2, "2e9".to_owned())));
        assert_eq!(Own::read("1e999"), Err(Refused::Large(1, "1e999".to_owned())));
        assert!(Own::check(&[f32::NAN; 12]).is_err() && Own::check(&[f32::INFINITY; 12]).is_err());
    }
}
