//! The panel `classes`: the point tried by mouse, finger, keys and numbers; each view and its question; bad input; undo.

use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::classes::decide::Side;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_point_is_dragged_by_mouse_and_by_finger,
        the_point_is_moved_by_keys_and_by_numbers,
        a_constant_moves_the_sigmoids_alone,
        the_suspected_class_has_its_loss_worked_out,
        numbers_make_a_class_in_the_middle,
        a_far_point_gets_a_sure_answer_and_a_fourth_class_mends_it,
        a_least_share_makes_it_refuse,
        two_outputs_of_softmax_are_one_sigmoid_to_the_last_digit,
        a_threshold_misses_no_cat_and_moves_the_dot_on_the_curve,
        the_dot_on_the_curve_is_dragged_and_moved_by_keys,
        it_learns_while_it_plays_and_goes_back,
        reduced_motion_leaves_the_steps,
        one_class_alone_and_none_at_all_are_said,
        a_run_that_diverges_says_so_and_keeps_its_numbers,
        a_bad_link_is_told_and_the_default_stands_in,
        undo_takes_back_and_a_link_opens_the_same,
        pictures_are_saved_and_all_points_stand_in_a_table,
    ]
}

const PLAY: &str = ".player .buttons button:nth-child(1)";
const HANDLE: &str = ".class-picture:nth-child(1) .probe";
const UNDO: &str = ".takeaway button:nth-child(1)";

/// The state of a figure, in an engine of our own.
#[track_caller]
fn model_of(figure: &Figure<'_>) -> Classes {
    let mut classes = Classes::default();
    let state = figure.state();
    assert_eq!(classes.load(&state), [], "the state that a figure tells is one that can be loaded: {state}");
    classes
}

/// Checks that the tables at the point tried hold just what the engine says in the state told.
#[track_caller]
fn assert_agrees(figure: &Figure<'_>) -> Classes {
    let classes = model_of(figure);
    for (nth, side) in (1..).zip(classes.sides()) {
        let shown = figure.texts(&format!(".readout:nth-child({nth}) .grid td"));
        let cells = classes.grids(side).into_iter().flat_map(|grid| grid.rows);
        let expected: Vec<_> = cells.flat_map(|row| row.into_iter().skip(1)).collect();
        assert_eq!(shown, expected, "{side:?}");
        let lines = figure.texts(&format!(".readout:nth-child({nth}) .worked li"));
        let sums = classes.worked(side);
        assert_eq!(lines.len(), sums.len());
        for (line, sum) in lines.iter().zip(sums) {
            let (_, value) = &sum.values.last().expect("each line has a value");
            assert!(line.contains(value.as_str()) || sum.key == "nearest", "{line} does not hold {value}");
        }
    }
    classes
}

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("classes", state)
}

#[track_caller]
fn goal(figure: &Figure<'_>, nth: usize) {
    figure.click(&format!(".goals > .buttons button:nth-child({nth})"));
    assert!(figure.shows(".asked") && !figure.shows(".reached"), "{}", figure.text(".reached"));
}

fn the_point_is_dragged_by_mouse_and_by_finger(page: &Page<'_>) {
    for pointer in [Pointer::Mouse, Pointer::Touch] {
        let figure = open(page, "");
        let (before, picture) = (model_of(&figure).settings().probe(), figure.picture());
        figure.drag(pointer, HANDLE, &[(40, 30), (20, 10)]);
        let after = assert_agrees(&figure).settings().probe();
        assert!(after[0] > before[0] + 0.4 && after[1] < before[1] - 0.2, "{before:?} to {after:?}");
        assert_ne!(figure.picture(), picture);
        figure.click(UNDO);
        assert_eq!(figure.state(), "");
    }
    let figure = open(page, "x1=-2.5");
    figure.drag(Pointer::Mouse, ".class-picture:nth-child(2) .probe", &[(-150, 0)]);
    assert_eq!(model_of(&figure).settings().probe()[0], -3.0, "the point stays in the picture");
    figure.click(".class-picture:nth-child(2) canvas");
    let [x1, _] = model_of(&figure).settings().probe();
    assert!(x1.abs() < 0.2, "a click in the middle puts the point there: {x1}");
}

