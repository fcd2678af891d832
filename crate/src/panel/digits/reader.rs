//! The network that the panel opens with: trained beforehand, on the training images of the data set, on variants of them, and on
//! digits drawn by strokes. `cargo run --release --example train_reader` trains it from seeds, to the bit; with `--check` it compares.

use std::sync::LazyLock;

use crate::data::digits::{CELLS, CLASSES, Digits};
use crate::data::shapes;
use crate::data::split::{Split, Splitter};
use crate::data::variants::variant;
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::fit::{self, Fit};
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;
use crate::model::random::Random;
use crate::model::samples::Samples;
use crate::panel::digits::parts::{HELD_OUT, inputs};

/// The units of its hidden layer.
pub const HIDDEN: usize = 96;
/// The seed of the split of the data set: its training images are learned, no others.
pub const DATA_SEED: u32 = 1;
/// The seed of all else.
const SEED: u64 = 1;
/// How many variants there are of each training image, and how many drawings of each shape.
const VARIANTS: usize = 16;
const DRAWINGS: usize = 500;
/// The learning rates and for how many epochs each is used.
const RATES: [(f64, u64); 3] = [(0.002, 12), (0.0006, 8), (0.0002, 6)];
const BATCH: usize = 64;
/// Apart from the streams of networks and data.
const STREAM: u64 = 9 << 32;

/// The first bytes of its file.
const MAGIC: &[u8; 8] = b"reader1\n";
/// Its file: [`MAGIC`], then for each layer the size of a step of its weights, the weights in such steps, and the biases.
static FILE: &[u8] = include_bytes!("reader.bin");

/// The network of the file in the repository.
pub fn network() -> &'static Network {
    static NETWORK: LazyLock<Network> = LazyLock::new(|| unpack(FILE).expect("the file is made by `pack`, and tested"));
    &NETWORK
}

/// The length of its file in bytes.
pub const fn file_length() -> usize {
    FILE.len()
}

fn untrained() -> Network {
    Network::new(&[CELLS, HIDDEN, CLASSES], &[Activation::Relu, Activation::Softmax]).expect("a small network")
}

/// The file of a network of this shape. Each weight becomes one of 255 steps of its layer.
pub fn pack(network: &Network) -> Vec<u8> {
    let mut file = MAGIC.to_vec();
    for layer in network.layers() {
        let [weights, biases] = [layer.weights(), layer.biases()].map(|range| &network.parameters()[range]);
        let step = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs())) / 127.0;
        file.extend(step.to_le_bytes());
        #[allow(clippy::cast_possible_truncation)] // from −127 to 127
        file.extend(weights.iter().map(|weight| ((weight / step).round() as i8).cast_unsigned()));
        file.extend(biases.iter().flat_map(|bias| bias.to_le_bytes()));
    }
    file
}

/// The network of a file that [`pack`] made; `None` for other bytes.
pub fn unpack(file: &[u8]) -> Option<Network> {
    let mut rest = file.strip_prefix(MAGIC)?;
    let mut network = untrained();
    let mut parameters = Vec::with_capacity(network.parameters().len());
    let number = |bytes: &[u8]| bytes.try_into().ok().map(f32::from_le_bytes);
    for layer in network.layers() {
        let (step, after) = rest.split_at_checked(4)?;
        let (weights, after) = after.split_at_checked(layer.weights().len())?;
        let (biases, after) = after.split_at_checked(4 * layer.units)?;
        let step = number(step)?;
        parameters.extend(weights.iter().map(|weight| f32::from(weight.cast_signed()) * step));
        parameters.extend(biases.chunks_exact(4).filter_map(number));
        rest = after;
    }
    network.set_parameters(&parameters).ok()?;
    rest.is_empty().then_some(network)
}

/// The split of the data set that it was trained by.
///
/// # Panics
/// When the data set has too few rows for both parts, which that of the panel has not.
pub fn split(digits: &Digits) -> Split {
    let splitter = Splitter { test: HELD_OUT, validation: 0.0, seed: Some(DATA_SEED.into()) };
    splitter.split(digits.count()).expect("the data set has rows for all parts")
}

/// Trains it from its seeds.
///
/// # Errors
/// None that these settings lead to.
pub fn train(digits: &Digits) -> Result<Network, Error> {
    let (mut rows, mut labels) = (Vec::new(), Vec::new());
    let mut random = Random::stream(SEED, STREAM);
    for number in split(digits).training {
        let image = digits.image(number);
        let variants = std::iter::repeat_with(|| variant(image, &mut random)).take(VARIANTS);
        for image in std::iter::once(*image).chain(variants) {
            rows.extend(inputs(&image));
            labels.push(digits.label(number));
        }
    }
    for number in 0..shapes::COUNT {
        for _ in 0..DRAWINGS {
            let (digit, image) = shapes::image(number, &mut random);
            rows.extend(inputs(&image));
            labels.push(digit);
        }
    }
    #[allow(clippy::cast_possible_truncation)] // at most 9
    let labels: Vec<_> = labels.into_iter().map(|label| label as u32).collect();
    let samples = Samples::of_classes(CELLS, &rows, CLASSES, &labels)?;
    let mut network = untrained();
    Init::HeUniform.apply(&mut network, SEED);
    let settings = |rate: f64| fit::Settings {
        shuffle: Some(SEED),
        ..fit::Settings::new(Loss::CategoricalCrossEntropy, Optimizer::adam(rate), BATCH)
    };
    let mut fit = Fit::new(network, samples, None, settings(RATES[0].0))?;
    for (rate, epochs) in RATES {
        fit.set_settings(settings(rate))?;
        fit.run(epochs, |_| true)?;
    }
    Ok(fit.network().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_small_and_holds_the_network() {
        assert!(file_length() < 12_000, "{}", file_length());
        let network = network();
        assert_eq!(network.parameters().len(), 65 * HIDDEN + 11 * HIDDEN - HIDDEN + 10);
        let again = unpack(&pack(network)).unwrap();
        assert!(again.parameters().iter().zip(network.parameters()).all(|(a, b)| (a - b).abs() < 1e-6));
        for bad in [&FILE[1..], &FILE[..FILE.len() - 1], b"", b"reader1\n"] {
            assert_eq!(unpack(bad), None);
        }
    }
}
