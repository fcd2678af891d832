//! The panel `activations` from outside: its state, its questions, and that every number it writes is true.

#![cfg(not(target_arch = "wasm32"))]

use nalgebra::Point2;
use perceptron_playground::model::activation_function::ActivationFunction;
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::panel::activations::stack::Stack;
use perceptron_playground::panel::activations::{Activations, Between, Function, Settings};
use perceptron_playground::panel::session::{Figure, Session};
use proptest::prelude::*;
use serde_json::Value;

fn figure(query: &str) -> Session<Activations> {
    let mut figure = Session::<Activations>::default();
    assert_eq!(figure.open(query), [], "{query}");
    figure
}

fn opened(query: &str) -> Settings {
    // A link that says nothing opens the first question, and one of defaults free play.
    figure(if query.is_empty() { "a=1" } else { query }).panel().settings().clone()
}

/// The key of the first sentence that the figure says.
fn said(query: &str) -> String {
    let shown: Value = serde_json::from_str(&figure(query).view(true)).unwrap();
    shown["view"]["sentence"][0]["key"].as_str().unwrap().to_owned()
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

/// Whether a shown number is a true one, rounded to four digits.
fn tells(shown: f64, value: f64) -> bool {
    let unit = if value == 0.0 { 1e-300 } else { 10_f64.powf(value.abs().log10().floor() - 3.0) };
    (shown - value).abs() <= 0.500_001 * unit
}

#[test]
fn free_play_is_the_sigmoid_at_one() {
    let panel = opened("");
    assert_eq!(panel, Settings::default());
    assert_eq!(
        panel.worked(),
        ["h(1) = 1/(1 + exp(−1)) ≈ 1/(1 + 0.3679) ≈ 0.7311", "h′(1) = h·(1 − h) ≈ 0.7311×0.2689 ≈ 0.1966"]
    );
    assert_eq!(panel.short().replace('\u{a0}', " ").replace('\u{2060}', ""), "h(1) ≈ 0.7311, h′(1) ≈ 0.1966");
    assert_eq!(said("a=1"), "lively");
    assert_eq!(panel.flat_text(), "a\u{a0}<\u{a0}−5.99, a\u{a0}>\u{a0}5.99");
    assert_eq!(panel.best_power(), "0.25¹⁰ ≈ 9.537×10⁻⁷");
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
            "h(0.5) = (exp(0.5) − exp(−0.5))/(exp(0.5) + exp(−0.5)) ≈ (1.649 − 0.6065)/(1.649 + 0.6065) ≈ 0.4621",
            "h′(0.5) = 1 − h² ≈ 1 − 0.4621² ≈ 0.7864",
        ),
        ("function=relu&a=-2", "h(−2) = max(−2, 0) = 0", "h′(−2) = 0 (−2 ≤ 0)"),
        ("function=leaky-relu&a=-2&leak=0.01", "h(−2) = α·a = 0.01×(−2) = −0.02", "h′(−2) = α = 0.01 (−2 ≤ 0)"),
        ("function=softplus&a=1", "h(1) = ln(1 + exp(1)) ≈ ln(1 + 2.718) ≈ 1.313", "h′(1) = 1/(1 + exp(−1)) ≈ 0.7311"),
        ("function=gelu&a=1", "h(1) = a·Φ(a) ≈ 1×0.8413 ≈ 0.8413", "h′(1) = Φ(a) + a·φ(a) ≈ 0.8413 + 1×0.242 ≈ 1.083"),
    ] {
        assert_eq!(opened(query).worked(), [h, slope], "{query}");
    }
}

#[test]
fn a_step_has_no_slope_on_its_jump() {
    let panel = opened("function=step&a=0");
    assert_eq!((panel.power(), panel.slope_here()), (None, None));
    assert_eq!(said("function=step&a=0"), "jump");
    assert_eq!(opened("function=step&a=1").power().as_deref(), Some("0¹⁰ = 0"));
    assert_eq!(opened("function=identity").power().as_deref(), Some("1¹⁰ = 1"));
}

#[test]
fn sigmoid_and_step_differ_by_what_is_said() {
    let steep = opened("part=steep&k=9.2");
    assert_eq!(steep.gap_worked(), "1 − σ(9.2×0.5) = 1/(1 + exp(4.6)) ≈ 0.009952");
    assert_eq!(steep.steepest_worked(), "h′(0) = k/4 = 9.2/4 = 2.3");
    assert_eq!(steep.area_worked().unwrap(), "2·ln 2/k ≈ 1.3863/9.2 ≈ 0.1507");
    assert_eq!(said("part=steep&k=0"), "level");
    assert_eq!(opened("part=steep&k=0").area_worked(), None);
    // The area between the curves, by the trapezoid rule.
    let k = 3.0;
    let gap = |a: f64| (ActivationFunction::Sigmoid(k).value(a) - f64::from(u8::from(a > 0.0))).abs();
    let area: f64 = (0..200_000).map(|n| 2.0 * gap(-20.0 + (f64::from(n) + 0.5) * 1e-4) * 1e-4).sum();
    assert!(tells(last_number(&opened("part=steep&k=3").area_worked().unwrap()), area), "{area}");
}

