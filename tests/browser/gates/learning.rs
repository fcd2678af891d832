//! Learning: one sample, one epoch, playing, pausing, going back through the history, and the verdict.

use crate::model::{assert_agrees, gates_of, view_of};
use crate::plate::drawers::show_drawer;
use perceptron_playground::model::training::Verdict;
use perceptron_playground::panel::playable::Playable as _;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        one_sample_says_in_numbers_what_changed_and_why,
        one_epoch_takes_the_rest_of_the_four_rows,
        to_the_end_converges_and_says_so,
        reset_gives_the_same_start_and_the_same_run,
        playing_goes_on_until_the_verdict,
        pausing_keeps_the_step,
        a_change_by_hand_ends_playing,
        the_speed_is_kept_and_kept_to,
        the_history_can_be_dragged_back_and_replayed,
        the_learning_rate_changes_the_steps,
        xor_never_settles_and_says_why,
    ]
}

const PLAY: &str = ".play";
const SAMPLE: &str = ".move";
const EPOCH: &str = ".move + .move";
const FINISH: &str = ".finish";
const RESET: &str = ".reset";
const NAND: &str = "goal=learn-nand";
/// A run whose verdict is hundreds of steps away.
const LONG: &str = "gate=and&w1=-2&w2=-2&b=2&rate=0.01&goal=none";
const XOR: &str = "gate=xor&w1=0&w2=0&b=0&form=bias&goal=none";

fn position(figure: &Figure<'_>) -> u64 {
    gates_of(figure).position()
}

fn one_sample_says_in_numbers_what_changed_and_why(page: &Page<'_>) {
    let figure = page.open_panel("gates", NAND);
    let picture = figure.picture();
    show_drawer(&figure, "numbers");
    figure.click(SAMPLE);
    // (0, 0) wants 1 and gets 0: the weights stay, for their inputs are 0, and the bias grows by η.
    let lines = figure.texts(".content.numbers .lines li");
    assert!(lines.iter().any(|line| line.contains("(0, 0)") && line.contains("1 − 0 = 1")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("b ← 0 + 0.1")), "{lines:?}");
    assert_eq!(figure.text(".sum"), "0×0 + 0×0 + 0.1 = 0.1");
    assert_ne!(figure.picture(), picture);
    for step in 2..=8 {
        figure.click(SAMPLE);
        assert_eq!(position(&figure), step);
        assert_agrees(&figure);
    }
    assert!(figure.text(".place").contains('8'), "{}", figure.text(".place"));
}

fn one_epoch_takes_the_rest_of_the_four_rows(page: &Page<'_>) {
    let figure = page.open_panel("gates", NAND);
    figure.click(EPOCH);
    assert_eq!(position(&figure), 4);
    figure.click(SAMPLE);
    figure.click(EPOCH);
    assert_eq!(position(&figure), 8);
    assert_agrees(&figure);
}

fn to_the_end_converges_and_says_so(page: &Page<'_>) {
    let figure = page.open_panel("gates", NAND);
    figure.click(FINISH);
    assert_agrees(&figure);
    let gates = gates_of(&figure);
    assert_eq!(gates.rows_right(), 4);
    let Some(Verdict::Converged { epoch }) = gates.training().verdict() else {
        panic!("{:?}", gates.training().verdict())
    };
    assert!(figure.text(".notes").contains(&format!("epoch {epoch}")), "{}", figure.text(".notes"));
}

fn reset_gives_the_same_start_and_the_same_run(page: &Page<'_>) {
    let figure = page.open_panel("gates", NAND);
    let start = (figure.state(), figure.picture());
    assert!(!figure.is_enabled(RESET));
    figure.click(FINISH);
    let end = (figure.state(), figure.picture());
    figure.click(RESET);
    assert_eq!((figure.state(), figure.picture()), start);
    figure.click(FINISH);
    assert_eq!((figure.state(), figure.picture()), end);
}

fn playing_goes_on_until_the_verdict(page: &Page<'_>) {
    let figure = page.open_panel("gates", &format!("{NAND}&speed=100"));
    figure.click(PLAY);
    page.wait_for(
        "the verdict",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.notes').textContent",
    );
    page.settle();
    assert_eq!(figure.attribute(PLAY, "aria-label"), "Play");
    assert_agrees(&figure);
    assert_eq!(gates_of(&figure).rows_right(), 4);
}

fn pausing_keeps_the_step(page: &Page<'_>) {
    page.watch();
    let figure = page.open_panel("gates", &format!("{LONG}&speed=5"));
    figure.click(PLAY);
    assert_eq!(figure.attribute(PLAY, "aria-label"), "Pause");
    page.wait_for(
        "some steps",
        "return document.querySelector('perceptron-playground').query.match(/steps=[2-9]/)?.[0]",
    );
    figure.click(PLAY);
    assert_eq!(figure.attribute(PLAY, "aria-label"), "Play");
    let step = position(&figure);
    page.wait_until_quiet();
    assert_eq!(position(&figure), step);
    assert_agrees(&figure);
}

