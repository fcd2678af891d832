//! Samples of the data and samples that a generator made, in the plane or on a line, with the discriminator's verdicts.

use nalgebra::Point2;
use plotters::prelude::*;

use super::field::{Cells, Map};
use super::frame::{Axes, Frame};
use super::histogram::Histogram;
use super::key::{self, DrawMark};
use super::labels;
use super::palette::{Palette, mixed};
use super::picture::Picture;
use super::raster::{Ground, HeatMap};
use super::stroke::{Dash, draw_clipped, draw_simplified};
use super::surface::{Area, DrawResult};
use super::ticks::{between_names, short};

/// Half the side of a mark, in CSS pixels.
const MARK: f64 = 2.6;
/// The length of an arrow's head, in CSS pixels.
const HEAD: f64 = 4.0;
/// How high the tallest column of a histogram is, as a share of the picture.
const TALLEST: f64 = 0.8;

/// The samples in the plane.
pub struct SamplesPlane<'a> {
    /// The range of both numbers. A plot that is not square shows more of the plane.
    pub view: [f64; 2],
    /// What the colours of the ground show, such as D's verdicts; `None` for a plain one.
    pub heat: Option<Map<'a>>,
    /// Its values with the full colours of fakes and of the data.
    pub range: [f32; 2],
    /// Samples of the data.
    pub real: Vec<Point2<f64>>,
    /// Samples of the generator.
    pub fakes: Vec<Point2<f64>>,
    /// Where samples are pushed: from, to.
    pub arrows: Vec<[Point2<f64>; 2]>,
    /// The lines of a grid over the noise, bent by the generator.
    pub grid: Vec<Vec<Point2<f64>>>,
    /// The words for the data and for fakes.
    pub key: [String; 2],
    /// The place that D is asked about.
    pub probe: Option<Point2<f64>>,
}

impl SamplesPlane<'_> {
    fn draw_changing(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let line = mixed(colors.zero, colors.ink, 0.35).mix(0.7).stroke_width(frame.stroke(1.0));
        for path in &self.grid {
            let places: Vec<_> = path.iter().map(|at| frame.to_pixels(*at)).collect();
            draw_clipped(area, frame, &places, line, Dash::Solid)?;
        }
        let arrow = colors.ink.stroke_width(frame.stroke(1.0));
        for ends in &self.arrows {
            draw_arrow(area, frame, ends.map(|end| frame.to_pixels(end)), arrow)?;
        }
        self.fakes.iter().try_for_each(|at| draw_fake(area, frame, colors, frame.to_pixels(*at)))?;
        let Some(probe) = self.probe else { return Ok(()) };
        let at = frame.to_pixels(probe);
        draw_ring(area, frame, colors, at)?;
        draw_fake(area, frame, colors, at)
    }
}

/// A filled circle in the colour of the data.
fn draw_real(area: &Area, frame: &Frame, colors: &Palette, at: Point2<f64>) -> DrawResult {
    if !is_inside(frame, at) {
        return Ok(());
    }
    let middle = (frame.px(at.x), frame.px(at.y));
    area.draw(&Circle::new(middle, frame.px(MARK + 0.8), colors.paper.filled()))?;
    area.draw(&Circle::new(middle, frame.px(MARK), colors.one.filled()))
}

/// A filled square in the colour of fakes.
fn draw_fake(area: &Area, frame: &Frame, colors: &Palette, at: Point2<f64>) -> DrawResult {
    if !is_inside(frame, at) {
        return Ok(());
    }
    let square = |half: f64| {
        let corner = |sign: f64| (frame.px(at.x + sign * half), frame.px(at.y + sign * half));
        [corner(-1.0), corner(1.0)]
    };
    area.draw(&Rectangle::new(square(MARK + 0.8), colors.paper.filled()))?;
    area.draw(&Rectangle::new(square(MARK), colors.zero.filled()))
}

/// A ring around what is looked at.
fn draw_ring(area: &Area, frame: &Frame, colors: &Palette, at: Point2<f64>) -> DrawResult {
    let middle = (frame.px(at.x), frame.px(at.y));
    area.draw(&Circle::new(middle, frame.px(9.0), colors.paper.stroke_width(frame.stroke(4.0))))?;
    area.draw(&Circle::new(middle, frame.px(9.0), colors.ink.stroke_width(frame.stroke(2.0))))
}