#[test]
fn a_stack_of_identities_is_one_layer_and_tanh_bends_it() {
    let panel = opened("part=depth");
    let stack = panel.stack();
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
    for (query, key) in [
        ("part=depth", "same"),
        ("part=depth&between=tanh", "bent"),
        ("part=depth&between=relu&b1=10&b2=10&w2=3", "straight"),
        ("part=depth&between=tanh&w1=0", "straight"),
    ] {
        assert_eq!(said(query), key, "{query}");
    }
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
    for (query, problems) in cases {
        let mut figure = Session::<Activations>::default();
        assert_eq!(figure.open(query).len(), problems, "{query}");
        assert_eq!(figure.panel().settings(), &Settings::default(), "{query}");
    }
}

#[test]
fn a_drag_stops_at_the_limits_and_moves_what_the_part_has() {
    for (query, name, low, high) in [
        ("part=curve", "a", "-8", "8"),
        ("part=layers", "a", "-8", "8"),
        ("part=steep", "window", "0", "4"),
        ("part=batch", "mean", "-5", "5"),
        ("part=depth", "x", "-3", "3"),
    ] {
        let mut figure = figure(query);
        for (place, value) in [(-1e5, low), (99.0, high), (1.234, "1.2"), (f64::NAN, "1.2"), (f64::INFINITY, "1.2")] {
            figure.drag(name, Point2::new(place, 0.0));
            assert_eq!(figure.value(name).as_deref(), Some(value), "{query}: {place}");
        }
        figure.nudge(name, [-1, 0]);
        assert_eq!(figure.value(name).as_deref(), Some("1.1"));
    }
}

/// Draws the slope of the sigmoid, as well as `error` allows.
fn draw_slope(figure: &mut Session<Activations>, from: f64, to: f64, error: f64) {
    let place = |a: f64| Point2::new(a, ActivationFunction::Sigmoid(1.0).derivative(a).unwrap() + error);
    assert_eq!(figure.press("curve", place(from), 0.2, true), Some("sketch"));
    for n in 0..=60 {
        figure.drag("sketch", place(from + (to - from) * f64::from(n) / 60.0));
    }
    figure.release();
}

#[test]
fn the_slope_is_drawn_before_it_shows_and_how_far_off_it_was_is_told() {
    let mut figure = figure("goal=slope-shape");
    figure.guess("hill");
    draw_slope(&mut figure, -3.0, 3.0, 0.1);
    let coach = |figure: &Session<Activations>| {
        let shown: Value = serde_json::from_str(&figure.view(false)).unwrap();
        shown["view"]["coach"].clone()
    };
    assert_eq!(
        (figure.value("slope").as_deref(), coach(&figure)["why"].is_null()),
        (Some("off"), true),
        "it is not whole"
    );
    draw_slope(&mut figure, 6.0, -6.0, 0.1);
    assert_eq!(figure.value("slope").as_deref(), Some("on"), "what is whole is compared");
    let told = coach(&figure);
    assert_eq!((&told["why"]["key"], &told["right"]), (&Value::from("why-drawn"), &Value::from("hill")));
    let error: f64 = told["why"]["values"]["error"].as_str().unwrap().parse().unwrap();
    assert!((error - 0.1).abs() <= 0.02, "{error}");
    figure.mark();
    figure.command("draw-anew", &[]);
    assert_eq!((figure.value("sketch").as_deref(), figure.value("slope").as_deref()), (Some(""), Some("off")));
    figure.undo();
    assert_eq!(figure.value("slope").as_deref(), Some("on"));
}

#[test]
fn a_finger_that_only_goes_down_draws_nothing_and_moves_nothing() {
    let mut figure = figure("part=curve&slope=off");
    let before = figure.link();
    figure.press("curve", Point2::new(0.0, 0.5), 0.2, true);
    figure.drag("sketch", Point2::new(0.05, 0.2));
    figure.release();
    assert_eq!(figure.link(), before);
    figure.open("part=depth&x=2");
    assert_eq!(figure.press("curve", Point2::new(0.0, 0.5), 0.2, true), None);
    assert_eq!(figure.press("curve", Point2::new(0.0, 0.5), 0.2, false), Some("x"));
    assert_eq!(figure.value("x").as_deref(), Some("0"));
}

