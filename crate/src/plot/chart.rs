//! Loss curves by epoch.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::grid::draw_ticks;
use super::labels::{self, LINE, Rect, curve_width, draw_curve_name, draw_text, overlap, spread};
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::stroke::{Dash, draw_clipped, simplified, stroke};
use super::surface::{Area, DrawError, DrawResult};
use super::ticks;
use crate::model::history::Entry;

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name at its end; empty for a curve that the name of the axis names.
    pub name: String,
    /// The colour.
    pub hue: Hue,
    /// The dash.
    pub dash: Dash,
    /// (epoch, loss) by ascending epoch. A value that is not finite leaves a gap.
    pub points: Vec<Point2<f64>>,
}

/// A loss to compare with, as a horizontal line.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The name.
    pub name: String,
    /// The loss.
    pub loss: f64,
}

/// Loss curves by epoch, with horizontal lines to compare with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LossChart {
    /// The names of the x axis and the y axis.
    pub names: [String; 2],
    /// The curves; the first lies on top.
    pub series: Vec<Series>,
    /// The horizontal lines.
    pub references: Vec<Reference>,
    /// The least end of the x axis.
    pub epochs: f64,
    /// Whether the y axis is logarithmic.
    pub logarithmic: bool,
    /// The epoch of the hairline, if there is one.
    pub cursor: Option<f64>,
}

/// On a linear axis a curve is cut off above this multiple of its first value. Otherwise the last epochs of a diverging run would
/// leave nothing else to see.
const MAX_CLIMB: f64 = 3.0;
/// The least room for the name at the end of the x axis, in CSS pixels.
const NAME: f64 = 44.0;
/// How wide a picture is in CSS pixels that has room for every name.
const NARROW: f64 = 200.0;
/// The space between a curve's end and its name, in CSS pixels.
const NAME_GAP: f64 = 8.0;

impl Series {
    /// The curve of a history. An entry of several epochs also shows their extremes, so that no peak is lost.
    pub fn of_history(
        name: &str,
        hue: Hue,
        dash: Dash,
        entries: &[Entry],
        loss: impl Fn(&Entry) -> Option<(f64, [f64; 2])>,
    ) -> Self {
        let mut points = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some((loss, [low, high])) = loss(entry) else { continue };
            let heights = [low, high, loss];
            let shown = if low < high { &heights[..] } else { &heights[2..] };
            points.extend(shown.iter().map(|loss| Point2::new(entry.epoch as f64, *loss)));
        }
        Self { name: name.to_owned(), hue, dash, points }
    }

    /// The training losses of a history.
    pub fn training(name: &str, entries: &[Entry]) -> Self {
        Self::of_history(name, Hue::One, Dash::Solid, entries, |entry| Some((entry.loss, entry.loss_range)))
    }

    /// The validation losses of a history.
    pub fn validation(name: &str, entries: &[Entry]) -> Self {
        let loss = |entry: &Entry| entry.validation.map(|loss| (loss, entry.validation_range));
        Self::of_history(name, Hue::Zero, Dash::Dashed, entries, loss)
    }
}

impl LossChart {
    /// The coordinate of a loss on the y axis: its logarithm on a logarithmic one. `None` when it has none.
    fn height(&self, loss: f64) -> Option<f64> {
        let height = if self.logarithmic { loss.log10() } else { loss };
        height.is_finite().then_some(height)
    }

    /// The ranges of x and y that show everything, whatever the values are.
    fn ranges(&self) -> [[f64; 2]; 2] {
        let last = self.last_epoch();
        let heights = |series: &Series| {
            let heights = series.points.iter().filter_map(|point| self.height(point.y)).collect::<Vec<_>>();
            let tallest =
                if self.logarithmic { f64::MAX } else { MAX_CLIMB * heights.first().copied().unwrap_or(0.0).abs() };
            heights.into_iter().map(move |height| if tallest > 0.0 { height.min(tallest) } else { height })
        };
        let lines = self.references.iter().filter_map(|line| self.height(line.loss));
        let all = self.series.iter().flat_map(heights).chain(lines);
        let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
        // A linear axis starts at 0, the loss of a perfect model.
        let low = if self.logarithmic { low } else { low.min(0.0) };
        let [low, high] = if low <= high { [low.max(-1e300), high.min(1e300)] } else { [0.0, 1.0] };
        let size = if high > low { high - low } else { high.abs().max(1.0) };
        let below = if low == 0.0 && !self.logarithmic { 0.0 } else { 0.06 };
        [[0.0, last], [low - below * size, high + 0.1 * size]]
    }

