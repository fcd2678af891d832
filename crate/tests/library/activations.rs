//! The panel `activations` from outside: its state, and that every number it writes is true.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::panels::assert_answered;
use perceptron_playground::model::activation_function::ActivationFunction;
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::panel::activations::stack::{Between, Stack};
use perceptron_playground::panel::activations::{Activations, FUNCTION_NAMES, TABLE};
use perceptron_playground::panel::undo::Undoable;
use proptest::prelude::*;

fn opened(query: &str) -> Activations {
    let mut panel = Activations::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

/// The number that a text ends with: `≈ 4.54×10⁻⁵`.
fn last_number(text: &str) -> f64 {
    // What stands behind in parentheses says why.
    let text = if text.ends_with(')') { text.rsplit_once(" (").unwrap().0 } else { text };
    let word = text.rsplit(' ').next().unwrap();
    number(word)
}

fn number(word: &str) -> f64 {
    let (digits, exponent) = word.split_once("×10").unwrap_or((word, ""));
    let digit =
        |c: char| "0123456789".chars().nth("⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == c).unwrap()).unwrap();
    let plain: String = exponent.chars().map(|c| if c == '⁻' { '-' } else { digit(c) }).collect();
    let power = if plain.is_empty() { 0 } else { plain.parse().unwrap() };
    digits.replace('−', "-").parse::<f64>().unwrap_or_else(|_| panic!("no number: {word}")) * 10_f64.powi(power)
}

/// Whether a shown number is a true one, rounded to four places or three digits.
fn tells(shown: f64, value: f64) -> bool {
    let unit = if value.abs() >= 0.001 { 1e-4 } else { value.abs() * 0.01 };
    (shown - value).abs() <= 0.500_001 * unit
}

#[test]
fn the_panel_opens_with_the_sigmoid_at_one() {
    let panel = Activations::default();
    assert_eq!(panel.link(), "");
    assert_eq!(
        panel.worked(),
        ["h(1) = 1/(1 + exp(−1)) ≈ 1/(1 + 0.3679) ≈ 0.7311", "h′(1) = h·(1 − h) ≈ 0.7311×0.2689 ≈ 0.1966"]
    );
    assert_eq!(panel.said().key, "lively");
    assert_eq!(panel.flat_text(), "a\u{a0}<\u{a0}−5.99, a\u{a0}>\u{a0}5.99");
    assert_eq!(panel.best_power(), "0.25¹⁰ ≈ 9.54×10⁻⁷");
}

#[test]
fn every_function_is_worked_out() {
    for (query, h, slope) in [
        ("function=step&a=-0.5", "h(−0.5) = 0 (−0.5 ≤ 0)", "h′(−0.5) = 0"),
        ("function=step&a=0", "h(0) = 0 (0 ≤ 0)", "h′(0) = –"),
        ("function=step&a=0&tie=ge", "h(0) = 1 (0 ≥ 0)", "h′(0) = –"),
        ("function=identity&a=2.5", "h(2.5) = 2.5", "h′(2.5) = 1"),
        (
            "function=tanh&a=0.5",
            "h(0.5) = (exp(0.5) − exp(−0.5))/(exp(0.5) + exp(−0.5)) ≈ (1.6487 − 0.6065)/(1.6487 + 0.6065) ≈ 0.4621",
            "h′(0.5) = 1 − h² ≈ 1 − 0.4621² ≈ 0.7864",
        ),
        ("function=relu&a=-2", "h(−2) = max(−2, 0) = 0", "h′(−2) = 0 (−2 ≤ 0)"),
        ("function=leaky-relu&a=-2&leak=0.01", "h(−2) = α·a = 0.01×(−2) = −0.02", "h′(−2) = α = 0.01 (−2 ≤ 0)"),
        (
            "function=softplus&a=1",
            "h(1) = ln(1 + exp(1)) ≈ ln(1 + 2.7183) ≈ 1.3133",
            "h′(1) = 1/(1 + exp(−1)) ≈ 0.7311",
        ),
        (
            "function=gelu&a=1",
            "h(1) = a·Φ(a) ≈ 1×0.8413 ≈ 0.8413",
            "h′(1) = Φ(a) + a·φ(a) ≈ 0.8413 + 1×0.2420 ≈ 1.0833",
        ),
    ] {
        assert_eq!(opened(query).worked(), [h, slope], "{query}");
    }
}

#[test]
fn a_step_has_no_slope_on_its_jump() {
    let panel = opened("function=step&a=0");
    assert_eq!((panel.power(), panel.slope_text(), panel.said().key), (None, None, "jump"));
    assert_eq!(opened("function=step&a=1").power().as_deref(), Some("0¹⁰ = 0"));
    assert_eq!(opened("function=identity").power().as_deref(), Some("1¹⁰ = 1"));
}

#[test]
fn sigmoid_and_step_differ_by_what_is_said() {
    assert_eq!(
        opened("part=steep&k=9.2").steep_worked(),
        ["1 − σ(9.2×0.5) = 1/(1 + exp(4.6)) ≈ 0.0100", "h′(0) = k/4 = 9.2/4 = 2.3", "2·ln 2/k ≈ 1.3863/9.2 ≈ 0.1507"]
    );
    assert_eq!(opened("part=steep&k=0").said().key, "level");
    // The area between the curves, by the trapezoid rule.
    let k = 3.0;
    let gap = |a: f64| (ActivationFunction::Sigmoid(k).value(a) - f64::from(u8::from(a > 0.0))).abs();
    let area: f64 = (0..200_000).map(|n| 2.0 * gap(-20.0 + (f64::from(n) + 0.5) * 1e-4) * 1e-4).sum();
    assert!(tells(last_number(&opened("part=steep&k=3").steep_worked()[2]), area), "{area}");
}

#[test]
fn a_stack_of_identities_is_one_layer_and_tanh_bends_it() {
    let panel = opened("part=depth");
    let stack = panel.settings().stack;
    assert_eq!(
        stack.worked(Decimal::whole(1)),
        [
            "a1 = 1×1 − 0.5 = 0.5",
            "h1 = a1 = 0.5",
            "a2 = 1.5×0.5 + 0.5 = 1.25",
            "h2 = a2 = 1.25",
            "y = −1.2×1.25 + 0.3 = −1.2"
        ]
    );
    assert_eq!(
        stack.multiplied_out(),
        ["w = w3·w2·w1 = −1.2×1.5×1 = −1.8", "b = w3·(w2·b1 + b2) + b3 = −1.2×(1.5×(−0.5) + 0.5) + 0.3 = 0.6"]
    );
    assert_eq!(stack.one_layer_worked(Decimal::whole(1)), "w·x + b = −1.8×1 + 0.6 = −1.2");
    assert_eq!((panel.said().key, opened("part=depth&between=tanh").said().key), ("same", "bent"));
    assert_eq!(opened("part=depth&between=relu&b1=10&b2=10&w2=3").said().key, "straight");
    assert_eq!(opened("part=depth&between=tanh&w1=0").said().key, "straight");
}

#[test]
fn hostile_links_are_answered() {
    let cases = [
        ("a=9", 1),
        ("a=NaN", 1),
        ("leak=-0.1", 1),
        ("layers=0", 1),
        ("layers=51", 1),
        ("k=100.01&window=-1", 2),
        ("spread=-1&mean=1e999", 2),
        ("seed=0&seed=10000", 2),
        ("function=softmax&between=step", 2),
        ("w1=11&w4=1&b0=1", 3),
        ("part=<b>", 1),
        ("%ff=%ff", 1),
    ];
    assert_answered::<Activations>(&cases);
}

#[test]
fn a_drag_stops_at_the_limits_and_moves_what_the_part_has() {
    for (query, name, low, high) in
        [("", "a", "−8.00", "8.00"), ("part=steep", "window", "0.00", "4.00"), ("part=depth", "x", "−3.00", "3.00")]
    {
        let mut panel = opened(query);
        for (place, value) in [(-1e5, low), (99.0, high), (1.234, "1.20"), (f64::NAN, "1.20"), (f64::INFINITY, "1.20")]
        {
            panel.drag(place);
            assert_eq!(panel.value(name).as_deref(), Some(value), "{query}: {place}");
        }
    }
    let mut panel = opened("part=batch");
    panel.drag(1.0);
    assert_eq!((panel.link().as_str(), panel.handle_place()), ("part=batch", None));
}

#[test]
fn reset_and_undo_go_back() {
    let mut panel = opened("part=batch&function=relu&mean=2");
    panel.mark();
    panel.reset();
    assert_eq!(panel.link(), "part=batch");
    assert!(panel.undo() && panel.link() == "part=batch&function=relu".to_owned() + "&mean=2");
    assert!(panel.redo() && panel.link() == "part=batch" && !panel.redo());
    assert_eq!(panel.batch(), opened("part=batch").batch());
}

#[test]
fn every_part_has_a_table_with_all_its_cells() {
    for query in ["", "function=step", "part=steep", "part=steep&k=0", "part=batch", "part=depth&between=tanh"] {
        let values = opened(query).values();
        assert!(values.cells.len() > 3 * values.heads.len() && values.cells.len().is_multiple_of(values.heads.len()));
        assert!(
            values.cells.iter().all(|cell| !cell.is_empty() && !cell.contains("NaN") && !cell.contains('-')),
            "{query}"
        );
    }
}

fn a_function() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&FUNCTION_NAMES)
}