#[test]
fn questions_are_missed_by_a_little_and_answered_by_the_first_good_value() {
    let greatest = figure("part=batch&spread=1").panel().batch().sums().iter().copied().fold(0.0, f64::max);
    let dead = format!("{:.1}", -(greatest * 10.0).ceil() / 10.0);
    for (question, guess, right, misses, hit) in [
        ("near-step", "nine", "nine", [("k", "9.1"), ("k", "9.3"), ("k", "20")], ("k", "9.2")),
        ("flat-tanh", "one", "three", [("a", "2.9"), ("a", "3.2"), ("a", "-8")], ("a", "-3")),
        ("dead-relu", "four", "four", [("mean", "-1"), ("mean", "-2"), ("mean", "-5")], ("mean", dead.as_str())),
        ("vanish", "millionth", "millionth", [("layers", "2"), ("layers", "9"), ("a", "1")], ("layers", "10")),
    ] {
        let mut figure = figure(&format!("goal={question}"));
        let why = |figure: &Session<Activations>| {
            let shown: Value = serde_json::from_str(&figure.view(false)).unwrap();
            (!shown["view"]["coach"]["why"].is_null(), shown["view"]["coach"]["right"].clone())
        };
        figure.guess(guess);
        for (name, miss) in misses {
            assert_eq!(figure.set(name, miss), None);
            assert!(!why(&figure).0, "{question}: {name} = {miss}");
        }
        if question == "vanish" {
            figure.set("a", "0");
        }
        figure.set(hit.0, hit.1);
        assert_eq!(why(&figure), (true, Value::from(right)), "{question}: {hit:?}");
    }
}

#[test]
fn weights_alone_bend_no_stack_and_a_function_alone_not_enough() {
    let mut figure = figure("goal=bend");
    figure.guess("weights");
    let answered = |figure: &Session<Activations>| {
        let shown: Value = serde_json::from_str(&figure.view(false)).unwrap();
        !shown["view"]["coach"]["why"].is_null()
    };
    for (name, value, is_answered) in
        [("w1", "2", false), ("w2", "-3", false), ("w1", "0.1", false), ("between", "tanh", false), ("w1", "1", true)]
    {
        figure.set(name, value);
        assert_eq!(answered(&figure), is_answered, "{name} = {value}");
    }
}

#[test]
fn playing_multiplies_layer_by_layer_and_stops_to_look_at_ten() {
    let mut figure = figure("part=layers&layers=1&a=0");
    figure.play();
    let mut frames = 0;
    while figure.advance(f64::from(frames) * 100.0, &mut || true) {
        frames += 1;
        assert!(frames < 200);
    }
    // Nine layers, the first at once: some five seconds.
    assert!((45..70).contains(&frames), "{frames}");
    assert_eq!(figure.value("layers").as_deref(), Some("10"));
    figure.reset();
    assert_eq!(figure.value("layers").as_deref(), Some("1"));
    figure.undo();
    assert_eq!(figure.value("layers").as_deref(), Some("10"));
    assert!(figure.panel().settings().power().unwrap().ends_with("9.537×10⁻⁷"));
}

#[test]
fn the_defaults_come_back_in_the_part_shown() {
    let mut figure = figure("part=batch&function=relu&mean=2");
    figure.mark();
    figure.command("defaults", &[]);
    assert_eq!(figure.link(), "part=batch");
    figure.undo();
    assert_eq!(figure.link(), "part=batch&function=relu&mean=2");
    figure.redo();
    assert_eq!(figure.link(), "part=batch");
    assert_eq!(figure.panel().batch(), Session::<Activations>::default().panel().batch());
}

#[test]
fn every_part_has_a_table_with_all_its_cells() {
    for query in
        ["a=1", "function=step", "part=steep", "part=steep&k=0", "part=batch", "part=depth&between=tanh", "part=layers"]
    {
        let shown: Value = serde_json::from_str(&figure(query).view(true)).unwrap();
        let table = &shown["view"]["tables"][0];
        let (columns, rows) = (table["columns"].as_array().unwrap(), table["rows"].as_array().unwrap());
        assert!(rows.len() > 10 && rows.iter().all(|row| row.as_array().unwrap().len() == columns.len()), "{query}");
        let cells = rows.iter().flat_map(|row| row.as_array().unwrap()).map(|cell| cell.as_str().unwrap());
        assert!(cells.clone().all(|cell| !cell.is_empty() && !cell.contains('-')), "{query}");
    }
}

fn a_function() -> impl Strategy<Value = &'static str> {
    prop::sample::select(Function::NAMES)
}

proptest! {
    #[test]
    fn every_value_worked_out_is_true(function in a_function(), a in -800..=800, leak in 0..=100) {
        let text = |hundredths: i32| format!("{:.2}", f64::from(hundredths) / 100.0);
        let panel = opened(&format!("function={function}&a={}&leak={}", text(a), text(leak)));
        let (curve, z) = (panel.curve(), f64::from(a) / 100.0);
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
}
