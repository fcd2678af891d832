//! Least squares, its measures and the loss of a line, held against `NumPy` on the data of the recorded Keras runs.

use perceptron_playground::model::least_squares::{
    LeastSquaresError, MAX_DEGREE, Polynomial, mean_absolute_error, mean_squared_error, r_squared,
};
use perceptron_playground::model::line_loss::LineLoss;
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The inputs and targets of a recorded run, which are single-precision numbers.
fn data(text: &str) -> [Vec<f64>; 2] {
    let run: serde_json::Value = serde_json::from_str(text).unwrap();
    #[allow(clippy::cast_possible_truncation)]
    let single = |number: &serde_json::Value| f64::from(number.as_f64().unwrap() as f32);
    ["inputs", "targets"].map(|name| run[name].as_array().unwrap().iter().map(single).collect())
}

fn lab_default() -> [Vec<f64>; 2] {
    data(include_str!("reference/lab_default.json"))
}

fn lab_batch30() -> [Vec<f64>; 2] {
    data(include_str!("reference/lab_batch30.json"))
}

fn near(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-12 * expected.abs(), "{got} is not {expected}");
}

/// By `NumPy` 2 in doubles, with A the columns x and 1: `w, b = np.linalg.lstsq(A, y)[0]`, `p = w*x + b`,
/// `np.mean((p - y)**2)`, `np.mean(abs(p - y))`, `1 - mse/np.var(y)`, `2/np.linalg.eigvalsh(2*A.T@A/n).max()`.
#[test]
fn lines_and_their_measures_are_numpys() {
    let all = 0..200;
    let fitted = 0..128;
    #[rustfmt::skip]
    let expected = [
        (lab_default(), all.clone(), [1.563_438_666_150_969_4, -0.937_512_628_912_307_6, 0.835_492_963_917_671_5,
            0.698_850_527_838_029, 0.790_497_688_015_366_7, 0.775_358_440_941_347_6]),
        (lab_default(), fitted.clone(), [1.598_062_830_863_057, -0.957_674_014_981_302_4, 0.852_217_189_787_810_9,
            0.708_968_554_228_008_9, 0.794_444_826_132_547_9, 0.775_258_027_420_836_5]),
        (lab_batch30(), all, [1.658_614_604_313_973_3, -0.878_777_206_724_339, 0.981_141_386_366_884_7,
            0.728_879_016_414_939_8, 0.783_496_825_903_269_1, 0.770_120_614_854_293_8]),
        (lab_batch30(), fitted, [1.768_820_213_323_344_8, -0.912_744_370_496_574_4, 0.798_253_024_345_350_8,
            0.669_494_479_886_025_2, 0.822_153_100_778_320_8, 0.842_147_406_567_407]),
    ];
    for ([x, y], rows, [weight, bias, mse, mae, r2, bound]) in expected {
        let (x, y) = (&x[rows.clone()], &y[rows]);
        let line = Polynomial::fit(x, y, 1).unwrap();
        let coefficients = line.coefficients();
        near(coefficients[1], weight);
        near(coefficients[0], bias);
        let predictions = line.predictions(x);
        near(mean_squared_error(y, &predictions), mse);
        near(mean_absolute_error(y, &predictions), mae);
        near(r_squared(y, &predictions).unwrap(), r2);

        let loss = LineLoss::new(x, y).unwrap();
        near(loss.lowest()[0], weight);
        near(loss.lowest()[1], bias);
        near(loss.least(), mse);
        near(loss.divergence_rate(), bound);
    }
}

/// By `NumPy`: `p = np.polynomial.Polynomial.fit(x, y, degree)`, then `np.mean((p(x) - y)**2)`, `p(1.5)`, and the constant
/// and leading coefficient of `p.convert()`.
#[test]
fn polynomials_are_numpys() {
    let [x, y] = lab_default();
    #[rustfmt::skip]
    let expected = [
        (3, [0.819_828_334_720_191_1, 1.404_972_988_765_451_8, -0.922_811_397_836_324_9, -0.101_485_251_623_358_22]),
        (9, [0.798_619_639_341_917_2, 1.552_506_114_717_400_2, -0.924_417_686_274_446_9, 0.097_602_132_887_994_48]),
    ];
    for (degree, [mse, at, constant, leading]) in expected {
        let polynomial = Polynomial::fit(&x, &y, degree).unwrap();
        let coefficients = polynomial.coefficients();
        let close = |got: f64, expected: f64| assert!((got - expected).abs() < 1e-10, "{got} is not {expected}");
        close(mean_squared_error(&y, &polynomial.predictions(&x)), mse);
        close(polynomial.at(1.5), at);
        close(coefficients[0], constant);
        close(coefficients[degree], leading);
        assert_eq!(coefficients.len(), degree + 1);
    }
}

