//! Where samples are in the plane, smoothed: where there are too few fakes, and where there are too many.

use std::rc::Rc;

use crate::plot::field::Cells;

/// The standard deviation of the normal kernel, in units of the plane.
const KERNEL: f64 = 0.06;

/// The weights of the kernel at cells of so many units, out to three standard deviations; their sum is 1.
fn kernel(cell: f64) -> Vec<f64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most as many as a picture has cells
    let reach = (3.0 * KERNEL / cell).ceil().min(100.0) as i32;
    let weights: Vec<_> =
        (-reach..=reach).map(|at| libm::exp(-0.5 * (f64::from(at) * cell / KERNEL).powi(2))).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// `values` smoothed along lines of `count` values that are `step` apart.
fn smoothed(values: &[f64], kernel: &[f64], count: usize, step: usize) -> Vec<f64> {
    let reach = kernel.len() / 2;
    let value = |at: usize| {
        let place = at / step % count;
        let first = at - place * step;
        let near = place.saturating_sub(reach)..(place + reach + 1).min(count);
        near.map(|other| values[first + other * step] * kernel[other + reach - place]).sum()
    };
    (0..values.len()).map(value).collect()
}

/// The share of the samples `rows` `[n, 2]` in each cell, row by row from the upper edge, smoothed by a normal kernel.
fn shares(rows: &[f32], cells: Cells) -> Vec<f64> {
    let Cells { x, y, columns, rows: lines } = cells;
    let mut counts = vec![0.0; columns * lines];
    let share = 1.0 / (rows.len() / 2).max(1) as f64;
    let place = |value: f32, [low, high]: [f64; 2], count: usize| {
        let place = ((f64::from(value) - low) / (high - low) * count as f64).floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the cells
        (place >= 0.0 && place < count as f64).then_some(place as usize)
    };
    for row in rows.chunks_exact(2) {
        if let (Some(column), Some(line)) = (place(row[0], x, columns), place(row[1], y, lines)) {
            counts[(lines - 1 - line) * columns + column] += share;
        }
    }
    let across = smoothed(&counts, &kernel((x[1] - x[0]) / columns as f64), columns, 1);
    smoothed(&across, &kernel((y[1] - y[0]) / lines as f64), lines, columns)
}

/// How much denser the data `[n, 2]` are than the fakes `[m, 2]` at each cell, as a share of the data's greatest density: above 0 where
/// there are too few fakes, below where there are too many.
pub(super) fn difference(real: &[f32], fakes: &[f32], cells: Cells) -> Rc<[f32]> {
    let (real, fakes) = (shares(real, cells), shares(fakes, cells));
    let densest = real.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    #[allow(clippy::cast_possible_truncation)] // a colour
    real.iter().zip(fakes).map(|(real, fakes)| ((real - fakes) / densest) as f32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELLS: Cells = Cells { x: [-1.0, 1.0], y: [-1.0, 1.0], columns: 40, rows: 40 };

    #[test]
    fn shares_sum_to_one_and_are_largest_where_the_samples_are() {
        let shares = shares(&[0.5, 0.5, 0.5, 0.5, f32::NAN, 9.0], CELLS);
        assert!((shares.iter().sum::<f64>() - 2.0 / 3.0).abs() < 1e-9, "what lies beyond is not there");
        let densest = (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).unwrap();
        assert_eq!([densest % 40, densest / 40], [30, 9], "to the right and up");
    }

    #[test]
    fn the_same_samples_differ_nowhere_and_no_fakes_leave_the_data() {
        let rows = [0.1, 0.2, -0.3, 0.4];
        assert!(difference(&rows, &rows, CELLS).iter().all(|value| *value == 0.0));
        let most = difference(&rows, &[], CELLS).iter().copied().fold(0.0, f32::max);
        assert_eq!(most, 1.0);
        assert!(difference(&[], &rows, CELLS).iter().all(|value| *value <= 0.0));
    }
}