fn draw_arrow(area: &Area, frame: &Frame, [from, to]: [Point2<f64>; 2], style: ShapeStyle) -> DrawResult {
    let along = to - from;
    let length = along.norm();
    if !(length.is_finite() && length > 1.5 && is_inside(frame, from)) {
        return Ok(());
    }
    draw_clipped(area, frame, &[from, to], style, Dash::Solid)?;
    let (back, aside) = (along * (HEAD / length), nalgebra::Vector2::new(-along.y, along.x) * (0.5 * HEAD / length));
    draw_clipped(area, frame, &[to - back + aside, to, to - back - aside], style, Dash::Solid)
}

fn is_inside(frame: &Frame, at: Point2<f64>) -> bool {
    let [left, top, width, height] = frame.inside();
    (left..=left + width).contains(&at.x) && (top..=top + height).contains(&at.y)
}

/// Says what the marks mean.
fn draw_key(area: &Area, frame: &Frame, colors: &Palette, [real, fake]: &[String; 2]) -> DrawResult {
    let entries: [(&str, DrawMark); 2] =
        [(real, &|at| draw_real(area, frame, colors, at)), (fake, &|at| draw_fake(area, frame, colors, at))];
    key::draw_key(area, frame, colors, &entries)
}

impl Picture for SamplesPlane<'_> {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame::isotropic(size, scale, self.view)
    }

    fn ground(&self, frame: &Frame) -> Option<Ground<'_>> {
        let cells = Cells::of(frame);
        let values = (self.heat.as_ref()?)(cells);
        let map = HeatMap { values, columns: cells.columns, range: self.range, is_decision: false };
        Some(Ground { raster: Box::new(map), x: cells.x, y: cells.y })
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, _, width, height] = frame.inside();
        let right = |value: &f64| between_names(frame.x, width, *value);
        let up = |value: &f64| between_names(frame.y, height, *value);
        let axes = Axes { names: ["x1", "x2"], labels: [7, 7], ticks: [&right, &up] };
        let has_ground = self.heat.is_some();
        let chart = if has_ground { frame.axes(area, colors, &axes)? } else { frame.chart(area, colors, &axes)? };
        if chart.is_none() {
            return Ok(());
        }
        self.real.iter().try_for_each(|at| draw_real(area, frame, colors, frame.to_pixels(*at)))?;
        self.draw_changing(area, frame, colors)?;
        draw_key(area, frame, colors, &self.key)
    }
}

/// The samples on a line: how many there are where, and D's verdict as a curve.
pub struct SamplesLine {
    /// The range of the numbers.
    pub view: [f64; 2],
    /// Samples of the data, counted.
    pub real: Histogram,
    /// Samples of the generator, counted.
    pub fakes: Histogram,
    /// D's verdict at places from the left to the right; empty where it is not shown.
    pub verdicts: Vec<Point2<f64>>,
    /// Where samples are pushed, as places and pushes along the line.
    pub arrows: Vec<[f64; 2]>,
    /// The words for the data and for fakes, and what the curve is called.
    pub key: [String; 2],
    /// The place that D is asked about, with its verdict.
    pub probe: Option<Point2<f64>>,
}

impl SamplesLine {
    /// The upper edges of a histogram's columns as a path, in shares of the picture. A column is as high as the share of its samples.
    fn outline(&self, histogram: &Histogram) -> Vec<Point2<f64>> {
        let count = |of: &Histogram| of.bins.iter().map(|[count, _]| f64::from(*count)).sum::<f64>().max(1.0);
        let tallest =
            |of: &Histogram| of.bins.iter().map(|[count, _]| f64::from(*count)).fold(0.0, f64::max) / count(of);
        let tallest = tallest(&self.real).max(tallest(&self.fakes)).max(f64::MIN_POSITIVE);
        let share = TALLEST / (tallest * count(histogram));
        let mut path = vec![Point2::new(histogram.range[0], 0.0)];
        for (at, [count, _]) in histogram.bins.iter().enumerate() {
            let height = f64::from(*count) * share;
            path.extend(histogram.bin(at).map(|x| Point2::new(x, height)));
        }
        path.push(Point2::new(histogram.range[1], 0.0));
        path
    }

    fn fill(&self, area: &Area, frame: &Frame, histogram: &Histogram, color: RGBAColor) -> DrawResult {
        let place = |at: &Point2<f64>| {
            let at = frame.to_pixels(*at);
            (frame.px(at.x), frame.px(at.y))
        };
        let corners: Vec<_> = self.outline(histogram).iter().map(place).collect();
        area.draw(&Polygon::new(corners, color.filled()))
    }
}

