//! The output of a network over the plane of two inputs, with the data points and the decision boundary.

use std::rc::Rc;

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::contours::Grid;
use super::frame::{Axes, Chart, Frame};
use super::letters;
use super::palette::Palette;
use super::picture::Picture;
use super::raster::{Ground, HeatMap};
use super::stroke::{Dash, draw_clipped};
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The radius of a point in a plot this wide, in CSS pixels.
const POINT: f64 = 4.0;
const WIDE: f64 = 360.0;
/// Room for the name of an axis at its end, in CSS pixels.
const NAME: f64 = 30.0;

/// From a word of the key to the middle of its mark, and from there to the next word, in CSS pixels.
const KEY_GAPS: [f64; 2] = [9.0, 17.0];

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

    /// Says at the upper right what the marks mean.
    fn draw_key(&self, area: &Area, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, _] = frame.inside();
        let (mut right, y) = (left + width - 8.0, top + 13.0);
        let has_held_out = self.marks.iter().any(|mark| mark.held_out);
        let [zero, one, held_out] = &self.key;
        let entries = [(held_out, true, true), (zero, false, false), (one, true, false)];
        let entries = entries.into_iter().filter(|(.., held_out)| has_held_out || !held_out);
        // The decision boundary may pass below it.
        let across: f64 = entries.clone().map(|(word, ..)| letters::width(word) + KEY_GAPS[0] + KEY_GAPS[1]).sum();
        let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
        let ground = [corner((right - across).max(left), y - 9.0), corner(right + 4.0, y + 9.0)];
        area.draw(&Rectangle::new(ground, colors.paper.mix(0.8).filled()))?;
        for (word, is_one, is_held_out) in entries {
            let letters = frame.letters(colors.ink).pos(Pos::new(HPos::Right, VPos::Center));
            area.draw(&Text::new(word.as_str(), (frame.px(right), frame.px(y)), letters))?;
            right -= letters::width(word) + KEY_GAPS[0];
            let at = frame.from_pixels(Point2::new(right, y));
            Mark { at, one: is_one, held_out: is_held_out, chosen: false }.draw(chart, frame, colors)?;
            right -= KEY_GAPS[1];
        }
        Ok(())
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
        // The names of the axes are at the far ends.
        let [_, _, width, height] = frame.inside();
        let inside = |[low, high]: [f64; 2], length: f64, value: f64| {
            let air = NAME / length * (high - low);
            if value > low + air && value < high - air { short(value) } else { String::new() }
        };
        let right = |value: &f64| inside(frame.x, width, *value);
        let up = |value: &f64| inside(frame.y, height, *value);
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
