//! Makes www/data/digits.bin from the file that scikit-learn ships as sklearn/datasets/data/digits.csv.gz, unzipped:
//!
//!     zcat digits.csv.gz | cargo run --example pack_digits > www/data/digits.bin

use std::error::Error;
use std::io::{self, Read, Write};

use perceptron_playground::data::digits::{CELLS, Digits};

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let (mut pictures, mut labels) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let numbers = line.split(',').map(|cell| cell.trim().trim_end_matches(".0").parse());
        let numbers: Vec<u8> = numbers.collect::<Result<_, _>>().map_err(|error| format!("{line}: {error}"))?;
        let (cells, label) = numbers.split_at_checked(CELLS).ok_or_else(|| format!("too short: {line}"))?;
        pictures.push(cells.try_into()?);
        labels.extend_from_slice(label);
    }
    io::stdout().write_all(&Digits::new(pictures, labels)?.pack())?;
    Ok(())
}
