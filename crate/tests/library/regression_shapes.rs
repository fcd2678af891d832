//! The panel `regression` beyond the line: polynomials, and probabilities of pass or fail; and its questions.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::lab::{Bench, gap};
use perceptron_playground::data::lab::Observation;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::panel::port::{Panel, Question};
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::regression::data::{Unfit, Use};
use perceptron_playground::panel::regression::lab::Model;
use perceptron_playground::panel::regression::picture::agreement::agreement;
use perceptron_playground::panel::regression::picture::chart::chart;
use perceptron_playground::panel::regression::picture::scatter::{ends, scatter};
use perceptron_playground::panel::regression::picture::surface::has_surface;
use perceptron_playground::panel::regression::report::measures::{confusion, table};
use perceptron_playground::panel::regression::report::numbers::{equation, summary, updates};
use perceptron_playground::panel::regression::report::remarks;
use perceptron_playground::panel::regression::settings::{Rule, Trained};
use perceptron_playground::panel::regression::shape::{NoBest, Shape};
use perceptron_playground::panel::words::Words;
use proptest::prelude::*;

fn panel(query: &str) -> Regression {
    Regression::opened(query)
}

fn question(name: &str) -> &'static Question<Regression> {
    Regression::QUESTIONS.iter().find(|question| question.name == name).unwrap()
}

/// The panel as a question begins.
fn begun(name: &str) -> Regression {
    let panel = panel(question(name).start);
    assert!(!(question(name).is_answered)(&panel), "{name} is not answered at its opening");
    panel
}

fn is_answered(name: &str, panel: &Regression) -> bool {
    (question(name).is_answered)(panel)
}

/// The mean loss that the formulas of textbooks give for the rows of the last batch: (o − t)² and
/// −t·ln o − (1 − t)·ln(1 − o).
fn batch_loss(panel: &Regression, rows: &[usize], parameters: &[f64]) -> f64 {
    let (data, entropy) = (panel.lab().data(), panel.lab().settings().loss == Trained::CrossEntropy);
    let row = |&row: &usize| {
        let (x, t) = (data.training.x[row], data.training.y[row]);
        let z = data.shape.inputs(x).zip(parameters).map(|(input, w)| input * w).sum::<f64>()
            + parameters[parameters.len() - 1];
        match data.shape {
            Shape::Sigmoid => {
                let o = 1.0 / (1.0 + (-z).exp());
                if entropy { -t * o.ln() - (1.0 - t) * (1.0 - o).ln() } else { (o - t).powi(2) }
            }
            _ => (z - t).powi(2),
        }
    };
    rows.iter().map(row).sum::<f64>() / rows.len() as f64
}

/// The gradient of each step against differences of the loss.
#[test]
fn gradients_are_those_of_the_loss() {
    for query in ["degree=4&rate=0.05", "degree=9&optimizer=adam", "task=logistic", "task=logistic&loss=mse&rate=0.1"] {
        let mut panel = panel(query);
        for _ in 0..9 {
            panel.step_on().unwrap();
            let last = panel.lab().steps().unwrap().last().unwrap();
            let before: Vec<_> = last.before.iter().copied().map(f64::from).collect();
            for (at, gradient) in last.gradient.iter().enumerate() {
                let loss_at = |step: f64| {
                    let mut moved = before.clone();
                    moved[at] += step;
                    batch_loss(&panel, &last.rows, &moved)
                };
                let wanted = (loss_at(1e-5) - loss_at(-1e-5)) / 2e-5;
                let error = (f64::from(*gradient) - wanted).abs();
                assert!(error < 2e-5 * wanted.abs().max(1.0), "{query}, parameter {at}: {gradient} {wanted}");
            }
        }
    }
}

/// The page's loss after an epoch is the engine's.
#[test]
fn losses_shown_are_those_measured() {
    for query in [
        "degree=5&optimizer=adam&rate=0.05",
        "task=logistic&optimizer=adam&rate=0.1",
        "task=logistic&loss=mse",
        "error=mae",
        "error=huber&degree=3",
    ] {
        let mut panel = panel(query);
        panel.run_to_the_end().unwrap();
        let measured = panel.lab().steps().unwrap().history().last().unwrap().validation.unwrap();
        let loss = panel.lab().settings().trained_loss();
        let shown = panel.lab().loss(Model::Shown, Use::Validation, loss).unwrap();
        assert!((shown / measured - 1.0).abs() < 1e-5, "{query}: {shown} {measured}");
    }
}

