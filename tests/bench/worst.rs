//! What the worst costs that each panel's limits allow: the longest task at the opening of a link, and after a change of one
//! setting. `cargo xtask bench page worst`, or `… worst network` for one panel.
//!
//! A page answers as long as no task takes more than half a second. The search goes from all numbers at their greatest, one
//! setting at a time, to each of its choices or to its least.

use std::thread::sleep;
use std::time::Duration;

use perceptron_playground::panel::schema::Setting;
use perceptron_playground::panel::{REGISTRY, open};
use playground_tests::browser::Browser;
use playground_tests::{Page, json};

use crate::fresh;

/// How long a page is watched.
const WATCHED: Duration = Duration::from_millis(1500);
/// How many of the worst are printed for each panel.
const PRINTED: usize = 3;

/// Keeps the length of the longest task, in milliseconds.
const WATCH: &str = "window.longest = 0;
    new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });";

/// Prints the worst of each panel, or of one.
pub fn worst(browser: &Browser, only: Option<&str>) {
    let panels: Vec<_> =
        REGISTRY.iter().map(|(name, _)| *name).filter(|name| only.is_none_or(|only| only == *name)).collect();
    assert!(!panels.is_empty(), "there is no panel {}", only.unwrap_or_default());
    println!("{:<14}{:>12}  what", "panel", "task (ms)");
    for panel in panels {
        let settings: Vec<Setting> = open(panel).expect("a panel of the registry").schema().settings;
        let settings: Vec<_> =
            settings.into_iter().filter(|setting| setting.linked && !ends(setting).is_empty()).collect();
        let mut found = Vec::new();
        for link in links(&settings) {
            let page = fresh(browser);
            page.browser.before_load(WATCH);
            page.open_panel(panel, &link);
            found.push((longest(&page), format!("#panel={panel}&{link}")));
        }
        print(panel, found);

        let page = fresh(browser);
        page.browser.before_load(WATCH);
        let mut found = Vec::new();
        for setting in &settings {
            for value in ends(setting) {
                let figure = page.open_panel(panel, "");
                page.run("window.longest = 0", &[]);
                figure.run("figure.state = { [args[0]]: args[1] }", &[json!(setting.name), json!(value)]);
                found.push((longest(&page), format!("{} = {value}", setting.name)));
            }
        }
        print(panel, found);
    }
}

fn longest(page: &Page<'_>) -> f64 {
    sleep(WATCHED);
    page.number("return longest")
}

fn print(panel: &str, mut found: Vec<(f64, String)>) {
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    for (time, what) in found.into_iter().take(PRINTED) {
        println!("{panel:<14}{time:>12.0}  {what}");
    }
}

/// The values at which a setting may ask for most.
fn ends(setting: &Setting) -> Vec<String> {
    let numbers = setting.limits.iter().rev().map(ToString::to_string);
    numbers.chain(setting.choices.iter().map(ToString::to_string)).collect()
}

/// Links with all numbers at their greatest, and each setting in turn at each of its other ends.
fn links(settings: &[Setting]) -> Vec<String> {
    let usual =
        |setting: &Setting| if setting.limits.is_empty() { setting.default.clone() } else { ends(setting)[0].clone() };
    let link_with = |name: &str, value: &str| {
        let pairs = settings.iter().map(|setting| {
            let value = if setting.name == name { value.to_owned() } else { usual(setting) };
            format!("{}={value}", setting.name)
        });
        pairs.collect::<Vec<_>>().join("&")
    };
    let others =
        settings.iter().flat_map(|setting| ends(setting).into_iter().map(|value| link_with(setting.name, &value)));
    let mut links: Vec<_> = others.collect();
    links.sort();
    links.dedup();
    links
}
