//! Numbers as text.

/// The most decimal places that are printed.
const MAX_PLACES: usize = 15;
/// From here on a binary floating-point number has no fraction: 2⁵³.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// `digits` × 10^−`places` with idle zeros: `scaled_padded(-50, 2)` is `−0.50`.
pub fn scaled_padded(digits: i64, places: usize) -> String {
    let text = digits.unsigned_abs().to_string();
    let mut number = String::with_capacity(text.len() + places + 4);
    if digits < 0 {
        number.push('−');
    }
    let units = text.len().saturating_sub(places);
    number.push_str(if units == 0 { "0" } else { &text[..units] });
    if places > 0 {
        number.push('.');
        (text.len()..places).for_each(|_| number.push('0'));
        number.push_str(&text[units..]);
    }
    number
}

/// `digits` × 10^−`places` without idle zeros: `scaled(-50, 2)` is `−0.5`.
pub fn scaled(digits: i64, places: usize) -> String {
    without_idle_zeros(scaled_padded(digits, places))
}

fn without_idle_zeros(mut text: String) -> String {
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// 10^`exponent`, to the nearest double.
fn ten_to(exponent: i32) -> f64 {
    libm::pow(10.0, f64::from(exponent))
}

/// The whole number nearest to `value` × 10^`places`, ties to even. `None` where it has no exact double.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // places are few; the product is below 2⁵³
fn rounded_to(value: f64, places: usize) -> Option<i64> {
    let power = ten_to(places as i32);
    let product = value * power;
    if product.abs() >= WHOLE {
        return None;
    }
    // At a tie, what rounding the product to a double has cut off decides.
    let cut_off = libm::fma(value, power, -product);
    let nearest = libm::rint(product);
    let step = match product - nearest {
        0.5 if cut_off > 0.0 => 1.0,
        -0.5 if cut_off < 0.0 => -1.0,
        _ => 0.0,
    };
    Some((nearest + step) as i64)
}

/// A number with so many decimal places, idle zeros included: `−0.50`. Zero has no sign. What is not finite or too large for
/// its places is written as [`significant`] writes it.
pub fn fixed(value: f64, places: usize) -> String {
    let places = places.min(MAX_PLACES);
    match rounded_to(value, places) {
        Some(digits) if value.is_finite() => scaled_padded(digits, places),
        _ => significant(value, 4),
    }
}

/// A number rounded to so many significant digits, without idle zeros: `0.523`, `−12.3`, `12340`. Below a thousandth and from
/// a million on with a power of ten: `2.2×10⁻⁵`. Infinity is `∞`; what is no number is `—`.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // few digits
pub fn significant(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "—".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let (mantissa, exponent) = decimal(value, digits.clamp(1, MAX_PLACES));
    let behind = digits.clamp(1, MAX_PLACES) as i32 - 1;
    if (-3..6).contains(&exponent) {
        let places = behind - exponent;
        return match usize::try_from(places) {
            Ok(places) => scaled(mantissa, places),
            // Digits before the point are all shown: 12345 to three digits reads 12300.
            Err(_) => scaled(mantissa * 10_i64.pow(places.unsigned_abs()), 0),
        };
    }
    format!("{}×{}", scaled(mantissa, behind.unsigned_abs() as usize), power_of_ten(exponent))
}

/// The value of [`significant`]'s text: what a learner gets who calculates with the numbers shown.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // few digits
pub fn rounded(value: f64, digits: usize) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let (mantissa, exponent) = decimal(value, digits.clamp(1, MAX_PLACES));
    let shift = exponent - (digits.clamp(1, MAX_PLACES) as i32 - 1);
    // A quotient is the double nearest to the text, a product with a negative power of ten is not.
    if shift < 0 { mantissa as f64 / ten_to(-shift) } else { mantissa as f64 * ten_to(shift) }
}

