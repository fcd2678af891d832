//! Loss curves by epoch.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::{Axes, Frame};
use super::grid::draw_ticks;
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::stroke::{Dash, draw_simplified, stroke};
use super::surface::{Area, DrawResult};
use super::ticks;
use crate::model::history::Entry;

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name in the legend.
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
}

/// On a linear axis a curve is cut off above this multiple of its first value. Otherwise the last epochs of a diverging run would
/// leave nothing else to see.
const MAX_CLIMB: f64 = 3.0;
/// Room for the name at the end of the x axis, in CSS pixels.
const NAME: f64 = 44.0;
/// The height of a line of text, in CSS pixels.
const LINE: f64 = 15.0;
/// The mean width of a letter, in CSS pixels.
const LETTER: f64 = 8.0;

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
        let last = self.series.iter().filter_map(|series| series.points.last()).map(|point| point.x);
        let last = last.filter(|x| x.is_finite()).fold(self.epochs, f64::max).clamp(1.0, 1e15);
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
        [[0.0, last], [low - below * size, high + 0.06 * size]]
    }

    fn draw_grid(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, _, width, height] = frame.inside();
        let across = ticks::linear(frame.x, ticks::count(width, 70.0));
        // There is no half epoch.
        let across = across.into_iter().filter(|(value, _)| (value - value.round()).abs() < 1e-9).collect();
        let ticks_of = if self.logarithmic { ticks::logarithmic } else { ticks::linear };
        let upwards = ticks_of(frame.y, ticks::count(height, 36.0));
        draw_ticks(area, frame, colors, [across, upwards], NAME)
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
        let [left, _, width, _] = frame.inside();
        self.lines(frame).into_iter().try_for_each(|(y, _)| {
            let points = [[left, y], [left + width, y]].map(Point2::from);
            stroke(area, frame, &points, colors.muted.stroke_width(frame.stroke(1.5)), Dash::Dotted)
        })
    }

    /// Draws the names of the horizontal lines at their right ends: below the line, or above it and its neighbours where a curve or
    /// another name is in the way.
    fn draw_line_names(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, height] = frame.inside();
        let lines = self.lines(frame);
        // Everything below this height is occupied by the axis, and by lines and names.
        let mut ground = top + height;
        for (nth, (y, line)) in lines.iter().enumerate() {
            let has_room = y + LINE < ground && !self.passes(frame, line.name.chars().count(), [y + 2.0, y + LINE]);
            let over = |roof: f64, (y, _): &(f64, &Reference)| if *y > roof - LINE - 3.0 { y.min(roof) } else { roof };
            let roof = lines[nth..].iter().fold(ground.min(*y), over);
            let (place, side) = if has_room { (y + 3.0, VPos::Top) } else { (roof - 3.0, VPos::Bottom) };
            ground = if has_room { *y } else { place - LINE };
            let at = (frame.px(left + width - 4.0), frame.px(place));
            let letters = frame.letters(colors.muted).pos(Pos::new(HPos::Right, side));
            area.draw(&Text::new(line.name.as_str(), at, letters))?;
        }
        Ok(())
    }

    /// Whether a curve passes between two heights where so many letters at the right end are.
    fn passes(&self, frame: &Frame, letters: usize, [high, low]: [f64; 2]) -> bool {
        let [left, _, width, _] = frame.inside();
        let from = left + width - LETTER * letters as f64;
        let place = |point: &Point2<f64>| Some(frame.to_pixels(Point2::new(point.x, self.height(point.y)?)));
        self.series.iter().any(|series| {
            // From the end to the first point left of the letters.
            let heights = series
                .points
                .iter()
                .rev()
                .filter_map(place)
                .scan(true, |goes_on, place| std::mem::replace(goes_on, place.x >= from).then_some(place.y));
            let heights: Vec<_> = heights.collect();
            heights.windows(2).any(|ends| ends[0].max(ends[1]) >= high && ends[0].min(ends[1]) <= low)
        })
    }

    fn draw_series(&self, series: &Series, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let color = series.hue.of(colors);
        let mut piece: Vec<Point2<f64>> = Vec::new();
        let mut last = None;
        let style = color.stroke_width(frame.stroke(2.0));
        for point in &series.points {
            if let Some(height) = self.height(point.y).filter(|_| point.x.is_finite()) {
                let place = frame.to_pixels(Point2::new(point.x, height));
                piece.push(place);
                last = Some(place);
            } else {
                draw_simplified(area, frame, &piece, style, series.dash)?;
                piece.clear();
            }
        }
        draw_simplified(area, frame, &piece, style, series.dash)?;
        // The last point is the present state of the run. It is all there is of a curve of one point.
        let [_, top, _, height] = frame.inside();
        match last.filter(|place| (top..=top + height).contains(&place.y)) {
            Some(place) => {
                area.draw(&Circle::new((frame.px(place.x), frame.px(place.y)), frame.px(3.0), color.filled()))
            }
            None => Ok(()),
        }
    }
}

