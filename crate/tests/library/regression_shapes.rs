//! The panel `regression` beyond the line: polynomials, and probabilities of pass or fail.
#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::data::lab::Observation;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::regression::data::Unfit;
use perceptron_playground::panel::regression::goals::Goal;
use perceptron_playground::panel::regression::pictures::Names;
use perceptron_playground::panel::regression::results::Line;
use perceptron_playground::panel::regression::shape::{NoBest, Shape};
use proptest::prelude::*;

fn panel(query: &str) -> Regression {
    let mut panel = Regression::default();
    assert_eq!(panel.load(query), [], "{query}");
    panel
}

/// The mean loss that the formulas of textbooks give for the rows of the last batch: (o − t)² and
/// −t·ln o − (1 − t)·ln(1 − o).
fn batch_loss(panel: &Regression, rows: &[usize], parameters: &[f64]) -> f64 {
    let (data, entropy) = (panel.data(), panel.value("loss").unwrap() == "cross-entropy");
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
            panel.step().unwrap();
            let last = panel.run().unwrap().last().unwrap().clone();
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
    for query in
        ["degree=5&optimizer=adam&rate=0.05", "task=logistic&optimizer=adam&rate=0.1", "task=logistic&loss=mse"]
    {
        let mut panel = panel(query);
        panel.finish().unwrap();
        let measured = panel.run().unwrap().history().last().unwrap().validation.unwrap();
        let loss = panel.settings().loss();
        let shown = panel.data().loss(&panel.data().validation, &panel.parameters(), loss).unwrap();
        assert!((shown / measured - 1.0).abs() < 1e-5, "{query}: {shown} {measured}");
    }
}

#[test]
fn a_polynomial_arrives_at_least_squares() {
    let mut panel = panel("degree=3&rate=0.3&batch=128&epochs=3000");
    panel.finish().unwrap();
    let best = panel.data().finish.clone().unwrap();
    assert_eq!((panel.parameters().len(), best.len()), (4, 4));
    for (got, wanted) in panel.parameters().iter().zip(&best) {
        assert!((got - wanted).abs() < 1e-3, "{got} {wanted}");
    }
    assert!(panel.training_loss().unwrap() < panel.data().training.loss.unwrap().least());
    assert_eq!(panel.update().unwrap().len(), 4);
    assert!(panel.summary().contains(" 4 (16.00 B)"), "{}", panel.summary());
    assert!(panel.equation().contains("·t³") && panel.bowl(&Names::default()).is_none() && panel.handles().is_none());
}

#[test]
fn the_law_is_the_same_line_in_the_powers_own_input() {
    let panel = panel("degree=4&low=1&high=9");
    let law = panel.model(Line::Law).unwrap();
    for x in [1.0, 3.5, 9.0] {
        assert!((panel.data().shape.at(&law, x) - panel.settings().lab().line(x)).abs() < 1e-9);
    }
}

#[test]
fn a_higher_degree_never_has_more_least_loss() {
    let least = |degree: u32| panel(&format!("n=30&degree={degree}")).data().least_loss().unwrap();
    let losses: Vec<_> = (1..=9).map(least).collect();
    assert!(losses.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-9)), "{losses:?}");
}

#[test]
fn few_rows_and_a_high_degree_overfit_and_answer_the_goal() {
    let mut panel = Regression::default();
    panel.begin(Goal::Overfit);
    panel.finish().unwrap();
    assert!(!panel.check_goal(), "a line does not overfit");
    panel.set("degree", "9").unwrap();
    panel.finish().unwrap();
    assert!(panel.check_goal(), "{:?}", panel.remarks());
    assert!(panel.remarks().iter().any(|remark| remark.key == "overfitting"));
}

#[test]
fn logistic_regression_arrives_at_the_least_cross_entropy() {
    let mut panel = Regression::default();
    panel.set("task", "logistic").unwrap();
    assert_eq!((panel.value("optimizer").unwrap().as_str(), panel.value("rate").unwrap().as_str()), ("adam", "0.1"));
    panel.finish().unwrap();
    let (loss, least) = (panel.training_loss().unwrap(), panel.data().least_loss().unwrap());
    assert!(loss >= least && loss < 1.02 * least, "{loss} {least}");
    let confusion = panel.confusion(&panel.data().test, &panel.parameters());
    assert_eq!(confusion.count(), 40);
    assert!(confusion.accuracy().unwrap() > 0.8, "{confusion:?}");
    assert!(panel.measure("entropy-test", Line::Shown).is_some() && panel.measure("r2", Line::Shown).is_none());
    panel.set("task", "linear").unwrap();
    assert_eq!((panel.link().as_str(), panel.sizes()[0]), ("", 200), "back at the lab as it opens");
}

#[test]
fn the_threshold_moves_the_cut_and_the_counts_and_no_weight() {
    let mut panel = panel("task=logistic&start=hand&w=1&b=-5");
    assert!((panel.cut().unwrap() - 5.0).abs() < 1e-9);
    let ones = |panel: &Regression| {
        let c = panel.confusion(&panel.data().test, &panel.parameters());
        c.true_positives + c.false_positives
    };
    let half = ones(&panel);
    panel.set("threshold", "0.9").unwrap();
    assert!((panel.cut().unwrap() - (5.0 + 9.0_f64.ln())).abs() < 1e-9 && ones(&panel) < half);
    assert_eq!(panel.line(), [1.0, -5.0]);
    panel.set("w", "0").unwrap();
    assert_eq!(panel.cut(), None);
}