/// With one row far off, squares follow it and distances do not. What is known of least squares is said of squares alone.
#[test]
fn other_losses_than_the_squares_care_less_for_a_row_far_off() {
    let rows = "points=-2_-4~-1_-2~0_0~1_2~2_30&test=0&validation=0&batch=5&rate=0.03&epochs=2000&large=surface";
    let slope = |error: &str| {
        let mut panel = panel(&format!("{rows}&error={error}"));
        panel.run_to_the_end().unwrap();
        while panel.work(&mut || true).is_some() {}
        let lab = panel.lab();
        assert_eq!((lab.seeks_best(), lab.divergence_rate().is_some()), (error == "mse", error == "mse"));
        assert_eq!(chart(lab, &Words::default()).references.len(), usize::from(error == "mse"));
        assert!(panel.picture("surface", &Words::default()).is_some());
        assert!(table(lab).iter().any(|line| line.name.starts_with(error)), "{error}");
        lab.line()[0]
    };
    let [squares, distances, huber] = ["mse", "mae", "huber"].map(slope);
    assert!((squares - 7.2).abs() < 1e-3, "least squares: {squares}");
    assert!((distances - 2.0).abs() < 0.1 && (huber - 2.0).abs() < 0.6, "{distances} {huber}");
}

#[test]
fn a_polynomial_arrives_at_least_squares() {
    let mut panel = panel("degree=3&rate=0.3&batch=128&epochs=3000");
    panel.run_to_the_end().unwrap();
    let lab = panel.lab();
    let best = lab.data().finish.clone().unwrap();
    assert_eq!((lab.parameters().len(), best.len()), (4, 4));
    for (got, wanted) in lab.parameters().iter().zip(&best) {
        assert!((got - wanted).abs() < 1e-3, "{got} {wanted}");
    }
    assert!(lab.training_loss().unwrap() < lab.data().training.loss.unwrap().least());
    assert_eq!(updates(lab).len(), 4);
    assert!(summary(lab.data().shape).contains(" 4 (16.00 B)"), "{}", summary(lab.data().shape));
    assert!(equation(lab.data().shape, &lab.parameters()).contains("·t³"));
    assert!(!has_surface(lab) && ends(lab).is_none() && panel.picture("surface", &Words::default()).is_none());
}

#[test]
fn the_law_is_the_same_line_in_the_powers_own_input() {
    let panel = panel("degree=4&low=1&high=9");
    let law = panel.lab().model(Model::Law).unwrap();
    for x in [1.0, 3.5, 9.0] {
        assert!((panel.lab().data().shape.at(&law, x) - panel.lab().settings().lab().line(x)).abs() < 1e-9);
    }
}

#[test]
fn a_higher_degree_never_has_more_least_loss() {
    let least = |degree: u32| panel(&format!("n=30&degree={degree}")).lab().least_loss().unwrap();
    let losses: Vec<_> = (1..=9).map(least).collect();
    assert!(losses.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-9)), "{losses:?}");
}

#[test]
fn a_line_near_the_best_answers_fit_by_eye_and_a_trained_one_does_not() {
    let mut panel = begun("fit-by-eye");
    panel.type_in("rate", "0.1");
    panel.run_to_the_end().unwrap();
    assert!(!is_answered("fit-by-eye", &panel), "the eye is asked for");
    let [w, b] = panel.lab().data().best.unwrap();
    panel.lab_mut().place([w + 0.6, b]);
    assert!(!is_answered("fit-by-eye", &panel));
    assert!(scatter(panel.lab(), &Words::default()).best.points.is_empty(), "the best line is not given away");
    panel.lab_mut().place([w + 0.05, b - 0.05]);
    assert!(is_answered("fit-by-eye", &panel));
    assert!(!scatter(panel.lab(), &Words::default()).best.points.is_empty(), "once it is found it is shown");
    let why = (question("fit-by-eye").why)(&panel);
    assert_eq!(gap(&why, "best"), equation(Shape::Line, &[w, b]));
}

