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

/// The most digits that are read before the point; more would leave every range there is.
const MOST_DIGITS: usize = 6;

/// Reads a plain decimal number. Full-width characters (`１．５`, as Korean input methods type them) and the several
/// minus signs and dashes in use are read for what they mean; numbers beyond a million come back as a million.
///
/// # Errors
/// [`NotANumber`] for everything else; nothing is guessed.
pub fn read_decimal(text: &str) -> Result<Reading, NotANumber> {
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
    let units = units.trim_start_matches('0');
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
            let _ = read_decimal(&text);
        }
    }
}