fn the_point_is_moved_by_keys_and_by_numbers(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(HANDLE);
    page.press(&[key::RIGHT]);
    page.press(&[key::SHIFT, key::DOWN]);
    assert_eq!((figure.value("#x1-box").as_str(), figure.value("#x2-box").as_str()), ("0.25", "−0.20"));
    assert!(figure.attribute(HANDLE, "aria-label").contains("(0.25, −0.20)"));
    figure.enter("#x1-box", "−1.5");
    assert_eq!(assert_agrees(&figure).settings().probe(), [-1.5, -0.2]);
    for (text, says) in [
        ("NaN", "can’t be read as a number"),
        ("1e9", "can’t be read"),
        ("99", "out of range"),
        ("1,5", "decimal point"),
    ] {
        figure.enter("#x1-box", text);
        let said = figure.text("#x1-problem");
        assert!(said.contains(says), "{text}: {said}");
        assert_eq!(assert_agrees(&figure).settings().probe(), [-1.5, -0.2]);
    }
}

fn a_constant_moves_the_sigmoids_alone(page: &Page<'_>) {
    let figure = open(page, "");
    let column =
        |side: usize, column: usize| figure.texts(&format!(".readout:nth-child({side}) .grid td:nth-child({column})"));
    let (sigmoids, shares) = (column(1, 3), column(2, 4));
    figure.enter("#shift-box", "2");
    assert_agrees(&figure);
    assert_ne!(column(1, 3), sigmoids);
    assert_eq!(column(2, 4), shares);
    goal(&figure, 1);
    figure.enter("#x2-box", "0.2");
    assert!(figure.text(".reached").starts_with("Nobody wants it"), "{}", figure.text(".sentence"));
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    assert!(figure.text(".sentence").contains("at 0.5 or above: 0 of 3"), "{}", figure.text(".sentence"));
}

fn the_suspected_class_has_its_loss_worked_out(page: &Page<'_>) {
    let figure = open(page, "");
    let line = || figure.texts(".readout:nth-child(2) .worked li").pop().unwrap_or_default();
    assert!(line().starts_with("If it is apple, cross-entropy L = −ln "), "{}", line());
    let before = line();
    figure.click(".truth label:nth-of-type(3) input");
    assert!(line().starts_with("If it is pear") && line() != before);
    assert_agrees(&figure);
}

fn numbers_make_a_class_in_the_middle(page: &Page<'_>) {
    let figure = open(page, "");
    goal(&figure, 2);
    assert_eq!(figure.texts(".class-picture h2"), ["One number: 1, 2 or 3", "One softmax, one-hot labels"]);
    figure.enter("#x1-box", "0.7");
    figure.enter("#x2-box", "-0.2");
    assert!(figure.text(".reached").contains("The order of the labels"), "{}", figure.text(".sentence"));
    let before = figure.texts(".readout:nth-child(1) .confusion td");
    let softmax = figure.texts(".readout:nth-child(2) .confusion td");
    figure.click(".numbering label:nth-of-type(2) input");
    assert_ne!(figure.texts(".readout:nth-child(1) .confusion td"), before, "another order, another model");
    assert_eq!(figure.texts(".readout:nth-child(2) .confusion td"), softmax, "one-hot knows no order");
    assert_agrees(&figure);
}

fn a_far_point_gets_a_sure_answer_and_a_fourth_class_mends_it(page: &Page<'_>) {
    let figure = open(page, "");
    goal(&figure, 3);
    figure.enter("#x1-box", "-2.9");
    figure.enter("#x2-box", "2.9");
    assert!(figure.text(".reached").starts_with("Nothing near"), "{}", figure.text(".sentence"));
    assert!(figure.text(".sentence").contains("never seen anything like it"));
    goal(&figure, 4);
    assert!(!figure.shows(".class-picture:nth-child(2)"));
    figure.click(".none label:nth-of-type(2) input");
    figure.click(".player .buttons button:nth-child(4)");
    assert!(figure.text(".reached").starts_with("Now it can refuse"), "{}", figure.text(".sentence"));
    assert!(figure.text(".sentence").contains("none of these") && figure.shows(".class-picture:nth-child(2)"));
    let classes = assert_agrees(&figure);
    let [right, of] = classes.right(Side::WithNone);
    assert!(right * 10 > of * 9, "{right} of {of}");
}

fn a_least_share_makes_it_refuse(page: &Page<'_>) {
    let figure = open(page, "part=unknown&x1=0&x2=-0.1");
    let picture = figure.picture();
    figure.enter("#confidence-box", "0.99");
    assert!(figure.text(".sentence").ends_with("The answer is “I don’t know”."), "{}", figure.text(".sentence"));
    assert_ne!(figure.picture(), picture);
    assert_agrees(&figure);
}