/// Draws a legend in one of the upper corners.
pub(super) fn draw_legend<'a>(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    corner: HPos,
    curves: impl Iterator<Item = (&'a str, Hue, Dash)>,
) -> DrawResult {
    let [left, top, width, _] = frame.inside();
    let (edge, inwards) = if matches!(corner, HPos::Left) { (left, 1.0) } else { (left + width, -1.0) };
    let letters = frame.letters(colors.ink).pos(Pos::new(corner, VPos::Center));
    for (row, (name, hue, dash)) in curves.enumerate() {
        let y = top + 10.0 + LINE * 1.2 * row as f64;
        let mut points = [4.0, 28.0].map(|way| Point2::new(edge + inwards * way, y));
        points.sort_by(|a, b| a.x.total_cmp(&b.x));
        stroke(area, frame, &points, hue.of(colors).stroke_width(frame.stroke(2.0)), dash)?;
        let at = (frame.px(edge + inwards * 34.0), frame.px(y));
        area.draw(&Text::new(name, at, letters.clone()))?;
    }
    Ok(())
}

impl Picture for LossChart {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [x, y] = self.ranges();
        Frame { size, scale, x, y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let none: &dyn Fn(&f64) -> String = &|_| String::new();
        let axes = Axes { names: [&self.names[0], &self.names[1]], labels: [0, 0], ticks: [none, none] };
        if frame.chart(area, colors, &axes)?.is_none() {
            return Ok(());
        }
        self.draw_grid(area, frame, colors)?;
        self.draw_lines(area, frame, colors)?;
        self.series.iter().rev().try_for_each(|series| self.draw_series(series, area, frame, colors))?;
        self.draw_line_names(area, frame, colors)?;
        // A curve without a name needs no legend: it is the only one, and the name of the axis says what it is.
        let curves = self.series.iter().filter(|series| !series.points.is_empty() && !series.name.is_empty());
        // The corner that the curves leave free. A falling curve ends below the right one, a rising one starts below the left one.
        let rises = self.series.iter().find(|series| series.points.len() > 1).is_some_and(|series| {
            series.points.first().zip(series.points.last()).is_some_and(|(first, last)| last.y > first.y)
        });
        let corner = if rises { HPos::Left } else { HPos::Right };
        draw_legend(area, frame, colors, corner, curves.map(|series| (series.name.as_str(), series.hue, series.dash)))
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

    /// The heights of the texts that hold a word, and where they are anchored.
    fn texts(chart: &LossChart, word: &str) -> Vec<(f64, String)> {
        let document = svg(chart, [400, 300], &Palette::LIGHT);
        let attribute = |text: &str, name: &str| {
            text.split_once(&format!(" {name}=\"")).unwrap().1.split_once('"').unwrap().0.to_owned()
        };
        let texts = document.split("<text").skip(1).filter(|text| text.contains(word));
        texts.map(|text| (attribute(text, "y").parse().unwrap(), attribute(text, "text-anchor"))).collect()
    }

    #[test]
    fn the_name_of_a_line_keeps_clear_of_the_curves() {
        let with_lines = |losses: &[f64]| {
            let line = |name: &str, loss| Reference { name: name.to_owned(), loss };
            LossChart { references: vec![line("floor", 1.05), line("least", 1.15)], ..chart(losses) }
        };
        let high = with_lines(&[5.0, 4.0, 3.0, 2.5, 2.0]);
        let frame = high.frame([400, 300], 1.0);
        let [lower, upper] = [1.05, 1.15].map(|loss| frame.to_pixels(Point2::new(0.0, loss)).y);
        let [floor, least] = ["floor", "least"].map(|name| texts(&high, name)[0].0);
        assert!(floor > lower && least < upper, "below its line, and the other above: {floor}, {least}");
        // A curve right below the lower line sends its name above both lines, and the other name above that one.
        let low = with_lines(&[5.0, 4.0, 1.0, 0.95, 0.9, 0.9]);
        let frame = low.frame([400, 300], 1.0);
        let top = frame.to_pixels(Point2::new(0.0, 1.15)).y;
        let [floor, least] = ["floor", "least"].map(|name| texts(&low, name)[0].0);
        assert!(floor < top && least < floor - LINE + 2.0, "{least}, {floor}, {top}");
    }

    #[test]
    fn the_key_stands_where_the_curve_does_not_end() {
        for (losses, anchor) in [([5.0, 3.0, 1.0], "end"), ([1.0, 3.0, 5.0], "start")] {
            assert_eq!(texts(&chart(&losses), "training")[0].1, anchor);
        }
    }

    #[test]
    fn dashes_cover_their_share_of_a_stroke() {
        let lines = |dash| {
            let mut chart = chart(&[1.0, 1.0, 1.0]);
            chart.series[0].dash = dash;
            svg(&chart, [400, 200], &Palette::LIGHT).matches("<polyline").count()
        };
        // The curve is 240 pixels long here, its sample in the key 24: 22 + 3 dashes of 11, 40 + 4 dots of 6.
        assert_eq!(lines(Dash::Dashed) - lines(Dash::Solid), 25 - 2);
        assert_eq!(lines(Dash::Dotted) - lines(Dash::Solid), 44 - 2);
    }
}
