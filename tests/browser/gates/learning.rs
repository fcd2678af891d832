//! Learning: one sample, one epoch, playing, pausing, going back through the history, and the verdict.

use crate::model::{assert_agrees, model_of};
use perceptron_playground::panel::played::Played;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        one_sample_says_in_numbers_what_changed_and_why,
        one_sample_says_the_same_with_the_threshold,
        one_epoch_takes_the_rest_of_the_four_rows,
        to_the_end_converges_and_says_so,
        reset_gives_the_same_start_and_the_same_run,
        playing_goes_on_until_the_verdict,
        pausing_keeps_the_step_and_says_which,
        a_change_by_hand_ends_playing,
        the_speed_is_kept_and_kept_to,
        the_history_can_be_dragged_back_and_replayed,
        the_learning_rate_changes_the_steps,
        xor_never_settles_and_says_why,
        a_run_that_would_leave_the_range_stops_and_says_so,
    ]
}

pub const PLAY: &str = ".player .buttons button:nth-child(1)";
const SAMPLE: &str = ".player .buttons button:nth-child(2)";
const EPOCH: &str = ".player .buttons button:nth-child(3)";
const FINISH: &str = ".player .buttons button:nth-child(4)";
const RESET: &str = ".player .buttons button:nth-child(5)";
const NAND: &str = "/?lang=en#panel=gates&gate=nand&w1=0&w2=0&b=0&form=bias";
/// A run whose verdict is hundreds of steps away.
const LONG: &str = "/?lang=en#panel=gates&gate=and&w1=-2&w2=-2&b=2&rate=0.01";
const XOR: &str = "/?lang=en#panel=gates&gate=xor&w1=0&w2=0&b=0&form=bias";

/// What the last step did, as the page tells it and as the model does.
#[track_caller]
fn assert_update(figure: &Figure<'_>) {
    let gates = assert_agrees(figure);
    let update = gates.update_text().expect("a step has been taken");
    let lead = figure.text(".report > p");
    assert!(lead.contains(&update.error), "{lead}");
    let names = ["w1", "w2", if gates.settings().shows_threshold { "θ" } else { "b" }];
    let lines = names.iter().zip(&update.parameters).map(|(name, text)| format!("{name} ← {text}"));
    assert_eq!(figure.texts(".updates li"), if update.changed { lines.collect() } else { Vec::new() });
}

fn one_sample_says_in_numbers_what_changed_and_why(page: &Page<'_>) {
    page.open(NAND);
    let figure = page.figure();
    let picture = figure.picture();
    figure.click(SAMPLE);
    // (0, 0) wants 1 and gets 0: the weights stay, for their inputs are 0, and the bias grows by η.
    assert_eq!(figure.text(".report > p"), "Looked at (0, 0) · t − y = 1 − 0 = 1 · Wrong, so the line moves:");
    assert_eq!(figure.value("#b-box"), "0.10");
    assert_ne!(figure.picture(), picture);
    assert_update(&figure);
    for _ in 0..7 {
        figure.click(SAMPLE);
        assert_update(&figure);
    }
    assert_eq!(figure.text(".position"), "step 8 of 8, epoch 2");
}

fn one_sample_says_the_same_with_the_threshold(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=nand&w1=0&w2=0&b=0");
    let figure = page.figure();
    figure.click(SAMPLE);
    assert_eq!(figure.value("#theta-box"), "−0.10");
    assert_update(&figure);
    assert!(figure.text(".updates li:nth-child(3)").starts_with("θ ← "));
}

fn one_epoch_takes_the_rest_of_the_four_rows(page: &Page<'_>) {
    page.open(NAND);
    let figure = page.figure();
    figure.click(EPOCH);
    assert_eq!(figure.text(".position"), "step 4 of 4, epoch 1");
    figure.click(SAMPLE);
    figure.click(EPOCH);
    assert_eq!(figure.text(".position"), "step 8 of 8, epoch 2");
    assert_update(&figure);
}