/// `value` as a whole number of so many digits and the exponent of its first one: 0.0523 to two digits is 52 and −2.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // few digits; exponents of doubles
fn decimal(value: f64, digits: usize) -> (i64, i32) {
    let behind = digits as i32 - 1;
    let mut exponent = libm::floor(libm::log10(value.abs())) as i32;
    loop {
        let shift = behind - exponent;
        // In two steps where one power of ten would be no double.
        let half = shift / 2;
        let mantissa = libm::rint(value * ten_to(half) * ten_to(shift - half)) as i64;
        // The logarithm may be off by one at a power of ten, and rounding may lead to one.
        let count = mantissa.unsigned_abs().checked_ilog10().unwrap_or(0) as i32;
        match count - behind {
            0 => return (mantissa, exponent),
            off => exponent += off.signum(),
        }
    }
}

/// `10⁻⁵`.
pub fn power_of_ten(exponent: i32) -> String {
    format!("10{}", superscript(exponent))
}

/// A whole number raised: `⁻⁵`.
pub fn superscript(number: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "⁻" } else { "" };
    sign.chars().chain(digits.bytes().map(|digit| RAISED[usize::from(digit - b'0')])).collect()
}

/// A number as a factor behind a ×: in parentheses when it is negative or has a × of its own.
pub fn factor(text: &str) -> String {
    if text.starts_with('−') || text.contains('×') { format!("({text})") } else { text.to_owned() }
}

/// A number as a further term of a sum: ` + 0.5`, ` − 0.5`.
pub fn term(text: &str) -> String {
    text.strip_prefix('−').map_or_else(|| format!(" + {text}"), |size| format!(" − {size}"))
}

/// The sign between a formula and its value.
pub fn equals(is_exact: bool) -> &'static str {
    if is_exact { "=" } else { "≈" }
}

/// A share from 0 to 1 as a percentage with one place: `97.5%`, `100%`. What only comes near nothing or all does not read so.
pub fn percent(share: f64) -> String {
    match fixed(share * 100.0, 1).as_str() {
        "100.0" if share < 1.0 => "> 99.9%".to_owned(),
        "0.0" if share > 0.0 => "< 0.1%".to_owned(),
        text => format!("{}%", without_idle_zeros(text.to_owned())),
    }
}

/// A probability with three places: `0.731`. What only comes near 0 or 1 does not read so.
pub fn probability(p: f64) -> String {
    match fixed(p, 3) {
        _ if p > 0.9995 && p < 1.0 => "> 0.999".to_owned(),
        _ if p > 0.0 && p < 0.0005 => "< 0.001".to_owned(),
        text => text,
    }
}

