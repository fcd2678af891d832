//! The pictures of the lab, and what dragging on them means.

pub mod agreement;
pub mod chart;
pub mod ground;
pub mod scatter;
pub mod surface;

use nalgebra::Point2;

use super::data::Part;

/// The most points drawn of each part: of more, an even selection.
const MAX_DOTS: usize = 400;

/// The rows of a part that are drawn, as their places in the part and their points.
fn points(part: &Part) -> impl Iterator<Item = (usize, Point2<f64>)> {
    let stride = part.len().div_ceil(MAX_DOTS).max(1);
    (0..part.len()).step_by(stride).map(|at| (at, Point2::new(part.x[at], part.y[at])))
}

/// A range with air on both sides, never empty.
fn airy([low, high]: [f64; 2]) -> [f64; 2] {
    let air = if high > low { 0.07 * (high - low) } else { 0.5 * high.abs().max(1.0) };
    [low - air, high + air]
}