#[test]
fn few_epochs_wants_a_larger_learning_rate_and_tells_the_steps_an_epoch() {
    let mut panel = begun("few-epochs");
    let before = panel.lab().training_loss().unwrap();
    let level = f64::from(panel.lab().settings().sketch.knots()[0]);
    assert!((level / before - 1.0).abs() < 0.02, "the sketch begins at the loss before training: {level} {before}");
    panel.run_to_the_end().unwrap();
    assert!(!is_answered("few-epochs", &panel));
    panel.type_in("rate", "0.1");
    panel.run_to_the_end().unwrap();
    assert!(is_answered("few-epochs", &panel));
    let (guess, why) = (question("few-epochs").guess.as_ref().unwrap(), (question("few-epochs").why)(&panel));
    assert_eq!((guess.right)(&panel), "four");
    assert_eq!(
        ["rows", "batch", "steps", "epochs", "updates"].map(|name| gap(&why, name)),
        ["128", "32", "4", "10", "40"]
    );
}

#[test]
fn a_run_whose_loss_grows_answers_diverge() {
    let mut panel = begun("diverge");
    panel.run_to_the_end().unwrap();
    assert!(!is_answered("diverge", &panel));
    panel.type_in("rate", "0.7");
    panel.run_to_the_end().unwrap();
    assert!(!is_answered("diverge", &panel));
    panel.type_in("rate", "1");
    panel.run_to_the_end().unwrap();
    assert!(panel.diverged().is_some() && is_answered("diverge", &panel));
    assert_eq!((question("diverge").guess.as_ref().unwrap().right)(&panel), "grows");
}

#[test]
fn few_rows_and_a_high_degree_overfit_and_answer_the_question() {
    let mut panel = begun("overfit");
    panel.run_to_the_end().unwrap();
    assert!(!is_answered("overfit", &panel), "a line does not overfit");
    panel.type_in("degree", "9");
    panel.run_to_the_end().unwrap();
    assert!(is_answered("overfit", &panel), "{:?}", remarks::all(panel.lab()));
    assert!(panel.remark_keys().contains(&"overfitting"));
    assert_eq!((question("overfit").guess.as_ref().unwrap().right)(&panel), "higher");
}

#[test]
fn logistic_regression_arrives_at_the_least_cross_entropy() {
    let mut panel = Regression::default();
    panel.type_in("task", "logistic");
    assert_eq!(
        (panel.lab().settings().optimizer, panel.lab().settings().rate.to_bits()),
        (Rule::Adam, 0.1_f32.to_bits())
    );
    panel.run_to_the_end().unwrap();
    let (loss, least) = (panel.lab().training_loss().unwrap(), panel.lab().least_loss().unwrap());
    assert!(loss >= least && loss < 1.02 * least, "{loss} {least}");
    let confusion = confusion(panel.lab(), &panel.lab().data().test, &panel.lab().parameters());
    assert_eq!(confusion.count(), 40);
    assert!(confusion.accuracy().unwrap() > 0.8, "{confusion:?}");
    let names: Vec<_> = table(panel.lab()).into_iter().map(|line| line.name).collect();
    assert!(names.contains(&"entropy-test") && !names.contains(&"r2"), "{names:?}");
    panel.type_in("task", "linear");
    assert_eq!((panel.query().as_str(), panel.sizes().all), ("", 200), "back at the lab as it opens");
}

#[test]
fn the_threshold_moves_the_cut_and_the_counts_and_no_weight() {
    let mut panel = panel("task=logistic&start=hand&w=1&b=-5");
    assert!((panel.lab().cut().unwrap() - 5.0).abs() < 1e-9);
    let ones = |panel: &Regression| {
        let c = confusion(panel.lab(), &panel.lab().data().test, &panel.lab().parameters());
        c.true_positives + c.false_positives
    };
    let half = ones(&panel);
    panel.type_in("threshold", "0.9");
    assert!((panel.lab().cut().unwrap() - (5.0 + 9.0_f64.ln())).abs() < 1e-9 && ones(&panel) < half);
    assert_eq!(panel.lab().line(), [1.0, -5.0]);
    panel.type_in("w", "0");
    assert_eq!(panel.lab().cut(), None);
}

