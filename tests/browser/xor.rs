//! The panel `xor`: built by hand, broken and mended, learned, tried a hundred times, searched, and collapsed.

use crate::element::axe::assert_no_violation;
use perceptron_playground::panel::xor::Xor;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        xor_is_built_by_keys_alone,
        a_broken_network_says_what_breaks_and_undo_mends_it,
        every_preset_is_xor,
        a_line_is_moved_by_mouse_and_by_finger,
        a_row_is_chosen_by_mouse_and_by_keys,
        a_network_finds_xor_by_itself,
        the_history_goes_back_and_on,
        a_step_can_not_be_trained,
        a_hundred_seeds_are_tried_and_a_stuck_one_is_opened_by_keys,
        every_setting_is_tried_and_none_does_xor,
        two_layers_without_a_step_are_one,
        a_link_opens_the_same_weights,
        the_language_changes_in_place,
        nothing_sticks_out_on_a_phone,
        axe_has_nothing_to_object_to,
    ]
}

const PLAY: &str = ".player .buttons button:nth-child(1)";
const PARTS: [&str; 4] = ["hand", "learn", "limit", "collapse"];

/// The state of an `xor` figure, in an engine of our own.
#[track_caller]
fn model_of(figure: &Figure<'_>) -> Xor {
    let mut xor = Xor::default();
    let state = figure.state();
    assert_eq!(xor.load(&state), [], "the state that a figure tells is one that can be loaded: {state}");
    xor
}

/// Checks that table, diagram and worked sums show one and the same state.
#[track_caller]
fn assert_agrees(figure: &Figure<'_>) -> Xor {
    let xor = model_of(figure);
    let row = xor.settings().row;
    let sums: Vec<_> = (0..3).map(|unit| xor.sum_text(row, unit)).collect();
    assert_eq!(figure.texts(".explained .worked .sum")[..3], sums);
    for row in 0..4 {
        let shown = figure.texts(&format!(".truth tbody tr:nth-child({}) strong:not(.bare)", row + 1));
        let expected: Vec<_> = (0..3).map(|unit| xor.output_text(row, unit)).collect();
        assert!(expected.ends_with(&shown) && !shown.is_empty(), "row {row}: {shown:?}, not {expected:?}");
        let mark = figure.text(&format!(".truth tbody tr:nth-child({}) .result", row + 1));
        assert_eq!(mark, if xor.row_right(row) { "✓" } else { "✗" }, "row {row}");
    }
    xor
}

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open(&format!("/?lang=en#panel=xor{}{state}", if state.is_empty() { "" } else { "&" }));
    page.figure()
}

/// Types into a box that has been reached without a pointer.
#[track_caller]
fn type_into(figure: &Figure<'_>, css: &str, text: &str) {
    figure.focus(css);
    figure.page.press(&[key::CONTROL, "a"]);
    figure.page.type_text(text);
    figure.page.press(&[key::ENTER]);
}

fn xor_is_built_by_keys_alone(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(".goals > .buttons button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".asked p").starts_with("h1 is OR"), "{}", figure.text(".asked p"));
    assert!(figure.text(".sentence").contains("h2 = AND") && !figure.shows(".reached"));
    for (name, value) in [("h2w1", "-0.5"), ("h2w2", "−0.5"), ("h2b", "0.7")] {
        type_into(&figure, &format!("#{name}-box"), value);
    }
    assert!(figure.text(".reached").starts_with("That’s XOR"), "{}", figure.text(".reached"));
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    assert!(figure.text(".sentence").ends_with("all 4 rows right. This is XOR."), "{}", figure.text(".sentence"));
    assert_eq!(assert_agrees(&figure).rows_right(), 4);
}

fn a_broken_network_says_what_breaks_and_undo_mends_it(page: &Page<'_>) {
    let figure = open(page, "");
    figure.enter("#yb-box", "-0.2");
    assert!(figure.text(".sentence").contains("the line of y does not yet"), "{}", figure.text(".sentence"));
    figure.enter("#h2w1-box", "0.5");
    figure.enter("#h2w2-box", "0.5");
    figure.enter("#h2b-box", "-0.2");
    let said = figure.text(".sentence");
    assert!(said.contains("(0, 1) and (1, 1) fall onto the same place but want different outputs"), "{said}");
    assert!(assert_agrees(&figure).rows_right() < 4);
    for _ in 0..4 {
        figure.click(".takeaway button:nth-child(1)");
    }
    assert!(figure.text(".sentence").contains("This is XOR"));
    assert_eq!(figure.state(), "");
    assert!(!figure.is_enabled(".takeaway button:nth-child(1)"));
}

fn every_preset_is_xor(page: &Page<'_>) {
    let figure = open(page, "h1w1=0&h1w2=0&h1b=0");
    assert!(!figure.text(".sentence").contains("This is XOR"));
    for nth in 1..=4 {
        let preset = format!(".presets button:nth-of-type({nth})");
        let picture = figure.picture();
        figure.click(&preset);
        assert!(figure.is_on(&preset) && figure.text(".sentence").contains("fall onto 3 places"));
        assert_ne!(figure.picture(), picture);
        assert_eq!(assert_agrees(&figure).rows_right(), 4);
    }
}

fn a_line_is_moved_by_mouse_and_by_finger(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "");
    for (pointer, nth, bias) in [(Pointer::Mouse, 1, "h1b"), (Pointer::Touch, 2, "h2b")] {
        let handle = format!(".plane.inputs .handle:nth-of-type({nth})");
        let before = figure.value(&format!("#{bias}-box"));
        figure.drag(pointer, &handle, &[(10, -10), (20, -20)]);
        let after = figure.value(&format!("#{bias}-box"));
        assert_ne!(after, before, "{bias}");
        assert!(figure.attribute(&handle, "aria-valuetext").contains(&format!("b = {after}")));
        assert_agrees(&figure);
    }
    let handle = ".plane.hidden .handle";
    figure.focus(handle);
    page.press(&[key::UP]);
    page.press(&[key::SHIFT, key::LEFT]);
    assert_eq!(figure.value("#yb-box"), "−0.79");
}