#[test]
fn goals_of_pass_or_fail_are_answered() {
    let mut panel = Regression::default();
    panel.begin(Goal::FitOdds);
    assert!(!panel.check_goal());
    let [w, b] = panel.data().best.unwrap();
    panel.place([w + 0.02, b]);
    assert!(panel.check_goal());
    panel.begin(Goal::Strict);
    assert!(!panel.check_goal());
    panel.finish().unwrap();
    let answered = (50..100).any(|hundredths| {
        panel.set("threshold", &format!("0.{hundredths}")).unwrap();
        panel.check_goal()
    });
    assert!(answered);
}

#[test]
fn dragging_a_handle_bends_the_curve_through_the_pointer() {
    let mut panel = panel("task=logistic&start=hand");
    panel.drag_handle(1, 0.9);
    let [left, right] = panel.handles().unwrap();
    assert!((right.y - 0.9).abs() < 0.02 && (left.y - 0.5).abs() < 0.03, "{left} {right}");
}

#[test]
fn rows_that_are_no_labels_are_named_and_those_that_fit_too_well_explained() {
    let mut panel = panel("task=logistic");
    let rows = |ys: &[f64]| ys.iter().enumerate().map(|(x, y)| Observation { x: x as f64, y: *y }).collect::<Vec<_>>();
    panel.take(Some(rows(&[0.0, 1.0, 2.0, 1.0, 0.0, 1.0])));
    assert_eq!(panel.run().err(), Some(Unfit::NoLabel(3)));
    panel.take(Some(rows(&[0.0; 10])));
    assert!(panel.remarks().iter().any(|remark| remark.key == "no-best-odds"));
    panel.take(Some(rows(&[0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0])));
    assert!(panel.remarks().iter().any(|remark| remark.key == "no-best-odds"));
    assert!(panel.data().finish == Err(NoBest::Endless) && panel.finish().is_ok());
    panel.add_row(4.0, 0.7);
    assert_eq!(panel.data().rows.last().map(|row| row.y.to_bits()), Some(1.0_f64.to_bits()));
    let mut few = self::panel("degree=9");
    few.take(Some(rows(&[1.0, 2.0, 1.5, 0.5, 2.0, 1.0])));
    assert!(few.remarks().iter().any(|remark| remark.key == "many-curves") && few.finish().is_ok());
}

#[test]
fn why_there_is_no_best_curve_is_told_apart() {
    let whether = |query: &str| {
        let panel = panel(&format!("task=logistic&test=0&validation=0&{query}"));
        let keys: Vec<_> = panel.remarks().iter().map(|remark| remark.key).collect();
        let told = ["no-best-odds", "many-odds", "unfound-odds"].into_iter().filter(|key| keys.contains(key));
        (panel.data().finish.as_ref().err().copied(), told.collect::<Vec<_>>())
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
        original.finish().unwrap();
        let copy = panel(&original.link());
        assert_eq!((copy.parameters(), copy.link()), (original.parameters(), original.link()));
        assert_eq!(copy.update(), original.update());
        original.seek(1);
        original.seek(400);
        assert_eq!(copy.parameters(), original.parameters());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Whatever is set, every number stays a number and every picture can be drawn.
    #[test]
    fn nothing_breaks(task in 0_usize..2, degree in 1_u32..=9, rate in 0.0_f32..10.0, n in 1_u32..40, loss in 0_usize..2) {
        let (task, loss) = (["linear", "logistic"][task], ["cross-entropy", "mse"][loss]);
        let mut panel = Regression::default();
        panel.load(&format!("task={task}&degree={degree}&n={n}&loss={loss}&epochs=20"));
        panel.set("rate", &rate.to_string()).unwrap();
        let _ = panel.finish();
        prop_assert!(panel.parameters().iter().all(|value| value.is_finite()));
        let names = Names::default();
        for text in [panel.equation(), panel.summary(), format!("{:?}", panel.remarks())] {
            prop_assert!(!text.contains("NaN"), "{}", text);
        }
        prop_assert!(panel.scatter().line.iter().all(|point| point.y.is_finite()));
        let _ = (panel.bowl(&names), panel.chart(&names), panel.agreement(&names));
    }
}

#[test]
fn a_validation_row_too_far_out_for_its_powers_is_told_and_not_silently_left_out() {
    let rows = "points=0_0~1_1~2_0~3_1~4_0~5_1~6_0~7_1~500_1~8_0&test=0";
    let lab = panel(&format!("degree=9&{rows}&steps=4"));
    let remarks = lab.remarks();
    let remark = remarks.iter().find(|remark| remark.key == "validation-far").expect("it is said");
    assert_eq!(remark.numbers, [("row", "9".to_owned()), ("x", "500.00".to_owned()), ("degree", "9".to_owned())]);
    assert!(lab.run().unwrap().history().iter().all(|entry| entry.validation.is_none()));
    for query in [format!("degree=2&{rows}&steps=4"), "degree=9&steps=4".to_owned()] {
        let lab = panel(&query);
        assert!(lab.remarks().iter().all(|remark| remark.key != "validation-far"), "{query}");
        assert!(lab.run().unwrap().history().iter().all(|entry| entry.validation.is_some()), "{query}");
    }
}
