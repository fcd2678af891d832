//! The output of a network over the plane of two inputs, with the data points and the decision boundary.

use std::rc::Rc;

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::class_marks::{self, color};
use super::classes::{TINTS, lead};
use super::color_map::ColorMap;
use super::contours::Grid;
use super::frame::{Axes, Chart, Frame};
use super::key::{self, DrawMark};
use super::labels;
use super::palette::{Palette, mixed};
use super::picture::Picture;
use super::raster::{Ground, HeatMap, Raster};
use super::stroke::{Dash, draw_clipped};
use super::surface::{Area, DrawResult};
use super::ticks::between_names;
use crate::model::probability::greatest;

/// The radius of a point in a plot this wide, in CSS pixels.
const POINT: f64 = 4.0;
const WIDE: f64 = 360.0;

/// The side of a cell of the map in CSS pixels, and the most cells in a row.
const CELL: f64 = 4.0;
const MAX_CELLS: usize = 160;

/// What the outputs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One number, for two classes.
    Two,
    /// A probability for each of so many classes, more than two.
    Many(usize),
    /// One number, for the values of the points.
    Values,
}

/// What a data point is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Of this class.
    Class(usize),
    /// Of this value, on the scale of the output.
    Value(f32),
}

/// A data point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its place.
    pub at: Point2<f64>,
    /// What it is.
    pub target: Target,
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

/// Computes the output at the centres of cells, row by row from the top; of [`Kind::Many`] all outputs, cell by cell.
pub type Map<'a> = Box<dyn Fn(Cells) -> Rc<[f32]> + 'a>;

/// The plot.
pub struct Field<'a> {
    /// The ranges of both axes. An isotropic plot that is not square shows more of the plane.
    pub ranges: [[f64; 2]; 2],
    /// Whether a unit is as long upwards as to the right.
    pub is_isotropic: bool,
    /// The names of the axes.
    pub names: [String; 2],
    /// What the outputs are.
    pub kind: Kind,
    /// The points; the last lies on top.
    pub marks: Vec<Mark>,
    /// The output of the network.
    pub map: Map<'a>,
    /// Of one number the outputs with the full colours of class 0 and class 1. The boundary of two classes is in the middle.
    pub range: [f32; 2],
    /// Whether only the decisions are shown.
    pub is_decision: bool,
    /// The words for the classes, or for a low and a high value.
    pub key: Vec<String>,
    /// The word for held-out points.
    pub held_out: String,
}

/// The probabilities of several classes as tints of the likeliest.
pub struct Likeliest {
    /// The probabilities, cell by cell from the upper edge.
    pub values: Rc<[f32]>,
    /// How many classes there are.
    pub classes: usize,
    /// How many cells a row has.
    pub columns: usize,
    /// Whether only the decision is shown.
    pub is_decision: bool,
}

impl Raster for Likeliest {
    fn size(&self) -> [usize; 2] {
        [self.columns, self.values.len() / self.classes / self.columns.max(1)]
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        // A tint for each class and each of a few certainties: mixing a colour for each pixel would take longer.
        let tint = |class: usize, step: usize| {
            let strength = TINTS[0] + (TINTS[1] - TINTS[0]) * step as f64 / (STEPS - 1) as f64;
            let RGBColor(red, green, blue) = mixed(colors.paper, color(mark_of(class), colors), strength);
            [red, green, blue, u8::MAX]
        };
        let tints: Vec<_> = (0..self.classes).flat_map(|class| (0..STEPS).map(move |step| tint(class, step))).collect();
        for (outputs, pixel) in self.values.chunks_exact(self.classes).zip(pixels) {
            let best = greatest(outputs);
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share; NaN becomes 0
            let step = if self.is_decision { STEPS - 1 } else { (outputs[best] * (STEPS - 1) as f32) as usize };
            *pixel = tints[best * STEPS + step.min(STEPS - 1)];
        }
    }
}

/// The steps of certainty in the ground of several classes.
const STEPS: usize = 32;

