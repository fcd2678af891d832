//! The mean squared error of a line as a function of its weight and bias, in closed form.

/// The loss L(w, b) = Σ(w·xᵢ + b − yᵢ)²/n over given data.
///
/// Around its minimum (ŵ, b̂) it is L = L̂ + (Δw)²·var(x) + (Δw·x̄ + Δb)². The time to compute this form does not grow with the
/// data. As a sum of squares it loses nothing to cancellation near the minimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineLoss {
    mean: f64,
    variance: f64,
    lowest: [f64; 2],
    least: f64,
}

impl LineLoss {
    /// The loss over these rows; `None` when there are none.
    ///
    /// If all x are the same, many lines have the least loss. The one with weight 0 is taken.
    ///
    /// # Panics
    /// When `x` and `y` have different lengths.
    pub fn new(x: &[f64], y: &[f64]) -> Option<Self> {
        assert_eq!(x.len(), y.len(), "every x has its y");
        if x.is_empty() {
            return None;
        }
        let n = x.len() as f64;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / n;
        let (mean_x, mean_y) = (mean(x), mean(y));
        let rows = || x.iter().zip(y).map(|(x, y)| (x - mean_x, y - mean_y));
        // Rounding of the mean must not make a spread of a single value.
        let varies = x.iter().any(|value| value.total_cmp(&x[0]).is_ne());
        let variance = if varies { rows().map(|(x, _)| x * x).sum::<f64>() / n } else { 0.0 };
        let weight = if variance > 0.0 { rows().map(|(x, y)| x * y).sum::<f64>() / n / variance } else { 0.0 };
        let least = rows().map(|(x, y)| (weight * x - y) * (weight * x - y)).sum::<f64>() / n;
        Some(Self { mean: mean_x, variance, lowest: [weight, mean_y - weight * mean_x], least })
    }

    /// L(w, b).
    pub fn at(&self, weight: f64, bias: f64) -> f64 {
        let [dw, db] = [weight - self.lowest[0], bias - self.lowest[1]];
        let shift = dw * self.mean + db;
        self.least + dw * dw * self.variance + shift * shift
    }

    /// The weight and the bias of the lowest point: the least-squares line.
    pub fn lowest(&self) -> [f64; 2] {
        self.lowest
    }

    /// The loss at the lowest point.
    pub fn least(&self) -> f64 {
        self.least
    }

    /// The mean x̄ of the inputs.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The variance of the inputs.
    pub fn variance(&self) -> f64 {
        self.variance
    }

    /// The curvatures of the loss surface along its two axes, the smaller one first: the eigenvalues of the Hessian
    /// 2·[[mean(x²), mean(x)], [mean(x), 1]].
    pub fn curvatures(&self) -> [f64; 2] {
        let square = self.variance + self.mean * self.mean;
        let largest = square + 1.0 + libm::hypot(square - 1.0, 2.0 * self.mean);
        // Their product is the determinant, 4·var(x); a difference would cancel.
        [4.0 * self.variance / largest, largest]
    }

    /// The learning rate above which gradient descent on all rows at once diverges from nearly every start: 2/λ with λ
    /// the greater curvature. An update multiplies the distance along that axis by 1 − η·λ.
    pub fn divergence_rate(&self) -> f64 {
        2.0 / self.curvatures()[1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: [f64; 5] = [-1.5, 0.25, 0.5, 2.0, 3.25];
    const Y: [f64; 5] = [-4.0, -0.5, 1.5, 3.0, 4.0];

    fn by_definition(w: f64, b: f64) -> f64 {
        X.iter().zip(Y).map(|(x, y)| (w * x + b - y).powi(2)).sum::<f64>() / 5.0
    }

    /// The weight after `steps` updates of gradient descent on all rows.
    fn descend(rate: f64, steps: usize) -> f64 {
        let (mut w, mut b) = (0.0, 0.0);
        for _ in 0..steps {
            let errors = X.iter().zip(Y).map(|(x, y)| (x, w * x + b - y));
            let (dw, db) = errors.fold((0.0, 0.0), |(dw, db), (x, e)| (dw + 0.4 * e * x, db + 0.4 * e));
            (w, b) = (w - rate * dw, b - rate * db);
        }
        w
    }

    #[test]
    fn the_closed_form_is_the_definition() {
        let loss = LineLoss::new(&X, &Y).unwrap();
        for (w, b) in [(0.0, 0.0), (1.5, -0.25), (-20.0, 7.0), (1e6, -1e6)] {
            assert!((loss.at(w, b) / by_definition(w, b) - 1.0).abs() < 1e-12, "{w} {b}");
        }
        let [w, b] = loss.lowest();
        assert!((by_definition(w, b) - loss.least()).abs() < 1e-14);
        for (dw, db) in [(1e-4, 0.0), (-1e-4, 0.0), (0.0, 1e-4), (0.0, -1e-4)] {
            assert!(by_definition(w + dw, b + db) > loss.least() && loss.at(w + dw, b + db) > loss.least());
        }
    }

    #[test]
    fn gradient_descent_turns_from_arriving_to_diverging_at_the_bound() {
        let loss = LineLoss::new(&X, &Y).unwrap();
        let bound = loss.divergence_rate();
        assert!((descend(0.99 * bound, 5000) - loss.lowest()[0]).abs() < 1e-9);
        assert!(descend(1.01 * bound, 5000).abs() > 1e9);
    }

    #[test]
    fn curvatures_are_the_hessians_eigenvalues() {
        let [small, large] = LineLoss::new(&X, &Y).unwrap().curvatures();
        let mean = |power: i32| X.iter().map(|x| x.powi(power)).sum::<f64>() / 5.0;
        let (trace, determinant) = (2.0 * (mean(2) + 1.0), 4.0 * (mean(2) - mean(1).powi(2)));
        assert!((small + large - trace).abs() < 1e-13 && (small * large - determinant).abs() < 1e-13);
    }

    #[test]
    fn for_equal_x_one_curvature_is_zero_and_without_rows_there_is_no_loss() {
        let loss = LineLoss::new(&[0.1; 3], &[1.0, 2.0, 6.0]).unwrap();
        assert_eq!(loss.curvatures()[0].to_bits(), 0.0_f64.to_bits());
        assert!((loss.at(0.0, 3.0) - 14.0 / 3.0).abs() < 1e-14 && (loss.at(10.0, 2.0) - 14.0 / 3.0).abs() < 1e-14);
        assert_eq!(LineLoss::new(&[], &[]), None);
        let one = LineLoss::new(&[2.0], &[5.0]).unwrap();
        assert_eq!((one.lowest(), one.least().to_bits()), ([0.0, 5.0], 0));
    }
}
