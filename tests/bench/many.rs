//! How often many networks are drawn while they train: `cargo xtask bench page many`.

use playground_tests::browser::Browser;
use playground_tests::json;

use crate::{Times, fresh};

/// How long is watched, in seconds.
const SECONDS: u32 = 6;

/// Plays a hundred networks as fast as they go, and prints how often the page shows them at another epoch.
pub fn many(browser: &Browser) {
    let page = fresh(browser);
    println!(
        "{:<28}{:>14}{:>22}{:>22}{:>14}",
        "a hundred networks", "a second", "between two (ms)", "longest tenth (ms)", "epochs/s"
    );
    for layers in ["tanh8.tanh8", "tanh4.tanh2"] {
        let query = format!("goal=none&data=spiral&noise=0&layers={layers}&view=many&runs=100&speed=100000");
        let figure = page.open_panel("network", &query);
        figure.click(".play");
        // A frame counts when the pictures in it are of another epoch than those before.
        let seen = figure.run(
            "const epoch = () => root.querySelector('.history').value;
             return new Promise((done) => {
                 const times = [];
                 let [last, from] = [epoch(), performance.now()];
                 const first = Number(last);
                 const end = from + 1000 * args[0];
                 const next = () => requestAnimationFrame(() => setTimeout(() => {
                     const now = performance.now();
                     if (epoch() !== last) {
                         times.push(now - from);
                         [last, from] = [epoch(), now];
                     }
                     if (now < end) next();
                     else done({ times, epochs: (Number(last) - first) / args[0] });
                 }));
                 next();
             })",
            &[json!(SECONDS)],
        );
        figure.click(".play");
        let times = Times::of(&seen["times"]);
        let count = seen["times"].as_array().map_or(0, Vec::len);
        println!(
            "{:<28}{:>14.1}{:>22.1}{:>22.1}{:>14.1}",
            layers,
            count as f64 / f64::from(SECONDS),
            times.at(50),
            times.at(90),
            seen["epochs"].as_f64().unwrap_or(f64::NAN)
        );
    }
}
