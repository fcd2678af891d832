//! The network that learns XOR: played, gone back over, set by hand, and tried with many seeds.

use perceptron_playground::panel::xor::Xor;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, tests};

use super::{assert_agrees, open, type_into};

pub fn tests() -> Vec<Test> {
    tests![
        a_network_finds_xor_by_itself,
        the_history_goes_back_and_on,
        a_step_can_not_be_trained,
        a_hundred_seeds_are_tried_and_a_stuck_one_is_opened_by_keys,
        a_link_opens_the_same_weights,
        a_weight_set_by_keys_begins_a_run_that_a_link_repeats_to_the_bit,
        the_loss_is_drawn_and_told,
    ]
}

const PLAY: &str = ".player .buttons button:nth-child(1)";

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

fn a_weight_set_by_keys_begins_a_run_that_a_link_repeats_to_the_bit(page: &Page<'_>) {
    let figure = open(page, "part=learn&activation=tanh&seed=3&steps=40");
    type_into(&figure, "#learned-h1w2", "−1.25");
    assert_eq!(figure.text(".position"), "step 0 of 0, epoch 0");
    assert!(figure.text(".sentence").starts_with("The network with the weights that you have set"));
    figure.focus("#learned-yb");
    page.press(&[key::UP]);
    assert_eq!(assert_agrees(&figure).parameter_text(0, 1), "−1.25");
    figure.focus(".player .buttons button:nth-child(4)");
    page.press(&[key::ENTER]);
    let trained = assert_agrees(&figure);
    let (state, picture) = (figure.state(), figure.picture());
    assert!(state.contains("start="), "{state}");

    let figure = open(page, &state);
    assert_eq!((figure.state(), figure.picture()), (state, picture));
    let bits = |xor: &Xor| xor.run().network().parameters().iter().map(|w| w.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(&assert_agrees(&figure)), bits(&trained));

    type_into(&figure, "#learned-h1w2", "1,25");
    assert!(
        figure.text("#weight-problem").starts_with("h1: w2: write the decimal point"),
        "{}",
        figure.text("#weight-problem")
    );
    assert_eq!(bits(&assert_agrees(&figure)), bits(&trained), "nothing is lost");
    figure.click(".weights button");
    assert!(figure.state().contains("seed=3") && !figure.state().contains("start="), "{}", figure.state());
}

fn the_loss_is_drawn_and_told(page: &Page<'_>) {
    let figure = open(page, "part=learn");
    let told = |figure: &Figure<'_>| figure.attribute(".loss-curve canvas", "aria-label");
    let drawn = || {
        page.text("return document.querySelector('perceptron-playground').shadowRoot.querySelector('.loss-curve canvas').toDataURL()")
    };
    let (empty, silent) = (drawn(), told(&figure));
    figure.click(".player .buttons button:nth-child(4)");
    let xor = assert_agrees(&figure);
    assert!(told(&figure).contains(&xor.loss_text().unwrap_or_default()) && told(&figure) != silent);
    let whole = drawn();
    assert_ne!(whole, empty);
    figure.focus(".history");
    page.press(&[key::LEFT]);
    page.press(&[key::HOME]);
    assert_ne!(drawn(), whole, "the curve ends where the run stands");
    page.press(&[key::END]);
    assert_eq!(drawn(), whole);
}
