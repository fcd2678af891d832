//! Beyond the line: polynomials, pass or fail, and every picture saved.

use super::{assert_agrees, button, model_of, open};
use perceptron_playground::panel::regression::results::Line;
use playground_tests::page::key;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_degree_bends_the_line_and_trains,
        few_rows_overfit_and_the_page_says_so,
        pass_or_fail_is_fitted_by_keys_and_trained,
        the_threshold_counts_the_test_rows_anew,
        each_picture_is_saved_under_its_name,
    ]
}

fn a_degree_bends_the_line_and_trains(page: &Page<'_>) {
    let figure = open(page, "");
    let line = figure.picture();
    figure.enter("#degree-number", "3");
    assert!(!figure.shows("[data-field=w]") && !figure.shows(".plot.scatter .handle:nth-of-type(1)"));
    assert!(!figure.shows(".plot.bowl") && figure.shows(".along"));
    figure.click(&button(3));
    let lab = assert_curve(&super::model_of(&figure), &figure);
    assert_eq!((lab, figure.texts(".updates li").len()), (4, 4));
    assert_ne!(figure.picture(), line);
    figure.click(&button(4));
    let print = figure.run("return root.querySelector('.fold pre').textContent", &[]);
    assert!(print.as_str().unwrap().contains(" 4 (16.00 B)"), "{print}");
    figure.enter("#degree-number", "10");
    assert!(figure.text("#degree-wrong").contains("1 … 9"), "{}", figure.text("#degree-wrong"));
    figure.enter("#degree-number", "1");
    assert!(figure.shows("[data-field=w]") && figure.shows(".plot.bowl"));
    assert_agrees(&figure);
}

/// Checks that the equation read is the model's; gives how many parameters it has.
#[track_caller]
fn assert_curve(
    lab: &perceptron_playground::panel::regression::Regression,
    figure: &playground_tests::Figure<'_>,
) -> usize {
    assert_eq!(figure.text(".rule"), lab.equation());
    lab.parameters().len()
}

fn few_rows_overfit_and_the_page_says_so(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(".goals > .buttons button:nth-child(4)");
    figure.enter("#degree-number", "9");
    figure.click(&button(4));
    page.wait_for(
        "the end of the run",
        "return document.querySelector('perceptron-playground').query.includes('steps=1000')",
    );
    let remarks = figure.texts(".remarks li");
    assert!(remarks.iter().any(|text| text.starts_with("Overfitting: with degree 9")), "{remarks:?}");
    assert!(figure.text(".reached").starts_with("That is overfitting"));
}

fn pass_or_fail_is_fitted_by_keys_and_trained(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(".choice.task input[value=linear]");
    page.press(&[key::RIGHT]);
    let lab = model_of(&figure);
    assert!(lab.settings().logistic && figure.shows(".measures-of-labels") && !figure.shows(".plot.square"));
    figure.focus(".plot.scatter .handle:nth-of-type(2)");
    page.press(&[key::SHIFT, key::UP]);
    assert!(assert_agrees(&figure).settings().by_hand);
    figure.click(&button(5));
    figure.click(&button(4));
    let lab = assert_agrees(&figure);
    assert_eq!(figure.texts(".losses dt"), ["Cross-entropy", "Least cross-entropy", "MSE"]);
    assert_eq!(figure.texts(".losses dd")[0], lab.measure("entropy-training", Line::Shown).unwrap());
    assert_eq!(figure.texts(".losses dd")[2], lab.measure("training", Line::Shown).unwrap());
    let bowl = figure.run("return root.querySelector('.plot.bowl canvas').toDataURL()", &[]);
    figure.click(".choice.loss label:nth-of-type(2)");
    assert_eq!(model_of(&figure).value("loss").unwrap(), "mse");
    page.settle();
    assert_ne!(figure.run("return root.querySelector('.plot.bowl canvas').toDataURL()", &[]), bowl);
}

fn the_threshold_counts_the_test_rows_anew(page: &Page<'_>) {
    let figure = open(page, "task=logistic&optimizer=adam&rate=0.1&steps=400");
    let counts = |figure: &playground_tests::Figure<'_>| {
        let texts = figure.texts(".measures-of-labels td:not(:empty)");
        let lab = model_of(figure);
        let c = lab.confusion(&lab.data().test, &lab.parameters());
        let wanted =
            [c.true_positives, c.false_negatives, c.false_positives, c.true_negatives].map(|count| count.to_string());
        assert_eq!(texts, wanted);
        (c.true_positives + c.false_positives, c.count())
    };
    let (ones, rows) = counts(&figure);
    figure.enter("#threshold-box", "0.95");
    let (fewer, same) = counts(&figure);
    assert!(fewer < ones && same == rows, "{fewer} of {ones}");
    figure.enter("#threshold-box", "1.5");
    assert!(!figure.text("#threshold-problem").is_empty());
    assert_eq!(counts(&figure).0, fewer);
}

fn each_picture_is_saved_under_its_name(page: &Page<'_>) {
    let figure = open(page, "steps=40");
    for name in ["scatter", "chart", "bowl", "agreement"] {
        figure.run(
            "const pick = $('#picture-pick'); pick.value = args[0]; pick.dispatchEvent(new Event('change'))",
            &[json!(name)],
        );
        let file = if name == "scatter" { "regression".to_owned() } else { format!("regression-{name}") };
        for (nth, ending) in [(4, "png"), (5, "svg")] {
            figure.click(&format!(".takeaway button:nth-child({nth})"));
            page.settle();
            page.settle();
            assert_eq!(figure.text(".voice"), format!("Picture saved: {file}.{ending}"));
        }
    }
}