proptest! {
    #[test]
    fn every_value_worked_out_is_true(function in a_function(), a in -800..=800, leak in 0..=100) {
        let text = |hundredths: i32| format!("{:.2}", f64::from(hundredths) / 100.0);
        let panel = opened(&format!("function={function}&a={}&leak={}", text(a), text(leak)));
        let (curve, z) = (panel.settings().curve(), f64::from(a) / 100.0);
        let [h, slope] = panel.worked();
        prop_assert!(tells(last_number(&h), curve.value(z)), "{}", h);
        if let Some(value) = curve.derivative(z) {
            prop_assert!(tells(last_number(&slope), value), "{}", slope);
            let power = panel.power().unwrap();
            prop_assert!(tells(last_number(&power), value.powi(10)), "{}", power);
        }
    }

    #[test]
    fn identities_are_one_layer_to_the_last_digit(numbers in prop::array::uniform7(-1000..=1000)) {
        let [w1, w2, w3, b1, b2, b3, x] = numbers.map(Decimal::hundredths);
        let stack = Stack { between: Between::Identity, weights: [w1, w2, w3], biases: [b1, b2, b3] };
        let layers = stack.worked(x);
        let end = |text: &str| text.rsplit(' ').next().unwrap().to_owned();
        prop_assert_eq!(end(layers.last().unwrap()), end(&stack.one_layer_worked(x)));
        let [w1, w2, w3, b1, b2, b3, x] = numbers.map(|n| f64::from(n) / 100.0);
        let exact = w3 * (w2 * (w1 * x + b1) + b2) + b3;
        prop_assert!((number(&end(layers.last().unwrap())) - exact).abs() < 1e-8);
    }

    #[test]
    fn what_stands_between_is_worked_out_truly(numbers in prop::array::uniform7(-200..=200), tanh: bool) {
        let [w1, w2, w3, b1, b2, b3, x] = numbers.map(Decimal::hundredths);
        let between = if tanh { Between::Tanh } else { Between::Relu };
        let stack = Stack { between, weights: [w1, w2, w3], biases: [b1, b2, b3] };
        let y = last_number(stack.worked(x).last().unwrap());
        prop_assert!(tells(y, stack.output(x.to_f64())) || (y - stack.output(x.to_f64())).abs() < 1e-8, "{:?}", stack.worked(x));
    }

    #[test]
    fn a_link_carries_all_that_is_set(
        part in prop::sample::select(&["curve", "steep", "batch", "depth"]), function in a_function(),
        between in prop::sample::select(&["identity", "tanh", "relu"]), numbers in prop::array::uniform6(-1000..=1000),
        a in -800..=800, k in 0..=10_000, window in 0..=400, mean in -500..=500, spread in 0..=500, layers in 1..=50_u32, seed in 1..=9999_u32
    ) {
        let text = |hundredths: i32| format!("{:.2}", f64::from(hundredths) / 100.0);
        let names = ["w1", "b1", "w2", "b2", "w3", "b3"];
        let parameters = names.iter().zip(numbers).map(|(name, n)| format!("{name}={}", text(n))).collect::<Vec<_>>().join("&");
        let panel = opened(&format!(
            "part={part}&function={function}&between={between}&a={}&k={}&window={}&mean={}&spread={}&layers={layers}&seed={seed}&{parameters}",
            text(a), text(k), text(window), text(mean), text(spread)
        ));
        let again = opened(&panel.link());
        prop_assert_eq!(panel.settings(), again.settings());
        prop_assert_eq!(panel.batch(), again.batch());
        for field in TABLE.0 {
            prop_assert_eq!(panel.value(field.name), again.value(field.name));
        }
        prop_assert!(!panel.said().values.iter().any(|(_, value)| value.contains("NaN") || value.contains("inf")));
    }
}
