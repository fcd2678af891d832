//! The state of the panel `gates`: two names of one number, and a run that ends, starts anew and can be looked back at. What every
//! panel promises stands in `every_panel`.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::model::perceptron::Perceptron;
use perceptron_playground::panel::gates::{Gates, MAX_STEPS, Row};
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::session::{Figure, Session};

fn opened(query: &str) -> Session<Gates> {
    let mut figure = Session::default();
    assert_eq!(Figure::open(&mut figure, query), [], "{query}");
    figure
}

/// A run to its end.
fn finish(figure: &mut Session<Gates>) -> Result<bool, String> {
    figure.panel_mut().finish(&mut || true).map_err(|halt| halt.key.to_owned())
}

fn step(figure: &mut Session<Gates>) -> Result<(), &'static str> {
    figure.panel_mut().make("sample").map_err(|halt| halt.key)
}

#[test]
fn theta_and_b_are_two_names_of_one_number() {
    let mut figure = opened("goal=none");
    figure.set("theta", "-1.25");
    assert_eq!([figure.value("b"), figure.value("theta")].map(Option::unwrap), ["1.25", "-1.25"]);
    figure.set("b", "-0.3");
    assert_eq!([figure.value("b"), figure.value("theta")].map(Option::unwrap), ["-0.3", "0.3"]);
    assert_eq!(opened("theta=0.3").panel().perceptron(), opened("b=-0.3").panel().perceptron());
    assert_eq!(figure.link(), "b=-0.3", "one number stands once in a link");
}

#[test]
fn a_run_stops_at_its_last_step() {
    let mut figure = opened(&format!("gate=xor&steps={MAX_STEPS}"));
    let before = figure.view(true);
    assert_eq!((step(&mut figure), figure.panel_mut().make("epoch").is_err()), (Err("too-many-steps"), true));
    assert_eq!((figure.view(true), figure.panel().position()), (before, MAX_STEPS.into()));
    figure.reset();
    assert_eq!(step(&mut figure), Ok(()));
}

#[test]
fn a_run_stops_before_it_leaves_the_range() {
    // Worked by hand: (0,1) is wrong and adds 0.1 to w2 and b; then (1,1) is wrong and would make w1 10.1.
    let mut figure = opened("gate=or&w1=10&w2=-10&b=-10");
    assert_eq!(finish(&mut figure), Err("leaves-range".to_owned()));
    assert_eq!((figure.panel().position(), figure.panel().perceptron()), (3, Perceptron::hundredths(1000, -990, -990)));
    let kept = figure.view(true);
    assert_eq!(step(&mut figure), Err("leaves-range"));
    assert_eq!(figure.view(true), kept);
    for query in ["gate=true&w2=-10&w1=0&b=10", "gate=or&w1=-10&w2=10&b=-10"] {
        assert_eq!(finish(&mut opened(query)), Err("leaves-range".to_owned()), "{query}");
    }
    // A link that asks for more steps than can be taken opens at the last of them.
    assert_eq!(opened("gate=or&w1=10&w2=-10&b=-10&steps=100").panel().position(), 3);
}

#[test]
fn a_change_starts_a_new_run_from_the_weights_shown() {
    for (name, text) in [("gate", "or"), ("tie", "ge"), ("rate", "0.25"), ("w1", "0.13")] {
        let mut figure = opened("gate=xor&steps=7&w1=0.3");
        let shown = figure.panel().perceptron();
        figure.set(name, text);
        assert_eq!((figure.panel().position(), figure.panel().length()), (0, 0), "{name}");
        let expected = if name == "w1" { Decimal::hundredths(13) } else { shown.weights[0] };
        let now = figure.panel().perceptron();
        assert_eq!((now.weights[0], now.bias), (expected, shown.bias), "{name}");
    }
    for (name, text) in [("form", "bias"), ("row", "01"), ("speed", "20")] {
        let mut figure = opened("gate=xor&steps=7&w1=0.3");
        let shown = figure.panel().perceptron();
        figure.set(name, text);
        assert_eq!((figure.panel().position(), figure.panel().perceptron()), (7, shown), "{name} leaves the run alone");
    }
}

