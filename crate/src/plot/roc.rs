//! The ROC curve: true positive rate against false positive rate.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::palette::Palette;
use super::picture::Picture;
use super::stroke::{Dash, stroke};
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Roc {
    /// (false positive rate, true positive rate) by descending threshold; `None` when there is only one class.
    pub curve: Option<Vec<[f64; 2]>>,
    /// The point of the present threshold.
    pub now: Option<[f64; 2]>,
}

impl Picture for Roc {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let tick = |value: &f64| if *value < 0.99 { short(*value) } else { String::new() };
        let axes = Axes { names: ["FPR", "TPR"], labels: [2, 2], ticks: [&tick, &tick] };
        if frame.chart(area, colors, &axes)?.is_none() {
            return Ok(());
        }
        let place = |[x, y]: [f64; 2]| frame.to_pixels(Point2::new(x, y));
        let chance = [[0.0, 0.0], [1.0, 1.0]].map(place);
        stroke(area, frame, &chance, colors.muted.stroke_width(frame.stroke(1.0)), Dash::Dashed)?;
        if let Some(curve) = &self.curve {
            let device = |at: &[f64; 2]| (frame.px(place(*at).x), frame.px(place(*at).y));
            let mut ground: Vec<_> = curve.iter().map(device).collect();
            ground.push(device(&[1.0, 0.0]));
            area.draw(&Polygon::new(ground, colors.one.mix(0.1)))?;
            let path: Vec<_> = curve.iter().map(device).collect();
            area.draw(&PathElement::new(path, colors.one.stroke_width(frame.stroke(2.5))))?;
        }
        if let Some(now) = self.now {
            let at = (frame.px(place(now).x), frame.px(place(now).y));
            area.draw(&Circle::new(at, frame.px(8.0), colors.paper.filled()))?;
            area.draw(&Circle::new(at, frame.px(6.0), colors.ink.filled()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    #[test]
    fn the_threshold_in_force_is_a_dot_on_the_curve() {
        let picture = Roc { curve: Some(vec![[0.0, 0.0], [0.0, 0.5], [0.5, 1.0], [1.0, 1.0]]), now: Some([0.5, 1.0]) };
        let text = svg(&picture, [300, 300], &Palette::LIGHT);
        let at = picture.frame([300, 300], 1.0).to_pixels(Point2::new(0.5, 1.0));
        let dot = format!("cx=\"{:.0}\" cy=\"{:.0}\"", at.x.round(), at.y.round());
        assert!(text.contains(&dot), "{dot} in {text}");
        let none = svg(&Roc { curve: None, now: None }, [300, 300], &Palette::LIGHT);
        assert!(!none.contains("<circle") && !none.contains("<polygon"));
        svg(&picture, [0, 0], &Palette::LIGHT);
    }
}
