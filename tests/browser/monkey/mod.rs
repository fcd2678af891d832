//! A long random walk over every panel, with keys and pointers, that can be walked again by its seed.
//!
//! `cargo xtask test browser monkey --actions 5000 --seed 7` walks far; `monkey::network` in one panel alone.

mod act;
mod judge;
mod random;

use crate::plate::panels;
use act::Actor;
use judge::Judge;
use playground_tests::{Page, Test, json};
use random::Random;

/// How many actions each panel gets where nothing else is asked for, and from which seed: the same walk each time, so that
/// a change is what makes it fail. `cargo xtask test --full` asks for more.
const SHORT: u64 = 20;
const SEED: u64 = 1;

/// One walk for each panel, so new ones join by themselves.
pub fn tests() -> Vec<Test> {
    let walks = panels().map(|panel| {
        Test::new(&format!("{}::{panel}_survives_whatever_is_done_to_it", module_path!()), move |page| {
            walk(page, panel);
        })
    });
    walks.collect()
}

/// A number from the environment.
fn from_environment(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is a whole number, not {text}")))
}

fn walk(page: &Page<'_>, panel: &str) {
    let asked = from_environment("PLAYGROUND_ACTIONS");
    // Walks of a length that was asked for are new ones.
    let usual = || asked.map_or(SEED, |_| std::time::UNIX_EPOCH.elapsed().map_or(SEED, |time| time.as_secs()));
    let seed = from_environment("PLAYGROUND_SEED").unwrap_or_else(usual);
    let length = asked.unwrap_or(SHORT);
    eprintln!("{panel} in {}: {length} actions from seed {seed}", page.browser.engine.name());
    page.browser.before_load(act::KEEP_INSIDE);
    // Its advice to those who read pixels.
    page.tolerate("willReadFrequently");
    let mut random = Random::new(seed, panel);
    let language = random.one_of(&["en", "ko"]);
    let screen = random.one_of(&[[1280, 720], [390, 664]]);
    page.browser.screen(screen[0], screen[1], 1.0);
    page.make("/made.html", "<perceptron-playground linked></perceptron-playground>");
    page.open(&format!("/made.html#panel={panel}"));
    page.figure().run("figure.setAttribute('lang', args[0])", &[json!(language)]);
    page.figure().wait_for_language(language);
    let mut actor = Actor::new(page);
    let mut judge = Judge::new(page);
    let mut last = std::collections::VecDeque::new();
    for step in 1..=length {
        let done = actor.act(&mut random);
        last.push_back(done);
        if last.len() > 25 {
            last.pop_front();
        }
        let verdict = judge.after_action(&mut random, step, length);
        assert!(
            verdict.is_empty(),
            "{panel}, seed {seed}, after action {step} of {length}: {}\nthe actions before:\n  {}\nthe state: {}",
            verdict.join("\n"),
            last.iter().cloned().collect::<Vec<_>>().join("\n  "),
            page.figure().state(),
        );
    }
    eprintln!("{panel} in {}: {length} actions survived; {}", page.browser.engine.name(), judge.summary());
}
