//! The panel `regression` by its own path: links, controls, runs, and what cannot be run.

use perceptron_playground::data::lab::Observation;
use perceptron_playground::data::split::SplitError;
use perceptron_playground::panel::regression::data::Unfit;
use perceptron_playground::panel::regression::results::Line;
use perceptron_playground::panel::regression::{Halt, Regression};
use perceptron_playground::panel::table::Wrong;
use serde_json::Value;

fn panel(query: &str) -> Regression {
    let mut panel = Regression::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

fn floats(run: &Value, name: &str) -> Vec<f64> {
    run[name].as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// A panel with the data and the settings of a run that Keras made.
fn as_keras(run: &Value) -> Regression {
    let rows = floats(run, "inputs").into_iter().zip(floats(run, "targets")).map(|(x, y)| Observation { x, y });
    let initial = floats(run, "initial");
    let mut panel = panel("shuffle=none&start=hand");
    panel.take(Some(rows.collect()));
    for (name, value) in [("w", initial[0]), ("b", initial[1]), ("rate", run["rate"].as_f64().unwrap())] {
        panel.set(name, &value.to_string()).unwrap();
    }
    panel.set("batch", &run["batch"].to_string()).unwrap();
    panel.set("epochs", &floats(run, "losses").len().to_string()).unwrap();
    panel
}

#[test]
fn the_panel_runs_as_keras_does() {
    for text in [include_str!("reference/lab_default.json"), include_str!("reference/lab_batch30.json")] {
        let run: Value = serde_json::from_str(text).unwrap();
        let mut panel = as_keras(&run);
        panel.finish().unwrap();
        let history = panel.run().unwrap().history();
        assert_eq!(history.len(), floats(&run, "losses").len());
        for ((entry, loss), validation) in history.iter().zip(floats(&run, "losses")).zip(floats(&run, "validation")) {
            assert!((entry.loss / loss - 1.0).abs() < 1e-5);
            assert!((entry.validation.unwrap() / validation - 1.0).abs() < 1e-5);
        }
        let line = panel.line().map(f64::from);
        let wanted = floats(&run, "final");
        assert!(line.iter().zip(&wanted).all(|(got, wanted)| (got / wanted - 1.0).abs() < 1e-5), "{line:?}");
        // The closed form that the page shows losses by agrees with what training measures.
        let shown = panel.data().test.loss_of(line).unwrap();
        assert!((shown / run["test_loss"].as_f64().unwrap() - 1.0).abs() < 1e-5);
    }
}

#[test]
fn it_opens_with_the_courses_sizes() {
    let panel = Regression::default();
    assert_eq!(panel.sizes(), [200, 160, 40, 128, 32, 32, 4, 100, 400]);
    assert_eq!((panel.position(), panel.planned(), panel.link().as_str()), (0, 400, ""));
}

#[test]
fn a_link_brings_back_the_run_to_the_bit() {
    for query in ["", "optimizer=adam&rate=0.1", "optimizer=momentum&batch=30&split=shuffled", "start=hand&w=-1&b=2.5"]
    {
        let mut original = panel(query);
        for _ in 0..137 {
            original.step().unwrap();
        }
        let mut copy = panel(&original.link());
        assert_eq!(copy.line().map(f32::to_bits), original.line().map(f32::to_bits), "{query}");
        assert_eq!((copy.position(), copy.link()), (137, original.link()));
        assert_eq!(copy.update(), original.update());
        copy.finish().unwrap();
        original.finish().unwrap();
        assert_eq!(copy.run().unwrap().history(), original.run().unwrap().history());
    }
}

#[test]
fn going_back_and_forth_changes_no_bit() {
    let mut panel = panel("batch=7&optimizer=momentum&epochs=300");
    let mut lines = vec![panel.line()];
    for _ in 0..3000 {
        panel.step().unwrap();
        lines.push(panel.line());
    }
    let update = panel.update();
    for step in [2999, 1, 0, 1234, 513, 512, 511, 3000] {
        panel.seek(step);
        assert_eq!((panel.position(), panel.line()), (step, lines[usize::try_from(step).unwrap()]));
        assert_eq!(panel.run().unwrap().history().len() as u64, step / panel.sizes()[6]);
    }
    assert_eq!(panel.update(), update);
    panel.seek(99_999);
    assert_eq!(panel.position(), 3000, "not further than the run has been");
    panel.reset();
    assert_eq!((panel.position(), panel.run().unwrap().furthest(), panel.update()), (0, 0, None));
}

#[test]
fn epochs_end_where_keras_ends_them() {
    let mut panel = panel("batch=30&epochs=3");
    panel.step().unwrap();
    panel.epoch().unwrap();
    assert_eq!(panel.position(), 5, "the epoch under way has its last, short batch");
    panel.finish().unwrap();
    assert_eq!((panel.position(), panel.at_end()), (15, true));
    panel.finish().unwrap();
    assert_eq!(panel.position(), 30, "fit once more goes on");
}

/// A number as the page writes it.
fn number(text: &str) -> f64 {
    text.trim_matches(['(', ')']).replace('−', "-").parse().unwrap_or_else(|_| panic!("no number: {text}"))
}

#[test]
fn the_update_in_numbers_is_true() {
    let mut panel = panel("rate=0.05");
    for _ in 0..9 {
        panel.step().unwrap();
        for (text, now) in panel.update().unwrap().iter().zip(panel.line()) {
            let (_, right) = text.split_once(" ← ").unwrap();
            let (sum, after) = right.split_once(" = ").unwrap();
            let (before, product) = sum.split_once(" − ").unwrap();
            let (rate, gradient) = product.split_once('×').unwrap();
            assert!((number(before) - number(rate) * number(gradient) - number(after)).abs() < 2e-4, "{text}");
            assert!((number(after) - f64::from(now)).abs() < 1e-4, "{text}");
        }
        let last = panel.run().unwrap().last().unwrap().clone();
        // The gradient is that of the mean squared error over the rows that are lit.
        let part = &panel.data().training;
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
        panel.step().unwrap();
        for text in panel.update().unwrap() {
            let (velocity, move_) = text.split_once(",  ").unwrap();
            let (sum, v) = velocity.strip_prefix("v ← ").unwrap().split_once(" = ").unwrap();
            let (kept, pull) = sum.split_once(" − ").unwrap();
            let product = |text: &str| text.split('×').map(number).product::<f64>();
            assert!((product(kept) - product(pull) - number(v)).abs() < 2e-4, "{text}");
            let (sum, after) = move_.split_once(" ← ").unwrap().1.split_once(" = ").unwrap();
            let words: Vec<_> = sum.split(' ').collect();
            let sign = if words[1] == "+" { 1.0 } else { -1.0 };
            assert!((number(words[0]) + sign * number(words[2]) - number(after)).abs() < 2e-4, "{text}");
        }
    }
}

fn keys(panel: &Regression) -> Vec<&'static str> {
    panel.remarks().iter().map(|remark| remark.key).collect()
}

#[test]
fn divergence_is_caught_and_explained_with_its_bound() {
    let bound = panel("batch=128&shuffle=none").divergence_rate().unwrap();
    assert!((0.7..0.85).contains(&bound), "{bound}");
    for (factor, diverges) in [(0.99, false), (1.02, true)] {
        let mut panel = panel("batch=128&shuffle=none&epochs=10000");
        panel.set("rate", &(bound * factor).to_string()).unwrap();
        assert_eq!(panel.finish().is_err(), diverges, "{factor}");
        assert!(panel.line().iter().all(|value| value.is_finite()), "the last finite state is kept");
        assert_eq!(keys(&panel).contains(&"diverged"), diverges);
        assert!(panel.epoch().is_err() == diverges && panel.step().is_err() == diverges);
        if diverges {
            panel.set("rate", "0.1").unwrap();
            assert_eq!((panel.position(), panel.epoch()), (0, Ok(())));
        }
    }
    // Long before its numbers run away it is told why the loss grows; that all rows at once go smoothly would be untrue.
    let mut rising = panel("rate=0.78&batch=128");
    assert!(!keys(&rising).contains(&"rate-beyond"), "nothing has moved yet");
    let start = rising.training_loss().unwrap();
    rising.finish().unwrap();
    assert!(rising.training_loss().unwrap() > start);
    assert_eq!(keys(&rising)[0], "rate-beyond");
    assert!(!keys(&rising).contains(&"batch-all"));
    for calm in ["rate=0.77&batch=128", "rate=0.78&batch=128&optimizer=momentum&momentum=0.5"] {
        let mut calm = panel(calm);
        calm.finish().unwrap();
        assert!(calm.training_loss().unwrap() < start && !keys(&calm).contains(&"rate-beyond"));
        assert!(keys(&calm).contains(&"batch-all"));
    }
    let mut ten = panel("rate=10");
    assert_eq!(ten.finish(), Err(Halt::Diverged));
    assert!(ten.value("w").unwrap().chars().any(|c| c.is_ascii_digit()));
}

#[test]
fn a_learning_rate_of_0_moves_nothing() {
    let mut panel = panel("rate=0");
    let start = panel.line();
    panel.finish().unwrap();
    assert_eq!((panel.line(), panel.position()), (start, 400));
    assert!(keys(&panel).contains(&"rate-zero"));
}

#[test]
fn zero_epochs_train_nothing() {
    let mut panel = panel("epochs=0");
    panel.finish().unwrap();
    assert_eq!((panel.position(), panel.planned(), panel.at_end()), (0, 0, false));
    assert_eq!(keys(&panel), ["no-epochs"]);
}

#[test]
fn a_batch_larger_than_the_data_is_all_of_it() {
    let mut panel = panel("batch=1000");
    panel.epoch().unwrap();
    assert_eq!((panel.position(), panel.sizes()[5], panel.sizes()[6]), (1, 128, 1));
    assert!(keys(&panel).contains(&"batch-larger"));
}

#[test]
fn parts_without_rows_are_said_and_not_run() {
    let unfit = |query: &str| panel(query).run().err();
    assert_eq!(unfit("n=1"), Some(Unfit::Split(SplitError::NoTraining { rows: 1 })));
    assert_eq!(unfit("n=2"), Some(Unfit::Split(SplitError::NoTraining { rows: 2 })));
    assert_eq!(unfit("points=~"), Some(Unfit::Split(SplitError::NoTest { rows: 0 })));
    assert_eq!(unfit("points=1_1e13~2_2~3_3~4_4~5_5"), Some(Unfit::TooLarge(1)));
    let mut empty = panel("points=~");
    assert_eq!((empty.step(), empty.finish()), (Err(Halt::Unfit(empty.run().err().unwrap())), empty.epoch()));
    assert_eq!((empty.equation().is_empty(), empty.measure("test", Line::Shown)), (false, None));
    // No validation at all is a choice, and runs.
    let mut none = panel("validation=0");
    none.finish().unwrap();
    assert!(none.run().unwrap().history().iter().all(|entry| entry.validation.is_none()));
    assert!(keys(&none).contains(&"no-validation"));
}

#[test]
fn the_remark_about_a_lower_validation_loss_has_numbers_that_bear_it_out() {
    let mut seen = Vec::new();
    for query in ["", "rate=0.1", "seed=3"] {
        let mut panel = panel(query);
        for _ in 0..100 {
            panel.epoch().unwrap();
            let last = *panel.run().unwrap().history().last().unwrap();
            let remark = panel.remarks().into_iter().find(|remark| remark.key.starts_with("validation"));
            assert_eq!(remark.is_some(), last.validation.unwrap() < last.loss, "epoch {}", last.epoch);
            let Some(remark) = remark else { continue };
            let value = |name: &str| number(&remark.numbers.iter().find(|(n, _)| *n == name).unwrap().1);
            assert!(value("validation") <= value("loss"));
            let (lag, luck) = (value("loss") - value("after"), value("after") - value("validation"));
            assert!(if remark.key == "validation-later" { lag > luck - 2e-4 } else { luck > lag - 2e-4 });
            seen.push(remark.key);
        }
    }
    assert!(seen.contains(&"validation-later") && seen.contains(&"validation-luck"));
    // Luck is not to blame where least squares is worse on the validation rows.
    let near = panel("points=-1.5_-3~-1_-2~-0.5_-1.2~0_-1~0.5_0.3~1_1~1.5_1.5&steps=3");
    assert!(keys(&near).contains(&"validation-nearer"));
}

#[test]
fn own_rows_come_and_go_and_a_bad_file_changes_nothing() {
    let mut panel = Regression::default();
    panel.mark();
    panel.read_csv(b"x,y\n1,2\n2,4\n3,6\n4,8\n5,10\n6,12\n7,14\n8,16\n").unwrap();
    assert_eq!((panel.sizes()[0], panel.noise_floor(), panel.fits_link()), (8, None, true));
    let [w, b] = panel.data().best.unwrap();
    assert!((w - 2.0).abs() < 1e-12 && b.abs() < 1e-12);
    let before = panel.link();
    let error = panel.read_csv(b"x,y\n1,2\n2,two\n").unwrap_err();
    assert_eq!((error.to_string().contains("line 3, column 3"), panel.link()), (true, before.clone()));
    assert_eq!(Regression::default().load(&before), []);
    panel.add_row(9.004, 18.0);
    assert_eq!((panel.data().rows[8].x, panel.sizes()[0]), (9.0, 9));
    panel.remove_row(8);
    panel.remove_row(99);
    assert_eq!(panel.link(), before);
    panel.take(None);
    assert_eq!((panel.sizes()[0], panel.link().as_str(), panel.can_undo()), (200, "", false));
}

#[test]
fn rows_with_one_x_or_one_y_are_no_end() {
    let mut steep = panel("points=1_1~1_2~1_3~1_4~1_5~1_6");
    steep.finish().unwrap();
    assert!(steep.data().best.is_none() && keys(&steep).contains(&"many-lines"));
    assert_eq!(steep.measure("w", Line::Best), None);
    let mut flat = panel("points=1_3~2_3~3_3~4_3~5_3~6_3&rate=0.05");
    flat.finish().unwrap();
    assert_eq!(flat.measure("r2", Line::Shown), None, "a constant has no variance to explain");
    assert!(flat.measure("mae", Line::Shown).is_some());
}

#[test]
fn a_hundred_thousand_rows_are_thinned_in_drawing_alone() {
    let mut panel = panel("n=100000&epochs=1");
    assert_eq!(panel.sizes()[..5], [100_000, 80_000, 20_000, 64_000, 16_000]);
    assert!(panel.dots_drawn() <= 1200 && panel.scatter().dots.len() == panel.dots_drawn());
    panel.finish().unwrap();
    assert_eq!(panel.position(), 2000);
    let large = panel.load("n=100000&batch=100000&steps=900000");
    assert_eq!((large[0].wrong, panel.position()), (Wrong::OutOfRange, 0), "a link can't freeze the page");
    let rows = vec![Observation { x: 0.123_456, y: 0.123_456 }; 5000];
    panel.take(Some(rows));
    assert!(!panel.fits_link() && !panel.link().contains("points"));
}

#[test]
fn a_long_run_is_done_in_parts() {
    let mut panel = panel("n=100000&batch=100000&epochs=1000");
    panel.finish().unwrap();
    assert!(panel.unfinished() && panel.position() > 0 && panel.position() < 1000);
    let so_far = panel.position();
    panel.finish().unwrap();
    assert!(panel.position() > so_far);
    panel.pause();
    assert!(!panel.unfinished());
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
        "goal=nope",
        "w=1e4",
        "steps=1.5",
    ] {
        let mut panel = Regression::default();
        let problems = panel.load(query);
        assert_eq!((problems.len(), panel.link().as_str()), (1, ""), "{query}");
    }
    let mut turned = panel("low=5&high=-5&noise=0&growth=0");
    turned.finish().unwrap();
    assert!(turned.data().rows.iter().all(|row| row.x.abs() <= 5.0));
}

