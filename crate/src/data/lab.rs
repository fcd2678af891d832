//! The data of the regression lab: a line with noise that widens towards the ends.

use crate::model::random::Random;

/// One row of the lab's data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observation {
    /// The input.
    pub x: f64,
    /// The measured output.
    pub y: f64,
}

/// The distribution of the data: x is uniform in a range, and y = slope·x + intercept + N(0, σ(x)) with
/// σ(x) = constant + growth·x².
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// How many rows there are.
    pub rows: usize,
    /// The bounds of x, the lower one first.
    pub range: [f64; 2],
    /// The slope of the line.
    pub slope: f64,
    /// The value of the line at x = 0.
    pub intercept: f64,
    /// The noise's standard deviation at x = 0.
    pub constant: f64,
    /// How much the standard deviation of the noise grows with x².
    pub growth: f64,
    /// The seed.
    pub seed: u64,
}

/// The streams of the seed. Other noise leaves every x as it is.
const INPUTS: u64 = 0;
const NOISE: u64 = 1;

impl Default for Lab {
    fn default() -> Self {
        let range = [-2.0, 2.0];
        Self { rows: 200, range, slope: 1.726, intercept: -0.84, constant: 0.5, growth: 1.0 / 3.0, seed: 1 }
    }
}

impl Lab {
    /// The data, in the order in which they were drawn. In a range of one number every x is that number.
    pub fn observations(&self) -> Vec<Observation> {
        let mut inputs = Random::stream(self.seed, INPUTS);
        let mut noise = Random::stream(self.seed, NOISE);
        let [low, high] = self.range;
        let observation = |_| {
            let x = low + (high - low) * inputs.unit();
            Observation { x, y: self.line(x) + self.deviation(x) * noise.normal() }
        };
        (0..self.rows).map(observation).collect()
    }

    /// The line without noise.
    pub fn line(&self, x: f64) -> f64 {
        self.slope * x + self.intercept
    }

    /// σ(x), the standard deviation of the noise at x.
    pub fn deviation(&self, x: f64) -> f64 {
        self.constant + self.growth * x * x
    }

    /// The mean squared error that even the true line has on average, the mean of σ² over the range:
    /// constant² + 2·constant·growth·E(x²) + growth²·E(x⁴).
    pub fn noise_floor(&self) -> f64 {
        let [a, b] = self.range;
        // (b³ − a³)/(3(b − a)) and (b⁵ − a⁵)/(5(b − a)), divided out so that a = b is no exception.
        let square = (a * a + a * b + b * b) / 3.0;
        let fourth = (a.powi(4) + a.powi(3) * b + a * a * b * b + a * b.powi(3) + b.powi(4)) / 5.0;
        self.constant * self.constant + 2.0 * self.constant * self.growth * square + self.growth * self.growth * fourth
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_noise_floor_of_the_courses_data_is_1_05() {
        assert!((Lab::default().noise_floor() - (0.25 + 4.0 / 9.0 + 3.2 / 9.0)).abs() < 1e-15);
        assert!((Lab::default().noise_floor() - 1.05).abs() < 1e-15);
    }

    /// Against Simpson's rule, in a range that is not symmetric.
    #[test]
    fn the_noise_floor_is_the_mean_of_the_variance() {
        let lab = Lab { range: [-1.0, 3.0], constant: 0.7, growth: -0.4, ..Lab::default() };
        let steps = 1000;
        let variance = |i: i32| lab.deviation(-1.0 + 4.0 * f64::from(i) / f64::from(steps)).powi(2);
        let weight = |i: i32| if i == 0 || i == steps { 1.0 } else { 2.0 + 2.0 * f64::from(i % 2) };
        let mean = (0..=steps).map(|i| weight(i) * variance(i)).sum::<f64>() / (3.0 * f64::from(steps));
        assert!((lab.noise_floor() - mean).abs() < 1e-9, "{} {mean}", lab.noise_floor());
        let one_place = Lab { range: [2.0, 2.0], ..lab };
        assert!((one_place.noise_floor() - one_place.deviation(2.0).powi(2)).abs() < 1e-15);
    }

    /// Many rows follow the law they were drawn from: the residuals' mean square is the noise floor, in the middle and
    /// at the ends each its own, and the inputs fill their range evenly. Bounds are four standard errors.
    #[test]
    fn many_rows_follow_the_law() {
        let lab = Lab { rows: 100_000, ..Lab::default() };
        let rows = lab.observations();
        let squared = |row: &Observation| (row.y - lab.line(row.x)).powi(2);
        let standard = rows.iter().map(|row| (row.y - lab.line(row.x)) / lab.deviation(row.x));
        let floor = rows.iter().map(squared).sum::<f64>() / 1e5;
        assert!((floor - 1.05).abs() < 0.03, "{floor}");
        let (sum, squares) = standard.fold((0.0, 0.0), |(sum, squares), z| (sum + z, squares + z * z));
        assert!((sum / 1e5).abs() < 4.0 * 1e-5_f64.sqrt(), "{sum}");
        assert!((squares / 1e5 - 1.0).abs() < 4.0 * 2e-5_f64.sqrt(), "{squares}");
        let ends: Vec<_> = rows.iter().filter(|row| row.x.abs() > 1.9).map(squared).collect();
        let at_ends = ends.iter().sum::<f64>() / ends.len() as f64;
        assert!((at_ends - lab.deviation(1.95).powi(2)).abs() < 0.35, "{at_ends}");
        let mean = rows.iter().map(|row| row.x).sum::<f64>() / 1e5;
        assert!(rows.iter().all(|row| row.x.abs() <= 2.0) && mean.abs() < 0.015);
    }

    #[test]
    fn line_and_noise_change_without_moving_any_x() {
        let one = Lab { rows: 20, ..Lab::default() };
        let other = Lab { rows: 20, slope: -1.0, constant: 0.0, growth: 0.0, ..one };
        for (a, b) in one.observations().into_iter().zip(other.observations()) {
            assert_eq!(a.x.to_bits(), b.x.to_bits());
            assert_eq!(b.y.to_bits(), other.line(b.x).to_bits());
        }
        assert_ne!(one.observations(), Lab { seed: 2, ..one }.observations());
    }

    #[test]
    fn the_rows_have_the_same_bits_everywhere() {
        let rows = Lab::default().observations();
        let bits = rows.iter().flat_map(|row| [row.x, row.y]).fold(0_u64, |bits, v| bits.rotate_left(7) ^ v.to_bits());
        assert_eq!(bits, 0xbc7b_ec42_5713_2514);
    }
}
