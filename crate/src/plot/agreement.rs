//! Predictions against true values. A perfect model has all points on the diagonal.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::grid::draw_grid;
use super::palette::Palette;
use super::picture::Picture;
use super::scatter::Role;
use super::stroke::{Dash, stroke};
use super::surface::{Area, DrawResult};

/// Pairs of a true value and its prediction.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The names of the axes: of the true values, then of the predictions.
    pub names: [String; 2],
    /// (true value, prediction).
    pub pairs: Vec<Point2<f64>>,
    /// The range of both axes.
    pub range: [f64; 2],
}

impl Picture for Agreement {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.range, y: self.range }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        draw_grid(area, frame, colors, [&self.names[0], ""])?;
        if !frame.inside().iter().all(|length| *length >= 1.0) {
            return Ok(());
        }
        // The name is too long for the margin of the axis.
        let [left, top, ..] = frame.inside();
        let letters = frame.letters(colors.muted).pos(Pos::new(HPos::Left, VPos::Top));
        area.draw(&Text::new(self.names[1].as_str(), (frame.px(left + 6.0), frame.px(top)), letters))?;
        let ends = frame.x.map(|value| frame.to_pixels(Point2::new(value, value)));
        stroke(area, frame, &ends, colors.muted.stroke_width(frame.stroke(1.5)), Dash::Dashed)?;
        for pair in self.pairs.iter().filter(|pair| (frame.y[0]..=frame.y[1]).contains(&pair.y)) {
            Role::Test.draw(area, frame, colors, frame.to_pixels(*pair), 1.0)?;
        }
        Ok(())
    }
}
