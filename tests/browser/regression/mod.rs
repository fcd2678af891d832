//! The panel `regression`: what only it has. Fitted by eye, looked back on, expected, and fed with other rows.

use crate::model::{assert_agrees, engine_of, view_of};
use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, Value, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_line_follows_a_pointer_by_its_end,
        what_a_run_has_drawn_is_what_its_link_draws_anew,
        any_picture_can_be_the_large_one,
        what_is_expected_is_drawn_by_keys_and_by_mouse,
        pasted_rows_are_taken_and_bad_ones_named,
        points_are_placed_by_mouse_and_by_boxes,
        a_hundred_thousand_rows_train_and_can_be_stopped,
    ]
}

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("regression", &format!("{state}&goal=none"))
}

/// A value of the figure's state, in an engine of our own.
#[track_caller]
fn number(figure: &Figure<'_>, name: &str) -> f64 {
    engine_of(figure).value(name).and_then(|text| text.parse().ok()).expect("a number")
}

fn the_line_follows_a_pointer_by_its_end(page: &Page<'_>) {
    let figure = open(page, "start=hand");
    figure.drag(Pointer::Mouse, ".handle.right", &[(0, -60)]);
    let slope = number(&figure, "w");
    assert!(slope > 0.2, "{slope}");
    assert_agrees(&figure);
    // A finger that goes up or down scrolls the page: it takes the end by going sideways first.
    figure.drag(Pointer::Touch, ".handle.left", &[(12, 0), (0, 60)]);
    assert!(number(&figure, "w") > slope + 0.2);
    figure.choose_in_menu("undo");
    assert_eq!(number(&figure, "w"), slope, "one drag is taken back in one step");
}

fn what_a_run_has_drawn_is_what_its_link_draws_anew(page: &Page<'_>) {
    for state in
        ["best=on", "residuals=on&paths=compare", "task=logistic&optimizer=adam&rate=0.1", "degree=5&rate=0.1&axis=log"]
    {
        let figure = open(page, state);
        let pictures = |figure: &Figure<'_>| {
            // The lines of equal loss come once they are worked out.
            wait_until_worked_out(figure);
            figure.run("return [...root.querySelectorAll('.lab canvas')].filter(isShown).map(pixelsOf)", &[])
        };
        (0..7).for_each(|_| figure.click(".transport .buttons button:nth-child(2)"));
        (0..3).for_each(|_| figure.click(".transport .buttons button:nth-child(3)"));
        let (played, link) = (pictures(&figure), figure.state());
        assert!(played.as_array().is_some_and(|pictures| pictures.len() > 1) && link.contains("steps="), "{link}");
        // assert_eq would print pictures.
        assert!(pictures(&page.open_panel("regression", &link)) == played, "{link}");
    }
}

fn any_picture_can_be_the_large_one(page: &Page<'_>) {
    let figure = open(page, "");
    for name in ["chart", "surface", "scatter"] {
        figure.click(&format!(".view.{name} .enlarge"));
        let widths = figure.run(
            "return ['scatter', 'chart', 'surface'].map((name) => [name, $(`.view.${name} canvas`).clientWidth]).sort(([, a], [, b]) => b - a)",
            &[],
        );
        assert_eq!(widths[0][0], name, "{widths}");
        assert!(!figure.shows(&format!(".view.{name} .enlarge")));
    }
}

/// The losses that are expected.
fn expected(figure: &Figure<'_>) -> Vec<f64> {
    let shown: Value = view_of(&*engine_of(figure));
    let knots = shown["view"]["handles"].as_array().into_iter().flatten();
    let knots = knots.filter(|handle| handle["name"].as_str().is_some_and(|name| name.starts_with("knot")));
    knots.filter_map(|handle| handle["y"].as_f64()).collect()
}

