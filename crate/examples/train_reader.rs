//! Trains the network with which the panel `digits` opens, from seeds: the same bits on every machine.
//!
//!     cargo run --release --example train_reader            writes crate/src/panel/digits/reader.bin
//!     cargo run --release --example train_reader -- --check compares with it
//!
//! Either way it says how many images of each part of the data set the network reads right.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use perceptron_playground::data::digits::{CELLS, CLASSES, Digits};
use perceptron_playground::model::network::Network;
use perceptron_playground::model::samples::Points;
use perceptron_playground::panel::digits::parts::inputs;
use perceptron_playground::panel::digits::reader;

/// The share of images that a network reads right.
fn accuracy(network: &Network, digits: &Digits, numbers: &[usize]) -> Result<f64, Box<dyn Error>> {
    let rows: Vec<f32> = numbers.iter().flat_map(|number| inputs(digits.image(*number))).collect();
    let outputs = network.predict(&Points::new(CELLS, &rows)?)?;
    let decided = outputs.chunks_exact(CLASSES).map(perceptron_playground::panel::digits::answer::decided);
    let right = decided.zip(numbers).filter(|(answer, number)| *answer == digits.label(**number)).count();
    Ok(right as f64 / numbers.len() as f64)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let digits = Digits::unpack(&fs::read(root.join("../www/data/digits.bin"))?)?;
    let file = reader::pack(&reader::train(&digits)?);
    let network = reader::unpack(&file).ok_or("a file that was just packed")?;
    let split = reader::split(&digits);
    let (validation, test) = split.test.split_at(split.test.len() / 2);
    for (part, numbers) in [("training", &split.training[..]), ("validation", validation), ("test", test)] {
        println!("{part}: {:.4} of {} images", accuracy(&network, &digits, numbers)?, numbers.len());
    }
    let path = root.join("src/panel/digits/reader.bin");
    if std::env::args().any(|argument| argument == "--check") {
        let is_same = fs::read(&path)? == file;
        println!("{}", if is_same { "The file is that of these seeds." } else { "The file is another one." });
        return Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    fs::write(path, &file)?;
    println!("{} bytes written", file.len());
    Ok(ExitCode::SUCCESS)
}
