//! An activation function and its derivative, with the weighted sums of a unit marked on them.

use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The greatest sum shown on either side.
const REACH: f64 = 3.0;
/// The number of segments of a curve.
const PIECES: i32 = 240;

/// The plot.
pub struct ActivationPlot<'a> {
    /// h(a) and h′(a).
    pub function: &'a dyn Fn(f64) -> (f64, f64),
    /// The sums to mark.
    pub sums: Vec<f64>,
}

impl Picture for ActivationPlot<'_> {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [-REACH, REACH], y: [-0.15, 1.25] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // The name of the axis is where the last tick would be.
        let ticks = |value: &f64| if value.abs() < REACH - 0.5 { short(*value) } else { String::new() };
        let upwards = |value: &f64| if (0.0..=1.0).contains(value) { short(*value) } else { String::new() };
        let axes = Axes { names: ["a", ""], labels: [7, 3], ticks: [&ticks, &upwards] };
        let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        let sums = || (0..=PIECES).map(|i| REACH * (2.0 * f64::from(i) / f64::from(PIECES) - 1.0));
        // A derivative that leaves the plot is cut off at the upper edge.
        let derivative = sums().map(|a| (a, (self.function)(a).1.min(frame.y[1])));
        let outline = colors.zero.stroke_width(frame.stroke(2.0));
        chart.draw_series([PathElement::new(derivative.collect::<Vec<_>>(), outline)])?;
        let curve = sums().map(|a| (a, (self.function)(a).0));
        let line = colors.ink.stroke_width(frame.stroke(2.5));
        chart.draw_series([PathElement::new(curve.collect::<Vec<_>>(), line)])?;
        for a in self.sums.iter().filter(|a| a.abs() <= REACH) {
            let (h, derivative) = (self.function)(*a);
            let foot = [(*a, 0.0), (*a, h)];
            chart.draw_series([PathElement::new(foot.to_vec(), colors.grid.stroke_width(frame.stroke(1.0)))])?;
            chart.draw_series([Circle::new((*a, h), frame.px(5.0), colors.ink.filled())])?;
            let at = (*a, derivative.min(frame.y[1]));
            chart.draw_series([Circle::new(at, frame.px(5.0), colors.paper.filled())])?;
            chart.draw_series([Circle::new(at, frame.px(5.0), outline)])?;
        }
        Ok(())
    }
}
