//! Numbers as the panel writes them.

use crate::model::decimal::Decimal;

/// A number with four significant digits or the thousandths that it has, with a real minus sign: `0.125`, `−3`, `12340`, `2·10⁻⁵`.
pub fn rounded(value: f64) -> String {
    let size = value.abs();
    if size > 0.0 && !(1e-3..1e7).contains(&size) {
        return crate::panel::activations::numbers::rounded(value).replacen(".00×", "×", 1);
    }
    let places = if size >= 1000.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 10.0 {
        2
    } else {
        3
    };
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// A number as a factor behind another: in parentheses when it is negative.
pub fn factor(text: &str) -> String {
    if text.starts_with('−') || text.contains('×') { format!("({text})") } else { text.to_owned() }
}

/// A number as a further term of a sum.
pub fn term(text: &str) -> String {
    text.strip_prefix('−').map_or_else(|| format!(" + {text}"), |size| format!(" − {size}"))
}

/// Ten-thousandths without idle zeros: what the mean of four decimals is.
pub fn ten_thousandths(count: i64) -> String {
    let text = format!("{}.{:04}", count.abs() / 10_000, count.abs() % 10_000);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if count < 0 { format!("−{text}") } else { text.to_owned() }
}

/// A product of a weight and a whole number: `−1×5`, `0.5×16`.
pub fn product(weight: Decimal, value: i32) -> String {
    format!("{weight}×{value}")
}

/// A shape or an index as Python writes a tuple: `()`, `(8,)`, `(8, 8)`.
pub fn tuple(numbers: &[usize]) -> String {
    match numbers {
        [one] => format!("({one},)"),
        all => format!("({})", all.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// A number with a comma before each three digits.
pub fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_a_real_minus() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0001, "−1×10⁻⁴"),
            (0.125, "0.125"),
            (-0.5, "−0.5"),
            (12.346, "12.35"),
            (100.0, "100"),
            (123_400.0, "123400"),
            (-1e9, "−1000000000.0000"),
        ] {
            assert_eq!(rounded(value), text);
        }
        assert_eq!([ten_thousandths(-12_500), ten_thousandths(0), ten_thousandths(5)], ["−1.25", "0", "0.0005"]);
        assert_eq!([tuple(&[]), tuple(&[8]), tuple(&[4, 8])], ["()", "(8,)", "(4, 8)"]);
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
