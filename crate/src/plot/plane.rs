//! The plane of two inputs: four points, the decision boundary, the side where the output is 1, the weight vector.

use nalgebra::{Point2, Vector2};
use plotters::prelude::*;

use super::frame::{Axes, Chart, Frame, short};
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, Drawn};
use crate::model::boundary::Boundary;

/// The least and greatest value shown of each input: the unit square with a margin.
pub const RANGE: [f64; 2] = [-0.5, 1.5];

/// The radius of a point, in CSS pixels.
const POINT: f64 = 9.0;
/// How long the arrow of an endlessly long weight vector would be, in units of the inputs.
const LONGEST_ARROW: f64 = 1.0;

/// One row of the truth table as a point.
#[allow(clippy::struct_excessive_bools)] // four facts of a point, each true or false whatever the others are
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// (x1, x2).
    pub at: Point2<f64>,
    /// The wanted output.
    pub target: bool,
    /// Whether the output is the wanted one.
    pub right: bool,
    /// Whether the weighted sum is exactly zero.
    pub on_line: bool,
    /// Whether the row is under inspection.
    pub chosen: bool,
}

/// What the picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// The four rows.
    pub marks: [Mark; 4],
    /// The line; `None` when both weights are 0.
    pub boundary: Option<Boundary>,
    /// Whether the output is 1 everywhere, for when there is no line.
    pub all_ones: bool,
}

impl Plane {
    /// The weight vector's arrow: its foot on the line, as near the middle as the line comes, and its tip on the side
    /// of the ones. Its direction is exact; its length grows with the vector's but stays below [`LONGEST_ARROW`].
    pub fn arrow(&self) -> Option<[Point2<f64>; 2]> {
        let boundary = self.boundary?;
        let foot = boundary.nearest_to(Point2::new(0.5, 0.5));
        let length = LONGEST_ARROW * boundary.steepness() / (boundary.steepness() + 1.0);
        Some([foot, foot + boundary.normal() * length])
    }

    /// The weights whose arrow is `arrow`: [`Plane::arrow`] turned about.
    pub fn weights_for_arrow(arrow: Vector2<f64>) -> Vector2<f64> {
        // The longest arrow would need an endless vector; a dragged one stops where the vector is 19 long.
        let length = arrow.norm().min(0.95 * LONGEST_ARROW);
        if length == 0.0 { arrow } else { arrow.normalize() * (length / (LONGEST_ARROW - length)) }
    }

    fn draw_side(&self, chart: &mut Chart, colors: &Palette) -> Drawn {
        let (low, high) = (Point2::new(RANGE[0], RANGE[0]), Point2::new(RANGE[1], RANGE[1]));
        let side = match (self.boundary, self.all_ones) {
            (Some(boundary), _) => boundary.positive_part(low, high),
            (None, true) => vec![low, Point2::new(high.x, low.y), high, Point2::new(low.x, high.y)],
            (None, false) => Vec::new(),
        };
        if side.len() > 2 {
            let corners: Vec<_> = side.iter().map(|p| (p.x, p.y)).collect();
            chart.draw_series([Polygon::new(corners, colors.one.mix(0.16))])?;
        }
        Ok(())
    }

    fn draw_line(&self, chart: &mut Chart, frame: &Frame, colors: &Palette) -> Drawn {
        let (low, high) = (Point2::new(RANGE[0], RANGE[0]), Point2::new(RANGE[1], RANGE[1]));
        let Some(boundary) = self.boundary else { return Ok(()) };
        if let Some(ends) = boundary.segment(low, high) {
            chart.draw_series([PathElement::new(
                ends.map(|p| (p.x, p.y)).to_vec(),
                colors.ink.stroke_width(frame.stroke(2.5)),
            )])?;
        }
        let Some([foot, tip]) = self.arrow() else { return Ok(()) };
        if !(low.x..=high.x).contains(&foot.x) || !(low.y..=high.y).contains(&foot.y) {
            return Ok(());
        }
        // The head: two short strokes back from the tip, at 30° to the shaft, and never longer than that.
        let back = (foot - tip).cap_magnitude(0.09);
        let side = Vector2::new(-back.y, back.x) * 0.55;
        let strokes = [[foot, tip], [tip, tip + back + side], [tip, tip + back - side]];
        // What reaches out of the picture is cut off there; left to itself, plotters would bend it along the edge.
        let seen = strokes.into_iter().filter_map(|ends| within(ends, low, high));
        let stroke = colors.ink.stroke_width(frame.stroke(1.5));
        chart.draw_series(seen.map(|ends| PathElement::new(ends.map(|p| (p.x, p.y)).to_vec(), stroke)))?;
        Ok(())
    }
}

