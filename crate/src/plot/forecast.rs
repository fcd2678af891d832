//! A series, what is forecast for it, and how far the forecasts are off.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::{Axes, Frame};
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::stroke::{Dash, draw_simplified};
use super::surface::{Area, DrawResult};

/// How far the names at the ends of the curves stand apart at least, in CSS pixels.
const APART: f64 = 17.0;
/// The room for them to the right of the curves, in CSS pixels, and the most of the width that it may take.
const ROOM: f64 = 76.0;
const MAX_ROOM: f64 = 0.3;

/// The range of t for so many values, with room for the names behind them.
pub(super) fn times(count: usize, frame: &Frame) -> [f64; 2] {
    let [_, _, width, _] = frame.inside();
    let room = (ROOM / width.max(1.0)).min(MAX_ROOM);
    [0.0, count.saturating_sub(1) as f64 / (1.0 - room)]
}

/// What the curves are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The series.
    pub series: String,
    /// The forecasts.
    pub forecast: String,
    /// The forecasts of "tomorrow is today".
    pub today: String,
    /// The part that is learned from.
    pub training: String,
    /// The part for testing.
    pub test: String,
}

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecasts {
    /// The series.
    pub values: Vec<f64>,
    /// The forecasts of its values from the second on.
    pub forecasts: Vec<f64>,
    /// How many of them are learned from.
    pub split: usize,
    /// The moment that is looked at: its value is read, the next one forecast.
    pub moment: usize,
    /// What the curves are called.
    pub names: Names,
}

impl Forecasts {
    /// The range of values: that of the series, with air.
    fn range(&self) -> [f64; 2] {
        let (low, high) = self.values.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
        let air = ((high - low) * 0.2).max(high.abs().max(1.0) * 1e-3);
        [low - air, high + air]
    }

    /// Where the curves are called by their names: at their ends, not too near to each other.
    fn ends(&self, frame: &Frame) -> [(f64, Hue, &str); 3] {
        let last = self.values.len() - 1;
        let place = |value: f64| frame.to_pixels(Point2::new(0.0, value.clamp(frame.y[0], frame.y[1]))).y;
        let forecast = self.forecasts.last().copied().unwrap_or(0.0);
        let mut ends = [
            (place(self.values[last]), Hue::Ink, self.names.series.as_str()),
            (place(forecast), Hue::One, self.names.forecast.as_str()),
            (place(self.values[last.saturating_sub(1)]), Hue::Muted, self.names.today.as_str()),
        ];
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        // The middle one stays; if all three would leave the picture, they move together.
        let [_, top, _, height] = frame.inside();
        let middle = ends[1].0.clamp(top + APART * 1.5, (top + height - APART * 1.5).max(top + APART * 1.5));
        ends[1].0 = middle;
        ends[0].0 = ends[0].0.min(middle - APART).max(top + APART / 2.0);
        ends[2].0 = ends[2].0.max(middle + APART).min(top + height - APART / 2.0);
        ends
    }
}

