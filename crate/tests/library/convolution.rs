//! Convolution and pooling held against PyTorch, and against their definitions.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::model::convolution::{Convolution, FeatureMap, Padding, Pooling};
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::panel::layers::drawing::Drawing;
use proptest::prelude::*;

/// The kernel and bias of the runs in PyTorch, in hundredths.
const KERNEL: [i32; 9] = [-100, 50, 200, 25, -300, 100, 0, 150, -75];

fn layer(stride: usize, padding: Padding) -> Convolution {
    Convolution { kernel: KERNEL.map(Decimal::hundredths), bias: Decimal::hundredths(50), stride, padding }
}

fn output(stride: usize, padding: Padding) -> (usize, Vec<f64>) {
    let plane = layer(stride, padding).apply(&Drawing::digit(0).plane());
    assert_eq!(plane.shape[0], plane.shape[1]);
    (plane.shape[0], plane.values.iter().map(|value| value.to_f64()).collect())
}

const VALID: [f64; 36] = [
    16.75, 26.0, -8.75, -25.5, -35.0, 0.25, 29.5, 12.75, 12.75, 26.0, -11.0, -21.25, 33.5, -14.0, -10.5, 21.75, 13.5,
    -16.5, 17.25, -3.75, -10.25, 18.0, 14.25, -14.75, 10.5, -15.25, -3.75, 33.5, 10.25, -22.5, 28.0, -35.25, 2.0,
    23.25, -14.0, -5.0,
];

/// `conv2d` of PyTorch 1.13 in double precision on the first of the digits, a 0; where PyTorch has no "same" for a stride
/// above 1, zeros were put around by `pad` as Keras does: none before and one after.
#[test]
fn outputs_are_those_of_pytorch() {
    assert_eq!(output(1, Padding::Valid), (6, VALID.to_vec()));
    assert_eq!(output(2, Padding::Valid), (3, vec![16.75, -8.75, -35.0, 33.5, -10.5, 13.5, 10.5, -3.75, 10.25]));
    assert_eq!(output(3, Padding::Valid), (2, vec![16.75, -25.5, 17.25, 18.0]));
    let (side, same) = output(1, Padding::Same);
    assert_eq!((side, &same[..8]), (8, &[0.5, -4.25, 6.75, -13.25, -18.5, 18.5, 8.25, 0.5][..]));
    assert_eq!(&same[56..], [4.5, 35.5, 10.5, -18.5, -2.25, -1.0, -11.5, 0.5]);
    let strided =
        [16.75, -8.75, -35.0, 1.75, 33.5, -10.5, 13.5, -5.5, 10.5, -3.75, 10.25, -5.75, 35.5, -18.5, -1.0, 0.5];
    assert_eq!(output(2, Padding::Same), (4, strided.to_vec()));
    assert_eq!(output(3, Padding::Same), (3, vec![16.75, -25.5, 1.75, 17.25, 18.0, -5.5, 35.5, -2.25, 0.5]));
}

#[test]
fn pooling_is_that_of_pytorch() {
    let plane = layer(1, Padding::Valid).apply(&Drawing::digit(0).plane());
    let pooled = |pooling: Pooling| {
        let plane = pooling.apply(&plane);
        assert_eq!(plane.shape, [3, 3]);
        plane.values.iter().map(|value| *value as f64 / 10_000.0).collect::<Vec<_>>()
    };
    assert_eq!(pooled(Pooling::Max), [29.5, 26.0, 0.25, 33.5, 21.75, 14.25, 28.0, 33.5, 10.25]);
    assert_eq!(pooled(Pooling::Average), [21.25, 1.125, -16.75, 8.25, 4.75, -0.875, -3.0, 13.75, -7.8125]);
}

#[test]
fn pooling_leaves_out_what_is_left_over() {
    let plane = FeatureMap { shape: [3, 3], values: (1..=9).map(Decimal::whole).collect() };
    let pooled = Pooling::Average.apply(&plane);
    assert_eq!((pooled.shape, pooled.values), ([1, 1], vec![30_000]));
    assert!(Pooling::Max.apply(&FeatureMap { shape: [1, 1], values: vec![Decimal::ZERO] }).values.is_empty());
}

#[test]
fn an_even_picture_has_no_edges() {
    let kernel = [-100, 0, 100, -200, 0, 200, -100, 0, 100].map(Decimal::hundredths);
    let sobel = Convolution { kernel, bias: Decimal::ZERO, stride: 1, padding: Padding::Valid };
    for value in [0, 7, 16] {
        let even = FeatureMap { shape: [8, 8], values: vec![value; 64] };
        assert!(sobel.apply(&even).values.iter().all(|y| *y == Decimal::ZERO), "{value}");
    }
}

proptest! {
    #[test]
    fn every_output_is_the_sum_of_its_products(
        kernel in prop::array::uniform9(-1000..=1000_i32), bias in -10_000..=10_000_i32, stride in 1..=3_usize,
        same: bool, cells in prop::collection::vec(0..=16_i32, 64)
    ) {
        let padding = if same { Padding::Same } else { Padding::Valid };
        let layer = Convolution { kernel: kernel.map(Decimal::hundredths), bias: Decimal::hundredths(bias), stride, padding };
        let picture = FeatureMap { shape: [8, 8], values: cells };
        let output = layer.apply(&picture);
        let side = if same { 8_usize.div_ceil(stride) } else { (8 - 3) / stride + 1 };
        prop_assert_eq!(output.shape, [side, side]);
        let zeros = if same { ((side - 1) * stride + 3).saturating_sub(8) } else { 0 };
        let before = zeros / 2;
        for row in 0..side {
            for column in 0..side {
                let mut sum = bias;
                for (at, weight) in kernel.iter().enumerate() {
                    let place = |start: usize, step: usize| (start * stride + step).checked_sub(before);
                    if let (Some(r), Some(c)) = (place(row, at / 3), place(column, at % 3)) {
                        sum += weight * picture.at(r, c).unwrap_or(0);
                    }
                }
                prop_assert_eq!(output.at(row, column).unwrap().count(), sum);
            }
        }
    }
}
