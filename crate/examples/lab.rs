//! Writes runs of the regression lab into a folder: for each a script for Keras, and the page's own numbers beside it.
//! `cargo run --example lab -- <folder>`; `cargo xtask parity` does so and compares.

use std::path::PathBuf;

use perceptron_playground::panel::regression::Regression;

/// Settings as links write them, with little and much of everything.
const LINKS: [&str; 12] = [
    "",
    "shuffle=none",
    "shuffle=none&batch=128&rate=0.5",
    "batch=1&epochs=10&rate=0.005",
    "batch=30&shuffle-seed=7&epochs=60",
    "optimizer=momentum&rate=0.02",
    "optimizer=momentum&momentum=0.5&shuffle=none&batch=50",
    "optimizer=adam&rate=0.1",
    "optimizer=adam&rate=0.03&shuffle=none&batch=1000",
    "split=shuffled&test=0.3&validation=0.1&start=hand&w=-2&b=3",
    "validation=0&test=0&epochs=20&seed=5",
    "points=1_1.9~2_4.2~3_5.8~4_8.1~5_10.3~6_11.8~7_14.2~8_15.9~9_18.1~10_20&rate=0.005&batch=4",
];

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/parity".to_owned()));
    std::fs::create_dir_all(&folder)?;
    for (at, link) in LINKS.iter().enumerate() {
        let mut panel = Regression::default();
        assert!(panel.load(link).is_empty(), "{link}");
        panel.finish().expect("none of these diverges");
        std::fs::write(folder.join(format!("{at}.py")), panel.lab_run().script().text())?;
        std::fs::write(folder.join(format!("{at}.csv")), panel.history_csv())?;
        let [w, b] = panel.line();
        std::fs::write(folder.join(format!("{at}.txt")), format!("{link}\n{w:?}\n{b:?}\n"))?;
    }
    Ok(())
}
