//! What the panel `gates` says in numbers is true: every formula it shows is read back from its text and worked out again.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::text::{holds, number, set, value};
use perceptron_playground::data::gates::{GATE_NAMES, Gate, ROWS};
use perceptron_playground::model::perceptron::Perceptron;
use perceptron_playground::panel::gates::{Form, Gates, presets::Preset};
use perceptron_playground::panel::playable::Playable;
use proptest::prelude::*;

/// A panel that shows these parameters, in hundredths.
fn with(w1: i32, w2: i32, b: i32) -> Gates {
    let mut panel = Gates::default();
    panel.place(Perceptron::hundredths(w1, w2, b));
    panel
}

/// A quotient in hundredths: a decimal over 1, or a fraction such as 2/3.
fn quotient(text: &str) -> [i64; 2] {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    [number(over), number(under) / 100]
}

/// The line's equation: whether it claims to be exact, and c, a in x2 = a·x1 + c, or c alone in x1 = c.
fn equation(text: &str) -> (bool, [i64; 2], Option<[i64; 2]>) {
    let [left, sign, right @ ..] = &text.split(' ').collect::<Vec<_>>()[..] else { panic!("no equation: {text}") };
    assert!(["=", "≈"].contains(sign), "{text}");
    let coefficient = |term: &str| match term.strip_suffix("x1")? {
        "" => Some([100, 1]),
        "−" => Some([-100, 1]),
        factor => Some(quotient(factor.strip_suffix('·').unwrap())),
    };
    let (slope, intercept) = match right {
        [term] => {
            (coefficient(term).unwrap_or([0, 1]), if coefficient(term).is_some() { [0, 1] } else { quotient(term) })
        }
        [term, "+", rest] => (coefficient(term).unwrap(), quotient(rest)),
        [term, "−", rest] => {
            let [over, under] = quotient(rest);
            (coefficient(term).unwrap(), [-over, under])
        }
        _ => panic!("not x2 = a·x1 + c: {text}"),
    };
    match *left {
        "x2" => (*sign == "=", intercept, Some(slope)),
        "x1" => (*sign == "=", intercept, None),
        _ => panic!("an equation for {left}"),
    }
}

#[test]
fn the_sums_of_the_course_are_worked_out_as_in_class() {
    let sums = |preset: Preset, gate: Gate, form: &str| {
        let mut panel = Gates::default();
        set(&mut panel, "form", form);
        panel.place(preset.perceptron(gate).unwrap());
        [0, 1, 2, 3].map(|row| panel.sum_text(row))
    };
    assert_eq!(
        sums(Preset::Notes, Gate::AND, "bias"),
        ["1×0 + 1×0 − 1.5 = −1.5", "1×0 + 1×1 − 1.5 = −0.5", "1×1 + 1×0 − 1.5 = −0.5", "1×1 + 1×1 − 1.5 = 0.5"]
    );
    assert_eq!(
        sums(Preset::Notes, Gate::OR, "bias"),
        ["1×0 + 1×0 − 0.5 = −0.5", "1×0 + 1×1 − 0.5 = 0.5", "1×1 + 1×0 − 0.5 = 0.5", "1×1 + 1×1 − 0.5 = 1.5"]
    );
    assert_eq!(
        sums(Preset::Notes, Gate::NAND, "bias"),
        ["−1×0 − 1×0 + 1.5 = 1.5", "−1×0 − 1×1 + 1.5 = 0.5", "−1×1 − 1×0 + 1.5 = 0.5", "−1×1 − 1×1 + 1.5 = −0.5"]
    );
    assert_eq!(
        sums(Preset::Book, Gate::AND, "threshold"),
        [
            "0.5×0 + 0.5×0 = 0 ≤ 0.7",
            "0.5×0 + 0.5×1 = 0.5 ≤ 0.7",
            "0.5×1 + 0.5×0 = 0.5 ≤ 0.7",
            "0.5×1 + 0.5×1 = 1 > 0.7"
        ]
    );
    assert_eq!(sums(Preset::Book, Gate::OR, "threshold")[1], "0.5×0 + 0.5×1 = 0.5 > 0.2");
    assert_eq!(sums(Preset::Book, Gate::NAND, "threshold")[3], "−0.5×1 − 0.5×1 = −1 ≤ −0.7");
}