fn a_row_is_chosen_by_mouse_and_by_keys(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(".truth tbody tr:nth-child(2) .y");
    assert!(figure.text(".explained h2").contains("(0, 1)"));
    assert_agrees(&figure);
    figure.focus(".truth tbody tr:nth-child(2) input");
    page.press(&[key::UP]);
    assert!(figure.text(".explained h2").contains("(0, 0)"));
    assert_agrees(&figure);
    page.wait_for("the link", "return location.hash.includes('row=00')");
}

fn a_network_finds_xor_by_itself(page: &Page<'_>) {
    let figure = open(page, "speed=4000");
    figure.click(".part label:nth-of-type(2) input");
    assert!(figure.text(".sentence").starts_with("Seed 7: the network as it begins"), "{}", figure.text(".sentence"));
    figure.click(PLAY);
    page.wait_for(
        "the verdict",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.sentence').textContent.startsWith('Solved')",
    );
    page.settle();
    assert_eq!(figure.text(PLAY), "Play");
    assert_eq!(figure.text(".voice"), figure.text(".sentence"));
    let xor = assert_agrees(&figure);
    assert_eq!((xor.rows_right(), xor.run().solved()), (4, Some(xor.run().position())));
}

fn the_history_goes_back_and_on(page: &Page<'_>) {
    let figure = open(page, "part=learn");
    let start = figure.picture();
    figure.click(".player .buttons button:nth-child(4)");
    let (end, state) = (figure.picture(), figure.state());
    figure.focus(".history");
    page.press(&[key::HOME]);
    assert_eq!(figure.picture(), start);
    assert_agrees(&figure);
    page.press(&[key::END]);
    assert_eq!((figure.picture(), figure.state()), (end, state));
    figure.click(".player .buttons button:nth-child(5)");
    assert_eq!(figure.text(".position"), "step 0 of 0, epoch 0");
    figure.click(".player .buttons button:nth-child(2)");
    figure.click(".player .buttons button:nth-child(3)");
    assert_eq!(figure.text(".position"), "step 4 of 4, epoch 1");
    assert_agrees(&figure);
}

fn a_step_can_not_be_trained(page: &Page<'_>) {
    let figure = open(page, "part=learn");
    figure.click(".activation label:nth-of-type(3) input");
    assert!(figure.text(".sentence").starts_with("A step function can’t be trained"));
    figure.click(".player .buttons button:nth-child(2)");
    assert!(figure.text(".learning > .problem").contains("no slope to learn from"));
    assert_eq!(figure.text(".position"), "step 0 of 0, epoch 0");
    let gentle = figure.texts(".slopes li");
    figure.enter("#steepness-box", "20");
    let steep = figure.texts(".slopes li");
    assert!(gentle.len() == 4 && gentle != steep, "{gentle:?} {steep:?}");
}

fn a_hundred_seeds_are_tried_and_a_stuck_one_is_opened_by_keys(page: &Page<'_>) {
    let figure = open(page, "part=learn");
    figure.click(".goals > .buttons button:nth-child(3)");
    figure.focus(".seeds .buttons button");
    page.press(&[key::ENTER]);
    page.wait_for(
        "a hundred seeds",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.seeds progress').value === 100",
    );
    page.settle();
    let stuck = figure.texts(".seed-tile.stuck").len();
    let solved =
        figure.run("return root.querySelectorAll('.seed-tile.solved').length", &[]).as_u64().unwrap_or_default();
    assert!(stuck > 0 && solved > 50 && stuck as u64 + solved == 100, "{solved} solved, {stuck} stuck");
    assert!(figure.text(".seeds .result").starts_with(&format!("{solved} of 100 solve XOR, {stuck} get stuck")));

    // From the first picture on, the arrow keys go to the first that is stuck.
    let first = figure
        .run("return [...root.querySelectorAll('.seed-tile')].findIndex((e) => e.classList.contains('stuck'))", &[]);
    let first = usize::try_from(first.as_u64().unwrap_or_default()).unwrap_or_default();
    figure.focus(".seed-tile:nth-child(1)");
    page.press_times(key::RIGHT, first);
    page.press(&[key::ENTER]);
    let xor = assert_agrees(&figure);
    assert_eq!((xor.settings().seed as usize, xor.run().solved()), (first + 1, None));
    assert!(figure.text(".sentence").starts_with("Stuck: after 10000 epochs"), "{}", figure.text(".sentence"));
    assert!(figure.text(".reached").starts_with("Stuck for good"));
}

