//! No step of training allocates, so that a page that plays for hours makes no garbage.

#![cfg(not(target_arch = "wasm32"))]
#![allow(unsafe_code)] // an allocator can't be written without; this one only counts

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use perceptron_playground::model::activation::Activation;
use perceptron_playground::model::fit::{Fit, Settings};
use perceptron_playground::model::gan::shape::Shape;
use perceptron_playground::model::gan::{self, Gan, Noise, NoiseDistribution, TrainingData};
use perceptron_playground::model::init::Init;
use perceptron_playground::model::loss::Loss;
use perceptron_playground::model::network::Network;
use perceptron_playground::model::optimizer::{Optimizer, Regularization};
use perceptron_playground::model::samples::{Points, Samples};

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.get();
    work();
    ALLOCATIONS.get() - before
}

#[test]
fn the_counter_counts() {
    assert_eq!(allocations(|| drop(std::hint::black_box(vec![1, 2, 3]))), 1);
}

#[test]
fn training_and_drawing_allocate_nothing() {
    let sizes = [2, 5, 3, 1];
    let mut network = Network::new(&sizes, &[Activation::Tanh, Activation::Relu, Activation::Sigmoid]).unwrap();
    Init::GlorotUniform.apply(&mut network, 1);
    let inputs: Vec<f32> = (0_u8..94).map(|k| f32::from(k % 13) / 6.0 - 1.0).collect();
    let targets: Vec<f32> = (0_u8..47).map(|k| f32::from(k % 2)).collect();
    let samples = Samples::new(2, &inputs, &targets).unwrap();
    let points = Points::grid([-1.0, 1.0], [-1.0, 1.0], 20, 20, 2, |x, inputs| inputs.copy_from_slice(&x)).unwrap();

    for optimizer in [Optimizer::sgd(0.1), Optimizer::Sgd { rate: 0.1, momentum: 0.9 }, Optimizer::adam(0.01)] {
        let regularization = Regularization { l1: 1e-4, l2: 1e-4 };
        let plain = Settings::new(Loss::BinaryCrossEntropy, optimizer, 10);
        let settings = Settings { regularization, shuffle: Some(1), ..plain };
        let mut fit = Fit::new(network.clone(), samples.clone(), Some(&samples), settings).unwrap();
        fit.edit(|network| network.set_frozen(1, true)).unwrap();
        let (mut scratch, mut outputs, mut units) = (Vec::new(), vec![0.0; 400], vec![0.0; 400 * 9]);
        fit.network().predict_into(&points, &mut scratch, &mut outputs).unwrap();
        let work = || {
            fit.run(5000, |_| true).unwrap();
            fit.step().unwrap();
            fit.sample().unwrap();
            fit.training_loss().unwrap();
            fit.network().predict_into(&points, &mut scratch, &mut outputs).unwrap();
            fit.network().predict_units_into(&points, &mut scratch, &mut units).unwrap();
        };
        assert_eq!(allocations(work), 0);
    }
}

#[test]
fn two_networks_against_each_other_allocate_nothing() {
    let rows: Vec<f32> = (0_u8..80).map(|k| f32::from(k % 11) / 5.0 - 1.0).collect();
    let labels: Vec<u32> = (0..40).map(|k| k % 2).collect();
    let data = TrainingData::of_classes(2, &rows, 2, &labels).unwrap();
    for (conditional, distribution) in [(false, NoiseDistribution::Uniform), (true, NoiseDistribution::Normal)] {
        let noise = Noise { distribution, numbers: 3 };
        let settings =
            gan::Settings { conditional, noise, batch_size: 50, generator_steps: 2, ..gan::Settings::default() };
        let shape = Shape::alike(&[6, 5], Activation::Tanh, Activation::Identity);
        let [generator, discriminator] = shape.networks(&data, &settings, 1).unwrap();
        let mut gan = Gan::new(generator, discriminator, data.clone(), settings).unwrap();
        let work = || {
            (0..500).for_each(|_| gan.iterate().unwrap());
            gan.step_discriminator().unwrap();
            gan.step_generator().unwrap();
        };
        assert_eq!(allocations(work), 0);
    }
}