#[test]
fn moving_the_line_starts_by_hand_from_where_it_is() {
    let mut panel = Regression::default();
    panel.epoch().unwrap();
    let [_, b] = panel.line();
    panel.set("w", "2.5").unwrap();
    assert_eq!((panel.line(), panel.position()), ([2.5, b], 0));
    panel.set("residuals", "on").unwrap();
    panel.epoch().unwrap();
    panel.set("axis", "log").unwrap();
    assert_eq!(panel.position(), 4, "how a run is looked at does not start it again");
    panel.set("batch", "64").unwrap();
    assert_eq!((panel.position(), panel.line()), (0, [2.5, b]));
    panel.draw_start();
    assert_ne!(panel.line(), [2.5, b]);
    panel.place([f64::NAN, 1.0]);
    panel.place([1e9, 1.234]);
    assert_eq!(panel.line(), [1000.0, 1.23]);
}

#[test]
fn a_sketch_begins_at_the_start_and_its_gap_follows_the_run() {
    let mut panel = Regression::default();
    panel.epoch().unwrap();
    panel.begin_sketch();
    assert_eq!((panel.position(), panel.knots().len(), panel.gap()), (0, 11, None));
    assert!((panel.knots()[0][1] - panel.training_loss().unwrap()).abs() < 0.006);
    panel.bend_sketch(10, 1.0);
    let copy = self::panel(&panel.link());
    assert_eq!(copy.knots(), panel.knots());
    panel.finish().unwrap();
    let gap = panel.gap().unwrap();
    assert!(gap.mean > 0.1 && (1..=100).contains(&gap.epoch));
    panel.clear_sketch();
    assert_eq!((panel.gap(), panel.position()), (None, 400));
}