#[test]
fn a_curve_put_by_hand_answers_fit_odds_and_a_stricter_threshold_strict() {
    let mut panel = begun("fit-odds");
    let [w, b] = panel.lab().data().best.unwrap();
    panel.lab_mut().place([w + 0.02, b]);
    assert!(is_answered("fit-odds", &panel));
    let mut panel = begun("strict");
    for hundredths in 50..100 {
        panel.type_in("threshold", &format!("0.{hundredths}"));
        assert!(!is_answered("strict", &panel), "untrained: 0.{hundredths}");
    }
    let mut panel = begun("strict");
    panel.run_to_the_end().unwrap();
    assert!(!is_answered("strict", &panel), "training alone is no answer");
    let answered = (50..100).find(|hundredths| {
        panel.type_in("threshold", &format!("0.{hundredths}"));
        is_answered("strict", &panel)
    });
    assert!(answered.is_some());
    // It is asked of the validation rows; the test rows are told of once it is done.
    let data = panel.lab().data();
    let of = |part| confusion(panel.lab(), part, &panel.lab().parameters());
    let why = (question("strict").why)(&panel);
    assert_eq!(of(&data.validation).false_positives, 0);
    assert_eq!(gap(&why, "alarms"), of(&data.test).false_positives.to_string());
    assert_eq!(gap(&why, "missed"), of(&data.validation).false_negatives.to_string());
}

#[test]
fn dragging_a_handle_bends_the_curve_through_the_pointer() {
    use nalgebra::Point2;
    let mut panel = panel("task=logistic&start=hand");
    panel.drag("right", Point2::new(7.0, 0.9));
    let [left, right] = ends(panel.lab()).unwrap();
    assert!((right.y - 0.9).abs() < 0.02 && (left.y - 0.5).abs() < 0.03, "{left} {right}");
}

#[test]
fn rows_that_are_no_labels_are_named_and_those_that_fit_too_well_explained() {
    let mut panel = panel("task=logistic");
    let rows = |ys: &[f64]| ys.iter().enumerate().map(|(x, y)| Observation { x: x as f64, y: *y }).collect::<Vec<_>>();
    panel.lab_mut().take_rows(Some(rows(&[0.0, 1.0, 2.0, 1.0, 0.0, 1.0])));
    assert_eq!(panel.lab().run().err(), Some(Unfit::NoLabel(3)));
    panel.lab_mut().take_rows(Some(rows(&[0.0; 10])));
    assert!(panel.remark_keys().contains(&"no-best-odds"));
    panel.lab_mut().take_rows(Some(rows(&[0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0])));
    assert!(panel.lab().data().finish.is_err() && panel.run_to_the_end().is_ok());
    panel.lab_mut().add_row(4.0, 0.7);
    assert_eq!(panel.lab().data().rows.last().map(|row| row.y.to_bits()), Some(1.0_f64.to_bits()));
    let mut few = self::panel("degree=9");
    few.lab_mut().take_rows(Some(rows(&[1.0, 2.0, 1.5, 0.5, 2.0, 1.0])));
    assert!(few.remark_keys().contains(&"many-curves") && few.run_to_the_end().is_ok());
}

#[test]
fn why_there_is_no_best_curve_is_told_apart() {
    let whether = |query: &str| {
        let panel = panel(&format!("task=logistic&test=0&validation=0&{query}"));
        let keys = panel.remark_keys();
        let told = ["no-best-odds", "many-odds", "unfound-odds"].into_iter().filter(|key| keys.contains(key));
        (panel.lab().data().finish.as_ref().err().copied(), told.collect::<Vec<_>>())
    };
    assert_eq!(whether("points=1_0~2_1~3_0~4_1"), (None, vec![]));
    assert_eq!(whether("points=1_0~2_0~3_1~4_1"), (Some(NoBest::Endless), vec!["no-best-odds"]));
    assert_eq!(whether("points=1_1~2_1~3_1~4_1"), (Some(NoBest::Endless), vec!["no-best-odds"]));
    assert_eq!(whether("points=2_0~2_1~2_0~2_1"), (Some(NoBest::Many), vec!["many-odds"]));
    assert_eq!(
        whether("points=-1_1~1_0~1_1~-1_0~-999999995904_1"),
        (Some(NoBest::NoConvergence), vec!["unfound-odds"])
    );
    // So many rows overlap, and they have a best curve.
    assert_eq!(whether("n=50000"), (None, vec![]));
}