#[test]
fn a_run_can_be_looked_back_at_and_gone_on_with() {
    for query in ["gate=xor&w1=0.3", "gate=nand&w1=0&w2=0&b=0", "gate=or&w1=-2&rate=0.37&tie=ge"] {
        let mut figure = opened(query);
        (0..30).for_each(|_| step(&mut figure).unwrap());
        let run: Vec<_> = (0..=30).map(|step| figure.panel().training().state(step).unwrap()).collect();
        for to in [0_usize, 1, 13, 30, 400] {
            figure.seek(to as u64);
            let at = to.min(30);
            assert_eq!((figure.panel().position(), figure.panel().perceptron()), (at as u64, run[at]));
            if let Some(next) = run.get(at + 1) {
                step(&mut figure).unwrap();
                assert_eq!((figure.panel().perceptron(), figure.panel().settings().row), (*next, Row(at % 4)));
            }
            assert_eq!(figure.panel().length(), 30);
        }
        figure.reset();
        assert_eq!((figure.panel().position(), figure.panel().length(), figure.panel().perceptron()), (0, 0, run[0]));
    }
}

#[test]
fn hostile_links_open_the_default_and_say_why() {
    let long = "w1=1&".repeat(20_000);
    for query in
        ["gate=<script>alert(1)</script>", "w1=1e999", "w2=NaN", "b=99", "steps=-1", "steps=1e9", "%E0%A4%A=%", &long]
    {
        let mut figure = opened("gate=xor&w1=1&steps=5");
        assert_eq!(Figure::open(&mut figure, query).len(), 1, "{query:.40}");
        assert_eq!(figure.link(), "goal=none", "{query:.40}");
    }
}

#[test]
fn questions_are_answered_by_what_they_ask_for_alone() {
    let answered = |figure: &Session<Gates>| !figure.view(false).contains(r#""why":null"#);
    let place = |figure: &mut Session<Gates>, w1: &str, w2: &str, b: &str| {
        for (name, text) in [("w1", w1), ("w2", w2), ("b", b)] {
            figure.set(name, text);
        }
    };
    let mut and = Session::<Gates>::default();
    assert!(Figure::begin(&mut and, "make-and"));
    place(&mut and, "1.2", "0.9", "-2");
    assert!(!answered(&and), "nothing was guessed");
    and.guess("three");
    assert!(answered(&and) && and.view(false).contains(r#""right":"one""#), "and the guess was wrong");

    let mut or = Session::<Gates>::default();
    or.begin("or-same-weights");
    or.guess("down");
    place(&mut or, "0.5", "0.5", "-0.2");
    assert!(!answered(&or), "OR, but with other weights");
    place(&mut or, "1", "1", "-0.67");
    assert!(answered(&or));
    let says = |figure: &Session<Gates>, theta: &str| figure.view(false).contains(&format!(r#""theta":"{theta}""#));
    assert!(says(&or, "0.67"));
    or.set("b", "-0.4");
    assert!(says(&or, "0.4"), "the reason is that of what shows");
    or.set("b", "-1.2");
    assert!(answered(&or) && says(&or, "0.4"), "and stays where that is no answer any more");

    let mut nand = Session::<Gates>::default();
    nand.begin("nand-by-sign");
    place(&mut nand, "-1", "-1", "1.5");
    assert!(!answered(&nand), "NAND, but with other numbers");
    place(&mut nand, "-0.5", "-0.5", "0.7");
    assert!(answered(&nand));

    for (question, guess) in [("learn-nand", "ten"), ("can-it-xor", "no")] {
        let mut figure = Session::<Gates>::default();
        figure.begin(question);
        figure.finish();
        while figure.advance(0.0, &mut || true) {}
        assert!(!answered(&figure), "{question}: one press alone answers nothing");
        figure.guess(guess);
        assert!(answered(&figure) && figure.view(false).contains(&format!(r#""right":"{guess}""#)), "{question}");
    }
}
