//! A loss over weight and bias, known on a grid: contour lines, and the trajectories of training runs.

use std::collections::BTreeMap;
use std::rc::Rc;

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::grid::draw_grid;
use super::loss_surface::{Trajectory, draw_trajectories};
use super::palette::Palette;
use super::picture::Picture;
use super::stroke::{Dash, stroke};
use super::surface::{Area, DrawResult};

/// Values on an evenly spaced grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The bounds of x.
    pub x: [f64; 2],
    /// The bounds of y.
    pub y: [f64; 2],
    /// The number of values in a row.
    pub columns: usize,
    /// The values, row by row from the lowest y, and from the lowest x in each row.
    pub values: Vec<f64>,
}

/// The side of a cell, as the indices of its two values.
type Side = (usize, usize);

/// A loss on a grid with its contour lines. They are computed once for all plots of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ContourLines {
    grid: Grid,
    lines: Vec<Vec<Point2<f64>>>,
}

impl ContourLines {
    /// The contour lines of a loss.
    pub fn new(grid: Grid) -> Self {
        let lines = grid.levels().flat_map(|level| grid.level(level)).collect();
        Self { grid, lines }
    }

    /// The ranges of x and y.
    pub fn bounds(&self) -> [[f64; 2]; 2] {
        [self.grid.x, self.grid.y]
    }
}

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Contours {
    /// The loss.
    pub ground: Rc<ContourLines>,
    /// The minimum, if there is one.
    pub lowest: Option<[f64; 2]>,
    /// The trajectories; the first lies on top.
    pub trails: Vec<Trajectory>,
    /// The present weight and bias.
    pub now: [f64; 2],
}

/// The number of contour levels.
const LINES: u32 = 11;

impl Grid {
    fn place(&self, column: f64, row: f64) -> Point2<f64> {
        let rows = self.values.len() / self.columns.max(1);
        let at = |[low, high]: [f64; 2], i: f64, n: usize| low + (high - low) * i / (n.max(2) - 1) as f64;
        Point2::new(at(self.x, column, self.columns), at(self.y, row, rows))
    }

    /// The least and the greatest value.
    fn range(&self) -> [f64; 2] {
        self.values.iter().fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], v| [low.min(*v), high.max(*v)])
    }

    /// The contour lines of a level by marching squares: linear interpolation on the sides of the cells, joined from cell to cell. At
    /// a saddle the sides are joined in their order.
    pub fn level(&self, level: f64) -> Vec<Vec<Point2<f64>>> {
        let rows = self.values.len() / self.columns.max(1);
        let mut links: BTreeMap<Side, Vec<Side>> = BTreeMap::new();
        for row in 0..rows.saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                let at = row * self.columns + column;
                let sides = [(at, at + 1), (at + 1, at + 1 + self.columns), (at + self.columns, at + 1 + self.columns)];
                let sides = sides.into_iter().chain([(at, at + self.columns)]);
                let passed = |&(a, b): &Side| (self.values[a] < level) != (self.values[b] < level);
                let crossed: Vec<_> = sides.filter(passed).collect();
                for pair in crossed.chunks_exact(2) {
                    links.entry(pair[0]).or_default().push(pair[1]);
                    links.entry(pair[1]).or_default().push(pair[0]);
                }
            }
        }
        // Lines that end at the edge of the grid start there. Then only closed lines are left.
        let ends = links.iter().filter(|(_, others)| others.len() == 1).map(|(side, _)| *side);
        let starts: Vec<_> = ends.chain(links.keys().copied()).collect();
        let lines = starts.into_iter().map(|start| {
            let mut line = vec![self.crossing(start, level)];
            let mut here = start;
            while let Some(next) = links.get_mut(&here).and_then(Vec::pop) {
                if let Some(back) = links.get_mut(&next) {
                    back.retain(|side| *side != here);
                }
                line.push(self.crossing(next, level));
                here = next;
            }
            line
        });
        lines.filter(|line| line.len() > 1).collect()
    }

    /// Where a level is crossed on a side of a cell.
    fn crossing(&self, (a, b): Side, level: f64) -> Point2<f64> {
        let share = (level - self.values[a]) / (self.values[b] - self.values[a]);
        let between = |a: usize, b: usize| a as f64 + share * (b as f64 - a as f64);
        let [(ax, ay), (bx, by)] = [a, b].map(|at| (at % self.columns, at / self.columns));
        self.place(between(ax, bx), between(ay, by))
    }

    /// Levels in a geometric sequence of distances from the minimum, towards 0.
    fn levels(&self) -> impl Iterator<Item = f64> {
        let [least, most] = self.range();
        (1..=LINES).map(move |line| least + (most - least) * 0.5_f64.powf(0.75 * f64::from(line)))
    }
}

impl Picture for Contours {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [x, y] = self.ground.bounds();
        Frame { size, scale, x, y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        draw_grid(area, frame, colors, ["w", "b"])?;
        if !frame.inside().iter().all(|length| *length >= 1.0) {
            return Ok(());
        }
        let style = colors.muted.mix(0.55).stroke_width(frame.stroke(1.0));
        for line in &self.ground.lines {
            let places: Vec<_> = line.iter().map(|place| frame.to_pixels(*place)).collect();
            stroke(area, frame, &places, style, Dash::Solid)?;
        }
        draw_trajectories(area, frame, colors, self.lowest, &self.trails, self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paraboloid(side: usize) -> Grid {
        let at = |i: usize| -2.0 + 4.0 * i as f64 / (side - 1) as f64;
        let values = (0..side * side).map(|i| at(i % side).powi(2) + at(i / side).powi(2)).collect();
        Grid { x: [-2.0, 2.0], y: [-2.0, 2.0], columns: side, values }
    }

    #[test]
    fn a_line_runs_along_its_level_and_a_ring_closes() {
        let lines = paraboloid(81).level(1.0);
        let [ring] = &lines[..] else { panic!("{} lines", lines.len()) };
        assert!(ring.len() > 80 && (ring[0] - ring[ring.len() - 1]).norm() < 1e-12);
        for place in ring {
            assert!((place.coords.norm() - 1.0).abs() < 1e-3, "{place}");
        }
        let length: f64 = ring.windows(2).map(|pair| (pair[1] - pair[0]).norm()).sum();
        assert!((length / std::f64::consts::TAU - 1.0).abs() < 1e-2, "{length}");
        assert!(paraboloid(81).level(9.0).is_empty());
    }

    #[test]
    fn a_line_that_leaves_the_grid_ends_at_its_edge() {
        let lines = paraboloid(81).level(5.0);
        assert_eq!(lines.len(), 4, "one in each corner");
        for end in lines.iter().flat_map(|line| [line[0], line[line.len() - 1]]) {
            assert!((end.coords.abs().max() - 2.0).abs() < 1e-12, "{end}");
        }
    }

    #[test]
    fn the_levels_lie_between_the_bounds() {
        let grid = paraboloid(9);
        assert!(grid.levels().all(|level| level > 0.0 && level < 8.0));
    }
}
