//! The loss of a probability, or of a line by another loss than the squares, over weight and bias. It has no closed form, so it is worked out on a grid, row by
//! row, and kept for as long as the picture shows the same part of the plane.

use std::rc::Rc;

use crate::model::loss::Loss;
use crate::panel::regression::data::{Data, Part};
use crate::panel::regression::shape::Shape;
use crate::plot::contours::{ContourLines, Grid};

/// How many places a side of the grid has.
const SIDE: usize = 56;
/// Rows are joined into so many groups of near x at most, or so many are taken: only the picture is drawn from them.
const MAX_GROUPS: usize = 200;

/// Which loss, of which rows, over which weights and biases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The version of the lab's rows.
    pub version: u64,
    /// The loss.
    pub loss: Loss,
    /// From which to which weight.
    pub weights: [f64; 2],
    /// From which to which bias.
    pub biases: [f64; 2],
}

/// A grid that is being worked out, or the lines on it.
#[derive(Clone, Debug)]
pub struct Ground {
    place: Place,
    shape: Shape,
    /// Inputs and targets, each with the number of rows that it stands for.
    rows: Vec<[f64; 3]>,
    values: Vec<f64>,
    lines: Option<Rc<ContourLines>>,
}

impl Ground {
    /// A grid that is not worked out yet.
    pub fn new(place: Place, data: &Data) -> Self {
        let rows = if data.shape == Shape::Sigmoid { grouped(&data.training) } else { taken(&data.training) };
        Self { place, shape: data.shape, rows, values: Vec::with_capacity(SIDE * SIDE), lines: None }
    }

    /// What it is of.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The lines of equal loss; nothing before all is worked out.
    pub fn lines(&self) -> Option<Rc<ContourLines>> {
        self.lines.clone()
    }

    /// How much is worked out, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.values.len() as f64 / (SIDE * SIDE) as f64
    }

    /// Works out the next row of the grid; after the last one, the lines.
    pub fn go_on(&mut self) {
        let Place { loss, weights, biases, .. } = self.place;
        let count = self.rows.iter().map(|[.., count]| count).sum::<f64>();
        let at = |w: f64, b: f64| {
            let row = |&[x, y, count]: &[f64; 3]| count * self.shape.row_loss(&[w, b], loss, x, y);
            self.rows.iter().map(row).sum::<f64>() / count
        };
        let place = |[low, high]: [f64; 2], i: usize| low + (high - low) * i as f64 / (SIDE - 1) as f64;
        let row = self.values.len() / SIDE;
        if row < SIDE {
            let losses: Vec<_> = (0..SIDE).map(|column| at(place(weights, column), place(biases, row))).collect();
            self.values.extend(losses);
        }
        if self.values.len() == SIDE * SIDE && self.lines.is_none() {
            let grid = Grid { x: weights, y: biases, columns: SIDE, values: self.values.clone() };
            self.lines = Some(Rc::new(ContourLines::new(grid)));
        }
    }
}

fn sorted(part: &Part) -> Vec<(f64, f64)> {
    let mut rows: Vec<_> = part.x.iter().copied().zip(part.y.iter().copied()).collect();
    rows.sort_unstable_by(|(a, _), (b, _)| a.total_cmp(b));
    rows
}

/// Some rows in the place of all, from the least x to the greatest.
fn taken(part: &Part) -> Vec<[f64; 3]> {
    let step = part.len().div_ceil(2 * MAX_GROUPS).max(1);
    sorted(part).into_iter().step_by(step).map(|(x, y)| [x, y, 1.0]).collect()
}

/// Rows with labels, joined with those of near x: at the mean x so many have the label 1, and so many the label 0.
fn grouped(part: &Part) -> Vec<[f64; 3]> {
    let rows = sorted(part);
    let whole = |rows: &[(f64, f64)]| {
        let count = rows.len() as f64;
        let sums = rows.iter().fold((0.0, 0.0), |(x, ones), row| (x + row.0, ones + row.1));
        let (x, ones) = (sums.0 / count, sums.1);
        [[x, 1.0, ones], [x, 0.0, count - ones]]
    };
    let same: Vec<_> = rows.chunk_by(|(a, _), (b, _)| a.total_cmp(b).is_eq()).map(whole).collect();
    let few = same.len() <= MAX_GROUPS;
    let groups = if few { same } else { rows.chunks(rows.len().div_ceil(MAX_GROUPS)).map(whole).collect() };
    groups.into_iter().flatten().collect()
}