/// The mark of a class: a square for 0 and a circle for 1, as everywhere on the page.
fn mark_of(class: usize) -> usize {
    match class {
        0 => 1,
        1 => 0,
        other => other,
    }
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
    /// The lines between what is decided differently.
    fn draw_boundaries(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let cells = Cells::of(frame);
        let values = (self.map)(cells);
        match self.kind {
            Kind::Values => Ok(()),
            Kind::Two => {
                let middle = f64::from(f32::midpoint(self.range[0], self.range[1]));
                let each = values.iter().map(|value| f64::from(*value));
                draw_level(area, frame, colors, cells, each, middle)
            }
            Kind::Many(classes) => (0..classes).try_for_each(|class| {
                let lead = |outputs: &[f32]| f64::from(lead(outputs.iter().copied(), class));
                draw_level(area, frame, colors, cells, values.chunks_exact(classes).map(lead), 0.0)
            }),
        }
    }

    /// Says what the marks mean.
    fn draw_key(&self, area: &Area, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let draw = |at: Point2<f64>, target: Target, held_out: bool| {
            let mark = Mark { at: frame.from_pixels(at), target, held_out, chosen: false };
            mark.draw(area, chart, frame, colors, self.range)
        };
        let targets: Vec<Target> = match self.kind {
            Kind::Two => vec![Target::Class(1), Target::Class(0)],
            Kind::Many(classes) => (0..classes).map(Target::Class).collect(),
            Kind::Values => self.range.map(Target::Value).to_vec(),
        };
        let words = targets.iter().enumerate().map(|(at, target)| match target {
            Target::Class(class) => self.key.get(*class),
            Target::Value(_) => self.key.get(at),
        });
        let drawn: Vec<_> = targets.iter().map(|target| move |at: Point2<f64>| draw(at, *target, false)).collect();
        let held_out = |at: Point2<f64>| draw(at, targets[0], true);
        let mut entries: Vec<(&str, DrawMark)> =
            words.zip(&drawn).map(|(word, draw)| (word.map_or("", String::as_str), draw as DrawMark)).collect();
        if self.marks.iter().any(|mark| mark.held_out) {
            entries.push((&self.held_out, &held_out));
        }
        key::draw_key(area, frame, colors, &entries)
    }
}

/// Draws the lines on which values at the centres of cells are `level`.
fn draw_level(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    Cells { x, y, columns, rows }: Cells,
    values: impl Iterator<Item = f64>,
    level: f64,
) -> DrawResult {
    // A grid has its lowest row first.
    let centres = |[low, high]: [f64; 2], count: usize| {
        let half = (high - low) / count as f64 / 2.0;
        [low + half, high - half]
    };
    let downwards: Vec<f64> = values.collect();
    let upwards = downwards.chunks_exact(columns).rev().flatten().copied().collect();
    let grid = Grid { x: centres(x, columns), y: centres(y, rows), columns, values: upwards };
    let style = colors.ink.stroke_width(frame.stroke(1.5));
    grid.level(level).iter().try_for_each(|line| {
        let places: Vec<_> = line.iter().map(|place| frame.to_pixels(*place)).collect();
        draw_clipped(area, frame, &places, style, Dash::Solid)
    })
}

