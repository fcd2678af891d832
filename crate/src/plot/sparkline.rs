//! A small curve for a glance, without axes: how a loss has fallen, and where the run is.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::stroke::{Dash, draw_path};
use super::surface::{Area, DrawResult};

/// The room around the curves, in CSS pixels.
const AIR: f64 = 5.0;
/// On top of the picture is this multiple of a curve's first value at the most; a diverging run leaves through the top.
const MAX_CLIMB: f64 = 2.0;
/// The steps that the picture shows at least.
const MIN_LENGTH: f64 = 10.0;

/// The curves. Their values are at least 0, and 0 is at the bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sparkline {
    /// The curves: colour, dash, and (step, value) by ascending step. The first lies on top.
    pub curves: Vec<(Hue, Dash, Vec<Point2<f64>>)>,
    /// The step that is shown.
    pub now: f64,
    /// How far the run goes, or has been.
    pub last: f64,
    /// A value to compare with, as a dotted line.
    pub reference: Option<f64>,
}

impl Sparkline {
    /// One curve of the values so far, of one step after another, in a run of `length` values.
    pub fn of(values: impl IntoIterator<Item = f64>, length: usize) -> Self {
        let points: Vec<_> = (0_u32..).zip(values).map(|(at, value)| Point2::new(f64::from(at), value)).collect();
        let now = points.last().map_or(0.0, |point| point.x);
        let last = length.saturating_sub(1) as f64;
        Self { curves: vec![(Hue::One, Dash::Solid, points)], now, last, reference: None }
    }

    /// The last step and the greatest value that the picture shows.
    fn reach(&self) -> [f64; 2] {
        let points = || self.curves.iter().flat_map(|(.., points)| points);
        let from = points().next().map_or(0.0, |point| point.x);
        let last = points().fold(self.last.max(from + MIN_LENGTH), |last, point| last.max(point.x));
        let first = self.curves.iter().filter_map(|(.., points)| points.first()).fold(0.0_f64, |a, p| a.max(p.y));
        let heights = points().map(|point| point.y).chain(self.reference);
        let highest = heights.filter(|y| y.is_finite()).fold(0.0, f64::max);
        let cap = if first > 0.0 { MAX_CLIMB * first } else { f64::INFINITY };
        [last, highest.min(cap).max(1e-12)]
    }
}

impl Picture for Sparkline {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let first = self.curves.iter().filter_map(|(.., points)| points.first()).fold(f64::INFINITY, |a, p| a.min(p.x));
        let [last, highest] = self.reach();
        Frame { size, scale, x: [if first.is_finite() { first } else { 0.0 }, last], y: [0.0, highest] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [width, height] = frame.size.map(|length| f64::from(length) / frame.scale - 2.0 * AIR);
        if width < 1.0 || height < 1.0 {
            return Ok(());
        }
        // One point says nothing of how a loss falls.
        if self.curves.iter().all(|(.., points)| points.len() < 2) {
            return Ok(());
        }
        let ([from, to], [_, highest]) = (frame.x, frame.y);
        let place = |point: &Point2<f64>| {
            let up = (point.y / highest).clamp(0.0, 1.1);
            Point2::new(AIR + (point.x - from) / (to - from) * width, AIR + (1.0 - up) * height)
        };
        let ground = [Point2::new(AIR, AIR + height), Point2::new(AIR + width, AIR + height)];
        draw_path(area, frame, &ground, colors.grid.stroke_width(frame.stroke(1.0)), Dash::Solid)?;
        if let Some(value) = self.reference {
            let across = [from, to].map(|x| place(&Point2::new(x, value)));
            draw_path(area, frame, &across, colors.muted.stroke_width(frame.stroke(1.0)), Dash::Dotted)?;
        }
        for (hue, dash, points) in self.curves.iter().rev() {
            let places: Vec<_> = points.iter().filter(|point| point.y.is_finite()).map(place).collect();
            let color = hue.of(colors);
            draw_path(area, frame, &places, color.stroke_width(frame.stroke(1.5)), *dash)?;
            // Where the run is: on the curve, at the last point not beyond.
            let here = points.iter().rev().find(|point| point.x <= self.now && point.y.is_finite());
            if let Some(at) = here.map(place) {
                area.draw(&Circle::new((frame.px(at.x), frame.px(at.y)), frame.px(3.0), color.filled()))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    #[test]
    fn any_curve_is_drawn_inside() {
        let curve = |values: &[f64]| Sparkline::of(values.iter().copied(), 0);
        for values in [&[][..], &[0.5], &[0.0, 0.0], &[1.0, 0.1, 1e300], &[f64::NAN, f64::INFINITY], &[1e-300, 1e-310]]
        {
            let drawn = svg(&curve(values), [160, 56], &Palette::LIGHT);
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{values:?}");
        }
        let [last, highest] = curve(&[1.0, 5.0]).reach();
        assert_eq!((last, highest), (MIN_LENGTH, 2.0));
    }

    #[test]
    fn a_run_that_has_been_further_leaves_room_to_the_right() {
        let end = |length: usize| {
            let line = Sparkline { reference: Some(0.7), ..Sparkline::of([1.0, 0.5, 0.25], length) };
            let drawn = svg(&line, [210, 60], &Palette::LIGHT);
            let circle = drawn.split("<circle cx=\"").nth(1).expect("a dot at the end");
            circle.split('"').next().unwrap().parse::<i32>().unwrap()
        };
        assert_eq!((end(3), end(41)), (45, 15));
    }

    #[test]
    fn before_there_is_a_curve_nothing_is_drawn() {
        for values in [&[][..], &[0.5]] {
            let drawn = svg(&Sparkline::of(values.iter().copied(), 9), [160, 56], &Palette::LIGHT);
            assert!(!drawn.contains("<circle") && !drawn.contains("<polyline"), "{drawn}");
        }
    }
}
