//! The panel `regression` by its own path: links, controls, runs, and what cannot be run.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::lab::{Bench, gap, number};
use perceptron_playground::data::lab::Observation;
use perceptron_playground::data::split::SplitError;
use perceptron_playground::model::timeline::Replay;
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::regression::data::Unfit;
use perceptron_playground::panel::regression::picture::chart::{self, knots};
use perceptron_playground::panel::regression::picture::scatter::{dots_drawn, scatter};
use perceptron_playground::panel::regression::report::measures::table;
use perceptron_playground::panel::regression::report::numbers::{equation, updates};
use perceptron_playground::panel::regression::report::remarks;
use perceptron_playground::panel::table::Wrong;
use perceptron_playground::panel::words::Words;
use serde_json::Value;

fn panel(query: &str) -> Regression {
    Regression::opened(query)
}

fn floats(run: &Value, name: &str) -> Vec<f64> {
    run[name].as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// A panel with the data and the settings of a run that Keras made.
fn as_keras(run: &Value) -> Regression {
    let rows = floats(run, "inputs").into_iter().zip(floats(run, "targets")).map(|(x, y)| Observation { x, y });
    let initial = floats(run, "initial");
    let mut panel = panel("shuffle=none&start=hand");
    panel.lab_mut().take_rows(Some(rows.collect()));
    for (name, value) in [("w", initial[0]), ("b", initial[1]), ("rate", run["rate"].as_f64().unwrap())] {
        panel.type_in(name, &value.to_string());
    }
    panel.type_in("batch", &run["batch"].to_string());
    panel.type_in("epochs", &floats(run, "losses").len().to_string());
    panel
}

#[test]
fn the_panel_runs_as_keras_does() {
    for text in [include_str!("reference/lab_default.json"), include_str!("reference/lab_batch30.json")] {
        let run: Value = serde_json::from_str(text).unwrap();
        let mut panel = as_keras(&run);
        panel.run_to_the_end().unwrap();
        let history = panel.lab().steps().unwrap().history();
        assert_eq!(history.len(), floats(&run, "losses").len());
        for ((entry, loss), validation) in history.iter().zip(floats(&run, "losses")).zip(floats(&run, "validation")) {
            assert!((entry.loss / loss - 1.0).abs() < 1e-5);
            assert!((entry.validation.unwrap() / validation - 1.0).abs() < 1e-5);
        }
        let line = panel.lab().line().map(f64::from);
        let wanted = floats(&run, "final");
        assert!(line.iter().zip(&wanted).all(|(got, wanted)| (got / wanted - 1.0).abs() < 1e-5), "{line:?}");
        // The closed form that the page shows losses by agrees with what training measures.
        let shown = panel.lab().data().test.loss_of(line).unwrap();
        assert!((shown / run["test_loss"].as_f64().unwrap() - 1.0).abs() < 1e-5);
    }
}

#[test]
fn it_opens_with_the_courses_sizes() {
    let panel = Regression::default();
    let sizes = panel.sizes();
    assert_eq!([sizes.all, sizes.kept, sizes.test, sizes.training, sizes.validation], [200, 160, 40, 128, 32]);
    assert_eq!([sizes.batch, sizes.steps, sizes.epochs, sizes.updates], [32, 4, 100, 400]);
    assert_eq!((panel.position(), panel.lab().planned(), panel.query().as_str()), (0, 400, ""));
}

#[test]
fn a_link_brings_back_the_run_to_the_bit() {
    for query in ["", "optimizer=adam&rate=0.1", "optimizer=momentum&batch=30&split=shuffled", "start=hand&w=-1&b=2.5"]
    {
        let mut original = panel(query);
        for _ in 0..137 {
            original.step_on().unwrap();
        }
        let mut copy = panel(&original.query());
        assert_eq!(copy.lab().line().map(f32::to_bits), original.lab().line().map(f32::to_bits), "{query}");
        assert_eq!((copy.position(), copy.query()), (137, original.query()));
        assert_eq!(updates(copy.lab()), updates(original.lab()));
        copy.run_to_the_end().unwrap();
        original.run_to_the_end().unwrap();
        assert_eq!(copy.lab().steps().unwrap().history(), original.lab().steps().unwrap().history());
    }
}

#[test]
fn a_link_is_caught_up_with_in_portions() {
    let mut copy = Regression::default();
    assert_eq!(copy.load("steps=300"), []);
    assert_eq!((copy.position(), copy.wanted()), (0, 300), "opening computes nothing");
    let mut portions = 0;
    while copy.position() < copy.wanted() {
        copy.catch_up(&mut || false);
        portions += 1;
    }
    assert!((1..=300).contains(&portions));
    assert_eq!(copy.lab().line(), panel("steps=300").lab().line());
    // Given up, it stays where it has come to, and its link says so.
    let mut left = Regression::default();
    left.load("n=100000&batch=100000&steps=300");
    left.catch_up(&mut || false);
    left.give_up();
    let position = left.position();
    assert!(position < 300 && left.query().ends_with(&format!("steps={position}")), "{}", left.query());
}

#[test]
fn going_back_and_forth_changes_no_bit() {
    let mut panel = panel("batch=7&optimizer=momentum&epochs=300");
    let mut lines = vec![panel.lab().line()];
    for _ in 0..3000 {
        panel.step_on().unwrap();
        lines.push(panel.lab().line());
    }
    let update = updates(panel.lab());
    for step in [2999, 1, 0, 1234, 513, 512, 511, 3000] {
        panel.go_to(step);
        assert_eq!((panel.position(), panel.lab().line()), (step, lines[usize::try_from(step).unwrap()]));
        assert_eq!(panel.lab().steps().unwrap().history().len() as u64, step / panel.sizes().steps);
        let places = panel.lab().steps().unwrap().places();
        assert_eq!(places.first(), Some(&lines[0]));
        assert!(places.len() as u64 <= step + 1, "the path ends where the run is");
    }
    assert_eq!(updates(panel.lab()), update);
    panel.go_to(99_999);
    assert_eq!(panel.position(), 3000, "not further than the run has been");
    panel.reset();
    assert_eq!((panel.position(), panel.length(), updates(panel.lab()).len()), (0, 0, 0));
}

#[test]
fn epochs_end_where_keras_ends_them() {
    let mut panel = panel("batch=30&epochs=3");
    panel.step_on().unwrap();
    panel.epoch_on().unwrap();
    assert_eq!(panel.position(), 5, "the epoch under way has its last, short batch");
    assert_eq!(panel.run_to_the_end(), Ok(true));
    assert_eq!(panel.position(), 15);
    assert_eq!(panel.run_to_the_end(), Ok(true));
    assert_eq!(panel.position(), 30, "fit once more goes on");
}

#[test]
fn the_update_in_numbers_is_true() {
    let mut panel = panel("rate=0.05");
    for _ in 0..9 {
        panel.step_on().unwrap();
        for (text, now) in updates(panel.lab()).iter().zip(panel.lab().line()) {
            let (_, right) = text.split_once(" ← ").unwrap();
            let (sum, after) = right.split_once(" ≈ ").unwrap();
            let (before, product) = sum.split_once(" − ").unwrap();
            let (rate, gradient) = product.split_once('×').unwrap();
            assert!((number(before) - number(rate) * number(gradient) - number(after)).abs() < 2e-4, "{text}");
            assert!((number(after) - f64::from(now)).abs() < 1e-4, "{text}");
        }
        let last = panel.lab().steps().unwrap().last().unwrap();
        // The gradient is that of the mean squared error over the rows that are lit.
        let part = &panel.lab().data().training;
        let error = |row: usize| f64::from(last.before[0]) * part.x[row] + f64::from(last.before[1]) - part.y[row];
        let mean =
            |of: &dyn Fn(usize) -> f64| last.rows.iter().map(|&row| of(row)).sum::<f64>() / last.rows.len() as f64;
        let gradient = [mean(&|row| 2.0 * error(row) * part.x[row]), mean(&|row| 2.0 * error(row))];
        for (got, wanted) in last.gradient.iter().zip(gradient) {
            assert!((f64::from(*got) - wanted).abs() < 1e-5 * wanted.abs().max(1.0), "{got} {wanted}");
        }
    }
}

#[test]
fn momentum_in_numbers_is_true_too() {
    let mut panel = panel("optimizer=momentum&rate=0.02");
    for _ in 0..6 {
        panel.step_on().unwrap();
        for text in updates(panel.lab()) {
            let (velocity, move_) = text.split_once(",  ").unwrap();
            let (sum, v) = velocity.strip_prefix("v ← ").unwrap().split_once(" ≈ ").unwrap();
            let (kept, pull) = sum.split_once(" − ").unwrap();
            let product = |text: &str| text.split('×').map(number).product::<f64>();
            assert!((product(kept) - product(pull) - number(v)).abs() < 2e-4, "{text}");
            let (sum, after) = move_.split_once(" ← ").unwrap().1.split_once(" ≈ ").unwrap();
            let words: Vec<_> = sum.split(' ').collect();
            let sign = if words[1] == "+" { 1.0 } else { -1.0 };
            assert!((number(words[0]) + sign * number(words[2]) - number(after)).abs() < 2e-4, "{text}");
        }
    }
}

#[test]
fn divergence_is_caught_and_explained_with_its_bound() {
    let bound = panel("batch=128&shuffle=none").lab().divergence_rate().unwrap();
    assert!((0.7..0.85).contains(&bound), "{bound}");
    for (factor, diverges) in [(0.99, false), (1.02, true)] {
        let mut panel = panel("batch=128&shuffle=none&epochs=10000");
        panel.type_in("rate", &(bound * factor).to_string());
        assert_eq!(panel.run_to_the_end(), Ok(true));
        assert_eq!(panel.diverged().is_some(), diverges, "{factor}");
        assert!(panel.lab().line().iter().all(|value| value.is_finite()), "the last finite state is kept");
        assert_eq!(panel.remark_keys().contains(&"diverged"), diverges);
        if diverges {
            let position = panel.position();
            assert_eq!((panel.epoch_on(), panel.step_on(), panel.position()), (Ok(()), Ok(()), position));
            panel.type_in("rate", "0.1");
            assert_eq!((panel.position(), panel.epoch_on(), panel.position()), (0, Ok(()), 1));
        }
    }
    // Long before its numbers run away it is told why the loss grows; that all rows at once go smoothly would be untrue.
    let mut rising = panel("rate=0.78&batch=128");
    assert!(!rising.remark_keys().contains(&"rate-beyond"), "nothing has moved yet");
    let start = rising.lab().training_loss().unwrap();
    rising.run_to_the_end().unwrap();
    assert!(rising.lab().training_loss().unwrap() > start);
    assert_eq!(rising.remark_keys()[0], "rate-beyond");
    assert!(!rising.remark_keys().contains(&"batch-all"));
    for calm in ["rate=0.77&batch=128", "rate=0.78&batch=128&optimizer=momentum&momentum=0.5"] {
        let mut calm = panel(calm);
        calm.run_to_the_end().unwrap();
        assert!(calm.lab().training_loss().unwrap() < start && !calm.remark_keys().contains(&"rate-beyond"));
        assert!(calm.remark_keys().contains(&"batch-all"));
    }
    let mut ten = panel("rate=10");
    ten.run_to_the_end().unwrap();
    assert!(ten.diverged().is_some() && ten.lab().line()[0].is_finite());
}

#[test]
fn a_learning_rate_of_0_moves_nothing() {
    let mut panel = panel("rate=0");
    let start = panel.lab().line();
    panel.run_to_the_end().unwrap();
    assert_eq!((panel.lab().line(), panel.position()), (start, 400));
    assert!(panel.remark_keys().contains(&"rate-zero"));
}

#[test]
fn zero_epochs_train_nothing() {
    let mut panel = panel("epochs=0");
    assert_eq!(panel.run_to_the_end(), Ok(true));
    assert_eq!((panel.position(), panel.lab().planned()), (0, 0));
    assert_eq!(panel.remark_keys(), ["no-epochs"]);
}

#[test]
fn a_batch_larger_than_the_data_is_all_of_it() {
    let mut panel = panel("batch=1000");
    panel.epoch_on().unwrap();
    assert_eq!((panel.position(), panel.sizes().batch, panel.sizes().steps), (1, 128, 1));
    assert!(panel.remark_keys().contains(&"batch-larger"));
}

#[test]
fn parts_without_rows_are_said_and_not_run() {
    let unfit = |query: &str| panel(query).lab().run().err();
    assert_eq!(unfit("n=1"), Some(Unfit::Split(SplitError::NoTraining { rows: 1 })));
    assert_eq!(unfit("n=2"), Some(Unfit::Split(SplitError::NoTraining { rows: 2 })));
    assert_eq!(unfit("points=~"), Some(Unfit::Split(SplitError::NoTest { rows: 0 })));
    assert_eq!(unfit("points=1_1e13~2_2~3_3~4_4~5_5"), Some(Unfit::TooLarge(1)));
    let mut empty = panel("points=~");
    let told = remarks::unfit(empty.lab()).unwrap();
    assert_eq!((empty.step_on(), empty.run_to_the_end()), (Err(told.clone()), Err(told)));
    assert!(!equation(empty.lab().data().shape, &empty.lab().parameters()).is_empty());
    let test = table(empty.lab()).into_iter().find(|line| line.name == "mse-test").unwrap();
    assert_eq!(test.values[0], None);
    // No validation at all is a choice, and runs.
    let mut none = panel("validation=0");
    none.run_to_the_end().unwrap();
    assert!(none.lab().steps().unwrap().history().iter().all(|entry| entry.validation.is_none()));
    assert!(none.remark_keys().contains(&"no-validation"));
}

#[test]
fn the_remark_about_a_lower_validation_loss_has_numbers_that_bear_it_out() {
    let mut seen = Vec::new();
    for query in ["", "rate=0.1", "seed=3"] {
        let mut panel = panel(query);
        for _ in 0..100 {
            panel.epoch_on().unwrap();
            let last = *panel.lab().steps().unwrap().history().last().unwrap();
            let remark = remarks::validation_below(panel.lab());
            assert_eq!(remark.is_some(), last.validation.unwrap() < last.loss, "epoch {}", last.epoch);
            let Some(remark) = remark else { continue };
            let value = |name: &str| number(&gap(&remark, name));
            assert!(value("validation") <= value("loss"));
            let (lag, luck) = (value("loss") - value("after"), value("after") - value("validation"));
            // The losses are told in four figures.
            assert!(if remark.key == "validation-later" { lag > luck - 2e-3 } else { luck > lag - 2e-3 });
            seen.push(remark.key);
        }
    }
    assert!(seen.contains(&"validation-later") && seen.contains(&"validation-luck"));
    // Luck is not to blame where least squares is worse on the validation rows.
    let near = panel("points=-1.5_-3~-1_-2~-0.5_-1.2~0_-1~0.5_0.3~1_1~1.5_1.5&steps=3");
    assert!(near.remark_keys().contains(&"validation-nearer"));
}

#[test]
fn own_rows_come_and_go_and_a_bad_file_changes_nothing() {
    let mut panel = Regression::default();
    panel.take("csv", b"x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n7,14\n8,16\n").unwrap();
    assert_eq!((panel.sizes().all, panel.lab().noise_floor()), (8, None));
    assert!(panel.lab().settings().points.fit_link());
    let [w, b] = panel.lab().data().best.unwrap();
    assert!((w - 2.0).abs() < 1e-12 && b.abs() < 1e-12);
    let before = panel.query();
    let error = panel.take("csv", b"x,y\n1,2\n2,two\n").unwrap_err();
    assert_eq!((error.key, gap(&error, "line").as_str(), gap(&error, "column").as_str()), ("csv-text", "3", "3"));
    assert_eq!(panel.query(), before);
    assert_eq!(Regression::default().load(&before), []);
    assert!(panel.lab_mut().add_row(9.004, 18.0));
    assert_eq!((panel.lab().data().rows[8].x, panel.sizes().all), (9.0, 9));
    panel.lab_mut().remove_row(8);
    panel.lab_mut().remove_row(99);
    assert_eq!(panel.query(), before);
    assert!(!panel.lab_mut().add_row(1e9, 1.0), "beyond the limits");
    panel.lab_mut().take_rows(None);
    assert_eq!((panel.sizes().all, panel.query().as_str()), (200, ""));
}

#[test]
fn rows_with_one_x_or_one_y_are_no_end() {
    let measure =
        |panel: &Regression, name: &str| table(panel.lab()).into_iter().find(|line| line.name == name).unwrap().values;
    let mut steep = panel("points=1_1~1_2~1_3~1_4~1_5~1_6");
    steep.run_to_the_end().unwrap();
    assert!(steep.lab().data().best.is_none() && steep.remark_keys().contains(&"many-lines"));
    assert_eq!(measure(&steep, "w")[1], None);
    let mut flat = panel("points=1_3~2_3~3_3~4_3~5_3~6_3&rate=0.05");
    flat.run_to_the_end().unwrap();
    assert_eq!(measure(&flat, "r2")[0], None, "a constant has no variance to explain");
    assert!(measure(&flat, "mae")[0].is_some());
}

#[test]
fn a_hundred_thousand_rows_are_thinned_in_drawing_alone() {
    let mut panel = panel("n=100000&epochs=1");
    let sizes = panel.sizes();
    let parts = [sizes.all, sizes.kept, sizes.test, sizes.training, sizes.validation];
    assert_eq!(parts, [100_000, 80_000, 20_000, 64_000, 16_000]);
    let drawn = dots_drawn(panel.lab());
    assert!(drawn <= 1200 && scatter(panel.lab(), &Words::default()).dots.len() == drawn);
    panel.run_to_the_end().unwrap();
    assert_eq!(panel.position(), 2000);
    let large = panel.load("n=100000&batch=100000&steps=900000");
    assert_eq!((large[0].wrong, panel.wanted()), (Wrong::OutOfRange, 0), "a link can't keep the page busy for minutes");
    let rows = vec![Observation { x: 0.123_456, y: 0.123_456 }; 5000];
    panel.lab_mut().take_rows(Some(rows));
    assert!(!panel.lab().settings().points.fit_link() && !panel.query().contains("points"));
}

#[test]
fn a_long_run_is_done_in_portions() {
    let mut panel = panel("n=100000&batch=100000&epochs=1000");
    assert_eq!(panel.finish(&mut || false), Ok(false));
    let so_far = panel.position();
    assert!((1..10).contains(&so_far), "a portion is little: {so_far}");
    assert_eq!(panel.finish(&mut || false), Ok(false));
    assert!(panel.position() > so_far);
}

#[test]
fn paths_to_compare_with_are_worked_out_in_portions_of_rows_and_not_of_steps() {
    let mut panel = panel("n=100000&paths=compare&batch=100&epochs=10000");
    let mut asked = 0;
    let progress = panel.work(&mut || {
        asked += 1;
        asked < 5
    });
    assert!(progress.is_some_and(|progress| progress < 0.5), "{progress:?}");
    // A few rows are soon done.
    let mut few = self::panel("paths=compare");
    assert_eq!(few.work(&mut || true), None);
    let steps = few.lab().steps().unwrap();
    assert_eq!((steps.position(), few.work(&mut || false)), (0, None));
}

#[test]
fn hostile_links_end_in_problems_and_never_in_a_panic() {
    for query in [
        "points=1_2~x",
        "points=1_NaN",
        "points=1_inf~2_3",
        "points=_",
        "sketch=1_2",
        "sketch=-1",
        "rate=-1",
        "rate=11",
        "batch=0",
        "n=0",
        "test=1",
        "epochs=10001",
        "low=1e9",
        "w=1e4",
        "steps=1.5",
    ] {
        let mut panel = Regression::default();
        let problems = panel.load(query);
        assert_eq!((problems.len(), panel.query().as_str()), (1, ""), "{query}");
    }
    let mut turned = panel("low=5&high=-5&noise=0&growth=0");
    turned.run_to_the_end().unwrap();
    assert!(turned.lab().data().rows.iter().all(|row| row.x.abs() <= 5.0));
}

#[test]
fn moving_the_line_starts_by_hand_from_where_it_is() {
    let mut panel = Regression::default();
    panel.epoch_on().unwrap();
    let [_, b] = panel.lab().line();
    panel.type_in("w", "2.5");
    assert_eq!((panel.lab().line(), panel.position()), ([2.5, b], 0));
    panel.type_in("residuals", "on");
    panel.epoch_on().unwrap();
    panel.type_in("axis", "log");
    assert_eq!(panel.position(), 4, "how a run is looked at does not start it again");
    panel.type_in("batch", "64");
    assert_eq!((panel.position(), panel.lab().line()), (0, [2.5, b]));
    panel.lab_mut().draw_start();
    assert_ne!(panel.lab().line(), [2.5, b]);
    panel.lab_mut().place([f64::NAN, 1.0]);
    panel.lab_mut().place([1e9, 1.234]);
    assert_eq!(panel.lab().line(), [1000.0, 1.23]);
}

#[test]
fn reset_leads_from_a_line_by_hand_back_to_drawn_weights() {
    let mut panel = Regression::default();
    let drawn = panel.lab().line();
    assert!(!panel.can_reset());
    let [w, b] = panel.lab().data().best.unwrap();
    panel.lab_mut().place([w, b]);
    assert!(
        panel.can_reset() && panel.remark_keys().contains(&"near-start"),
        "the run's curve will be flat, which is said"
    );
    panel.run_to_the_end().unwrap();
    panel.reset();
    assert!((f64::from(panel.lab().line()[0]) - w).abs() < 0.01, "to the start of the run first");
    panel.reset();
    assert_eq!((panel.lab().line(), panel.can_reset(), panel.query().as_str()), (drawn, false, ""));
}

#[test]
fn a_sketch_begins_at_the_start_and_its_gap_follows_the_run() {
    let mut panel = Regression::default();
    panel.epoch_on().unwrap();
    panel.lab_mut().begin_sketch();
    assert_eq!((panel.position(), knots(panel.lab()).len(), chart::gap(panel.lab())), (0, 11, None));
    assert!((knots(panel.lab())[0][1] - panel.lab().training_loss().unwrap()).abs() < 0.006);
    assert!(!panel.lab().settings().sketch.is_drawn(), "a level curve says nothing yet");
    panel.lab_mut().bend_sketch(10, 1.0);
    assert!(panel.lab().settings().sketch.is_drawn());
    let copy = self::panel(&panel.query());
    assert_eq!(knots(copy.lab()), knots(panel.lab()));
    panel.run_to_the_end().unwrap();
    let gap = chart::gap(panel.lab()).unwrap();
    assert!(gap.mean > 0.1 && (1..=100).contains(&gap.epoch));
    panel.lab_mut().clear_sketch();
    assert_eq!((chart::gap(panel.lab()), panel.position()), (None, 400));
}

#[test]
fn a_drag_across_the_chart_bends_every_knot_that_it_passes_and_a_touch_none() {
    use nalgebra::Point2;
    let mut panel = Regression::default();
    panel.lab_mut().begin_sketch();
    let before = knots(panel.lab());
    assert_eq!(panel.press("chart", Point2::new(0.0, 3.0), 1.0, true), Some("sketch"));
    assert_eq!(knots(panel.lab()), before, "a finger may be about to scroll");
    panel.drag("sketch", Point2::new(31.0, 2.0));
    let after = knots(panel.lab());
    assert!(after[..4].iter().skip(3).all(|[_, loss]| (*loss - 2.0).abs() < 1e-6) && after[4..] == before[4..]);
    panel.drag("sketch", Point2::new(100.0, 1.0));
    assert!(knots(panel.lab())[4..].iter().all(|[_, loss]| (*loss - 1.0).abs() < 1e-6));
    panel.release();
    panel.step_on().unwrap();
    let bent = knots(panel.lab());
    panel.drag("sketch", Point2::new(50.0, 9.0));
    panel.nudge("knot5", [0, 10]);
    assert_eq!(knots(panel.lab()), bent, "after the first step it is too late");
}

#[test]
fn at_the_end_of_an_epoch_the_losses_said_are_those_of_the_curve() {
    use crate::common::acts::{open, settle, view};
    let mut figure = open("regression").unwrap();
    assert_eq!(figure.open("goal=none&rate=0.05"), []);
    settle(&mut *figure);
    let losses = |shown: &Value| shown["view"]["sentence"][1].clone();
    for (made, key) in [("step", "losses-now"), ("epoch", "losses-of-epoch")] {
        figure.make(made);
        let shown = view(&*figure);
        assert_eq!(losses(&shown)["key"], key, "{shown}");
        if key == "losses-of-epoch" {
            let numbers = &shown["view"]["lines"][0];
            assert_eq!(numbers["key"], "epoch-losses");
            assert_eq!(losses(&shown)["values"], numbers["values"]);
        }
    }
}