fn a_change_by_hand_ends_playing(page: &Page<'_>) {
    let figure = page.open_panel("gates", &format!("{LONG}&speed=20"));
    figure.click(PLAY);
    figure.focus("#w1-range");
    page.press(&[key::RIGHT]);
    assert_eq!(figure.attribute(PLAY, "aria-label"), "Play");
    assert_eq!(position(&figure), 0, "the weights set by hand begin a new run");
    assert_agrees(&figure);
}

fn the_speed_is_kept_and_kept_to(page: &Page<'_>) {
    let figure = page.open_panel("gates", XOR);
    show_drawer(&figure, "settings");
    let speed = figure.run("const control = $(\"[data-field='speed'] :is(select, .box)\"); return control.id", &[]);
    let speed = format!("#{}", speed.as_str().unwrap_or_default());
    figure.focus(&speed);
    page.press(&[key::DOWN]);
    assert!(figure.state().contains("speed=5"), "{}", figure.state());
    // 5 a second for a second, by the page's own clock; where the machine is too busy for its frames, fewer.
    let steps = figure.run(
        "const start = performance.now();
         $('.play').click();
         return new Promise((done) => {
             const wait = (now) => (now - start < 1100 ? requestAnimationFrame(wait) : done(figure.query));
             requestAnimationFrame(wait);
         })",
        &[],
    );
    let taken =
        steps.as_str().and_then(|state| state.split_once("steps=")).and_then(|(_, rest)| rest.split('&').next());
    let taken = taken.and_then(|count| count.parse::<u32>().ok()).unwrap_or_default();
    assert!((1..=7).contains(&taken), "{steps}");
}

fn the_history_can_be_dragged_back_and_replayed(page: &Page<'_>) {
    let figure = page.open_panel("gates", NAND);
    let mut seen = vec![(figure.text(".sum"), figure.picture())];
    for _ in 0..6 {
        figure.click(SAMPLE);
        seen.push((figure.text(".sum"), figure.picture()));
    }
    figure.focus(".history");
    // Back by keys, one step at a time: the weights are those of then.
    for step in (0..6).rev() {
        page.press(&[key::LEFT]);
        assert_eq!(position(&figure), step as u64);
        assert_eq!(figure.text(".sum"), seen[step].0, "step {step}");
        assert_agrees(&figure);
    }
    // Forwards by steps: the same run again, to the pixel.
    for (step, (sum, picture)) in seen.iter().enumerate().skip(1) {
        figure.click(SAMPLE);
        assert_eq!((&figure.text(".sum"), &figure.picture()), (sum, picture), "step {step}");
    }
    // Back by mouse, to the left end.
    let half = figure.run("return Math.round($('.history').clientWidth / 2)", &[]);
    let half = i32::try_from(half.as_i64().unwrap_or_default()).unwrap_or_default();
    page.drag(Pointer::Mouse, &figure.element(".history"), (half - 8, 0), &[(-half, 0), (-half, 0)]);
    assert_eq!(position(&figure), 0);
    assert_agrees(&figure);
}

fn the_learning_rate_changes_the_steps(page: &Page<'_>) {
    let figure = page.open_panel("gates", NAND);
    figure.enter("#rate-box", "0.25");
    figure.click(SAMPLE);
    assert_eq!(figure.text(".sum"), "0×0 + 0×0 + 0.25 = 0.25");
    figure.enter("#rate-box", "0");
    assert!(figure.shows("#rate-problem"), "a rate of 0 learns nothing");
    assert_eq!(figure.value("#rate-box"), "0.25");
}

fn xor_never_settles_and_says_why(page: &Page<'_>) {
    let figure = page.open_panel("gates", XOR);
    show_drawer(&figure, "numbers");
    let why = figure.texts(".content.numbers .lines li").join(" ");
    assert!(why.contains("w1 + w2 + 2b > 0") && why.contains("w1 + w2 + 2b ≤ 0"), "{why}");
    // The number that this is about is written with what the reader sees, the threshold or the bias.
    figure.run("figure.state = { form: 'threshold' }", &[]);
    page.settle();
    let why = figure.texts(".content.numbers .lines li").join(" ");
    assert!(why.contains("w1 + w2 − 2θ > 0") && !why.contains("2b"), "{why}");
    figure.run("figure.state = { form: 'bias' }", &[]);
    page.settle();
    figure.click(FINISH);
    let verdict = figure.text(".notes");
    let gates = gates_of(&figure);
    let Some(Verdict::Cycles { first, length }) = gates.training().verdict() else { panic!("{verdict}") };
    assert!(verdict.contains(&(first + length).to_string()), "{verdict}");
    assert!(gates.training().best(gates.settings().steps as usize) <= 3);
    // The epochs named are those that end alike.
    assert_eq!(gates.training().state(4 * (first + length)), gates.training().state(4 * first), "{verdict}");
    // It can be driven on, and stays as it is.
    figure.click(FINISH);
    assert_eq!(figure.text(".notes"), verdict);
    assert_eq!(view_of(&*crate::model::engine_of(&figure))["view"]["player"]["playing"], json!(false));
}
