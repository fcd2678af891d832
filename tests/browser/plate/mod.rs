//! What every figure owes its reader, asked of each panel in the library's registry, in each of its questions and in free play:
//! a new panel is asked by itself.

pub mod drawers;
mod fit;
mod life;
mod looks;
mod play;
mod terms;
mod texts;
mod touch;

use perceptron_playground::panel::{REGISTRY, open};
use playground_tests::runner::is_full;
use playground_tests::{Figure, Page, Test, Value, json};

/// Screens that people have: a laptop and a phone; another laptop, a phone with the browser's bars, a frame in a course page.
const SCREENS: [[u32; 2]; 5] = [[1280, 720], [390, 844], [1024, 768], [390, 664], [700, 720]];

/// What is checked of a panel.
type Promise = fn(&Page<'_>, &'static str);

/// A test of each promise for each panel, so that they run side by side and a failure names its panel. Unless everything is
/// looked at, each promise is asked of every second panel, and each panel for every second promise.
pub fn tests() -> Vec<Test> {
    let promises = [
        fit::PROMISES,
        play::PROMISES,
        drawers::PROMISES,
        texts::PROMISES,
        terms::PROMISES,
        touch::PROMISES,
        looks::PROMISES,
        life::PROMISES,
    ]
    .concat();
    let test = |(promise, body): (&'static str, Promise), panel: &'static str| {
        Test::new(&format!("{}::{promise}::{panel}", module_path!()), move |page| body(page, panel))
    };
    let of_panels = promises.into_iter().enumerate().flat_map(|(nth, promise)| {
        let asked = panels().enumerate().filter(move |(at, _)| is_full() || (nth + at) % 2 == 0);
        asked.map(move |(_, panel)| test(promise, panel))
    });
    of_panels.chain(play::tests()).chain(looks::tests()).chain(life::tests()).collect()
}

/// The screens that are looked at.
fn screens() -> &'static [[u32; 2]] {
    if is_full() { &SCREENS } else { &SCREENS[..2] }
}

/// All panels' names.
pub fn panels() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    REGISTRY.iter().map(|(name, _)| *name)
}

/// The names of the questions of a panel that are looked at: all, or the first. Free play, `none`, comes last.
pub fn questions(panel: &str) -> Vec<&'static str> {
    let schema = open(panel).expect("a panel of the registry").schema();
    let all: Vec<_> = schema.questions.iter().map(|question| question.name).collect();
    if is_full() { all } else { [&all[..1], &all[all.len() - 1..]].concat() }
}

/// An empty page, long enough that a figure can be scrolled to the top of the window.
#[track_caller]
fn open_empty_page(page: &Page<'_>) {
    page.open_with("<style>body { margin: 0; padding: 0 0 120vh; overflow-anchor: none }</style>");
}

/// Puts a panel into the page as one of its questions begins, at the top of the window.
#[track_caller]
fn begin<'p>(page: &'p Page<'p>, panel: &str, lang: &str, question: &str) -> Figure<'p> {
    let figure = page.put(panel, lang, &format!("goal={question}"));
    wait_until_worked_out(&figure);
    to_the_top(&figure);
    figure
}

/// Waits until nothing is being worked out that the state asks for.
#[track_caller]
pub fn wait_until_worked_out(figure: &Figure<'_>) {
    figure.page.wait_for(
        "all that the state asks for",
        "const { shadowRoot } = document.querySelector('perceptron-playground');
         return shadowRoot.querySelector('.stop').hidden && !shadowRoot.querySelector('.busy')",
    );
    figure.page.settle();
}

/// Lets what can be played go on to its end.
#[track_caller]
fn finish(figure: &Figure<'_>) {
    figure.run("const finish = $('.finish'); if (isShown(finish) && !finish.disabled) finish.click()", &[]);
    figure.page.settle();
    figure.page.wait_for(
        "the end of the run",
        "const play = document.querySelector('perceptron-playground').shadowRoot.querySelector('.play');
         return play.getClientRects().length === 0 || ['재생', 'Play'].includes(play.getAttribute('aria-label'))",
    );
    wait_until_worked_out(figure);
}

#[track_caller]
fn to_the_top(figure: &Figure<'_>) {
    figure.run("figure.scrollIntoView({ block: 'start', behavior: 'instant' })", &[]);
    figure.page.settle();
}

#[track_caller]
fn speak(figure: &Figure<'_>, lang: &str) {
    figure.run("figure.setAttribute('lang', args[0])", &[json!(lang)]);
    figure.wait_for_language(lang);
}

/// Gives the page another screen and waits until the figure fills it.
#[track_caller]
fn show_on(figure: &Figure<'_>, [width, height]: [u32; 2]) {
    figure.page.browser.screen(width, height, 1.0);
    figure.page.wait_for("the screen", &format!("return innerWidth === {width} && innerHeight === {height}"));
    to_the_top(figure);
}

/// Commits to the first guess, where the question asks for one.
#[track_caller]
fn guess_first(figure: &Figure<'_>) {
    figure.run("$('.guesses').hidden || root.querySelector('.guesses button')?.click()", &[]);
    figure.page.settle();
}

/// Fails with all that a script found wrong.
#[track_caller]
fn assert_nothing(found: &Value, what: &str) {
    assert_eq!(found, &json!([]), "{what}");
}