fn what_is_expected_is_drawn_by_keys_and_by_mouse(page: &Page<'_>) {
    let figure = open(page, "large=chart");
    show_drawer(&figure, "curve");
    figure.click(".content.curve .buttons button");
    let level = expected(&figure);
    assert_eq!(level.len(), 11);
    figure.focus(".handle.knot1");
    page.press(&[key::SHIFT, key::DOWN]);
    let lowered = expected(&figure);
    assert!(lowered[1] < level[1] && lowered[0] == level[0], "{lowered:?}");
    assert!(figure.attribute(".handle.knot1", "aria-valuetext").starts_with("epoch 10: "));
    figure.page.drag(Pointer::Mouse, &figure.element(".view.chart canvas"), (0, 0), &[(120, 40)]);
    assert_ne!(expected(&figure), lowered);
    figure.click(".transport .finish");
    page.wait_for(
        "the end of the run",
        "return document.querySelector('perceptron-playground').query.includes('steps=400')",
    );
    assert!(!figure.shows(".handle.knot1"), "what is past is expected no more");
    show_drawer(&figure, "numbers");
    assert!(figure.texts(".numbers li").iter().any(|line| line.contains("on average")));
}

fn paste(figure: &Figure<'_>, rows: &str) {
    figure.run(
        "$('[data-file=csv] details').open = true; $('[data-file=csv] textarea').value = args[0]; $('[data-file=csv] .said-of-file').textContent = ''",
        &[json!(rows)],
    );
    figure.click("[data-file=csv] details .buttons button");
}

fn pasted_rows_are_taken_and_bad_ones_named(page: &Page<'_>) {
    let figure = open(page, "");
    show_drawer(&figure, "rows");
    paste(&figure, "x,y\n1,2\n2,4\n3,6.5\n4,8\n5,9.5\n6,12\n");
    assert_eq!(figure.texts(".content.rows tbody tr").len(), 6);
    let state = figure.state();
    for (rows, said) in [
        ("1,2\n3,four\n", "Line 2, column 3: “four”"),
        ("1,2\n", "Line 1: one row"),
        ("1,2\n3,1e308\n", "Line 2, column 3: “1e308” is too large"),
        ("", "The file is empty"),
    ] {
        paste(&figure, rows);
        assert!(figure.text(".said-of-file").starts_with(said), "{}", figure.text(".said-of-file"));
        assert_eq!(figure.state(), state, "the old rows are kept");
    }
    paste(&figure, "2,1\n2,2\n2,3\n2,4\n2,5\n2,6\n2,7\n");
    show_drawer(&figure, "numbers");
    assert!(figure.texts(".numbers li").iter().any(|line| line.starts_with("All x are the same")));
}

fn points_are_placed_by_mouse_and_by_boxes(page: &Page<'_>) {
    let figure = open(page, "");
    show_drawer(&figure, "rows");
    let rows = || figure.texts(".content.rows tbody tr").len();
    figure.click(".content.rows > .buttons button:nth-of-type(1)");
    assert_eq!(rows(), 0);
    for (x, y) in [("1", "2"), ("2", "4.5"), ("-1", "0"), ("3", "5")] {
        figure.run(
            "const [a, b] = root.querySelectorAll('.add-row input'); [a.value, b.value] = args; $('.add-row button').click()",
            &[json!(x), json!(y)],
        );
        page.settle();
    }
    assert_eq!(rows(), 4);
    let place = (-90, 40);
    figure.page.drag(Pointer::Mouse, &figure.element(".view.scatter canvas"), place, &[]);
    assert_eq!(rows(), 5);
    figure.page.drag(Pointer::Mouse, &figure.element(".view.scatter canvas"), place, &[]);
    assert_eq!(rows(), 4, "a point that is there is taken away");
    figure.click(".content.rows .remove");
    assert_eq!(rows(), 3);
}

fn a_hundred_thousand_rows_train_and_can_be_stopped(page: &Page<'_>) {
    let figure = open(page, "n=100000&batch=10000&epochs=10000");
    figure.click(".transport .finish");
    page.wait_for(
        "progress",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').valueAsNumber > 7",
    );
    assert_eq!(figure.attribute(".play", "aria-label"), "Pause");
    figure.click(".play");
    assert_eq!(figure.attribute(".play", "aria-label"), "Play");
    let position = figure.text(".place");
    page.settle();
    assert_eq!(figure.text(".place"), position);
    show_drawer(&figure, "numbers");
    assert!(figure.texts(".numbers li").iter().any(|line| line.contains("of 100000 points are drawn")));
}
