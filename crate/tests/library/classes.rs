//! The panel `classes` from outside: what it says is what the engine computes, its questions are answered by what they ask for,
//! and its pictures show each model.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::text;
use nalgebra::Point2;
use perceptron_playground::data::fruit::Example;
use perceptron_playground::model::probability::{binary_cross_entropy, categorical_cross_entropy};
use perceptron_playground::model::samples::Points;
use perceptron_playground::panel::classes::decide::{Side, Unit};
use perceptron_playground::panel::classes::{Classes, Part};
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::session::{Figure, Session};
use perceptron_playground::panel::words::Words;
use perceptron_playground::plot::palette::Palette;
use perceptron_playground::plot::picture::svg;
use serde_json::Value;

/// A panel trained as far as the query asks for.
fn opened(query: &str) -> Classes {
    let mut panel = Classes::default();
    let (values, problems) = Classes::TABLE.read_query(query);
    assert_eq!(problems, [], "{query}");
    panel.open(values);
    while panel.wanted() > panel.position() {
        panel.catch_up(&mut || true);
    }
    panel
}

#[test]
#[allow(clippy::cast_possible_truncation)] // as the engine computes
fn what_is_worked_out_is_what_the_engine_gives() {
    let panel = opened("x1=0.37&x2=-0.81");
    let at = Points::new(2, &panel.settings().probe().map(|x| x as f32)).unwrap();
    let given: Vec<Vec<f32>> = panel.run().fits().iter().map(|fit| fit.network().predict(&at).unwrap()).collect();
    let softmax = panel.values(Side::Softmax);
    for (worked, engine) in softmax.iter().zip(&given[3]) {
        assert!((worked - f64::from(*engine)).abs() < 1e-6, "{softmax:?} {given:?}");
    }
    for (worked, engine) in panel.values(Side::Sigmoids).iter().zip(&given) {
        assert!((worked - f64::from(engine[0])).abs() < 1e-6);
    }
    assert!((softmax.iter().sum::<f64>() - 1.0).abs() < 1e-15);
}

#[test]
fn the_notes_numbers_are_where_the_models_start_and_training_goes_on_from_them() {
    let start = opened("start=notes&x1=0&x2=0&steps=0");
    let said =
        |panel: &Classes, side| panel.values(side).iter().map(|p| format!("{p:.4}")).collect::<Vec<_>>().join(" ");
    assert_eq!(said(&start, Side::Sigmoids), "0.8000 0.7000 0.9000");
    assert_eq!(said(&start, Side::Softmax), "0.8000 0.1000 0.1000");
    // Chosen by hand they are seen at once, wherever the point was and however far the run had come.
    let mut chosen = opened("x1=1.2&x2=-0.5&steps=200");
    text::set(&mut chosen, "start", "notes");
    assert_eq!((said(&chosen, Side::Sigmoids).as_str(), chosen.run().position()), ("0.8000 0.7000 0.9000", 0));
    // What they learn from is the fruit: soon no more than one model says yes to an apple.
    let apple = opened("start=notes&x1=0&x2=-1.1&steps=300");
    assert_eq!(apple.values(Side::Sigmoids).iter().filter(|p| **p >= 0.5).count(), 1);
    // In another part of the panel they mean nothing.
    let two = |start: &str| said(&opened(&format!("part=two&{start}steps=0")), Side::Pair);
    assert_eq!(two("start=notes&"), two(""));
}

/// A sample's loss from the models' sums and its class.
type LossOf = fn(&[f64], usize) -> f64;

/// Ten things are one batch, and so the first step is −η times the slope of the mean loss, here from finite differences.
#[test]
fn a_step_of_training_goes_down_the_slope() {
    let query = "apples=4&grapes=3&pears=3&rate=0.3";
    let (before, after) = (opened(&format!("{query}&steps=0")), opened(&format!("{query}&steps=1")));
    let things = before.run().things().to_vec();
    assert_eq!(things.len(), 10);
    let losses: [(Side, LossOf); 2] = [
        (Side::Softmax, categorical_cross_entropy),
        (Side::Sigmoids, |z, t| {
            z.iter().enumerate().map(|(k, z)| binary_cross_entropy(*z, f64::from(u8::from(k == t)))).sum()
        }),
    ];
    for (side, loss_of) in losses {
        let loss = |units: &[Unit]| {
            let of = |thing: &Example| {
                loss_of(&units.iter().map(|unit| unit.sum(thing.features)).collect::<Vec<_>>(), thing.class)
            };
            things.iter().map(of).sum::<f64>() / things.len() as f64
        };
        let (start, end) = (before.units(side), after.units(side));
        for k in 0..3 {
            for parameter in 0..3 {
                let of = |units: &[Unit]| [units[k].weights[0], units[k].weights[1], units[k].bias][parameter];
                let moved = |by: f64| {
                    let mut units = start.clone();
                    match parameter {
                        2 => units[k].bias += by,
                        i => units[k].weights[i] += by,
                    }
                    loss(&units)
                };
                let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
                let step = of(&end) - of(&start);
                assert!((step + 0.3 * slope).abs() < 1e-6, "{side:?} {k} {parameter}: {step}, not {}", -0.3 * slope);
            }
        }
    }
}

