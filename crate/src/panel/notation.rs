//! Numbers as people type them.

use crate::model::decimal::Decimal;

/// Why a text is not read as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Nothing, or nothing but spaces.
    Empty,
    /// A comma where the decimal point should be: `1,5`.
    Comma,
    /// Anything else that is not digits with at most one point and one sign: `abc`, `1e999`, `NaN`, `0x10`.
    Other,
}

/// A number read from text, and whether it had to be rounded to hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The value, to the nearest hundredth.
    pub value: Decimal,
    /// Whether digits beyond the second place were lost.
    pub rounded: bool,
}

/// A single-precision setting as the double that its shortest text is: 0.03 is the double nearest to 0.03.
pub fn double(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

/// A tenth of a single-precision setting: of 0.03 it is 0.003, as that text reads.
#[allow(clippy::cast_possible_truncation)] // to the nearest, as wanted
pub fn tenth(number: f32) -> f32 {
    (double(number) / 10.0) as f32
}

/// The most digits that a decimal number may have before the point; more would leave every range there is.
const MOST_DIGITS: usize = 6;

/// A plain decimal number as it is written.
struct Written {
    negative: bool,
    /// The digits before the point, without idle zeros.
    units: String,
    /// The digits after it.
    fraction: String,
}

/// Takes a plain decimal number apart. Full-width characters (`１．５`, as Korean input methods type them) and the several
/// minus signs and dashes in use are read for what they mean.
fn take_apart(text: &str) -> Result<Written, NotANumber> {
    let text: String = text.trim().chars().map(plain).collect();
    if text.is_empty() {
        return Err(NotANumber::Empty);
    }
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (units, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(units) || !is_digits(fraction) || digits.len() == digits.matches('.').count() {
        let comma_for_point = digits.split_once(',').is_some_and(|(u, f)| is_digits(u) && is_digits(f));
        return Err(if comma_for_point { NotANumber::Comma } else { NotANumber::Other });
    }
    Ok(Written { negative, units: units.trim_start_matches('0').to_owned(), fraction: fraction.to_owned() })
}

/// Reads a plain decimal number; one beyond a million comes back as a million.
///
/// # Errors
/// [`NotANumber`] for everything else; nothing is guessed.
pub fn read_decimal(text: &str) -> Result<Reading, NotANumber> {
    let Written { negative, units, fraction } = take_apart(text)?;
    if units.len() > MOST_DIGITS {
        let value = Decimal::whole(1_000_000);
        return Ok(Reading { value: if negative { -value } else { value }, rounded: false });
    }
    let digit = |i: usize| fraction.as_bytes().get(i).map_or(0, |b| i32::from(b - b'0'));
    let round_up = i32::from(digit(2) >= 5);
    let count = units.parse::<i32>().unwrap_or(0) * 100 + digit(0) * 10 + digit(1) + round_up;
    let rounded = fraction.bytes().skip(2).any(|b| b != b'0');
    Ok(Reading { value: Decimal::hundredths(if negative { -count } else { count }), rounded })
}

/// Reads a whole number, be it written `2.0`; one beyond every range there is comes back as the greatest or least of its type.
///
/// # Errors
/// As [`read_decimal`], and for a number with a fraction.
pub fn read_whole(text: &str) -> Result<i64, NotANumber> {
    let Written { negative, units, fraction } = take_apart(text)?;
    if fraction.bytes().any(|b| b != b'0') {
        return Err(NotANumber::Other);
    }
    // Digits that are no number of this type are too many; none are a zero.
    let size = if units.is_empty() { 0 } else { units.parse().unwrap_or(i64::MAX) };
    Ok(if negative { -size } else { size })
}

/// Reads a number to the nearest single-precision one, also in scientific notation (`3e-4`). Characters are read as
/// [`read_decimal`] reads them. A number beyond single precision comes back infinite, and so outside every range; −0 is 0.
///
/// # Errors
/// [`NotANumber`]; names such as `NaN` and `inf` are no numbers here.
pub fn read_real(text: &str) -> Result<f32, NotANumber> {
    let text: String = text.trim().chars().map(plain).collect();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if text.is_empty() {
        Err(NotANumber::Empty)
    } else if text.chars().all(is_part) {
        // Only −0 is changed by adding 0.
        text.parse().map(|value: f32| value + 0.0).map_err(|_| NotANumber::Other)
    } else {
        let comma_for_point = text.matches(',').count() == 1 && text.replace(',', ".").chars().all(is_part);
        Err(if comma_for_point { NotANumber::Comma } else { NotANumber::Other })
    }
}

/// The ASCII character that a full-width form, dash or minus sign stands for.
fn plain(c: char) -> char {
    match c {
        // The full-width forms U+FF01..U+FF5E stand in ASCII's own order.
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '−' | '–' | '‐' | '‑' | '﹣' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for (text, hundredths) in [
            ("1.5", 150),
            ("-0.5", -50),
            ("−0.5", -50),
            ("–0.5", -50),
            ("－０．５", -50),
            ("１．５", 150),
            (" 2 ", 200),
            ("+.5", 50),
            ("7.", 700),
            ("007", 700),
            ("-0", 0),
        ] {
            assert_eq!(
                read_decimal(text),
                Ok(Reading { value: Decimal::hundredths(hundredths), rounded: false }),
                "{text}"
            );
        }
    }

    #[test]
    fn rounds_to_hundredths_and_says_so() {
        for (text, hundredths, rounded) in
            [("0.667", 67, true), ("0.664", 66, true), ("-1.995", -200, true), ("0.5000", 50, false)]
        {
            assert_eq!(read_decimal(text), Ok(Reading { value: Decimal::hundredths(hundredths), rounded }), "{text}");
        }
    }

    #[test]
    fn reads_whole_numbers_of_any_size() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("007", 7),
            ("2.0", 2),
            ("１２３４５６７", 1_234_567),
            ("4294967295", 4_294_967_295),
            ("−3", -3),
            ("99999999999999999999", i64::MAX),
        ] {
            assert_eq!(read_whole(text), Ok(value), "{text}");
        }
        for text in ["1.5", "1.001", "x", "1e3", "."] {
            assert_eq!(read_whole(text), Err(NotANumber::Other), "{text}");
        }
        assert_eq!((read_whole(""), read_whole("1,5")), (Err(NotANumber::Empty), Err(NotANumber::Comma)));
    }

    #[test]
    fn reads_single_precision_in_every_notation() {
        for (text, value) in [("0.003", 0.003), ("3e-4", 3e-4), ("−１．５", -1.5), ("1E5", 1e5), (" 7 ", 7.0)] {
            assert_eq!(read_real(text), Ok(value), "{text}");
        }
        assert_eq!(read_real("1e999"), Ok(f32::INFINITY));
        assert_eq!(read_real("-0").map(f32::to_bits), Ok(0), "what a learner sets has no sign at 0");
        assert_eq!(read_real("1,5"), Err(NotANumber::Comma));
        assert_eq!(read_real(" "), Err(NotANumber::Empty));
        for text in ["NaN", "inf", "infinity", "e", "1e", "--1", "1,000,000", "0x10"] {
            assert_eq!(read_real(text), Err(NotANumber::Other), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for text in ["", "  ", "\u{3000}"] {
            assert_eq!(read_decimal(text), Err(NotANumber::Empty), "{text:?}");
        }
        for text in ["1,5", "-0,25", "１，５"] {
            assert_eq!(read_decimal(text), Err(NotANumber::Comma), "{text}");
        }
        for text in
            ["abc", "NaN", "1e999", "Infinity", "0x10", "1.2.3", ".", "-", "--1", "1 2", "<b>1</b>", "½", "٣", ",,"]
        {
            assert_eq!(read_decimal(text), Err(NotANumber::Other), "{text}");
        }
    }

    #[test]
    fn huge_numbers_stay_huge_and_finite() {
        let huge = "9".repeat(100_000);
        assert_eq!(read_decimal(&huge).unwrap().value, Decimal::whole(1_000_000));
        assert_eq!(read_decimal(&format!("-{huge}")).unwrap().value, Decimal::whole(-1_000_000));
        assert_eq!(read_decimal(&format!("0.{huge}")).unwrap().value, Decimal::whole(1));
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn reads_back_what_is_shown(count in -1_000_000..1_000_000) {
            let value = Decimal::hundredths(count);
            for shown in [value.to_string(), value.padded(), value.ascii()] {
                prop_assert_eq!(read_decimal(&shown), Ok(Reading { value, rounded: false }));
            }
        }

        #[test]
        fn never_panics(text in "\\PC*") {
            let _ = (read_decimal(&text), read_whole(&text), read_real(&text));
        }
    }
}
