//! The loss of a probability over weight and bias: it has no closed form as a line's has, so it is worked out on a grid and
//! kept for as long as the picture shows the same part of the plane.

use std::cell::RefCell;
use std::rc::Rc;

use super::data::{Data, Part};
use super::shape::Shape;
use crate::model::loss::Loss;
use crate::plot::contours::{ContourLines, Grid};

/// How many places a side of the grid has.
const SIDE: usize = 56;
/// Rows are joined into so many groups of near x at most: only the picture is drawn from them.
const MOST_GROUPS: usize = 200;

/// The last grid worked out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Landscapes(RefCell<Option<(Loss, Rc<ContourLines>)>>);

impl Data {
    /// The loss of a probability over a part of the plane of weights and biases.
    pub(super) fn landscape(&self, loss: Loss, weights: [f64; 2], biases: [f64; 2]) -> Rc<ContourLines> {
        let kept = self.landscape.0.borrow().clone();
        if let Some((_, ground)) = kept.filter(|(of, ground)| *of == loss && ground.bounds() == [weights, biases]) {
            return ground;
        }
        let groups = groups(&self.training);
        let rows = self.training.len() as f64;
        let at = |w: f64, b: f64| {
            let group = |&(x, count, ones): &(f64, f64, f64)| {
                let of = |label| Shape::Sigmoid.row_loss(&[w, b], loss, x, label);
                ones * of(1.0) + (count - ones) * of(0.0)
            };
            groups.iter().map(group).sum::<f64>() / rows
        };
        let place = |[low, high]: [f64; 2], i: usize| low + (high - low) * i as f64 / (SIDE - 1) as f64;
        let values = (0..SIDE * SIDE).map(|i| at(place(weights, i % SIDE), place(biases, i / SIDE))).collect();
        let ground = Rc::new(ContourLines::new(Grid { x: weights, y: biases, columns: SIDE, values }));
        *self.landscape.0.borrow_mut() = Some((loss, Rc::clone(&ground)));
        ground
    }
}

/// The rows by their x: mean x, how many, and how many of these have the label 1.
fn groups(part: &Part) -> Vec<(f64, f64, f64)> {
    let mut rows: Vec<_> = part.x.iter().copied().zip(part.y.iter().copied()).collect();
    rows.sort_unstable_by(|(a, _), (b, _)| a.total_cmp(b));
    let whole = |rows: &[(f64, f64)]| {
        let count = rows.len() as f64;
        let sums = rows.iter().fold((0.0, 0.0), |(x, ones), row| (x + row.0, ones + row.1));
        (sums.0 / count, count, sums.1)
    };
    let same: Vec<_> = rows.chunk_by(|(a, _), (b, _)| a.total_cmp(b).is_eq()).map(whole).collect();
    if same.len() <= MOST_GROUPS { same } else { rows.chunks(rows.len().div_ceil(MOST_GROUPS)).map(whole).collect() }
}
