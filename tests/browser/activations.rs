//! The panel `activations`: a point dragged and typed, the sigmoid made a step, a batch, a stack, and its questions.

use perceptron_playground::panel::activations::Activations;
use playground_tests::figure::plain;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_point_moves_by_mouse_by_finger_by_keys_and_by_typing,
        every_function_shows_its_own_numbers,
        bad_input_is_answered_and_nothing_is_lost,
        a_steep_sigmoid_answers_the_question_by_keys_alone,
        a_batch_of_dead_relus_is_found,
        a_stack_bends_when_something_stands_between,
        undo_reset_and_link_bring_back_the_state,
        the_table_says_what_the_picture_shows,
        the_pictures_can_be_taken_along,
    ]
}

const PARTS: [&str; 4] = ["curve", "steep", "batch", "depth"];
const HANDLE: &str = ".first .handle";

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("activations", state)
}

/// The state of the figure in an engine of our own, after a check that the numbers shown are those of that state.
#[track_caller]
fn assert_agrees(figure: &Figure<'_>) -> Activations {
    let mut panel = Activations::default();
    let state = figure.state();
    assert_eq!(panel.load(&state), [], "the state that a figure tells is one that can be loaded: {state}");
    let sentence = figure.text(".sentence");
    let said = panel.said();
    let settings = *panel.settings();
    let lines = figure.texts(".numbers .lines li");
    match settings.part.name() {
        "curve" => {
            assert_eq!(lines[..2], panel.worked().map(|line| plain(&line)));
            assert_eq!(figure.value("#a-box"), settings.a.padded());
            let power = panel.power().unwrap_or_else(|| "no slope".to_owned());
            assert!(lines[2].ends_with(&power) || power == "no slope", "{} {power}", lines[2]);
        }
        "steep" => {
            let worked = panel.steep_worked();
            assert!(lines.iter().zip(&worked).all(|(line, worked)| line.ends_with(worked)), "{lines:?} {worked:?}");
        }
        "depth" => assert_eq!(lines[..5], settings.stack.worked(settings.x)),
        _ => {}
    }
    for (name, value) in said.values.iter().filter(|(name, _)| ["h", "slope", "share", "bend"].contains(name)) {
        let may_be_left_out = ["same", "straight"].contains(&said.key);
        assert!(sentence.contains(&plain(value)) || may_be_left_out, "{name} = {value}: {sentence}");
    }
    panel
}

fn the_point_moves_by_mouse_by_finger_by_keys_and_by_typing(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "");
    for (pointer, path) in [(Pointer::Mouse, [(20, 0), (40, 0)]), (Pointer::Touch, [(-50, 0), (-100, 0)])] {
        let (before, picture) = (figure.value("#a-box"), figure.picture());
        figure.drag(pointer, HANDLE, &path);
        assert_ne!(figure.value("#a-box"), before, "{path:?}");
        assert_ne!(figure.picture(), picture);
        assert_agrees(&figure);
    }
    figure.enter("#a-box", "−1.25");
    figure.focus(HANDLE);
    page.press(&[key::LEFT]);
    assert_eq!(figure.value("#a-box"), "−1.35");
    page.press(&[key::SHIFT, key::RIGHT]);
    assert_eq!(figure.attribute(HANDLE, "aria-valuetext"), "a = −0.35");
    page.press(&[key::END]);
    assert_eq!(assert_agrees(&figure).link(), "a=8");
    assert!(figure.text(".sentence").contains("This is the hatched part"), "{}", figure.text(".sentence"));
}

fn every_function_shows_its_own_numbers(page: &Page<'_>) {
    let figure = open(page, "a=0.5");
    let mut seen = Vec::new();
    for nth in 1..=8 {
        figure.click(&format!(".function label:nth-of-type({nth}) input"));
        assert_agrees(&figure);
        seen.push((figure.picture(), figure.texts(".numbers .lines li")));
    }
    for (i, one) in seen.iter().enumerate() {
        assert!(seen[..i].iter().all(|other| other.0 != one.0), "function {i} has a picture of its own");
    }
    figure.click(".function label:nth-of-type(2) input");
    figure.enter("#a-box", "0");
    assert!(figure.text(".sentence").starts_with("At a = 0 the step jumps. Its value there is 0"));
    figure.click(".tie label:nth-of-type(2) input");
    assert!(figure.text(".sentence").starts_with("At a = 0 the step jumps. Its value there is 1"));
    assert_agrees(&figure);
}

