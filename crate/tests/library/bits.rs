//! The same seed and settings give the same weights to the bit, natively and in every browser: one test, run in both.

use perceptron_playground::model::activation::Activation::{self, Identity, Relu, Sigmoid, Softmax, Tanh};
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::{Optimizer, Regularization};
use perceptron_playground::model::random::Random;
use perceptron_playground::model::samples::{Points, Samples};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// FNV-1a (G. Fowler, L. Noll and K.-P. Vo, 1991) over the bytes of the numbers.
fn hash(numbers: &[f32]) -> u64 {
    let bytes = numbers.iter().flat_map(|number| number.to_bits().to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Trains on 150 random points for `epochs` epochs and gives the hashes of the parameters and of the outputs.
fn bits(sizes: &[usize], activations: &[Activation], settings: Settings, epochs: u64) -> [u64; 2] {
    let mut network = Network::new(sizes, activations).unwrap();
    Init::GlorotUniform.apply(&mut network, 5);
    let mut random = Random::new(6);
    let inputs: Vec<f32> = (0..150 * sizes[0]).map(|_| random.between_f32(-1.0, 1.0)).collect();
    let labels: Vec<u32> = inputs.chunks(sizes[0]).map(|x| u32::from(x[0] * x[0] + x[1] * x[1] < 0.6)).collect();
    let samples = match sizes.last() {
        Some(1) => Samples::new(sizes[0], &inputs, &labels.iter().map(|label| *label as f32).collect::<Vec<_>>()),
        outputs => Samples::of_classes(sizes[0], &inputs, *outputs.unwrap(), &labels),
    };
    let mut fit = Fit::new(network, samples.unwrap(), None, settings).unwrap();
    let start = fit.training_loss().unwrap();
    fit.run(epochs, |_| true).unwrap();
    assert!(fit.training_loss().unwrap() < 0.9 * start);
    let outputs = fit.network().predict(&Points::new(sizes[0], &inputs).unwrap()).unwrap();
    [hash(fit.network().parameters()), hash(&outputs)]
}

#[test]
fn a_thousand_epochs_of_tanh_and_sigmoid() {
    let settings = Settings::new(Loss::BinaryCrossEntropy, Optimizer::sgd(0.1), 10);
    let got = bits(&[2, 4, 2, 1], &[Tanh, Tanh, Sigmoid], Settings { shuffle: Some(1), ..settings }, 1000);
    assert_eq!(got, [0x07a3_3698_420f_bfff, 0x917d_cf1a_15a6_b52c], "{got:#x?}");
}

#[test]
fn a_hundred_epochs_of_relu_and_softmax_with_adam() {
    let settings = Settings::new(Loss::CategoricalCrossEntropy, Optimizer::adam(0.01), 32);
    let regularization = Regularization { l1: 1e-3, l2: 1e-3 };
    let got = bits(&[3, 9, 5, 2], &[Relu, Sigmoid, Softmax], Settings { regularization, ..settings }, 100);
    assert_eq!(got, [0xc9d0_9ddb_f144_d353, 0xd818_b883_4340_3642], "{got:#x?}");
}

#[test]
fn a_hundred_epochs_of_identity_with_momentum() {
    let optimizer = Optimizer::Sgd { rate: 0.001, momentum: 0.9 };
    let settings = Settings::new(Loss::MeanSquared, optimizer, 7);
    let got = bits(&[2, 3, 1], &[Tanh, Identity], settings, 100);
    assert_eq!(got, [0xb8de_48e4_fb88_744a, 0x3297_cbe1_730c_9c4e], "{got:#x?}");
}