#[test]
fn presets_make_the_gate_they_are_given_for() {
    for name in GATE_NAMES {
        let gate = name.parse::<Gate>().ok().unwrap();
        for preset in Preset::ALL {
            let Some(perceptron) = preset.perceptron(gate) else {
                assert!(preset == Preset::TwoThirds || !["and", "or", "nand"].contains(&name));
                continue;
            };
            for tie in ["gt", "ge"] {
                let mut panel = Gates::default();
                set(&mut panel, "gate", name);
                set(&mut panel, "tie", tie);
                panel.place(perceptron);
                assert_eq!((panel.rows_right(), (0..4).any(|row| panel.on_line(row))), (4, false), "{name} {preset:?}");
            }
        }
    }
}

#[test]
fn the_line_of_the_notes_is_written_exactly() {
    let mut panel = Gates::default();
    panel.place(Preset::TwoThirds.perceptron(Gate::OR).unwrap());
    assert_eq!(panel.line_text().as_deref(), Some("x2 = −x1 + 2/3"));
    assert_eq!(with(100, 100, -67).line_text().as_deref(), Some("x2 = −x1 + 0.67"));
}

#[test]
fn the_rule_is_written_in_the_form_and_with_the_tie_in_use() {
    let mut panel = Gates::default();
    let mut rule = |form, tie| {
        set(&mut panel, "form", form);
        set(&mut panel, "tie", tie);
        panel.rule_text()
    };
    assert_eq!(rule("threshold", "gt"), "w1·x1 + w2·x2 > θ");
    assert_eq!(rule("threshold", "ge"), "w1·x1 + w2·x2 ≥ θ");
    assert_eq!(rule("bias", "gt"), "w1·x1 + w2·x2 + b > 0");
    assert_eq!(rule("bias", "ge"), "w1·x1 + w2·x2 + b ≥ 0");
}

#[test]
fn the_line_is_written_as_in_class() {
    for ((w1, w2, b), text) in [
        ((100, 100, -150), Some("x2 = −x1 + 1.5")),
        ((100, 100, -67), Some("x2 = −x1 + 0.67")),
        ((100, -100, 0), Some("x2 = x1")),
        ((50, -100, -25), Some("x2 = 0.5·x1 − 0.25")),
        ((200, -300, 0), Some("x2 = 2/3·x1")),
        ((100, 300, 400), Some("x2 = −1/3·x1 − 4/3")),
        ((100, 1000, 90), Some("x2 = −0.1·x1 − 0.09")),
        ((0, 200, -100), Some("x2 = 0.5")),
        ((100, 0, -50), Some("x1 = 0.5")),
        ((300, 0, -100), Some("x1 = 1/3")),
        ((0, 100, 0), Some("x2 = 0")),
        ((1, 1000, 0), Some("x2 ≈ 0")),
        ((0, 0, -70), None),
    ] {
        assert_eq!(with(w1, w2, b).line_text().as_deref(), text);
    }
}

#[test]
fn only_xor_and_xnor_contradict_themselves() {
    for name in GATE_NAMES {
        let mut panel = Gates::default();
        set(&mut panel, "gate", name);
        assert_eq!(panel.contradiction().is_some(), ["xor", "xnor"].contains(&name), "{name}");
    }
}

/// A panel some steps into training, on any gate, in either form and with either tie rule.
fn a_panel_in_training() -> impl Strategy<Value = Gates> {
    let choices = (prop::sample::select(&GATE_NAMES), any::<bool>(), any::<bool>());
    (choices, prop::array::uniform3(-300..=300), 1..=100, 0..60usize).prop_map(|((gate, form, tie), p, rate, steps)| {
        let mut panel = Gates::default();
        set(&mut panel, "gate", gate);
        set(&mut panel, "form", if form { "threshold" } else { "bias" });
        set(&mut panel, "tie", if tie { "gt" } else { "ge" });
        set(&mut panel, "rate", &format!("{:.2}", f64::from(rate) / 100.0));
        panel.place(Perceptron::hundredths(p[0], p[1], p[2]));
        for _ in 0..steps {
            panel.make("sample").unwrap();
        }
        panel
    })
}