/// A whole number with a comma before each three digits: `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // few digits and places

    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    #[test]
    fn whole_numbers_of_hundredths_are_written_with_and_without_idle_zeros() {
        assert_eq!([0, 5, 10, 100, -50, 267].map(|n| scaled(n, 2)), ["0", "0.05", "0.1", "1", "−0.5", "2.67"]);
        assert_eq!([0, 5, -50, 1000].map(|n| scaled_padded(n, 2)), ["0.00", "0.05", "−0.50", "10.00"]);
        assert_eq!([120, -7].map(|n| scaled(n, 0)), ["120", "−7"]);
        assert_eq!(scaled(i64::MIN, 8), "−92233720368.54775808");
    }

    #[test]
    fn numbers_of_any_size_read_well() {
        let shown = [0.523, -12.34, 0.001, 0.000_999_6, 2.2e-5, 12_345.0, 999_999.0, 1e6, 1.26e20, -3e-300];
        assert_eq!(
            shown.map(|value| significant(value, 3)),
            ["0.523", "−12.3", "0.001", "0.001", "2.2×10⁻⁵", "12300", "1×10⁶", "1×10⁶", "1.26×10²⁰", "−3×10⁻³⁰⁰"]
        );
        let none = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -0.0];
        assert_eq!(none.map(|value| significant(value, 3)), ["—", "∞", "−∞", "0"]);
        assert_eq!([fixed(-0.0004, 3), fixed(f64::INFINITY, 2), fixed(1e300, 2)], ["0.000", "∞", "1×10³⁰⁰"]);
    }

    #[test]
    fn shares_never_read_as_all_or_nothing_unless_they_are() {
        assert_eq!(
            [0.0, 1e-9, 0.5, 0.975, 0.999_99, 1.0].map(percent),
            ["0%", "< 0.1%", "50%", "97.5%", "> 99.9%", "100%"]
        );
        assert_eq!([1.0, 0.999_99, 0.5, 1e-4, 0.0].map(probability), ["1.000", "> 0.999", "0.500", "< 0.001", "0.000"]);
    }

    #[test]
    fn sums_and_powers_are_set_as_in_a_book() {
        assert_eq!(["0.5", "−0.5"].map(term), [" + 0.5", " − 0.5"]);
        assert_eq!(["0.5", "−0.5", "2×10⁻⁵"].map(factor), ["0.5", "(−0.5)", "(2×10⁻⁵)"]);
        assert_eq!([power_of_ten(-12), power_of_ten(0), superscript(305)], ["10⁻¹²", "10⁰", "³⁰⁵"]);
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([equals(true), equals(false)], ["=", "≈"]);
    }

    /// The number that a text of this notation stands for.
    #[cfg(not(target_arch = "wasm32"))]
    fn read(text: &str) -> f64 {
        let text = text.replace('−', "-");
        let Some((mantissa, power)) = text.split_once("×10") else { return text.parse().unwrap() };
        let plain = |c| match c {
            '⁻' => '-',
            c => char::from_digit("⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c).unwrap() as u32, 10).unwrap(),
        };
        format!("{mantissa}e{}", power.chars().map(plain).collect::<String>()).parse().unwrap()
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn fixed_places_are_those_of_the_standard_library(value in -1e9..1e9_f64, small in -2.0..2.0_f64, places in 0..7usize) {
            for value in [value, small] {
                let standard = format!("{value:.places$}");
                let is_zero = standard.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
                let standard = if is_zero { standard.replace('-', "") } else { standard.replace('-', "−") };
                prop_assert_eq!(fixed(value, places), standard);
            }
        }

        #[test]
        fn ties_are_those_of_the_standard_library(count in -1_000_000..1_000_000_i32, places in 0..4usize) {
            // Halves of a last place: some are exact doubles, most lie beside one.
            let value = f64::from(count) / 2.0 / ten_to(places as i32);
            let standard = format!("{value:.places$}").replace('-', "−");
            let shown = fixed(value, places);
            prop_assert!(shown == standard || standard == format!("−{shown}"), "{} {}", shown, standard);
        }

        #[test]
        fn what_is_read_back_is_near_and_has_one_sign(value in prop::num::f64::NORMAL, digits in 1..9usize) {
            let text = significant(value, digits);
            let error = (read(&text) - value).abs() / value.abs();
            prop_assert!(error <= 0.500_001 * ten_to(1 - digits as i32) || !read(&text).is_finite(), "{} {}", text, value);
            prop_assert_eq!(text.starts_with('−'), value < 0.0);
            prop_assert!(!text.contains('-'));
            prop_assert!(text.chars().filter(char::is_ascii_digit).count() <= digits.max(6) + 5, "{}", text);
        }

        #[test]
        fn a_rounded_number_is_the_one_that_is_read(value in -1e9..1e9_f64, small in -2.0..2.0_f64, digits in 1..9usize) {
            for value in [value, small, small * 1e-6] {
                prop_assert!((rounded(value, digits) - read(&significant(value, digits))).abs() <= 1e-15 * value.abs());
            }
        }

        #[test]
        fn a_scaled_number_is_what_it_says(digits: i64, places in 0..9usize) {
            let exact = digits as f64 / ten_to(places as i32);
            for text in [scaled(digits, places), scaled_padded(digits, places)] {
                prop_assert!((read(&text) - exact).abs() <= 1e-9 * exact.abs());
            }
        }
    }
}
