//! How far many results lie apart, over epochs or over the values of a setting: their range, the middle half, the median.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::grid::draw_ticks;
use super::labels::{self, LINE, draw_text, spread};
use super::palette::Palette;
use super::picture::Picture;
use super::stroke::{Dash, draw_clipped, simplified};
use super::surface::{Area, DrawResult};
use super::ticks;

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// The names of the x axis and the y axis.
    pub names: [String; 2],
    /// What the median, the middle half and the range are called.
    pub parts: [String; 3],
    /// x, and least, lower quartile, median, upper quartile and greatest there; by ascending x.
    pub points: Vec<(f64, [f64; 5])>,
    /// The names of the places 0, 1, 2, … on the x axis; where there are none, x is a number of epochs.
    pub places: Vec<String>,
    /// What is written over each place.
    pub notes: Vec<String>,
    /// The range of y; as much as there is where nothing is said.
    pub y: Option<[f64; 2]>,
    /// The least end of the x axis.
    pub epochs: f64,
}

/// How strong the colours of the range and of the middle half are.
const STRENGTHS: [f64; 2] = [0.14, 0.34];
/// How wide the bars of the range and of the middle half are, as a share of a place.
const WIDTHS: [f64; 2] = [0.16, 0.44];
/// The least room for the name at the end of the x axis, in CSS pixels.
const NAME: f64 = 44.0;
/// The widest name that stands beside the y axis, in CSS pixels.
const SHORT_NAME: f64 = 40.0;
/// What lies above this multiple of the first median is cut off.
const MAX_CLIMB: f64 = 3.0;

impl Spread {
    fn ranges(&self) -> [[f64; 2]; 2] {
        let last = self.points.last().map_or(0.0, |(x, _)| *x);
        let x = if self.places.is_empty() {
            [0.0, last.max(self.epochs).max(1.0)]
        } else {
            // Behind the last place the axis has its name.
            [-0.5, self.places.len() as f64 + 0.1]
        };
        let first = self.points.first().map_or(0.0, |(_, five)| five[2]);
        let most = self.points.iter().map(|(_, five)| five[4]).filter(|y| y.is_finite()).fold(0.0, f64::max);
        let most = if first > 0.0 { most.min(MAX_CLIMB * first) } else { most };
        [x, self.y.unwrap_or([0.0, if most > 0.0 { 1.05 * most } else { 1.0 }])]
    }

    /// The places where a value of all is, in CSS pixels.
    fn path(&self, frame: &Frame, of: usize) -> Vec<Point2<f64>> {
        let [low, high] = frame.y;
        let points = self.points.iter().map(|(x, five)| Point2::new(*x, five[of].clamp(low, high)));
        points.map(|point| frame.to_pixels(point)).collect()
    }

    /// The ground between two of the five numbers, as a band over the epochs.
    fn draw_band(
        &self,
        area: &Area,
        frame: &Frame,
        colors: &Palette,
        [low, high]: [usize; 2],
        strength: f64,
    ) -> DrawResult {
        let [mut lower, upper] = [low, high].map(|of| simplified(&self.path(frame, of)));
        lower.reverse();
        let corners: Vec<_> = upper.iter().chain(&lower).map(|place| (frame.px(place.x), frame.px(place.y))).collect();
        if corners.len() < 3 {
            return Ok(());
        }
        area.draw(&Polygon::new(corners, colors.one.mix(strength)))
    }

    /// The same as a bar at each place.
    fn draw_bars(
        &self,
        area: &Area,
        frame: &Frame,
        colors: &Palette,
        [low, high]: [usize; 2],
        part: usize,
    ) -> DrawResult {
        let half = WIDTHS[part] / 2.0;
        self.points.iter().try_for_each(|(x, five)| {
            let [from, to] = [(x - half, five[high]), (x + half, five[low])].map(|(x, y)| {
                let place = frame.to_pixels(Point2::new(x, y.clamp(frame.y[0], frame.y[1])));
                (frame.px(place.x), frame.px(place.y))
            });
            // What is nowhere apart is a line all the same.
            let to = (to.0, to.1.max(from.1 + frame.px(2.0)));
            area.draw(&Rectangle::new([from, to], colors.one.mix(STRENGTHS[part] + 0.1).filled()))
        })
    }

    /// The names of the median, of the middle half and of the range, behind their ends.
    fn draw_parts(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let Some((x, five)) = self.points.last() else { return Ok(()) };
        let [left, top, width, height] = frame.inside();
        let place = |y: f64| frame.to_pixels(Point2::new(*x, y.clamp(frame.y[0], frame.y[1])));
        let wanted = [place(five[2]).y, place(five[3]).y, place(five[4]).y];
        let middles = spread(&wanted, LINE + 1.0, [top + 8.0, top + height - 8.0]);
        for (name, middle) in self.parts.iter().zip(middles).filter(|(name, _)| !name.is_empty()) {
            let room = labels::width(name);
            let from = (place(0.0).x + 8.0).min(left + width - room - 2.0);
            if from > left {
                draw_text(area, frame, colors, name, [from, middle], colors.ink)?;
            }
        }
        Ok(())
    }