fn two_outputs_of_softmax_are_one_sigmoid_to_the_last_digit(page: &Page<'_>) {
    let figure = open(page, "part=two");
    for (x1, x2) in [("0.2", "0.3"), ("-2", "2.5"), ("1.37", "-0.01")] {
        figure.enter("#x1-box", x1);
        figure.enter("#x2-box", x2);
        let pair = figure.texts(".readout:nth-child(1) .worked li");
        let one = figure.texts(".readout:nth-child(2) .worked li");
        let last = |text: &str| text.rsplit('≈').next().unwrap_or_default().trim().to_owned();
        let (softmax, sigmoid) = (last(&pair[2]), last(&one[4]));
        assert!(softmax.len() == 14 && softmax == sigmoid, "{softmax} and {sigmoid}");
        assert_agrees(&figure);
    }
    goal(&figure, 5);
    let unit = model_of(&figure).units(Side::Difference)[0];
    figure.enter("#x1-box", "0.5");
    figure.enter("#x2-box", &format!("{:.2}", -(unit.weights[0] * 0.5 + unit.bias) / unit.weights[1]));
    assert!(figure.text(".reached").starts_with("You are on the border"), "{}", figure.text(".sentence"));
}

fn a_threshold_misses_no_cat_and_moves_the_dot_on_the_curve(page: &Page<'_>) {
    let figure = open(page, "");
    goal(&figure, 6);
    let roc = || figure.run("return root.querySelectorAll('canvas')[2].toDataURL()", &[]).to_string();
    let before = roc();
    figure.focus("#cutoff-range");
    page.press(&[key::HOME]);
    assert!(!figure.shows(".reached"), "all dogs are called cats");
    page.press_times(key::RIGHT, 3);
    assert!(figure.text(".reached").starts_with("No cat is missed"), "{}", figure.text(".sentence"));
    assert_ne!(roc(), before);
    let classes = assert_agrees(&figure);
    assert_eq!(classes.confusion().recall(), Some(1.0));
    let recall = figure.texts(".worked li").into_iter().find(|line| line.starts_with("Recall")).unwrap_or_default();
    assert!(recall.ends_with("40 ÷ 40 = 1.000"), "{recall}");
}

fn the_dot_on_the_curve_is_dragged_and_moved_by_keys(page: &Page<'_>) {
    let figure = open(page, "part=cutoff");
    let rates = || model_of(&figure).confusion().rates().unwrap_or_default();
    let before = rates();
    // To the lower left, where next to nothing is called a cat, and back by keys along the curve.
    figure.drag(Pointer::Mouse, ".handle.cutoff", &[(-20, 60), (-40, 200)]);
    let [alarms, found] = rates();
    assert!(alarms <= before[0] && found < 0.5 * before[1], "{before:?}, then {alarms} and {found}");
    let high = figure.value("#cutoff-box");
    figure.focus(".handle.cutoff");
    page.press(&[key::SHIFT, key::RIGHT]);
    page.press(&[key::UP]);
    let number = |text: &str| text.parse::<f64>().unwrap_or_default();
    assert_eq!(format!("{:.2}", number(&high) - 0.11), figure.value("#cutoff-box"));
    assert!(figure.attribute(".handle.cutoff", "aria-label").contains(&figure.value("#cutoff-box")));
    assert_agrees(&figure);
    // Without animals there is no curve to be on.
    figure.click(".class-data summary");
    figure.enter("#dogs-number", "0");
    assert!(!figure.shows(".handle.cutoff"));
}

fn it_learns_while_it_plays_and_goes_back(page: &Page<'_>) {
    let figure = open(page, "speed=2400");
    let end = (figure.state(), figure.picture());
    figure.click(".player .buttons button:nth-child(5)");
    assert!(figure.text(".sentence").starts_with("The models as they begin"), "{}", figure.text(".sentence"));
    let start = figure.picture();
    figure.click(PLAY);
    page.wait_for(
        "some steps",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').value > 1200",
    );
    figure.click(PLAY);
    assert_eq!(figure.text(".voice"), figure.text(".sentence"));
    assert_agrees(&figure);
    figure.run("const e = $('.history'); e.value = '1200'; e.dispatchEvent(new Event('input'))", &[]);
    page.settle();
    assert_eq!(
        (figure.state().replace("&speed=2400", "").replace("speed=2400", ""), figure.picture()),
        (end.0.replace("speed=2400", ""), end.1)
    );
    figure.focus(".history");
    page.press(&[key::HOME]);
    assert_eq!(figure.picture(), start);
    figure.click(".player .buttons button:nth-child(2)");
    figure.click(".player .buttons button:nth-child(3)");
    assert!(figure.text(".position").starts_with("step 12 of"), "{}", figure.text(".position"));
    assert_agrees(&figure);
}

fn reduced_motion_leaves_the_steps(page: &Page<'_>) {
    page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
    let figure = open(page, "steps=0");
    assert!(!figure.shows(PLAY));
    figure.click(".player .buttons button:nth-child(4)");
    assert!(figure.text(".position").starts_with("step 6000 of 6000"), "{}", figure.text(".position"));
    figure.click(".player .buttons button:nth-child(3)");
    assert!(figure.text(".learning .problem").starts_with("The run ends here"));
    assert_agrees(&figure);
}