proptest! {
    #[test]
    fn the_equation_is_the_line_and_says_when_it_is_rounded(p in prop::array::uniform3(-1000..=1000), axis in 0..4) {
        let [mut w1, mut w2, b] = p;
        // Level and vertical lines often enough.
        if axis == 0 { w1 = 0 }
        if axis == 1 { w2 = 0 }
        let Some(text) = with(w1, w2, b).line_text() else {
            prop_assert_eq!([w1, w2], [0, 0]);
            return Ok(());
        };
        let (claims_exact, constant, slope) = equation(&text);
        let [w1, w2, b] = [w1, w2, b].map(i64::from);
        // x2 = a·x1 + c solves w1·x1 + w2·x2 + b = 0 when a·w2 = −w1 and c·w2 = −b; what is left over, in ten-thousandths.
        let left_over = |[over, under]: [i64; 2], divisor: i64, wanted: i64| (over * divisor + 100 * wanted * under, under);
        let (divisor, left_over) = match slope {
            Some(slope) => (w2, vec![left_over(slope, w2, w1), left_over(constant, w2, b)]),
            None => (w1, vec![left_over(constant, w1, b)]),
        };
        prop_assert_eq!(claims_exact, left_over.iter().all(|(rest, _)| *rest == 0), "{}", text);
        let is_nearest = |(rest, under): &(i64, i64)| if *under == 1 { 2 * rest.abs() <= divisor.abs() } else { *rest == 0 };
        prop_assert!(left_over.iter().all(is_nearest), "{} is not the nearest", text);
        prop_assert_eq!(slope.is_none(), w2 == 0);
    }

    #[test]
    fn an_update_is_true_arithmetic_from_the_state_before_to_the_state_after(panel in a_panel_in_training()) {
        let Some(text) = panel.update_text() else {
            prop_assert_eq!(panel.position(), 0);
            return Ok(());
        };
        let state = |step: u64| panel.training().state(usize::try_from(step).unwrap()).unwrap();
        let (before, after) = (state(panel.position() - 1), state(panel.position()));
        let theta = panel.settings().form == Form::Threshold;
        let numbers = |p: Perceptron| {
            let last = if theta { p.threshold() } else { p.bias };
            [p.weights[0], p.weights[1], last].map(|decimal| i64::from(decimal.count()))
        };
        let [t_minus_y, error] = text.error.split(" = ").collect::<Vec<_>>()[..] else { panic!("{}", text.error) };
        prop_assert_eq!(value(t_minus_y), number(error));
        let (input, target) = (ROWS[text.row], panel.settings().gate.outputs()[text.row]);
        prop_assert_eq!(text.row as u64, (panel.position() - 1) % 4);
        prop_assert_eq!(number(error), 100 * (i64::from(target) - i64::from(before.output(input, panel.settings().tie))));
        prop_assert_eq!(text.changed, before != after);

        let rate = i64::from(panel.settings().rate.count());
        for (i, parameter) in text.parameters.iter().enumerate() {
            let [formula, result] = parameter.split(" = ").collect::<Vec<_>>()[..] else { panic!("{parameter}") };
            prop_assert_eq!(value(formula), number(result), "{}", parameter);
            prop_assert_eq!(number(result), numbers(after)[i], "{}", parameter);
            // Its parts are those of the rule: the value before, η, t − y, and x or, for the last, none.
            let [from, sign, change] = formula.split(' ').collect::<Vec<_>>()[..] else { panic!("{parameter}") };
            prop_assert_eq!((number(from), sign), (numbers(before)[i], if i == 2 && theta { "−" } else { "+" }));
            let factors: Vec<_> = change.split('×').map(|factor| number(factor.trim_matches(['(', ')']))).collect();
            let mut rule = vec![rate, number(error)];
            rule.extend(input.get(i).map(|x| 100 * i64::from(*x)));
            prop_assert_eq!(factors, rule, "{}", parameter);
        }
    }

    #[test]
    fn the_contradiction_is_one_and_its_number_is_true(panel in a_panel_in_training(), not: bool) {
        let mut panel = panel;
        set(&mut panel, "gate", if not { "xnor" } else { "xor" });
        let text = panel.contradiction().unwrap();
        let targets = panel.settings().gate.outputs();
        prop_assert!(text.ones.iter().all(|row| targets[*row]) && text.zeros.iter().all(|row| !targets[*row]));

        // Both pairs of rows add up to the one number shown, whatever the parameters are.
        let sum = |row: usize| i64::from(panel.perceptron().weighted_sum(ROWS[row]).count());
        prop_assert_eq!(sum(text.ones[0]) + sum(text.ones[1]), number(&text.today));
        prop_assert_eq!(sum(text.zeros[0]) + sum(text.zeros[1]), number(&text.today));

        // Each row's own demand is the step function's, two of them make the pair's, and no number meets both pairs'.
        let demand = |text: &str, number: i64| {
            let (relation, zero) = text.split_once(' ').unwrap();
            assert_eq!(zero, "0");
            holds(number, relation, 0)
        };
        for row in 0..4 {
            prop_assert_eq!(demand(&text.wants_above, sum(row)), panel.output(row));
            prop_assert_eq!(demand(&text.wants_below, sum(row)), !panel.output(row));
        }
        for number in -3..=3 {
            prop_assert!(!(demand(&text.wants_above, number) && demand(&text.wants_below, number)));
        }
    }
}