    fn draw_notes(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, top, width, _] = frame.inside();
        let room = width / self.places.len().max(1) as f64;
        (0_u32..).zip(&self.notes).try_for_each(|(at, note)| {
            let wide = labels::width(note);
            if wide > room {
                return Ok(());
            }
            let middle = frame.to_pixels(Point2::new(f64::from(at), 0.0)).x;
            draw_text(area, frame, colors, note, [middle - wide / 2.0, top + 8.0], colors.ink)
        })
    }
}

impl Picture for Spread {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [[first, last], y] = self.ranges();
        let frame = Frame { size, scale, x: [first, last], y };
        if !self.places.is_empty() {
            return frame;
        }
        // Behind the last epoch there is room for the names, where the picture is not all too narrow.
        let room = self.parts.iter().map(|name| labels::width(name) + 14.0).fold(0.0, f64::max);
        let [_, _, width, _] = frame.inside();
        let stretch = if width > 2.5 * room { width / (width - room) } else { 1.0 };
        Frame { x: [first, first + (last - first) * stretch], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let none: &dyn Fn(&f64) -> String = &|_| String::new();
        // A long name has no room beside its axis; it stands inside.
        let is_short = labels::width(&self.names[1]) < SHORT_NAME;
        let beside = if is_short { &self.names[1] } else { "" };
        let axes = Axes { names: [&self.names[0], beside], labels: [0, 0], ticks: [none, none] };
        if frame.chart(area, colors, &axes)?.is_none() {
            return Ok(());
        }
        let [[_, last], _] = self.ranges();
        let [_, _, width, height] = frame.inside();
        let across = if self.places.is_empty() {
            let is_epoch = |value: f64| (value - value.round()).abs() < 1e-9 && value <= last * (1.0 + 1e-9);
            ticks::linear(frame.x, ticks::count(width, 70.0))
                .into_iter()
                .filter(|(value, _)| is_epoch(*value))
                .collect()
        } else {
            // As many names as there is room for.
            let widest = self.places.iter().map(|name| labels::width(name)).fold(1.0, f64::max) + 6.0;
            let stride = self.places.len().div_ceil(ticks::count(width, widest)).max(1);
            (0_u32..).zip(&self.places).step_by(stride).map(|(at, name)| (f64::from(at), name.clone())).collect()
        };
        let upwards = ticks::linear(frame.y, ticks::count(height, 36.0));
        let name = if self.places.is_empty() { NAME.max(labels::width(&self.names[0]) + 10.0) } else { 0.0 };
        draw_ticks(area, frame, colors, [across, upwards], name)?;
        for (part, ends) in [[0, 4], [1, 3]].into_iter().enumerate() {
            if self.places.is_empty() {
                self.draw_band(area, frame, colors, ends, STRENGTHS[part])?;
            } else {
                self.draw_bars(area, frame, colors, ends, part)?;
            }
        }
        let median = self.path(frame, 2);
        let style = colors.one.stroke_width(frame.stroke(2.0));
        draw_clipped(area, frame, &simplified(&median), style, Dash::Solid)?;
        let dots = if self.places.is_empty() { &median[median.len().saturating_sub(1)..] } else { &median[..] };
        for place in dots {
            area.draw(&Circle::new((frame.px(place.x), frame.px(place.y)), frame.px(4.0), colors.one.filled()))?;
        }
        self.draw_notes(area, frame, colors)?;
        if !is_short {
            let [left, top, ..] = frame.inside();
            draw_text(area, frame, colors, &self.names[1], [left + 6.0, top + 26.0], colors.ink)?;
        }
        if self.places.is_empty() { self.draw_parts(area, frame, colors) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn band(points: Vec<(f64, [f64; 5])>) -> Spread {
        let names = ["epoch", "loss"].map(str::to_owned);
        Spread { names, parts: ["median", "half", "all"].map(str::to_owned), points, ..Spread::default() }
    }

    #[test]
    fn over_epochs_there_are_two_bands_and_a_line() {
        let five = |factor: f64| [0.1, 0.2, 0.3, 0.5, 0.9].map(|y| y * factor);
        let text = svg(&band(vec![(1.0, five(1.0)), (20.0, five(0.5))]), [400, 300], &Palette::LIGHT);
        assert_eq!(text.matches("<polygon").count(), 2);
        assert!(["median", "half", "all"].iter().all(|name| text.contains(name)), "{text}");
    }

    #[test]
    fn over_values_there_are_bars_with_notes() {
        let places = ["0.01", "0.1", "1"].map(str::to_owned).to_vec();
        let points = vec![(0.0, [0.5, 0.6, 0.7, 0.8, 1.0]), (2.0, [1.0; 5])];
        let picture = Spread {
            places,
            notes: vec!["10%".to_owned(), String::new(), "100%".to_owned()],
            y: Some([0.0, 1.1]),
            ..band(points)
        };
        let text = svg(&picture, [400, 300], &Palette::LIGHT);
        assert_eq!(text.matches("<circle").count(), 2);
        assert!(text.contains("0.01") && text.contains("100%"), "{text}");
    }

    #[test]
    fn whatever_there_is_has_a_picture() {
        for points in [
            vec![],
            vec![(1.0, [f64::NAN; 5])],
            vec![(1.0, [0.0; 5])],
            vec![(5.0, [0.0, 1.0, 2.0, 1e300, f64::INFINITY])],
        ] {
            for size in [[0, 0], [30, 20], [400, 300]] {
                let text = svg(&band(points.clone()), size, &Palette::LIGHT);
                assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
            }
        }
    }
}