fn to_the_end_converges_and_says_so(page: &Page<'_>) {
    page.open(NAND);
    let figure = page.figure();
    figure.click(FINISH);
    let gates = assert_agrees(&figure);
    assert_eq!(gates.rows_right(), 4);
    let epoch = gates.position() / 4;
    assert_eq!(figure.text(".verdict"), format!("Converged: epoch {epoch} changed nothing, so no later epoch will."));
    assert_eq!(figure.text(".best"), "Best so far: 4 of 4 rows right");
    assert!(figure.text(".sentence").ends_with("This perceptron computes NAND."));
}

fn reset_gives_the_same_start_and_the_same_run(page: &Page<'_>) {
    page.open(NAND);
    let figure = page.figure();
    let start = (figure.state(), figure.picture());
    assert!(!figure.is_enabled(RESET));
    figure.click(FINISH);
    let end = (figure.state(), figure.picture());
    figure.click(RESET);
    assert_eq!((figure.state(), figure.picture()), start);
    assert_eq!(figure.text(".position"), "step 0 of 0, epoch 0");
    figure.click(FINISH);
    assert_eq!((figure.state(), figure.picture()), end);
}

fn playing_goes_on_until_the_verdict(page: &Page<'_>) {
    page.open(&format!("{NAND}&speed=100"));
    let figure = page.figure();
    figure.click(PLAY);
    page.wait_for(
        "the verdict",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.verdict').textContent",
    );
    page.settle();
    assert_eq!(figure.text(PLAY), "Play");
    assert!(figure.text(".verdict").starts_with("Converged"));
    assert_eq!(figure.text(".voice"), figure.text(".verdict"));
    assert_eq!(assert_agrees(&figure).rows_right(), 4);
}

fn position(figure: &Figure<'_>) -> usize {
    model_of(figure).position()
}

fn pausing_keeps_the_step_and_says_which(page: &Page<'_>) {
    page.watch();
    page.open(&format!("{LONG}&speed=5"));
    let figure = page.figure();
    figure.click(PLAY);
    assert_eq!(figure.text(PLAY), "Pause");
    page.wait_for(
        "some steps",
        "return document.querySelector('perceptron-playground').query.match(/steps=[2-9]/)?.[0]",
    );
    // By key: the button may move by a line while the texts above it change.
    figure.focus(PLAY);
    page.press(&[key::ENTER]);
    assert_eq!(figure.text(PLAY), "Play");
    let step = position(&figure);
    assert_eq!(figure.text(".voice"), format!("Paused at step {step}."));
    page.wait_until_quiet();
    assert_eq!(position(&figure), step);
    assert_update(&figure);
}

fn a_change_by_hand_ends_playing(page: &Page<'_>) {
    page.open(&format!("{LONG}&speed=20"));
    let figure = page.figure();
    figure.click(PLAY);
    figure.focus("#w1-range");
    page.press(&[key::RIGHT]);
    assert_eq!(figure.text(PLAY), "Play");
    assert_eq!(position(&figure), 0, "the weights set by hand begin a new run");
    assert_agrees(&figure);
}