impl Picture for Forecasts {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let frame = Frame { size, scale, x: [0.0, 1.0], y: self.range() };
        Frame { x: times(self.values.len(), &frame), ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let last = (self.values.len() - 1) as f64;
        let top = frame.y[1] - (frame.y[1] - frame.y[0]) * 0.06;
        let across = |t: &f64| if *t <= last { super::ticks::short(*t) } else { String::new() };
        let up = |value: &f64| if *value < top { super::ticks::short(*value) } else { String::new() };
        let axes = Axes { names: ["t", ""], labels: [8, 6], ticks: [&across, &up] };
        let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        let within = |value: f64| value.clamp(frame.y[0], frame.y[1]);
        let place = |t: usize, value: f64| frame.to_pixels(Point2::new(t as f64, within(value)));
        // How far each forecast is off, as a bar from the value that came.
        let width = frame.to_pixels(Point2::new(1.0, 0.0)).x - frame.to_pixels(Point2::new(0.0, 0.0)).x;
        let off = colors.one.mix(0.2).filled();
        for (t, forecast) in self.forecasts.iter().enumerate() {
            let (came, said) = (place(t + 1, self.values[t + 1]), place(t + 1, *forecast));
            let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
            let corners = [corner(came.x - 0.38 * width, came.y), corner(came.x + 0.38 * width, said.y)];
            area.draw(&Rectangle::new(corners, off))?;
        }
        let edge = self.split as f64 + 0.5;
        let parts = [(edge / 2.0, &self.names.training), (f64::midpoint(edge, last), &self.names.test)];
        let letters = frame.letters(colors.muted);
        for (t, name) in parts {
            let place = frame.to_pixels(Point2::new(t, frame.y[1]));
            let style = letters.pos(Pos::new(HPos::Center, VPos::Top));
            area.draw_text(name, &style, (frame.px(place.x), frame.px(place.y + 3.0)))?;
        }
        let line = |hue: Hue, dash: Dash, width: f64, path: Vec<Point2<f64>>| {
            draw_simplified(area, frame, &path, hue.of(colors).stroke_width(frame.stroke(width)), dash)
        };
        let pairs = self.values.len() - 1;
        let [low, high] = frame.y;
        let at_edge = |value: f64| frame.to_pixels(Point2::new(edge, value));
        line(Hue::Muted, Dash::Dashed, 1.0, vec![at_edge(low), at_edge(high)])?;
        line(Hue::Muted, Dash::Dotted, 2.0, (0..pairs).map(|t| place(t + 1, self.values[t])).collect())?;
        line(Hue::Ink, Dash::Solid, 1.5, self.values.iter().enumerate().map(|(t, x)| place(t, *x)).collect())?;
        let learned = self.forecasts.iter().enumerate().map(|(t, x)| place(t + 1, *x));
        line(Hue::One, Dash::Solid, 2.5, learned.collect())?;
        let t = self.moment.min(pairs.saturating_sub(1));
        let marks = [(t, self.values[t], colors.ink, true), (t + 1, self.forecasts[t], colors.one, false)];
        for (t, value, color, is_filled) in marks {
            let at = (t as f64, within(value));
            chart.draw_series([Circle::new(
                at,
                frame.px(5.0),
                if is_filled { color } else { colors.paper }.filled(),
            )])?;
            chart.draw_series([Circle::new(at, frame.px(5.0), color.stroke_width(frame.stroke(2.0)))])?;
        }
        let right = frame.to_pixels(Point2::new(last, 0.0)).x + 8.0;
        for (y, hue, name) in self.ends(frame) {
            let style = frame.letters(hue.of(colors)).pos(Pos::new(HPos::Left, VPos::Center));
            area.draw_text(name, &style, (frame.px(right), frame.px(y)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn plot(values: Vec<f64>, forecasts: Vec<f64>) -> Forecasts {
        let named = str::to_owned;
        let names = Names {
            series: named("S"),
            forecast: named("F"),
            today: named("T"),
            training: named("L"),
            test: named("E"),
        };
        Forecasts { values, forecasts, split: 2, moment: 1, names }
    }

    #[test]
    fn names_at_the_ends_do_not_lie_on_each_other() {
        for [series, forecast, today] in [[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [-1.0, 9.0, -1.0], [0.0, 0.01, -0.01]] {
            let plot = plot(vec![-1.0, 1.0, today, series], vec![0.0, 0.0, forecast]);
            let frame = plot.frame([640, 360], 1.0);
            let places = plot.ends(&frame).map(|(y, _, _)| y);
            assert!(places.windows(2).all(|two| two[1] - two[0] >= APART - 1e-9), "{places:?}");
            let [_, top, _, height] = frame.inside();
            assert!(places[0] >= top && places[2] <= top + height, "{places:?}");
        }
    }

    #[test]
    fn what_leaves_the_picture_stays_within_it() {
        let drawn = svg(&plot(vec![0.0, 1.0, 0.5, 1.0], vec![1e300, -1e300, f64::MAX]), [320, 240], &Palette::LIGHT);
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
        for size in [[0, 0], [40, 700], [700, 40]] {
            svg(&plot(vec![1.0; 4], vec![1.0; 3]), size, &Palette::LIGHT);
        }
    }
}
