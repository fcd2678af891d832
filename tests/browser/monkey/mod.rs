//! A long random walk over every panel, with keys and pointers, that can be walked again by its seed.
//!
//! `cargo xtask test browser --actions 5000 --seed 7 -- monkey` walks far; `-- monkey::network` in one panel alone.

mod act;
mod judge;
mod random;

use act::Actor;
use judge::Judge;
use playground_tests::{Page, Test};
use random::Random;

/// How many actions each panel gets where nothing else is asked for, and from which seed: the same walk each time, so that
/// a change is what makes it fail. Walks of a length that is asked for start anew from the time of day.
const SHORT: (u64, u64) = (50, 1);

/// One walk for each panel that the table names, so new panels join by themselves.
pub fn tests() -> Vec<Test> {
    let walks = panels().map(|panel| {
        Test::new(&format!("{}::{panel}_survives_whatever_is_done_to_it", module_path!()), move |page| {
            walk(page, panel);
        })
    });
    walks.collect()
}

/// The names in the table of panels, whose lines are such as `xor: () => import('./xor.js'),`.
fn panels() -> impl Iterator<Item = &'static str> {
    const TABLE: &str = include_str!("../../../www/panels/index.js");
    TABLE.lines().filter(|line| line.contains("() => import(")).filter_map(|line| line.trim().split(':').next())
}

/// A number from the environment, or another.
fn from_environment(variable: &str, otherwise: impl FnOnce() -> u64) -> u64 {
    match std::env::var(variable) {
        Ok(text) if !text.is_empty() => {
            text.parse().unwrap_or_else(|_| panic!("{variable} is a whole number, not {text}"))
        }
        _ => otherwise(),
    }
}

fn walk(page: &Page<'_>, panel: &str) {
    let length = from_environment("PLAYGROUND_ACTIONS", || SHORT.0);
    let now = || std::time::UNIX_EPOCH.elapsed().map_or(SHORT.1, |time| time.as_secs());
    let seed = from_environment("PLAYGROUND_SEED", || if length == SHORT.0 { SHORT.1 } else { now() });
    eprintln!("{panel} in {}: {length} actions from seed {seed}", page.browser.engine.name());
    page.browser.before_load(act::KEEP_INSIDE);
    // Its advice to those who read pixels.
    page.tolerate("willReadFrequently");
    let mut random = Random::new(seed, panel);
    let language = random.one_of(&["en", "ko"]);
    page.open(&format!("/?lang={language}#panel={panel}"));
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