#[test]
fn a_link_brings_back_curves_and_probabilities_to_the_bit() {
    for query in ["degree=6&optimizer=momentum", "task=logistic&loss=mse&threshold=0.3&optimizer=adam&rate=0.1"] {
        let mut original = panel(query);
        original.run_to_the_end().unwrap();
        let copy = panel(&original.query());
        assert_eq!((copy.lab().parameters(), copy.query()), (original.lab().parameters(), original.query()));
        assert_eq!(updates(copy.lab()), updates(original.lab()));
        original.go_to(1);
        original.go_to(400);
        assert_eq!(copy.lab().parameters(), original.lab().parameters());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Whatever is set, every number stays a number and every picture can be drawn.
    #[test]
    fn nothing_breaks(task in 0_usize..2, degree in 1_u32..=9, rate in 0.0_f32..10.0, n in 1_u32..40, loss in 0_usize..2) {
        let (task, loss) = (["linear", "logistic"][task], ["cross-entropy", "mse"][loss]);
        let mut panel = panel(&format!("task={task}&degree={degree}&n={n}&loss={loss}&epochs=20"));
        panel.type_in("rate", &rate.to_string());
        let _ = panel.run_to_the_end();
        while panel.work(&mut || false).is_some() {}
        let lab = panel.lab();
        prop_assert!(lab.parameters().iter().all(|value| value.is_finite()));
        let words = Words::default();
        for text in [equation(lab.data().shape, &lab.parameters()), summary(lab.data().shape), format!("{:?}", remarks::all(lab))] {
            prop_assert!(!text.contains("NaN"), "{}", text);
        }
        prop_assert!(scatter(lab, &words).line.points.iter().all(|point| point.y.is_finite()));
        let _ = (panel.picture("surface", &words).is_some(), chart(lab, &words), agreement(lab, &words));
    }
}

#[test]
fn a_validation_row_too_far_out_for_its_powers_is_told_and_not_silently_left_out() {
    let rows = "points=0_0~1_1~2_0~3_1~4_0~5_1~6_0~7_1~500_1~8_0&test=0";
    let far = |panel: &Regression| remarks::all(panel.lab()).into_iter().find(|remark| remark.key == "validation-far");
    let lab = panel(&format!("degree=9&{rows}&steps=4"));
    let remark = far(&lab).expect("it is said");
    assert_eq!(["row", "x", "degree"].map(|name| gap(&remark, name)), ["9", "500", "9"]);
    assert!(lab.lab().steps().unwrap().history().iter().all(|entry| entry.validation.is_none()));
    for query in [format!("degree=2&{rows}&steps=4"), "degree=9&steps=4".to_owned()] {
        let lab = panel(&query);
        assert!(far(&lab).is_none(), "{query}");
        assert!(lab.lab().steps().unwrap().history().iter().all(|entry| entry.validation.is_some()), "{query}");
    }
}

#[test]
fn a_loss_that_is_kept_is_that_of_the_model_and_the_rows_at_hand() {
    let mut panel = panel("task=logistic&n=1000&optimizer=adam&rate=0.1");
    panel.step_on().unwrap();
    let first = panel.lab().loss(Model::Shown, Use::Training, Loss::BinaryCrossEntropy);
    assert_eq!(panel.lab().loss(Model::Shown, Use::Training, Loss::BinaryCrossEntropy), first);
    let worked =
        panel.lab().data().loss(&panel.lab().data().training, &panel.lab().parameters(), Loss::BinaryCrossEntropy);
    assert_eq!(first, worked);
    panel.step_on().unwrap();
    assert_ne!(
        panel.lab().loss(Model::Shown, Use::Training, Loss::BinaryCrossEntropy),
        first,
        "other parameters, another loss"
    );
    panel.type_in("seed", "3");
    let worked =
        panel.lab().data().loss(&panel.lab().data().training, &panel.lab().parameters(), Loss::BinaryCrossEntropy);
    assert_eq!(panel.lab().loss(Model::Shown, Use::Training, Loss::BinaryCrossEntropy), worked, "other rows too");
}