fn bad_input_is_answered_and_nothing_is_lost(page: &Page<'_>) {
    let figure = open(page, "a=2");
    for (text, says) in [("9", "out of range"), ("1,5", "decimal point"), ("abc", "can’t be read"), ("", "no value")]
    {
        figure.enter("#a-box", text);
        assert!(figure.text("#a-problem").contains(says), "{text}: {}", figure.text("#a-problem"));
        assert_eq!((figure.state().as_str(), figure.value("#a-box").as_str()), ("a=2", "2.00"));
    }
    let figure = open(page, "function=softmax&layers=0");
    assert!(figure.shows(".notice"));
    assert_eq!(figure.state(), "");
}

fn a_steep_sigmoid_answers_the_question_by_keys_alone(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(".goals > .buttons button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".asked p").starts_with("Leave the window at ±0.5"));
    for (k, reached) in [("9.1", false), ("20", false), ("9.2", true)] {
        figure.focus("#k-box");
        page.press(&[key::CONTROL, "a"]);
        page.type_text(k);
        page.press(&[key::ENTER]);
        assert_agrees(&figure);
        assert_eq!(figure.shows(".reached"), reached, "k = {k}");
    }
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    figure.drag(Pointer::Mouse, HANDLE, &[(20, 0), (60, 0)]);
    assert_ne!(figure.value("#window-box"), "0.50");
    assert_agrees(&figure);
}

fn a_batch_of_dead_relus_is_found(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(".goals > .buttons button:nth-child(3)");
    assert!(figure.shows(".second canvas") && !figure.shows(HANDLE) && !figure.shows(".reached"));
    let before = figure.text(".sentence");
    figure.enter("#mean-box", "-1.5");
    assert_ne!(figure.text(".sentence"), before);
    assert!(figure.text(".reached").starts_with("Yes. A bias"), "{}", figure.text(".sentence"));
    let picture = figure.picture();
    figure.click(".controls .seed button");
    assert_ne!(figure.picture(), picture, "another seed is another batch");
    assert_eq!(assert_agrees(&figure).settings().seed, 2);
}

fn a_stack_bends_when_something_stands_between(page: &Page<'_>) {
    let figure = open(page, "part=depth&x=-2");
    assert!(figure.text(".sentence").contains("one straight line: y = −1.8·x + 0.6"), "{}", figure.text(".sentence"));
    let lines = figure.texts(".numbers .lines li");
    let end = |line: &String| line.rsplit(' ').next().unwrap_or_default().to_owned();
    assert_eq!(end(&lines[4]), end(&lines[7]), "both ways come to the same: {lines:?}");
    figure.click(".between label:nth-of-type(2) input");
    assert!(figure.text(".sentence").starts_with("Now the output bends"));
    figure.drag(Pointer::Mouse, HANDLE, &[(20, 0), (60, 0)]);
    assert_ne!(figure.value("#x-box"), "−2.00");
    assert_agrees(&figure);
}

fn undo_reset_and_link_bring_back_the_state(page: &Page<'_>) {
    let figure = open(page, "function=gelu&a=-1.5&layers=3");
    let (state, picture) = (figure.state(), figure.picture());
    figure.click(".top > button");
    assert_eq!(figure.state(), "");
    figure.click(".takeaway button:nth-child(1)");
    assert_eq!((figure.state(), figure.picture()), (state.clone(), picture.clone()));
    figure.click(".takeaway button:nth-child(2)");
    assert_eq!(figure.state(), "");
    let figure = open(page, &state);
    assert_eq!((figure.state(), figure.picture()), (state, picture));
    assert_agrees(&figure);
}

fn the_table_says_what_the_picture_shows(page: &Page<'_>) {
    for part in PARTS {
        let figure = open(page, &format!("part={part}"));
        figure.click(".fold summary");
        let mut panel = Activations::default();
        panel.load(&figure.state());
        assert_eq!(figure.texts(".values tbody :is(th, td)"), panel.values().cells, "{part}");
    }
}

fn the_pictures_can_be_taken_along(page: &Page<'_>) {
    let figure = open(page, "part=batch");
    for (nth, file) in [(4, "activations.png"), (5, "activations.svg")] {
        figure.click(&format!(".takeaway button:nth-child({nth})"));
        page.wait_for(
            "the file",
            &format!(
                "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.voice').textContent.includes('{file}')"
            ),
        );
    }
}