    fn draw_grid(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, _, width, height] = frame.inside();
        let across = ticks::linear(frame.x, ticks::count(width, 70.0));
        // There is no half epoch.
        let last = self.last_epoch() * (1.0 + 1e-9);
        let is_epoch = |value: f64| (value - value.round()).abs() < 1e-9 && value <= last;
        let across = across.into_iter().filter(|(value, _)| is_epoch(*value)).collect();
        let ticks_of = if self.logarithmic { ticks::logarithmic } else { ticks::linear };
        let upwards = ticks_of(frame.y, ticks::count(height, 36.0));
        draw_ticks(area, frame, colors, [across, upwards], NAME.max(labels::width(&self.names[0]) + 10.0))
    }

    /// The horizontal lines that are in view, from the lowest to the highest.
    fn lines(&self, frame: &Frame) -> Vec<(f64, &Reference)> {
        let [_, top, _, height] = frame.inside();
        let place = |height| frame.to_pixels(Point2::new(0.0, height)).y;
        let lines = self.references.iter().filter_map(|line| Some((place(self.height(line.loss)?), line)));
        let mut lines: Vec<_> = lines.filter(|(y, _)| (top..=top + height).contains(y)).collect();
        lines.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        lines
    }

    fn draw_lines(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, height] = frame.inside();
        if let Some(epoch) = self.cursor {
            let x = frame.to_pixels(Point2::new(epoch, 0.0)).x;
            let points = [[x, top], [x, top + height]].map(Point2::from);
            stroke(area, frame, &points, colors.muted.stroke_width(frame.stroke(1.0)), Dash::Solid)?;
        }
        self.lines(frame).into_iter().try_for_each(|(y, _)| {
            let points = [[left, y], [left + width, y]].map(Point2::from);
            stroke(area, frame, &points, colors.muted.stroke_width(frame.stroke(1.5)), Dash::Dotted)
        })
    }

    /// Draws the names of the horizontal lines, each at the first place where no curve and no other name is in the way: below the
    /// line or above it, at its left end or before the names of the curves.
    fn draw_line_names(
        &self,
        area: &Area,
        frame: &Frame,
        colors: &Palette,
        paths: &[Vec<Vec<Point2<f64>>>],
        mut taken: Vec<Rect>,
    ) -> DrawResult {
        let [left, top, room, height] = frame.inside();
        let right = frame.to_pixels(Point2::new(self.last_epoch(), 0.0)).x;
        let lines = self.lines(frame);
        for &(y, line) in &lines {
            let width = labels::width(&line.name);
            let place = |x: f64, y: f64| [x, y - 7.0, x + width, y + 7.0];
            let [below, above] = [y + 9.0, y - 9.0];
            let [first, last] = [left + 6.0, right - width - 6.0];
            let places = [place(first, below), place(first, above), place(last, below), place(last, above)];
            let is_apart = |place: &&Rect| {
                let other = |(line, _): &(f64, &Reference)| *line != y && (place[1]..=place[3]).contains(line);
                let is_inside =
                    left <= place[0] && place[2] <= left + room && top <= place[1] && place[3] <= top + height;
                is_inside && !taken.iter().any(|other| overlap(place, other)) && !lines.iter().any(other)
            };
            let is_free =
                |place: &&Rect| is_apart(place) && !paths.iter().flatten().any(|path| labels::passes(path, place));
            // A small picture has no room for all.
            let least = || places.iter().rev().find(is_apart).filter(|_| room > NARROW);
            let Some(place) = places.iter().find(is_free).or_else(least).copied() else { continue };
            draw_text(area, frame, colors, &line.name, [place[0], f64::midpoint(place[1], place[3])], colors.muted)?;
            taken.push(place);
        }
        Ok(())
    }

    /// Draws the names of the curves behind their ends. Gives the rectangles that they take.
    ///
    /// # Errors
    /// Those of the surface drawn on.
    fn draw_names(
        &self,
        area: &Area,
        frame: &Frame,
        colors: &Palette,
        ends: &[Option<Point2<f64>>],
    ) -> Result<Vec<Rect>, DrawingAreaErrorKind<DrawError>> {
        let [left, top, width, height] = frame.inside();
        let named: Vec<_> = self
            .series
            .iter()
            .zip(ends)
            .filter(|(series, _)| !series.name.is_empty())
            .filter_map(|(series, end)| Some((series, (*end)?)))
            .collect();
        let wanted: Vec<_> = named.iter().map(|(_, end)| end.y.clamp(top, top + height)).collect();
        let middles = spread(&wanted, LINE + 1.0, [top + 8.0, top + height - 8.0]);
        let mut taken = Vec::new();
        for ((series, end), middle) in named.into_iter().zip(middles) {
            let room = curve_width(&series.name);
            let from = (end.x + NAME_GAP).min(left + width - room).max(left);
            // A name that does not fit behind its curve would lie on it.
            let aside = if from >= end.x { 0.0 } else { LINE };
            let places = [middle + aside, middle - aside].map(|middle| [from, middle - 7.0, from + room, middle + 7.0]);
            let is_free = |place: &Rect| place[3] < top + height && !taken.iter().any(|other| overlap(place, other));
            // A small picture has no room for all.
            let Some(place) = places.into_iter().find(is_free) else { continue };
            let at = [from, f64::midpoint(place[1], place[3])];
            draw_curve_name(area, frame, colors, &series.name, (series.hue, series.dash), at)?;
            taken.push(place);
        }
        Ok(taken)
    }

    /// The pieces of a curve in CSS pixels, and where it ends.
    fn path(&self, series: &Series, frame: &Frame) -> (Vec<Vec<Point2<f64>>>, Option<Point2<f64>>) {
        let (mut pieces, mut piece, mut last) = (Vec::new(), Vec::new(), None);
        for point in &series.points {
            if let Some(height) = self.height(point.y).filter(|_| point.x.is_finite()) {
                let place = frame.to_pixels(Point2::new(point.x, height));
                piece.push(place);
                last = Some(place);
            } else {
                pieces.push(simplified(&std::mem::take(&mut piece)));
            }
        }
        pieces.push(simplified(&piece));
        (pieces, last)
    }

    fn draw_series(
        series: &Series,
        area: &Area,
        frame: &Frame,
        colors: &Palette,
        (pieces, end): (&[Vec<Point2<f64>>], Option<Point2<f64>>),
    ) -> DrawResult {
        let color = series.hue.of(colors);
        let style = color.stroke_width(frame.stroke(2.0));
        pieces.iter().try_for_each(|piece| draw_clipped(area, frame, piece, style, series.dash))?;
        // The last point is the present state of the run. It is all there is of a curve of one point.
        let [_, top, _, height] = frame.inside();
        match end.filter(|place| (top..=top + height).contains(&place.y)) {
            Some(place) => {
                area.draw(&Circle::new((frame.px(place.x), frame.px(place.y)), frame.px(3.0), color.filled()))
            }
            None => Ok(()),
        }
    }

    /// The last epoch of the axis.
    fn last_epoch(&self) -> f64 {
        let last = self.series.iter().filter_map(|series| series.points.last()).map(|point| point.x);
        last.filter(|x| x.is_finite()).fold(self.epochs, f64::max).clamp(1.0, 1e15)
    }
}