impl Picture for Field<'_> {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [x, y] = self.ranges;
        if self.is_isotropic {
            Frame::isotropic(size, scale, [x[0].min(y[0]), x[1].max(y[1])])
        } else {
            Frame { size, scale, x, y }
        }
    }

    fn ground(&self, frame: &Frame) -> Option<Ground<'_>> {
        let cells = Cells::of(frame);
        let values = (self.map)(cells);
        let (columns, is_decision) = (cells.columns, self.is_decision);
        let raster: Box<dyn Raster> = match self.kind {
            Kind::Many(classes) => Box::new(Likeliest { values, classes, columns, is_decision }),
            Kind::Two => Box::new(HeatMap { values, columns, range: self.range, is_decision }),
            Kind::Values => Box::new(HeatMap { values, columns, range: self.range, is_decision: false }),
        };
        Some(Ground { raster, x: cells.x, y: cells.y })
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, _, width, height] = frame.inside();
        let right = |value: &f64| between_names(frame.x, width, *value);
        let up = |value: &f64| between_names(frame.y, height, *value);
        let [across, above] = self.names.each_ref().map(String::as_str);
        // A long name has no room beside its axis; it stands inside.
        let is_short = self.names.iter().all(|name| name.chars().count() <= SHORT_NAME);
        let names = if is_short { [across, above] } else { ["", ""] };
        let axes = Axes { names, labels: [7, 7], ticks: [&right, &up] };
        let Some(chart) = frame.axes(area, colors, &axes)? else { return Ok(()) };
        self.marks.iter().try_for_each(|mark| mark.draw(area, &chart, frame, colors, self.range))?;
        // What changes while the network learns comes last, and over it only the key, which stays to be read.
        self.draw_boundaries(area, frame, colors)?;
        if !is_short {
            draw_long_names(area, frame, colors, [across, above])?;
        }
        self.draw_key(area, &chart, frame, colors)
    }
}

/// The most letters of a name beside its axis.
const SHORT_NAME: usize = 4;

/// Names of axes inside the picture: the lower right corner and, with an arrow, the upper left one below the key.
fn draw_long_names(area: &Area, frame: &Frame, colors: &Palette, [across, above]: [&str; 2]) -> DrawResult {
    let [left, top, width, height] = frame.inside();
    let write = |text: String, right: f64, y: f64| {
        let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
        let ground = [corner(right - labels::width(&text) - 6.0, y - 9.0), corner(right, y + 9.0)];
        area.draw(&Rectangle::new(ground, colors.paper.mix(0.8).filled()))?;
        let letters = frame.letters(colors.ink).pos(Pos::new(HPos::Right, VPos::Center));
        area.draw(&Text::new(text, corner(right - 3.0, y), letters))
    };
    write(format!("{across} →"), left + width, top + height - 11.0)?;
    let above = format!("↑ {above}");
    let right = left + labels::width(&above) + 6.0;
    write(above, right, top + 34.0)
}

impl Mark {
    /// The mark of a class, or a disc in the colour of a value, each with an edge in the colour of the ground. Held-out points are smaller.
    fn draw(&self, area: &Area, chart: &Chart, frame: &Frame, colors: &Palette, range: [f32; 2]) -> DrawResult {
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
        let disc = |radius: i32, color: RGBColor| chart.draw_series([Circle::new(at, radius, color.filled())]);
        match self.target {
            Target::Class(1) => {
                disc(radius + edge, colors.paper)?;
                disc(radius, colors.one)?;
                if self.held_out { disc((radius / 3).max(1), colors.paper) } else { Ok(()) }
            }
            Target::Class(0) => {
                let square = |half: i32, style: ShapeStyle| {
                    EmptyElement::at(at) + Rectangle::new([(-half, -half), (half, half)], style)
                };
                chart.draw_series([square(radius + edge, colors.paper.filled())])?;
                chart.draw_series([square(radius, colors.zero.filled())])?;
                let hole = if self.held_out { radius * 3 / 4 } else { radius / 2 };
                chart.draw_series([square(hole.max(1), colors.paper.filled())])
            }
            Target::Class(class) => {
                class_marks::draw(area, frame, colors, mark_of(class), frame.to_pixels(self.at), size)?;
                if self.held_out { disc((radius / 3).max(1), colors.paper) } else { Ok(()) }
            }
            Target::Value(value) => {
                disc(radius + edge, colors.ink)?;
                let map = ColorMap::new(colors, false);
                disc(radius, map.color(map.coarse(value, range)))?;
                if self.held_out { disc((radius / 3).max(1), colors.ink) } else { Ok(()) }
            }
        }
    }
}
