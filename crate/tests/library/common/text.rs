//! Numbers and formulas, read back out of the texts that learners read. Nothing of the library helps here: a text must
//! be right by itself. All numbers count hundredths.

use perceptron_playground::panel::port::Panel;

/// A number as the page writes it, `−0.5`.
pub fn number(text: &str) -> i64 {
    let (sign, digits) = text.strip_prefix('−').map_or((1, text), |digits| (-1, digits));
    let (units, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(!units.is_empty() && fraction.len() <= 2 && !text.ends_with('.'), "not a number of the page: {text}");
    sign * format!("{units}{fraction:0<2}").parse::<i64>().unwrap_or_else(|_| panic!("not a number: {text}"))
}

/// The value of a sum of products, `0.5 + 0.1×(−1)×1`, worked out exactly.
pub fn value(expression: &str) -> i64 {
    let mut words = expression.split(' ');
    let mut sum = product(words.next().unwrap());
    while let (Some(sign), Some(term)) = (words.next(), words.next()) {
        sum += match sign {
            "+" => product(term),
            "−" => -product(term),
            _ => panic!("no sign: {sign} in {expression}"),
        };
    }
    sum
}

fn product(term: &str) -> i64 {
    let factors = term.split('×').map(|factor| number(factor.trim_matches(['(', ')'])));
    factors.reduce(|a, b| exact(a * b)).unwrap()
}

/// The hundredths in a product of two numbers of hundredths.
fn exact(product: i64) -> i64 {
    assert_eq!(product % 100, 0, "the product has more than two places");
    product / 100
}

/// Whether a comparison as the page writes it is true.
pub fn holds(left: i64, relation: &str, right: i64) -> bool {
    match relation {
        ">" => left > right,
        "≥" => left >= right,
        "<" => left < right,
        "≤" => left <= right,
        _ => panic!("no relation: {relation}"),
    }
}

/// Sets a value of a panel from a text, as a control does.
pub fn set<P: Panel>(panel: &mut P, name: &str, text: &str) {
    let (setting, value, note) = P::TABLE.read(name, text).unwrap();
    assert_eq!((panel.set(setting, value), note), (Ok(()), None), "{name} = {text}");
}