fn the_speed_is_kept_and_kept_to(page: &Page<'_>) {
    page.open(XOR);
    let figure = page.figure();
    figure.focus(".speed select");
    // 2 a second is where it begins; the next is 5.
    page.press(&[key::DOWN]);
    assert_eq!(figure.value(".speed select"), "5");
    assert!(figure.state().contains("speed=5"), "{}", figure.state());
    // 5 a second for a second, by the page's own clock; where the machine is too busy for its frames, fewer.
    let steps = figure.run(
        "const start = performance.now();
         $('.player button').click();
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
    page.open(NAND);
    let figure = page.figure();
    let mut seen = vec![(figure.texts(".truth .sum:not(th)"), figure.picture())];
    for _ in 0..6 {
        figure.click(SAMPLE);
        seen.push((figure.texts(".truth .sum:not(th)"), figure.picture()));
    }
    figure.focus(".history");
    // Back by keys, one step at a time: the weights are those of then. (Each step also looks at its own row.)
    for step in (0..6).rev() {
        page.press(&[key::LEFT]);
        assert_eq!(position(&figure), step);
        assert_eq!(figure.texts(".truth .sum:not(th)"), seen[step].0, "step {step}");
        assert_eq!(figure.text(".position"), format!("step {step} of 6, epoch {}", step.div_ceil(4)));
        assert_agrees(&figure);
    }
    // Forwards by steps: the same run again, to the pixel.
    for (step, (sums, picture)) in seen.iter().enumerate().skip(1) {
        figure.click(SAMPLE);
        assert_eq!((&figure.texts(".truth .sum:not(th)"), &figure.picture()), (sums, picture), "step {step}");
    }
    // Back by mouse, to the left end.
    figure.reveal(".history");
    let half = figure.run("return Math.round($('.history').clientWidth / 2)", &[]);
    let half = i32::try_from(half.as_i64().unwrap_or_default()).unwrap_or_default();
    page.drag(Pointer::Mouse, &figure.element(".history"), (half - 8, 0), &[(-half, 0), (-half, 0)]);
    assert_eq!(position(&figure), 0);
    assert_agrees(&figure);
}

fn the_learning_rate_changes_the_steps(page: &Page<'_>) {
    page.open(NAND);
    let figure = page.figure();
    figure.enter("#rate-box", "0.25");
    figure.click(SAMPLE);
    assert_eq!(figure.value("#b-box"), "0.25");
    assert_update(&figure);
    figure.enter("#rate-box", "0");
    assert!(figure.shows("#rate-problem"), "a rate of 0 learns nothing");
    assert_eq!(figure.value("#rate-box"), "0.25");
}

fn xor_never_settles_and_says_why(page: &Page<'_>) {
    page.open(XOR);
    let figure = page.figure();
    let why = figure.text(".why p");
    assert!(why.contains("(0, 1) and (1, 0) want 1; added up, that asks for w1 + w2 + 2b > 0."), "{why}");
    assert!(why.contains("(0, 0) and (1, 1) want 0; added up, that asks for w1 + w2 + 2b ≤ 0."), "{why}");
    figure.click(FINISH);
    let gates = assert_agrees(&figure);
    let verdict = figure.text(".verdict");
    assert!(verdict.starts_with("It never settles: epoch "), "{verdict}");
    let best = gates.training().best(gates.position());
    assert!(best <= 3);
    assert_eq!(figure.text(".best"), format!("Best so far: {best} of 4 rows right"));
    // The epochs named are those that end alike.
    let epochs: Vec<usize> =
        verdict.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let (again, first) = if verdict.contains("at the start") { (epochs[0], 0) } else { (epochs[0], epochs[1]) };
    assert_eq!(gates.training().state(4 * again), gates.training().state(4 * first), "{verdict}");
    // It can be driven on, and stays as it is.
    figure.click(FINISH);
    assert_eq!(figure.text(".verdict"), verdict);
    figure.click(".choice.gate input[value=or]");
    assert!(!figure.shows(".why"));
}

fn a_run_that_would_leave_the_range_stops_and_says_so(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=and&w1=-10&w2=-10&b=10&form=bias&rate=1");
    let figure = page.figure();
    let before = figure.state();
    figure.click(FINISH);
    let halt = figure.text(".report .problem");
    let gates = assert_agrees(&figure);
    // Either the run stops and names the parameter, or it came to its verdict within the range.
    let stopped = halt.contains("beyond ±10");
    assert!(stopped != gates.past_verdict(), "{halt} {} {before}", figure.state());
    if stopped {
        assert!(figure.shows(".report .problem"));
    }
    assert!(json!(figure.texts(".truth .sum:not(th)")).to_string().find("NaN").is_none());
}
