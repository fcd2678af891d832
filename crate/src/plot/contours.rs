//! A loss over weight and bias that is known on a grid: lines of equal loss, and the paths that runs take across them.

use std::rc::Rc;

use nalgebra::Point2;
use plotters::prelude::*;

use super::bowl::{Trail, draw_paths};
use super::chart::{Dash, stroke};
use super::frame::Frame;
use super::palette::Palette;
use super::picture::Picture;
use super::scatter::draw_grid;
use super::surface::{Area, Drawn};

/// Values on a grid of evenly spaced places.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// The bounds of x.
    pub x: [f64; 2],
    /// The bounds of y.
    pub y: [f64; 2],
    /// How many places a row has.
    pub columns: usize,
    /// The values, row by row from the lowest y, each from the lowest x.
    pub values: Vec<f64>,
}

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Contours {
    /// The loss.
    pub grid: Rc<Grid>,
    /// Where it is least, if anywhere.
    pub lowest: Option<[f64; 2]>,
    /// The paths; the first lies on top.
    pub trails: Vec<Trail>,
    /// The weight and bias now.
    pub now: [f64; 2],
}

/// How many lines are drawn.
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

    /// Where the grid's values pass a level: a stroke across each cell that it crosses, between the places on the cell's
    /// sides where it does by linear interpolation (marching squares). A saddle's two strokes join its sides in turn.
    pub fn level(&self, level: f64) -> Vec<[Point2<f64>; 2]> {
        let rows = self.values.len() / self.columns.max(1);
        let mut strokes = Vec::new();
        for row in 0..rows.saturating_sub(1) {
            for column in 0..self.columns.saturating_sub(1) {
                let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
                let value = |(c, r): (usize, usize)| self.values[r * self.columns + c];
                let sides = (0..4).map(|i| (corners[i], corners[(i + 1) % 4]));
                let crossings: Vec<_> = sides
                    .filter(|(a, b)| (value(*a) < level) != (value(*b) < level))
                    .map(|(a, b)| {
                        let share = (level - value(a)) / (value(b) - value(a));
                        let between = |a: usize, b: usize| a as f64 + share * (b as f64 - a as f64);
                        self.place(between(a.0, b.0), between(a.1, b.1))
                    })
                    .collect();
                strokes.extend(crossings.chunks_exact(2).map(|pair| [pair[0], pair[1]]));
            }
        }
        strokes
    }

    /// Levels whose distance from the least value doubles from one to the next, the last one halfway up.
    fn levels(&self) -> impl Iterator<Item = f64> {
        let [least, most] = self.range();
        (1..=LINES).map(move |line| least + (most - least) * 0.5_f64.powf(0.75 * f64::from(line)))
    }
}

impl Picture for Contours {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.grid.x, y: self.grid.y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> Drawn {
        draw_grid(area, frame, colors, ["w", "b"])?;
        if !frame.inside().iter().all(|length| *length >= 1.0) {
            return Ok(());
        }
        let style = colors.muted.mix(0.55).stroke_width(frame.stroke(1.0));
        for ends in self.grid.levels().flat_map(|level| self.grid.level(level)) {
            stroke(area, frame, &ends.map(|end| frame.to_pixels(end)), style, Dash::Solid)?;
        }
        draw_paths(area, frame, colors, self.lowest, &self.trails, self.now)
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
    fn every_stroke_lies_on_its_level() {
        let strokes = paraboloid(81).level(1.0);
        assert!(strokes.len() > 80);
        for end in strokes.iter().flatten() {
            assert!((end.coords.norm() - 1.0).abs() < 1e-3, "{end}");
        }
        let length: f64 = strokes.iter().map(|[a, b]| (b - a).norm()).sum();
        assert!((length / std::f64::consts::TAU - 1.0).abs() < 1e-2, "{length}");
        assert!(paraboloid(81).level(9.0).is_empty());
    }

    #[test]
    fn the_levels_lie_between_the_bounds() {
        let grid = paraboloid(9);
        assert!(grid.levels().all(|level| level > 0.0 && level < 8.0));
    }
}