impl Picture for SamplesLine {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.view, y: [0.0, 1.08] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [_, _, width, _] = frame.inside();
        let right = |value: &f64| between_names(frame.x, width, *value);
        let up = |value: &f64| if *value > 0.9 && *value < 1.0 { String::new() } else { short(*value) };
        let axes = Axes { names: ["x", ""], labels: [7, 4], ticks: [&right, &up] };
        if frame.chart(area, colors, &axes)?.is_none() {
            return Ok(());
        }
        let places = |path: &[Point2<f64>]| path.iter().map(|at| frame.to_pixels(*at)).collect::<Vec<_>>();
        self.fill(area, frame, &self.real, colors.one.mix(0.3))?;
        let edge = colors.one.stroke_width(frame.stroke(1.5));
        draw_clipped(area, frame, &places(&self.outline(&self.real)), edge, Dash::Solid)?;
        self.fill(area, frame, &self.fakes, colors.zero.mix(0.3))?;
        let edge = colors.zero.stroke_width(frame.stroke(2.0));
        draw_clipped(area, frame, &places(&self.outline(&self.fakes)), edge, Dash::Dashed)?;
        let curve = colors.ink.stroke_width(frame.stroke(2.0));
        draw_simplified(area, frame, &places(&self.verdicts), curve, Dash::Solid)?;
        let arrow = colors.ink.stroke_width(frame.stroke(1.0));
        for [x, push] in &self.arrows {
            let ends = [*x, x + push].map(|x| frame.to_pixels(Point2::new(x, 0.04)));
            draw_arrow(area, frame, ends, arrow)?;
        }
        if let Some(last) = self.verdicts.last().filter(|_| self.verdicts.len() > 1) {
            // Beside its right end, above it or below it, where there is more room.
            let at = frame.to_pixels(*last);
            let y = if last.y > 0.5 { at.y + 14.0 } else { at.y - 14.0 };
            labels::draw_text(area, frame, colors, "D(x)", [at.x - 38.0, y], colors.ink)?;
        }
        if let Some(probe) = self.probe {
            let at = frame.to_pixels(probe);
            draw_ring(area, frame, colors, at)?;
            draw_fake(area, frame, colors, at)?;
        }
        draw_key(area, frame, colors, &self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn plane() -> SamplesPlane<'static> {
        SamplesPlane {
            view: [-1.0, 1.0],
            heat: None,
            range: [0.0, 1.0],
            real: vec![Point2::origin()],
            fakes: vec![Point2::new(0.5, 0.5), Point2::new(9.0, f64::NAN)],
            arrows: vec![[Point2::origin(), Point2::new(0.3, 0.0)], [Point2::origin(), Point2::new(f64::NAN, 0.0)]],
            grid: vec![vec![Point2::new(-0.5, 0.0), Point2::new(0.5, 0.1)]],
            key: ["data".to_owned(), "fakes".to_owned()],
            probe: None,
        }
    }

    #[test]
    fn samples_beyond_the_picture_and_pushes_that_are_no_numbers_are_left_out() {
        let text = svg(&plane(), [400, 400], &Palette::LIGHT);
        // One sample and one in the key, each with its edge.
        assert_eq!(text.matches("<circle").count(), 2 * 2);
        assert!(!text.contains("NaN") && text.contains("fakes"), "{text}");
    }

    #[test]
    fn every_size_can_be_drawn() {
        let histogram = |values: &[f64]| Histogram::of(values.iter().map(|value| (*value, false)), [-1.0, 1.0], 8);
        for size in [[0, 0], [5, 5], [60, 300], [300, 60]] {
            svg(&plane(), size, &Palette::LIGHT);
            let line = SamplesLine {
                view: [-1.0, 1.0],
                real: histogram(&[0.0, 0.1]),
                fakes: histogram(&[]),
                verdicts: vec![Point2::new(-1.0, 0.2), Point2::new(1.0, 0.9)],
                arrows: vec![[0.0, 0.4], [0.0, f64::NAN]],
                key: ["data".to_owned(), "fakes".to_owned()],
                probe: Some(Point2::new(0.2, 0.5)),
            };
            svg(&line, size, &Palette::LIGHT);
        }
    }

    #[test]
    fn columns_are_as_high_as_the_share_of_their_samples() {
        let histogram =
            |counts: &[u32]| Histogram { range: [0.0, 2.0], bins: counts.iter().map(|n| [*n, 0]).collect() };
        let line = SamplesLine {
            view: [0.0, 2.0],
            real: histogram(&[3, 1]),
            fakes: histogram(&[0, 800]),
            verdicts: Vec::new(),
            arrows: Vec::new(),
            key: Default::default(),
            probe: None,
        };
        let heights: Vec<_> = line.outline(&line.real).iter().map(|at| at.y).collect();
        assert_eq!(heights, [0.0, TALLEST / 4.0 * 3.0, TALLEST / 4.0 * 3.0, TALLEST / 4.0, TALLEST / 4.0, 0.0]);
    }
}