#[test]
fn a_constant_moves_the_sigmoids_and_no_share() {
    let (plain, moved) = (opened("x1=0.5"), opened("x1=0.5&shift=3"));
    for (a, b) in plain.values(Side::Softmax).iter().zip(moved.values(Side::Softmax)) {
        assert!((a - b).abs() < 1e-12);
    }
    for (a, b) in plain.values(Side::Sigmoids).iter().zip(moved.values(Side::Sigmoids)) {
        assert!(b > *a);
    }
}

#[test]
fn two_outputs_are_one_to_the_last_digit_wherever_the_point_is() {
    let mut panel = opened("part=two");
    for x1 in -6..=6 {
        for x2 in -6..=6 {
            panel.place(f64::from(x1) / 2.0, f64::from(x2) / 2.0);
            let (pair, one) = (panel.values(Side::Pair), panel.values(Side::Difference));
            assert!((pair[0] - one[0]).abs() < 1e-15 && (pair[1] - one[1]).abs() < 1e-15);
        }
    }
}

#[test]
fn the_class_in_the_middle_gets_the_band_and_one_hot_the_points() {
    for numbering in ["agp", "gap", "gpa"] {
        let panel = opened(&format!("part=order&steps=6000&numbering={numbering}"));
        let [numbers, of] = panel.right(Side::Numbers);
        let [one_hot, _] = panel.right(Side::Softmax);
        assert!(one_hot > numbers && of == 120, "{numbering}: {numbers} and {one_hot} of {of}");
    }
}

#[test]
fn a_fourth_class_draws_islands() {
    let mut panel = opened("part=unknown&none=on&steps=6000");
    let [right, of] = panel.right(Side::WithNone);
    assert!(right * 20 > of * 19, "{right} of {of}");
    for corner in [[-2.9, -2.9], [2.9, -2.9], [2.9, 2.9]] {
        panel.place(corner[0], corner[1]);
        assert_eq!(panel.decided(Side::WithNone), Some(3), "{corner:?}");
        assert!(panel.values(Side::Fruit).iter().any(|p| *p > 0.9), "{corner:?}");
    }
}

#[test]
fn what_is_saved_has_the_planes_of_all_models_with_the_names_of_the_classes() {
    let words = Words::read("apple=사과\ncat=고양이");
    for (part, planes) in Part::NAMES.iter().zip([2, 2, 1, 2, 1]) {
        let is_of_animals = ["two", "cutoff"].contains(part);
        let mut figure = Session::<Classes>::default();
        figure.open(&format!("part={part}"));
        while figure.advance(0.0, &mut || true) {}
        let (picture, size) = figure.picture_to_save(None, &words).unwrap();
        let drawn = svg(&*picture, size, &Palette::LIGHT);
        let name = if is_of_animals { "고양이" } else { "사과" };
        // Each name has an edge of the paper's colour, drawn four times.
        assert_eq!(drawn.matches(name).count(), 5 * planes, "{part}");
        drop(picture);
        figure.open(&format!("part={part}&apples=0&grapes=0&pears=0&cats=0&dogs=0"));
        assert_eq!(view(&figure)["view"]["sentence"][0]["key"], "no-data");
        let (picture, size) = figure.picture_to_save(None, &words).unwrap();
        assert!(!svg(&*picture, size, &Palette::LIGHT).contains(name), "{part}");
    }
}

