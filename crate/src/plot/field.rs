//! The output of a network over the plane of two inputs, with the data points and the decision boundary.

use std::rc::Rc;

use nalgebra::Point2;
use plotters::prelude::*;

use super::contours::Grid;
use super::frame::{Axes, Chart, Frame};
use super::key::{self, DrawMark};
use super::palette::Palette;
use super::picture::Picture;
use super::raster::{Ground, HeatMap};
use super::stroke::{Dash, draw_clipped};
use super::surface::{Area, DrawResult};
use super::ticks::between_names;

/// The radius of a point in a plot this wide, in CSS pixels.
const POINT: f64 = 4.0;
const WIDE: f64 = 360.0;

/// The side of a cell of the map in CSS pixels, and the most cells in a row.
const CELL: f64 = 4.0;
const MAX_CELLS: usize = 160;

/// A data point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// (x1, x2).
    pub at: Point2<f64>,
    /// Whether the label is 1.
    pub one: bool,
    /// Whether it is held out from training.
    pub held_out: bool,
    /// Whether it is selected.
    pub chosen: bool,
}

/// Equal cells over a part of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    /// The bounds of x1.
    pub x: [f64; 2],
    /// The bounds of x2.
    pub y: [f64; 2],
    /// The number of cells in a row.
    pub columns: usize,
    /// The number of rows.
    pub rows: usize,
}

/// Computes the output at the centres of cells, row by row from the top.
pub type Map<'a> = Box<dyn Fn(Cells) -> Rc<[f32]> + 'a>;

/// The plot.
pub struct Field<'a> {
    /// The range of both inputs. A plot that is not square shows more of the plane.
    pub view: [f64; 2],
    /// The points; the last lies on top.
    pub marks: Vec<Mark>,
    /// The output of the network.
    pub map: Map<'a>,
    /// The outputs with the full colours of class 0 and class 1. The decision boundary is where the output is in the middle.
    pub range: [f32; 2],
    /// Whether only the decisions are shown.
    pub is_decision: bool,
    /// The words for class 0, for class 1, and for held-out points.
    pub key: [String; 3],
}

impl Cells {
    /// The cells of a frame.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
    pub fn of(frame: &Frame) -> Self {
        let [_, _, width, height] = frame.inside();
        let count = |length: f64| ((length / CELL).ceil() as usize).clamp(2, MAX_CELLS);
        Self { x: frame.x, y: frame.y, columns: count(width), rows: count(height) }
    }
}

impl Field<'_> {
    fn draw_boundary(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let Cells { x, y, columns, rows } = Cells::of(frame);
        let values = (self.map)(Cells { x, y, columns, rows });
        // The values are those of the centres of the cells, and a grid has its lowest row first.
        let centres = |[low, high]: [f64; 2], count: usize| {
            let half = (high - low) / count as f64 / 2.0;
            [low + half, high - half]
        };
        let upwards = values.chunks_exact(columns).rev().flatten().map(|value| f64::from(*value)).collect();
        let grid = Grid { x: centres(x, columns), y: centres(y, rows), columns, values: upwards };
        let middle = f64::from(f32::midpoint(self.range[0], self.range[1]));
        let style = colors.ink.stroke_width(frame.stroke(1.5));
        grid.level(middle).iter().try_for_each(|line| {
            let places: Vec<_> = line.iter().map(|place| frame.to_pixels(*place)).collect();
            draw_clipped(area, frame, &places, style, Dash::Solid)
        })
    }

    /// Says what the marks mean.
    fn draw_key(&self, area: &Area, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let [zero, one, held_out] = &self.key;
        let draw = |at: Point2<f64>, one: bool, held_out: bool| {
            Mark { at: frame.from_pixels(at), one, held_out, chosen: false }.draw(chart, frame, colors)
        };
        let entries: [(&str, DrawMark); 3] = [
            (one, &|at| draw(at, true, false)),
            (zero, &|at| draw(at, false, false)),
            (held_out, &|at| draw(at, true, true)),
        ];
        let has_held_out = self.marks.iter().any(|mark| mark.held_out);
        key::draw_key(area, frame, colors, &entries[..if has_held_out { 3 } else { 2 }])
    }
}

impl Picture for Field<'_> {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame::isotropic(size, scale, self.view)
    }

    fn ground(&self, frame: &Frame) -> Option<Ground<'_>> {
        let cells = Cells::of(frame);
        let values = (self.map)(cells);
        let map = HeatMap { values, columns: cells.columns, range: self.range, is_decision: self.is_decision };
        Some(Ground { raster: Box::new(map), x: cells.x, y: cells.y })
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, _, width, height] = frame.inside();
        let right = |value: &f64| between_names(frame.x, width, *value);
        let up = |value: &f64| between_names(frame.y, height, *value);
        let axes = Axes { names: ["x1", "x2"], labels: [7, 7], ticks: [&right, &up] };
        let Some(chart) = frame.axes(area, colors, &axes)? else { return Ok(()) };
        self.marks.iter().try_for_each(|mark| mark.draw(&chart, frame, colors))?;
        // What changes while the network learns comes last, and over it only the key, which stays to be read.
        self.draw_boundary(area, frame, colors)?;
        self.draw_key(area, &chart, frame, colors)
    }
}

impl Mark {
    /// A filled circle for label 1 and a hollow square for label 0, each with an edge in the colour of the ground. Held-out points are
    /// smaller.
    fn draw(&self, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let at = (self.at.x, self.at.y);
        let [_, _, width, _] = frame.inside();
        let size = POINT * (width / WIDE).clamp(0.75, 1.25) * if self.held_out { 0.75 } else { 1.0 };
        let radius = frame.px(size).max(2);
        if self.chosen {
            let ring = frame.px(5.0);
            chart.draw_series([Circle::new(at, radius + ring, colors.paper.stroke_width(frame.stroke(4.0)))])?;
            chart.draw_series([Circle::new(at, radius + ring, colors.ink.stroke_width(frame.stroke(2.0)))])?;
        }
        let edge = frame.px(1.0).max(1);
        if self.one {
            chart.draw_series([Circle::new(at, radius + edge, colors.paper.filled())])?;
            chart.draw_series([Circle::new(at, radius, colors.one.filled())])?;
            if self.held_out {
                chart.draw_series([Circle::new(at, (radius / 3).max(1), colors.paper.filled())])?;
            }
        } else {
            let square = |half: i32, style: ShapeStyle| {
                EmptyElement::at(at) + Rectangle::new([(-half, -half), (half, half)], style)
            };
            chart.draw_series([square(radius + edge, colors.paper.filled())])?;
            chart.draw_series([square(radius, colors.zero.filled())])?;
            let hole = if self.held_out { radius * 3 / 4 } else { radius / 2 };
            chart.draw_series([square(hole.max(1), colors.paper.filled())])?;
        }
        Ok(())
    }
}