fn one_class_alone_and_none_at_all_are_said(page: &Page<'_>) {
    for part in ["compare", "order", "unknown"] {
        let figure = open(page, &format!("part={part}&apples=0&pears=0"));
        assert!(figure.text(".warnings").contains("All there is to learn from is grape"));
        assert_agrees(&figure);
    }
    let figure = open(page, "part=cutoff&dogs=0");
    assert!(figure.text(".worked").contains("AUC, the area under the ROC curve: —"), "{}", figure.text(".worked"));
    figure.click(".class-data summary");
    figure.enter("#cats-number", "0");
    assert!(figure.text(".sentence").starts_with("There is nothing to learn from"));
    figure.click(".player .buttons button:nth-child(2)");
    assert!(figure.text(".learning .problem").starts_with("There is nothing to learn from"));
    figure.enter("#cats-number", "-3");
    assert!(
        figure.text("#cats-wrong").contains("out of range") || figure.text("#cats-wrong").contains("can’t be read")
    );
    figure.enter("#cats-number", "20");
    figure.enter("#dogs-number", "20");
    assert_agrees(&figure);
    assert!(figure.text(".sentence").contains("of 20 cats"), "{}", figure.text(".sentence"));
}

fn a_run_that_diverges_says_so_and_keeps_its_numbers(page: &Page<'_>) {
    let figure = open(page, "part=order&rate=2&steps=0&spread=0.7");
    figure.click(".player .buttons button:nth-child(4)");
    let said = figure.text(".learning .problem");
    assert!(said.contains("a smaller learning rate helps"), "{said}");
    assert!(figure.texts(".grid td").iter().all(|text| !text.contains("NaN") && !text.contains('∞')));
    assert_agrees(&figure);
}

fn a_bad_link_is_told_and_the_default_stands_in(page: &Page<'_>) {
    let figure = open(page, "x1=NaN&x2=1e999&part=seven&apples=99999&cutoff=-1&constructor=1");
    assert!(figure.shows(".notice"));
    let said = figure.text(".notice");
    assert!(said.contains("x1") && said.contains("can’t be read"), "{said}");
    assert_eq!(figure.state(), "");
    assert_agrees(&figure);
}

fn undo_takes_back_and_a_link_opens_the_same(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(".part label:nth-of-type(3) input");
    figure.click(".none label:nth-of-type(2) input");
    figure.enter("#confidence-box", "0.8");
    figure.click(".class-data summary");
    figure.enter("#grapes-number", "80");
    figure.enter("#seed-number", "7");
    figure.click(".player .buttons button:nth-child(4)");
    let (state, pictures) = (figure.state(), figure.picture());
    let cells = figure.texts(".grid td");
    let figure = open(page, &state);
    assert_eq!((figure.state(), figure.picture(), figure.texts(".grid td")), (state, pictures, cells));
    let figure = open(page, "");
    figure.click(".part label:nth-of-type(3) input");
    figure.enter("#confidence-box", "0.8");
    figure.click(".player .buttons button:nth-child(2)");
    for _ in 0..3 {
        figure.click(UNDO);
    }
    assert_eq!(figure.state(), "");
    assert!(!figure.is_enabled(UNDO));
    figure.focus(HANDLE);
    page.press(&[key::CONTROL, key::SHIFT, "z"]);
    assert_eq!(figure.state(), "part=unknown");
}

fn pictures_are_saved_and_all_points_stand_in_a_table(page: &Page<'_>) {
    let figure = open(page, "part=order");
    let saved = |nth: usize| {
        figure.click(&format!(".takeaway button:nth-child({nth})"));
        page.wait_for(
            "a picture",
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.voice').textContent.startsWith('Picture saved')",
        );
        figure.text(".voice")
    };
    assert!(saved(4).contains("classes.png"));
    assert!(saved(5).contains("classes.svg"));
    figure.click(".things summary");
    page.settle();
    assert_eq!(figure.texts(".things tbody tr").len(), 120);
    let heads = figure.texts(".things thead th");
    assert_eq!(heads, ["class", "x1", "x2", "one number", "softmax"]);
    let classes = model_of(&figure);
    let [right, _] = classes.right(Side::Numbers);
    let rows = figure.texts(".things tbody tr");
    let counted = rows.iter().filter(|row| {
        let class = row.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        row.matches(class).count() >= 2 && !row.ends_with(class) || row.matches(class).count() == 3
    });
    assert_eq!(counted.count(), right);
}