fn every_setting_is_tried_and_none_does_xor(page: &Page<'_>) {
    let figure = open(page, "part=limit");
    assert!(figure.text(".sentence").ends_with("3 of 4 rows right."));
    figure.click(".limit .primary");
    page.wait_for(
        "the search",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.limit progress').value === 1",
    );
    page.settle();
    assert_eq!(
        figure.text(".limit .result"),
        "All 64,481,201 settings tried. The best get 3 of 4 rows right; none gets 4."
    );
    let counts = figure.texts(".meter .count");
    let sum: u64 = counts.iter().map(|count| count.replace(',', "").parse::<u64>().unwrap_or_default()).sum();
    assert_eq!((sum, counts[4].as_str()), (64_481_201, "0"));
    figure.click(".meter li:nth-child(4) button");
    assert!(figure.text(".sentence").ends_with("3 of 4 rows right."));
    let xor = model_of(&figure);
    assert_eq!(
        figure.texts(".truth tbody .work"),
        (0..4).map(|row| format!("{} →", xor.sum_text(row, 0))).collect::<Vec<_>>()
    );
    assert!(
        figure.text(".demands").contains("w1 + w2 + 2b > 0") && figure.text(".demands").contains("w1 + w2 + 2b ≤ 0")
    );
}

fn two_layers_without_a_step_are_one(page: &Page<'_>) {
    let figure = open(page, "part=collapse&yw1=-1");
    let xor = assert_agrees(&figure);
    let worked = figure.texts(".collapse .worked .sum");
    let matrices = xor.matrices();
    assert_eq!(worked[..2], matrices.weights_worked);
    assert_eq!(worked[2], matrices.bias_worked);
    let end = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
    for row in 1..=4 {
        figure.click(&format!(".truth tbody tr:nth-child({row}) .x2"));
        let sums = figure.texts(".explained .worked .sum");
        assert_eq!(end(&sums[2]), end(&sums[3]), "both ways come to the same: {sums:?}");
    }
}

fn a_link_opens_the_same_weights(page: &Page<'_>) {
    let figure = open(page, "part=learn&activation=tanh&seed=42&rate=0.3");
    figure.click(".player .buttons button:nth-child(4)");
    let (state, picture) = (figure.state(), figure.picture());
    let labels = figure.texts(".diagram .label");
    assert!(state.contains("seed=42") && state.contains("steps="), "{state}");
    let figure = open(page, &state);
    assert_eq!((figure.state(), figure.picture(), figure.texts(".diagram .label")), (state, picture, labels));
    let xor = assert_agrees(&figure);
    assert_eq!(figure.texts(".diagram .label")[0], xor.parameter_text(0, 0));
}

fn the_language_changes_in_place(page: &Page<'_>) {
    for part in PARTS {
        let figure = open(page, &format!("part={part}&h1b=-0.6&w1=1.5&seed=3&steps=40"));
        let state = figure.state();
        figure.click(".takeaway button:nth-child(6)");
        assert!(figure.text(".sentence").contains("네 행 가운데"), "{}", figure.text(".sentence"));
        assert_eq!(figure.state(), state);
        figure.click(".takeaway button:nth-child(6)");
        assert!(figure.text(".sentence").contains("of 4 rows right"), "{}", figure.text(".sentence"));
    }
}

fn nothing_sticks_out_on_a_phone(page: &Page<'_>) {
    for width in [320, 360] {
        page.browser.phone(width, 740);
        for lang in ["en", "ko"] {
            for part in PARTS {
                page.open(&format!("/?lang={lang}#panel=xor&part={part}&yw1=-1.23&h1w1=-1.55&w1=-1.11&steps=400"));
                let wide = page.number("return document.documentElement.scrollWidth");
                assert!(wide <= f64::from(width), "{part} in {lang}: {wide} px wide on {width}");
            }
        }
    }
}

fn axe_has_nothing_to_object_to(page: &Page<'_>) {
    for (lang, scheme) in [("en", "light"), ("ko", "dark")] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        for part in PARTS {
            page.open(&format!("/?lang={lang}#panel=xor&part={part}&goal=build-xor&h1w1=0.2"));
            let figure = page.figure();
            for button in [".seeds .buttons button", ".limit .primary"] {
                if figure.shows(button) {
                    figure.click(button);
                    page.wait_for(
                        "something to look at",
                        "return new Promise((done) => setTimeout(() => done(true), 300))",
                    );
                }
            }
            assert_no_violation(page, &format!("{part} in {lang}, {scheme}"));
        }
    }
}