#[test]
fn data_without_one_best_polynomial_are_refused() {
    let fit = |x: &[f64], degree| Polynomial::fit(x, &vec![1.0; x.len()], degree).unwrap_err();
    let too_few = |distinct, needed| LeastSquaresError::TooFewPlaces { distinct, needed };
    assert_eq!(fit(&[], 1), too_few(0, 2));
    assert_eq!(fit(&[3.0], 1), too_few(1, 2));
    assert_eq!(fit(&[3.0; 50], 1), too_few(1, 2));
    assert_eq!(fit(&[0.0, -0.0, 1.0], 2), too_few(2, 3));
    assert_eq!(fit(&[1.0, 2.0], 0), LeastSquaresError::Degree);
    assert_eq!(fit(&[1.0, 2.0], MAX_DEGREE + 1), LeastSquaresError::Degree);
    assert_eq!(fit(&[1.0, f64::NAN], 1), LeastSquaresError::NotFinite);
    assert_eq!(fit(&[1.0, f64::INFINITY], 1), LeastSquaresError::NotFinite);
    assert_eq!(fit(&[-1e308, 1e308], 1), LeastSquaresError::NotFinite);
    assert_eq!(Polynomial::fit(&[1.0, 2.0], &[1.0, f64::NAN], 1), Err(LeastSquaresError::NotFinite));
    let nearly_two: Vec<_> = (0..20).map(|i| f64::from(i % 2) + 1e-16 * f64::from(i)).collect();
    assert_eq!(fit(&nearly_two, 5), LeastSquaresError::TooClose);
}

#[test]
fn a_constant_y_has_a_flat_line_and_no_r_squared() {
    let (x, y) = ([1.0, 2.0, 4.0], [0.1; 3]);
    let line = Polynomial::fit(&x, &y, 1).unwrap();
    let predictions = line.predictions(&x);
    assert!(line.coefficients()[1].abs() < 1e-15 && mean_squared_error(&y, &predictions) < 1e-30);
    assert_eq!(r_squared(&y, &predictions), None);
    assert_eq!(r_squared(&[], &[]), None);
    assert_eq!(r_squared(&[2.0], &[2.0]), None);
}

/// With as many places as coefficients the curve goes through every point, wherever the data lie.
#[test]
fn unit_and_origin_of_x_do_not_matter() {
    let y = [1.0, -2.0, 0.5, 3.0, 3.0, -1.0, 0.0, 2.0, -4.0, 1.5];
    for (origin, unit) in [(0.0, 1.0), (1e6, 1.0), (-5.0, 1e-6), (2e38, 1e37)] {
        let x: Vec<_> = (0..10).map(|i| origin + unit * f64::from(i)).collect();
        let curve = Polynomial::fit(&x, &y, 9).unwrap();
        assert!(mean_absolute_error(&y, &curve.predictions(&x)) < 1e-9, "{origin} {unit}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    /// What makes a sum of squares least: the residuals are perpendicular to every power of x.
    #[test]
    fn residuals_are_perpendicular_to_every_power(
        rows in prop::collection::vec((-3.0..3.0, -10.0..10.0), 20..60), degree in 1..=MAX_DEGREE
    ) {
        let (x, y): (Vec<f64>, Vec<f64>) = rows.into_iter().unzip();
        let predictions = Polynomial::fit(&x, &y, degree).unwrap().predictions(&x);
        for power in 0..=degree {
            let terms = || x.iter().zip(&y).zip(&predictions).map(|((x, y), p)| (p - y) * (x / 3.0).powi(i32::try_from(power).unwrap()));
            let size = terms().map(f64::abs).sum::<f64>();
            prop_assert!(terms().sum::<f64>().abs() <= 1e-9 * size.max(1e-6), "power {}", power);
        }
    }

    #[test]
    fn coefficients_say_the_same_as_the_polynomial(
        coefficients in prop::collection::vec(-3.0..3.0_f64, 2..=MAX_DEGREE + 1), at in -2.0..2.0
    ) {
        let value = |x: f64| coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c);
        let x: Vec<f64> = (0..=40).map(|i| f64::from(i) / 10.0 - 2.0).collect();
        let y: Vec<f64> = x.iter().copied().map(value).collect();
        let fitted = Polynomial::fit(&x, &y, coefficients.len() - 1).unwrap();
        prop_assert!((fitted.at(at) - value(at)).abs() < 1e-9);
        for (got, expected) in fitted.coefficients().into_iter().zip(&coefficients) {
            prop_assert!((got - expected).abs() < 1e-9);
        }
    }
}