/// What the plane is shaded with is what the values say.
#[test]
fn the_plane_decides_as_the_point_does() {
    for query in [
        "",
        "shift=2",
        "part=order&numbering=gap",
        "part=unknown&none=on&confidence=0.9",
        "part=two",
        "part=cutoff&cutoff=0.8",
    ] {
        let mut panel = opened(query);
        for side in panel.sides() {
            let regions = panel.regions(side, &Words::default());
            let decisions = regions.decisions.unwrap();
            let inner = decisions.side - 2;
            for (row, column) in
                (0..inner).step_by(13).flat_map(|row| (0..inner).step_by(11).map(move |column| (row, column)))
            {
                let centre = |at: usize| -3.0 + 6.0 * (at as f64 + 0.5) / inner as f64;
                let exact = [centre(column), -centre(row)];
                panel.place(exact[0], exact[1]);
                let values = panel.values(side);
                let mut sorted = values.clone();
                sorted.sort_by(f64::total_cmp);
                // Near a border the hundredth to which the point is rounded may lie across it.
                let is_clear = sorted.len() < 2 || sorted[sorted.len() - 1] - sorted[sorted.len() - 2] > 0.1;
                let off_threshold =
                    values.iter().all(|p| [0.8, 0.9, 1.5, 2.5].iter().all(|edge| (p - edge).abs() > 0.02));
                if is_clear && off_threshold {
                    let cell = (row + 1) * decisions.side + column + 1;
                    assert_eq!(
                        Some(decisions.decided(cell)),
                        panel.decided(side),
                        "{query} {side:?} {exact:?} {values:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_point_that_is_none_moves_nothing() {
    let mut panel = Classes::default();
    let before = panel.settings().clone();
    panel.place(f64::NAN, 0.0);
    assert_eq!(*panel.settings(), before);
    panel.place(f64::INFINITY, -1e300);
    assert_eq!(panel.settings().probe(), [3.0, -3.0]);
}

#[test]
fn each_place_on_the_roc_curve_finds_its_threshold_again() {
    for query in ["part=cutoff", "part=cutoff&spread=0.7&steps=0", "part=cutoff&cats=5&dogs=20&seed=3"] {
        for cutoff in [0, 7, 50, 93, 100] {
            let mut panel = opened(&format!("{query}&cutoff={}", f64::from(cutoff) / 100.0));
            let (settings, counts) = (panel.settings().clone(), panel.confusion());
            let [alarms, found] = counts.rates().unwrap();
            panel.place_cutoff(alarms, found);
            assert_eq!(*panel.settings(), settings, "of equal thresholds the one in force stays");
            panel.place_cutoff(1.0 - alarms, 1.0 - found);
            panel.place_cutoff(alarms, found);
            assert_eq!(panel.confusion(), counts, "{query} at {cutoff}");
            panel.place_cutoff(f64::NAN, f64::INFINITY);
            assert_eq!(panel.confusion(), counts);
        }
    }
    // A curve has two classes.
    let mut panel = opened("part=cutoff&dogs=0");
    let before = panel.settings().clone();
    panel.place_cutoff(0.0, 0.0);
    assert_eq!(*panel.settings(), before);
}

fn view(figure: &dyn Figure) -> Value {
    serde_json::from_str(&figure.view(true)).unwrap()
}

fn why(figure: &dyn Figure) -> Option<String> {
    view(figure)["view"]["coach"]["why"]["key"].as_str().map(str::to_owned)
}

/// A question begun, guessed and played to where playing stops.
fn played(question: &str, guess: &str) -> Session<Classes> {
    let mut figure = Session::<Classes>::default();
    assert!(figure.begin(question));
    figure.guess(guess);
    finish(&mut figure);
    assert_eq!(figure.panel().position(), 1200, "{question}");
    assert_eq!(why(&figure), None, "{question}: playing alone is no answer");
    figure
}

fn finish(figure: &mut dyn Figure) {
    figure.finish();
    while figure.advance(0.0, &mut || true) {}
}

fn set(figure: &mut dyn Figure, pairs: &[(&str, &str)]) {
    for (name, text) in pairs {
        assert_eq!(figure.set(name, text), None);
    }
    while figure.advance(0.0, &mut || true) {}
}

fn right_guess(figure: &dyn Figure) -> String {
    view(figure)["view"]["coach"]["right"].as_str().unwrap().to_owned()
}

#[test]
fn no_question_is_answered_anywhere_in_the_run_alone() {
    for question in Classes::QUESTIONS {
        let mut figure = Session::<Classes>::default();
        figure.begin(question.name);
        figure.guess(question.guess.as_ref().unwrap().options[0]);
        for _ in 0..600 {
            figure.step(10);
            assert_eq!(why(&figure), None, "{} at {}", question.name, figure.panel().position());
        }
        assert_eq!(figure.panel().position(), 6000);
    }
}

#[test]
fn between_the_clouds_all_sigmoids_say_no() {
    let mut figure = played("all-say-no", "softmax-names");
    set(&mut figure, &[("x1", "0"), ("x2", "0.2")]);
    assert_eq!(why(&figure).as_deref(), Some("why-all-say-no"), "{:?}", figure.panel().values(Side::Sigmoids));
    assert_eq!(right_guess(&figure), "softmax-names");
}

#[test]
fn a_point_on_the_line_is_as_likely_one_as_the_other() {
    let mut figure = played("on-the-line", "always");
    let unit = figure.panel().units(Side::Difference)[0];
    let x2 = -(unit.weights[0] * 0.5 + unit.bias) / unit.weights[1];
    set(&mut figure, &[("x1", "0.5"), ("x2", &format!("{x2:.2}"))]);
    assert!(why(&figure).is_some() && right_guess(&figure) == "always", "{:?}", figure.panel().values(Side::Pair));
}

#[test]
fn between_apples_and_pears_the_numbers_say_grape() {
    let mut figure = played("false-middle", "grape");
    set(&mut figure, &[("x1", "0.7"), ("x2", "-0.2")]);
    assert!(why(&figure).is_some() && right_guess(&figure) == "grape", "{:?}", figure.panel().values(Side::Numbers));
}

#[test]
fn far_from_all_fruit_the_model_is_sure_and_a_fourth_class_mends_it() {
    let mut figure = played("sure-nowhere", "thirds");
    set(&mut figure, &[("x1", "-2.9"), ("x2", "2.9")]);
    assert!(why(&figure).is_some() && right_guess(&figure) == "sure", "{:?}", figure.panel().values(Side::Fruit));
    let mut figure = played("say-none", "dummy");
    set(&mut figure, &[("none", "on")]);
    assert_eq!(why(&figure).as_deref(), Some("why-say-none"), "{:?}", figure.panel().values(Side::WithNone));
    let mut figure = played("say-none", "dummy");
    set(&mut figure, &[("confidence", "1")]);
    assert_eq!(why(&figure), None, "to refuse everything is no answer");
}

#[test]
fn a_low_threshold_misses_no_cat() {
    let mut figure = played("miss-no-cat", "lower");
    set(&mut figure, &[("cutoff", "0")]);
    assert_eq!(why(&figure), None, "to call every animal a cat is no answer");
    let least = figure.panel().scored().iter().filter(|(_, cat)| *cat).map(|(p, _)| *p).fold(1.0, f64::min);
    set(&mut figure, &[("cutoff", &format!("{:.2}", (least - 0.005).max(0.01)))]);
    assert!(why(&figure).is_some() && right_guess(&figure) == "lower", "{least}: {:?}", figure.panel().confusion());
}

#[test]
fn a_divergence_names_its_step_and_its_weight_and_shows_short_numbers() {
    let mut figure = Session::<Classes>::default();
    figure.open("part=order&rate=2&spread=0.7&steps=0");
    finish(&mut figure);
    let shown = view(&figure);
    let note = &shown["view"]["notes"][0];
    assert!(note["key"].as_str().unwrap().starts_with("diverged-"), "{note}");
    for name in ["step", "epoch", "layer", "node", "value"] {
        assert!(note["values"][name].as_str().is_some_and(|text| !text.is_empty()), "{note}");
    }
    assert_eq!(note["values"]["model"]["word"], "numbers");
    let has_long_number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 8);
    assert!(!has_long_number(&shown["view"].to_string()), "{}", shown["view"]);
    // A link that asks for more steps says why it has not taken them, and keeps what it asks for.
    figure.open("part=order&rate=2&spread=0.7");
    while figure.advance(0.0, &mut || true) {}
    assert!(view(&figure)["view"]["notes"][0]["key"].as_str().unwrap().starts_with("diverged-"));
    assert_eq!(figure.link(), "part=order&spread=0.7&rate=2");
}

#[test]
fn a_cross_moves_by_pointer_and_keys() {
    let mut figure = Session::<Classes>::default();
    figure.open("steps=0");
    let held = figure.press("right", Point2::new(1.0, -1.0), 0.1, false).unwrap();
    figure.drag(held, Point2::new(1.5, 9.0));
    figure.release();
    assert_eq!(["x1", "x2"].map(|name| figure.value(name).unwrap()), ["1.5", "3"]);
    figure.mark();
    figure.nudge("probe-left", [-1, -2]);
    assert_eq!(["x1", "x2"].map(|name| figure.value(name).unwrap()), ["1.45", "2.9"]);
    figure.undo();
    figure.undo();
    assert_eq!(["x1", "x2"].map(|name| figure.value(name).unwrap()), ["0.2", "0.3"]);
    figure.open("part=cutoff");
    while figure.advance(0.0, &mut || true) {}
    figure.nudge("cutoff", [3, 0]);
    assert_eq!(figure.value("cutoff").as_deref(), Some("0.47"));
}
