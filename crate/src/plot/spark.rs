//! A curve the size of a word: how a loss goes down, beside the sentence about it.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::palette::Palette;
use super::picture::Picture;
use super::stroke::{Dash, simplified, stroke};
use super::surface::{Area, DrawResult};

/// Air around the curve, in CSS pixels: more at its end, where a dot shows where it stands.
const AIR: f64 = 4.0;

/// The curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spark {
    /// The values so far, of one epoch after another.
    pub values: Vec<f64>,
    /// How many values there will be where the run has been before.
    pub length: usize,
    /// A value to compare with, as a dotted line.
    pub reference: Option<f64>,
}

impl Picture for Spark {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let highest = self.values.iter().copied().chain(self.reference).filter(|value| value.is_finite());
        let length = self.length.max(self.values.len()).max(2);
        Frame { size, scale, x: [0.0, (length - 1) as f64], y: [0.0, highest.fold(0.0, f64::max).max(1e-300)] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [width, height] = frame.size.map(|length| f64::from(length) / frame.scale - 2.0 * AIR);
        if width < 1.0 || height < 1.0 {
            return Ok(());
        }
        area.fill(&colors.paper)?;
        let place =
            |at: f64, value: f64| Point2::new(AIR + width * at / frame.x[1], AIR + height * (1.0 - value / frame.y[1]));
        let ground = [place(0.0, 0.0), place(frame.x[1], 0.0)];
        stroke(area, frame, &ground, colors.grid.stroke_width(frame.stroke(1.0)), Dash::Solid)?;
        if let Some(value) = self.reference {
            let across = [place(0.0, value), place(frame.x[1], value)];
            stroke(area, frame, &across, colors.muted.stroke_width(frame.stroke(1.0)), Dash::Dotted)?;
        }
        let finite = (0_u32..).zip(&self.values).filter(|(_, value)| value.is_finite());
        let path: Vec<_> = finite.map(|(at, value)| place(f64::from(at), *value)).collect();
        stroke(area, frame, &simplified(&path), colors.one.stroke_width(frame.stroke(2.0)), Dash::Solid)?;
        if let Some(end) = path.last() {
            let at = (frame.px(end.x), frame.px(end.y));
            area.draw(&Circle::new(at, frame.px(3.0), colors.one.filled()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    #[test]
    fn a_run_that_has_been_further_leaves_room_to_the_right() {
        let end = |length: usize| {
            let spark = Spark { values: vec![1.0, 0.5, 0.25], length, reference: Some(0.7) };
            let drawn = svg(&spark, [208, 58], &Palette::LIGHT);
            let circle = drawn.split("<circle cx=\"").nth(1).expect("a dot at the end");
            circle.split('"').next().unwrap().parse::<i32>().unwrap()
        };
        assert_eq!((end(3), end(5)), (204, 104));
    }

    #[test]
    fn nothing_and_what_is_no_number_is_drawn_as_nothing() {
        for values in [vec![], vec![f64::NAN, f64::INFINITY]] {
            let drawn = svg(&Spark { values, length: 0, reference: None }, [100, 40], &Palette::LIGHT);
            assert!(!drawn.contains("<circle") && !drawn.contains("NaN"), "{drawn}");
        }
    }
}