impl Picture for LossChart {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [[first, last], y] = self.ranges();
        let frame = Frame { size, scale, x: [first, last], y };
        // Behind the last epoch there is room for the names of the curves, where the picture is not all too narrow.
        let names = self.series.iter().filter(|series| !series.points.is_empty() && !series.name.is_empty());
        let room = names.map(|series| curve_width(&series.name) + NAME_GAP + 4.0).fold(0.0, f64::max);
        let [_, _, width, _] = frame.inside();
        let stretch = if width > 2.5 * room { width / (width - room) } else { 1.0 };
        Frame { x: [first, first + (last - first) * stretch], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let none: &dyn Fn(&f64) -> String = &|_| String::new();
        let axes = Axes { names: [&self.names[0], &self.names[1]], labels: [0, 0], ticks: [none, none] };
        if frame.chart(area, colors, &axes)?.is_none() {
            return Ok(());
        }
        self.draw_grid(area, frame, colors)?;
        self.draw_lines(area, frame, colors)?;
        let (paths, ends): (Vec<_>, Vec<_>) = self.series.iter().map(|series| self.path(series, frame)).unzip();
        for ((series, pieces), end) in self.series.iter().zip(&paths).zip(&ends).rev() {
            Self::draw_series(series, area, frame, colors, (pieces, *end))?;
        }
        let taken = self.draw_names(area, frame, colors, &ends)?;
        self.draw_line_names(area, frame, colors, &paths, taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn chart(losses: &[f64]) -> LossChart {
        let points = (1..).zip(losses).map(|(epoch, loss)| Point2::new(f64::from(epoch), *loss)).collect();
        let series = Series { name: "training".to_owned(), hue: Hue::One, dash: Dash::Solid, points };
        LossChart { names: ["epoch".to_owned(), "loss".to_owned()], series: vec![series], ..LossChart::default() }
    }

    #[test]
    fn every_run_has_a_range_and_a_picture() {
        let runs: [&[f64]; 8] = [
            &[],
            &[1.5],
            &[0.0, 0.0],
            &[f64::NAN, f64::INFINITY],
            &[2.0, f64::INFINITY, 1.0],
            &[1e308, -1e308],
            &[1e-300, 1e300],
            &[-1.0, -2.0],
        ];
        for losses in runs {
            for logarithmic in [false, true] {
                let chart = LossChart { logarithmic, ..chart(losses) };
                let [[x0, x1], [y0, y1]] = chart.ranges();
                assert!(x0 < x1 && y0 < y1 && (y1 - y0).is_finite(), "{losses:?}: {y0} to {y1}");
                assert!(svg(&chart, [300, 200], &Palette::LIGHT).ends_with("</svg>\n"), "{losses:?}");
            }
        }
    }

    #[test]
    fn a_run_that_diverges_leaves_through_the_top_and_keeps_its_begin_in_view() {
        let losses = [4.0, 2.0, 8.0, 1e6, 1e20];
        let [_, [low, high]] = chart(&losses).ranges();
        assert!(low.abs() < 1e-9 && (12.0..14.0).contains(&high), "{low} to {high}");
        let [_, [low, high]] = LossChart { logarithmic: true, ..chart(&losses) }.ranges();
        assert!(low < 0.31 && high > 20.0, "{low} to {high}");
    }

    /// Where the texts that hold a word stand: how low, and how far to the right.
    fn texts(chart: &LossChart, word: &str) -> Vec<(f64, f64)> {
        let document = svg(chart, [400, 300], &Palette::LIGHT);
        let attribute = |text: &str, name: &str| -> f64 {
            text.split_once(&format!(" {name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap()
        };
        let texts = document.split("<text").skip(1).filter(|text| text.contains(word));
        texts.map(|text| (attribute(text, "y"), attribute(text, "x"))).collect()
    }

    #[test]
    fn the_name_of_a_line_keeps_clear_of_the_curves() {
        let with_lines = |losses: &[f64]| {
            let line = |name: &str, loss| Reference { name: name.to_owned(), loss };
            LossChart { references: vec![line("floor", 1.05), line("least", 1.3)], ..chart(losses) }
        };
        let runs: [&[f64]; 5] = [
            &[5.0, 4.0, 3.0, 2.5, 2.0],
            &[5.0, 4.0, 1.0, 0.95, 0.9, 0.9],
            &[1.31, 1.3, 1.3, 1.3],
            &[1.0, 1.1, 1.2, 5.0],
            &[6.0, 5.5, 5.0, 1.0, 0.5],
        ];
        for losses in runs {
            let chart = with_lines(losses);
            let frame = chart.frame([400, 300], 1.0);
            let (paths, _) = chart.path(&chart.series[0], &frame);
            for name in ["floor", "least"] {
                let [(y, x)] = texts(&chart, name)[..] else { panic!("{name} stands once") };
                let place = [x, y - 6.0, x + labels::width(name), y + 6.0];
                assert!(!paths.iter().any(|path| labels::passes(path, &place)), "{name} of {losses:?} at {place:?}");
            }
        }
    }

    #[test]
    fn the_names_of_curves_stand_behind_their_ends_and_apart() {
        let mut two = chart(&[5.0, 3.0, 1.01]);
        two.series.push(Series {
            name: "validation".to_owned(),
            hue: Hue::Zero,
            ..chart(&[5.0, 3.0, 1.0]).series[0].clone()
        });
        let frame = two.frame([400, 300], 1.0);
        let end = frame.to_pixels(Point2::new(3.0, 1.0)).x;
        let [(first, left), (second, other)] = ["training", "validation"].map(|name| texts(&two, name)[0]);
        assert!(left > end && other > end && second - first >= LINE, "{first} {second}");
        // In a picture too narrow for that they stand inside it.
        let narrow = two.frame([120, 100], 1.0);
        assert!((narrow.x[1] - 3.0).abs() < 1e-9);
    }

    #[test]
    fn dashes_cover_their_share_of_a_stroke() {
        let lines = |dash| {
            let mut chart = chart(&[1.0, 1.0, 1.0]);
            chart.series[0].dash = dash;
            chart.series[0].name.clear();
            svg(&chart, [400, 200], &Palette::LIGHT).matches("<polyline").count()
        };
        // The curve is 240 pixels long here: 22 dashes of 11, 40 dots of 6.
        assert_eq!(lines(Dash::Dashed) - lines(Dash::Solid), 22 - 1);
        assert_eq!(lines(Dash::Dotted) - lines(Dash::Solid), 40 - 1);
    }
}