impl Picture for Plane {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: RANGE, y: RANGE }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> Drawn {
        // The inputs are 0 and 1: the values around them only frame these.
        let tick = |value: &f64| if (0.0..=1.0).contains(value) { short(*value) } else { String::new() };
        let axes = Axes { names: ["x1", "x2"], labels: [5, 5], ticks: [&tick, &tick] };
        let Some(mut chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        self.draw_side(&mut chart, colors)?;
        self.draw_line(&mut chart, frame, colors)?;
        self.marks.iter().try_for_each(|mark| mark.draw(&mut chart, frame, colors))
    }
}

/// The piece of a straight stroke inside the rectangle from `low` to `high` (Liang and Barsky's clipping, 1984).
pub(super) fn within([from, to]: [Point2<f64>; 2], low: Point2<f64>, high: Point2<f64>) -> Option<[Point2<f64>; 2]> {
    let along = to - from;
    // Between which shares of the way the stroke is inside: the latest entry and the earliest exit.
    let (mut entry, mut exit) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let [to_low, to_high] = [low[axis] - from[axis], high[axis] - from[axis]];
        if along[axis] == 0.0 {
            if to_low > 0.0 || to_high < 0.0 {
                return None;
            }
            continue;
        }
        let crossings = [to_low / along[axis], to_high / along[axis]];
        entry = entry.max(crossings[0].min(crossings[1]));
        exit = exit.min(crossings[0].max(crossings[1]));
    }
    (entry < exit).then(|| [from + along * entry, from + along * exit])
}

impl Mark {
    /// A point: a filled blue circle for 1, a hollow orange square for 0, with a tick or a cross for right or wrong,
    /// a thin ring when it lies on the line and a thick one when it is chosen.
    fn draw(&self, chart: &mut Chart, frame: &Frame, colors: &Palette) -> Drawn {
        let at = (self.at.x, self.at.y);
        let radius = frame.px(POINT);
        if self.chosen {
            let ring = colors.accent.stroke_width(frame.stroke(2.0));
            chart.draw_series([Circle::new(at, radius + frame.px(6.0), ring)])?;
        }
        if self.on_line {
            let ring = colors.ink.stroke_width(frame.stroke(1.0));
            chart.draw_series([Circle::new(at, radius + frame.px(3.0), ring)])?;
        }
        if self.target {
            chart.draw_series([Circle::new(at, radius, colors.one.filled())])?;
        } else {
            let half = radius - frame.px(1.0);
            let square = |inset: i32, style: ShapeStyle| {
                EmptyElement::at(at)
                    + Rectangle::new([(-half + inset, -half + inset), (half - inset, half - inset)], style)
            };
            chart.draw_series([square(0, colors.paper.filled())])?;
            // A border three strokes wide, as nested outlines: plotters strokes a rectangle one pixel wide.
            chart.draw_series((0..frame.px(3.0)).map(|inset| square(inset, colors.zero.stroke_width(1))))?;
        }
        let px = |x: f64, y: f64| (frame.px(x), frame.px(y));
        // Beside the point, towards the picture's outside, where the line seldom covers it.
        let (dx, dy) = (if self.at.x < 0.5 { -24.0 } else { 24.0 }, if self.at.y < 0.5 { 20.0 } else { -20.0 });
        let stroke = |color: RGBColor| color.stroke_width(frame.stroke(2.5));
        let strokes: &[(&[(f64, f64)], RGBColor)] = if self.right {
            &[(&[(-6.0, 0.0), (-2.0, 5.0), (6.0, -5.0)], colors.ink)]
        } else {
            &[(&[(-5.0, -5.0), (5.0, 5.0)], colors.wrong), (&[(-5.0, 5.0), (5.0, -5.0)], colors.wrong)]
        };
        for (path, color) in strokes {
            let path: Vec<_> = path.iter().map(|(x, y)| px(x + dx, y + dy)).collect();
            chart.draw_series([EmptyElement::at(at) + PathElement::new(path, stroke(*color))])?;
        }
        Ok(())
    }
}
