//! Whether long play costs more than short: memory over the minutes, and an epoch's time early and late.
//! `cargo xtask bench page play 10`.

use std::time::{Duration, Instant};

use playground_tests::browser::Browser;
use playground_tests::{Figure, Page, Value, json};

use crate::{Times, fresh};

/// How many single epochs are timed at each place.
const EPOCHS: usize = 60;
/// How often the memory is read while the run plays.
const READINGS: u32 = 10;

/// Plays the network for so many minutes, as fast as it goes, and prints what it costs.
pub fn play(browser: &Browser, minutes: f64) {
    let page = fresh(browser);
    page.browser.before_load(
        "window.memories = [];
         for (const name of ['instantiate', 'instantiateStreaming']) {
             const real = WebAssembly[name];
             WebAssembly[name] = async (...all) => {
                 const made = await real.apply(WebAssembly, all);
                 const { memory } = (made.instance ?? made).exports;
                 if (memory) window.memories.push(memory);
                 return made;
             };
         }",
    );
    let figure = page.open_panel("network", "epochs=500&speed=100000");
    println!(
        "{:<10}{:>12}{:>12}{:>12}{:>16}{:>24}",
        "minutes", "epoch", "wasm (MB)", "heap (MB)", "an epoch (ms)", "in plain JavaScript"
    );
    row(&figure, 0.0, Some(&single_epochs(&figure)));

    figure.click(".play");
    let begin = Instant::now();
    wait_for_epoch(&page, 50_000);
    figure.click(".play");
    row(&figure, minutes_since(begin), Some(&single_epochs(&figure)));

    figure.click(".play");
    for reading in 1..=READINGS {
        let until = Duration::from_secs_f64(minutes * 60.0 * f64::from(reading) / f64::from(READINGS));
        std::thread::sleep(until.saturating_sub(begin.elapsed()));
        row(&figure, minutes_since(begin), None);
    }
    figure.click(".play");
    row(&figure, minutes_since(begin), Some(&single_epochs(&figure)));
}

fn minutes_since(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() / 60.0
}

fn wait_for_epoch(page: &Page<'_>, epoch: u32) {
    let reached =
        "return Number(document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').max)";
    let patience = Instant::now() + Duration::from_mins(5);
    while page.number(reached) < f64::from(epoch) {
        assert!(Instant::now() < patience, "epoch {epoch} is not reached");
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// What is in memory once what nobody holds any more has been swept out.
fn row(figure: &Figure<'_>, minutes: f64, epochs: Option<&[Times; 2]>) {
    let page = figure.page;
    page.browser.devtools("HeapProfiler.collectGarbage", &json!({}));
    let usage = page.browser.devtools("Runtime.getHeapUsage", &json!({}));
    let heap = usage["usedSize"].as_f64().unwrap_or(f64::NAN) / 1e6;
    let wasm = page.number("return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)") / 1e6;
    let epoch = figure.run("return $('.history').max", &[]);
    let times = epochs.map_or_else(String::new, |[epochs, plain]| {
        format!("{:>16.2}{:>16.1} sums", epochs.at(50), epochs.at(50) / plain.at(50))
    });
    println!("{minutes:<10.2}{:>12}{wasm:>12.2}{heap:>12.2}{times}", epoch.as_str().unwrap_or(""));
}

/// Scripting time of single epochs, the button's listeners and the frame they ask for, in milliseconds; and between them
/// that of a sum of a hundred thousand products, which a busy machine slows alike.
fn single_epochs(figure: &Figure<'_>) -> [Times; 2] {
    let times: Value = figure.run(
        "const button = [...root.querySelectorAll('.transport .move')].at(-1);
         const real = requestAnimationFrame;
         const [times, plain] = [[], []];
         const numbers = Float64Array.from({ length: 100000 }, (_, i) => 1 / (i + 1));
         const sum = () => {
             const start = performance.now();
             let total = 0;
             for (const number of numbers) total += number * number;
             if (total > 0) plain.push(performance.now() - start);
         };
         return new Promise((done) => {
             const next = () => {
                 if (times.length === args[0]) return done([times, plain]);
                 let spent = 0;
                 window.requestAnimationFrame = (paint) => real((now) => {
                     const start = performance.now();
                     paint(now);
                     spent += performance.now() - start;
                 });
                 const start = performance.now();
                 button.click();
                 spent += performance.now() - start;
                 window.requestAnimationFrame = real;
                 real(() => setTimeout(() => { times.push(spent); sum(); next(); }));
             };
             next();
         })",
        &[json!(EPOCHS)],
    );
    [0, 1].map(|at| Times::of(&times[at]))
}
