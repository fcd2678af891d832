//! The rows of a data set as points, and lines through them.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::grid::draw_grid;
use super::palette::Palette;
use super::picture::Picture;
use super::stroke::{Dash, draw_clipped, stroke};
use super::surface::{Area, DrawResult};

/// The set that a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Training: a filled circle.
    Training,
    /// Validation: a hollow square.
    Validation,
    /// Test: a hollow triangle.
    Test,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// (x, y).
    pub at: Point2<f64>,
    /// The set.
    pub role: Role,
    /// Whether it is in the present batch.
    pub lit: bool,
    /// The prediction at x, to which the residual is drawn; `None` for no residual.
    pub foot: Option<f64>,
}

/// The plot. A line or curve is a list of its points from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// The rows.
    pub dots: Vec<Dot>,
    /// The line of the model.
    pub line: Vec<Point2<f64>>,
    /// The line at the start of the run.
    pub start: Vec<Point2<f64>>,
    /// The line of least squares.
    pub best: Vec<Point2<f64>>,
    /// Thin lines where a probability becomes a prediction.
    pub cuts: Vec<[Point2<f64>; 2]>,
    /// The range of x.
    pub x: [f64; 2],
    /// The range of y.
    pub y: [f64; 2],
}

/// The size of a mark from its middle to its side, in CSS pixels.
const MARK: f64 = 3.5;

impl Role {
    /// Draws the mark of a row at a place in CSS pixels.
    ///
    /// # Errors
    /// Those of the surface.
    pub fn draw(self, area: &Area, frame: &Frame, colors: &Palette, at: Point2<f64>, strength: f64) -> DrawResult {
        let corner = |dx: f64, dy: f64| (frame.px(at.x + dx), frame.px(at.y + dy));
        let line = |color: RGBColor| color.mix(strength).stroke_width(frame.stroke(1.5));
        match self {
            Self::Training => {
                area.draw(&Circle::new(corner(0.0, 0.0), frame.px(MARK), colors.one.mix(strength).filled()))
            }
            Self::Validation => {
                let path = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
                let path = path.map(|(dx, dy)| corner(MARK * dx, MARK * dy)).to_vec();
                area.draw(&PathElement::new(path, line(colors.zero)))
            }
            Self::Test => {
                let path = [(0.0, -1.3), (1.25, 0.9), (-1.25, 0.9), (0.0, -1.3)];
                let path = path.map(|(dx, dy)| corner(MARK * dx, MARK * dy)).to_vec();
                area.draw(&PathElement::new(path, line(colors.muted)))
            }
        }
    }
}

impl Scatter {
    fn draw_residuals(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        for dot in &self.dots {
            if let Some(foot) = dot.foot.filter(|foot| foot.is_finite()) {
                let foot = foot.clamp(frame.y[0], frame.y[1]);
                let ends = [dot.at, Point2::new(dot.at.x, foot)].map(|end| frame.to_pixels(end));
                stroke(area, frame, &ends, colors.wrong.mix(0.6).stroke_width(frame.stroke(1.0)), Dash::Solid)?;
            }
        }
        Ok(())
    }
}

fn draw_line(area: &Area, frame: &Frame, line: &[Point2<f64>], style: ShapeStyle, dash: Dash) -> DrawResult {
    let places: Vec<_> = line.iter().map(|place| frame.to_pixels(*place)).collect();
    draw_clipped(area, frame, &places, style, dash)
}

impl Picture for Scatter {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.x, y: self.y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        draw_grid(area, frame, colors, ["x", "y"])?;
        if !frame.inside().iter().all(|length| *length >= 1.0) {
            return Ok(());
        }
        self.draw_residuals(area, frame, colors)?;
        // What stays the same while a model learns comes first, so that it is not drawn again.
        let some_are_lit = self.dots.iter().any(|dot| dot.lit);
        for dot in &self.dots {
            let strength = if some_are_lit && dot.role == Role::Training { 0.35 } else { 1.0 };
            dot.role.draw(area, frame, colors, frame.to_pixels(dot.at), strength)?;
        }
        draw_line(area, frame, &self.start, colors.muted.stroke_width(frame.stroke(1.5)), Dash::Dotted)?;
        draw_line(area, frame, &self.best, colors.ink.stroke_width(frame.stroke(1.5)), Dash::Dashed)?;
        for dot in self.dots.iter().filter(|dot| dot.lit) {
            let place = frame.to_pixels(dot.at);
            dot.role.draw(area, frame, colors, place, 1.0)?;
            let ring = colors.ink.stroke_width(frame.stroke(1.0));
            area.draw(&Circle::new((frame.px(place.x), frame.px(place.y)), frame.px(MARK + 2.0), ring))?;
        }
        for cut in &self.cuts {
            let ends = cut.map(|end| frame.to_pixels(end));
            draw_clipped(area, frame, &ends, colors.muted.stroke_width(frame.stroke(1.0)), Dash::Dashed)?;
        }
        draw_line(area, frame, &self.line, colors.ink.stroke_width(frame.stroke(2.5)), Dash::Solid)
    }
}
