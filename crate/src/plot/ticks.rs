//! The positions and labels of ticks.

use crate::model::decimal::Decimal;
use crate::text::{scaled, significant};

/// Room for the name of an axis at its end, in CSS pixels.
const NAME: f64 = 30.0;

/// The value and the label of a tick.
pub type Tick = (f64, String);

/// About `most` ticks at most, with a step of 1, 2 or 5 times a power of ten.
pub fn linear(range: [f64; 2], most: usize) -> Vec<Tick> {
    let step = step(range, most).unwrap_or_default();
    positions(range, most).into_iter().map(|value| (value, label(value, step))).collect()
}

/// The positions of the ticks of [`linear`].
pub fn positions(range: [f64; 2], most: usize) -> Vec<f64> {
    let [low, high] = range;
    let Some(step) = step(range, most) else { return Vec::new() };
    let first = (low / step).ceil();
    // Multiplied and not added up, so that rounding errors do not accumulate. A step that is lost in a huge value ends the list.
    (0..2 * most + 2).map(|n| (first + n as f64) * step).take_while(|value| *value <= high + step * 1e-9).collect()
}

/// The step of the ticks; `None` for an invalid range.
fn step([low, high]: [f64; 2], most: usize) -> Option<f64> {
    if !(high > low && (high - low).is_finite()) || most == 0 {
        return None;
    }
    let rough = (high - low) / most as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| *step >= rough * 0.999);
    Some(step.unwrap_or(10.0 * power))
}

/// About `most` ticks at most for a logarithmic axis from 10^`low` to 10^`high`: powers of ten, or round values when there are too few
/// of them. The value of a tick is the logarithm.
pub fn logarithmic([low, high]: [f64; 2], most: usize) -> Vec<Tick> {
    let decades = high - low;
    if !(decades > 0.0 && decades.is_finite()) || most == 0 {
        return Vec::new();
    }
    if decades < 1.0 {
        let values = linear([10_f64.powf(low), 10_f64.powf(high)], most);
        return values
            .into_iter()
            .filter(|(value, _)| *value > 0.0)
            .map(|(value, text)| (value.log10(), text))
            .collect();
    }
    let stride = (decades / most as f64).ceil().max(1.0);
    let (from, to) = ((low / stride).ceil(), (high / stride).floor());
    let mut ticks = Vec::new();
    for n in 0..=2 * most {
        let exponent = (from + n as f64) * stride;
        if from + n as f64 > to {
            break;
        }
        ticks.push((exponent, power_of_ten(exponent)));
    }
    if decades < 2.0 {
        for factor in [2.0_f64, 5.0] {
            let shift = factor.log10();
            let exponents = [low.floor(), low.floor() + 1.0, low.floor() + 2.0].map(|exponent| exponent + shift);
            let between = exponents.into_iter().filter(|at| (low..=high).contains(at));
            ticks.extend(between.map(|at| (at, label(10_f64.powf(at), 10_f64.powf(at.floor())))));
        }
        ticks.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    }
    ticks
}

/// How many ticks fit into a length when each needs `room`, both in CSS pixels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a picture's length over a label's
pub fn count(length: f64, room: f64) -> usize {
    (length / room).max(1.0) as usize
}

/// A value in hundredths: `0.5`, `−1`, `20`.
pub fn short(value: f64) -> String {
    Decimal::nearest(value).map_or_else(|| significant(value, 6), |hundredths| hundredths.to_string())
}

/// [`short`], but nothing near the ends of an axis so many CSS pixels long: the names of the axes stand there.
pub fn between_names([low, high]: [f64; 2], length: f64, value: f64) -> String {
    let air = NAME / length * (high - low);
    if value > low + air && value < high - air { short(value) } else { String::new() }
}

/// The label of a value, with as many digits as `step` needs: `0.25`, `1200`, `2·10⁶`.
#[allow(clippy::cast_possible_truncation)] // below 10⁸
fn label(value: f64, step: f64) -> String {
    let size = value.abs().max(step.abs());
    if value == 0.0 {
        "0".to_owned()
    } else if (1e-2..1e4).contains(&size) && step >= 0.01 {
        short(value)
    } else if (1e-3..1e4).contains(&size) {
        scaled((value * 1e4).round() as i64, 4)
    } else {
        let exponent = value.abs().log10().floor();
        let factor = short(value / 10_f64.powf(exponent));
        if factor == "1" { power_of_ten(exponent) } else { format!("{factor}·{}", power_of_ten(exponent)) }
    }
}

/// The label of a power of ten: `0.01` to `1000`, and otherwise `10⁶`.
#[allow(clippy::cast_possible_truncation)] // exponents of doubles
pub fn power_of_ten(exponent: f64) -> String {
    if (-2.0..=3.0).contains(&exponent) {
        return short(10_f64.powf(exponent));
    }
    crate::text::power_of_ten(exponent.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(ticks: Vec<Tick>) -> Vec<String> {
        ticks.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(texts(linear([0.0, 100.0], 5)), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(texts(linear([-0.1, 4.4], 5)), ["0", "1", "2", "3", "4"]);
        assert_eq!(texts(linear([-2.0, 2.0], 4)), ["−2", "−1", "0", "1", "2"]);
        assert_eq!(texts(linear([1.0, 1.004], 4)), ["1", "1.001", "1.002", "1.003", "1.004"]);
        assert_eq!(texts(linear([0.0, 50_000.0], 5)), ["0", "10⁴", "2·10⁴", "3·10⁴", "4·10⁴", "5·10⁴"]);
    }

    #[test]
    fn logarithmic_ticks_suit_how_much_there_is_to_see() {
        assert_eq!(texts(logarithmic([-4.5, 2.1], 7)), ["10⁻⁴", "10⁻³", "0.01", "0.1", "1", "10", "100"]);
        assert_eq!(texts(logarithmic([-0.1, 1.2], 5)), ["1", "2", "5", "10"]);
        assert_eq!(texts(logarithmic([0.0, 0.7], 5)), ["1", "2", "3", "4", "5"]);
        assert_eq!(texts(logarithmic([0.0, 24.0], 5)), ["1", "10⁵", "10¹⁰", "10¹⁵", "10²⁰"]);
    }

    #[test]
    fn ranges_that_are_none_have_no_ticks() {
        for range in [[1.0, 1.0], [2.0, 1.0], [0.0, f64::INFINITY], [f64::NAN, 1.0], [f64::MIN, f64::MAX]] {
            assert_eq!((linear(range, 5), logarithmic(range, 5)), (Vec::new(), Vec::new()));
        }
        assert!(linear([1e15, 1e15 + 1.0], 5).len() <= 12);
        assert_eq!(linear([0.0, 1.0], 0), []);
    }

    #[test]
    fn labels_are_short_and_have_a_real_minus() {
        assert_eq!([0.0, -0.0, 0.5, -1.0, 20.0, 0.25, -0.001].map(short), ["0", "0", "0.5", "−1", "20", "0.25", "0"]);
    }
}
