//! Values that go through a function: how they are spread before along the bottom, and after up the left side.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::{Axes, Chart, Frame};
use super::histogram::Histogram;
use super::letters;
use super::palette::{Palette, mixed};
use super::picture::Picture;
use super::stroke::{Dash, draw_simplified};
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The share of the picture that the bars have for themselves.
const STRIP: f64 = 0.26;
/// Room for a name above, in CSS pixels.
const ROOM: f64 = 26.0;

/// A function with the histograms of what goes in and what comes out.
#[derive(Clone, Debug, PartialEq)]
pub struct Through {
    /// The pieces of the function's curve.
    pub curve: Vec<Vec<Point2<f64>>>,
    /// Some values with what the function makes of them, and whether they are highlighted.
    pub followed: Vec<(Point2<f64>, bool)>,
    /// What goes in and what comes out.
    pub names: [String; 2],
    /// What the highlighted bars are.
    pub highlighted: String,
    /// What goes in.
    pub across: Histogram,
    /// What comes out.
    pub up: Histogram,
}

/// A range with room for bars below it.
fn with_strip([low, high]: [f64; 2]) -> [f64; 2] {
    [low - (high - low) * STRIP / (1.0 - STRIP), high]
}

impl Through {
    fn draw_bars(&self, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        for (histogram, is_across) in [(&self.across, true), (&self.up, false)] {
            let foot = if is_across { frame.y[0] } else { frame.x[0] };
            let room = if is_across { self.up.range[0] } else { self.across.range[0] } - foot;
            let tallest = f64::from(histogram.tallest());
            let length = |count: u32| foot + 0.9 * room * f64::from(count) / tallest;
            for (index, [all, highlighted]) in histogram.bins.iter().enumerate() {
                let [from, to] = histogram.bin(index);
                let bar = |low: u32, high: u32, style: ShapeStyle| {
                    let [low, high] = [length(low), length(high)];
                    let corners = if is_across { [(from, low), (to, high)] } else { [(low, from), (high, to)] };
                    Rectangle::new(corners, style)
                };
                if all > highlighted {
                    chart.draw_series([bar(*highlighted, *all, colors.one.mix(0.75).filled())])?;
                }
                // Not by colour alone: highlighted bars are paler and have an edge of their own.
                if *highlighted > 0 {
                    chart.draw_series([bar(0, *highlighted, colors.zero.mix(0.35).filled())])?;
                    chart.draw_series([bar(0, *highlighted, colors.zero.stroke_width(frame.stroke(1.5)))])?;
                }
            }
        }
        Ok(())
    }
}

impl Picture for Through {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [low, high] = with_strip(self.up.range);
        let frame = Frame { size, scale, x: with_strip(self.across.range), y: [low, high] };
        let [_, _, _, height] = frame.inside();
        Frame { y: [low, high + (high - low) * ROOM / (height - ROOM).max(ROOM)], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, low] = [self.across.range[0], self.up.range[0]];
        let tick = |value: f64, from: f64, to: f64| {
            if value >= from - 1e-9 && value < to { short(value) } else { String::new() }
        };
        let (across, up) =
            (|value: &f64| tick(*value, left, f64::INFINITY), |value: &f64| tick(*value, low, f64::INFINITY));
        let axes = Axes { names: ["", ""], labels: [8, 6], ticks: [&across, &up] };
        let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        let axis = colors.muted.mix(0.7).stroke_width(frame.stroke(1.0));
        // Up to where the name of the outputs stands.
        chart.draw_series([PathElement::new(vec![(left, self.up.range[1]), (left, low), (frame.x[1], low)], axis)])?;
        for (point, is_highlighted) in &self.followed {
            let color = if *is_highlighted { colors.zero } else { colors.one };
            let way =
                [Point2::new(point.x, low), *point, Point2::new(left, point.y)].map(|point| frame.to_pixels(point));
            draw_simplified(area, frame, &way, color.mix(0.6).stroke_width(frame.stroke(1.0)), Dash::Solid)?;
        }
        self.draw_bars(&chart, frame, colors)?;
        let style = colors.ink.stroke_width(frame.stroke(2.5));
        for piece in &self.curve {
            let places: Vec<_> = piece.iter().map(|point| frame.to_pixels(*point)).collect();
            draw_simplified(area, frame, &places, style, Dash::Solid)?;
        }
        let place = |x: f64, y: f64, [right, down]: [f64; 2]| {
            let at = frame.to_pixels(Point2::new(x, y));
            (frame.px(at.x + right), frame.px(at.y + down))
        };
        let text = |text: &str, at: (i32, i32), color: RGBColor, anchor: Pos| {
            area.draw(&Text::new(text.to_owned(), at, letters::strong(frame, color).pos(anchor)))
        };
        let [sums, outputs] = &self.names;
        let ink = mixed(colors.one, colors.ink, 0.4);
        text(sums, place(frame.x[1], low, [-6.0, 6.0]), ink, Pos::new(HPos::Right, VPos::Top))?;
        text(outputs, place(frame.x[0], frame.y[1], [8.0, 4.0]), ink, Pos::new(HPos::Left, VPos::Top))?;
        if self.across.bins.iter().any(|[_, highlighted]| *highlighted > 0) {
            let warm = mixed(colors.zero, colors.ink, 0.45);
            text(&self.highlighted, place(left, low, [8.0, 6.0]), warm, Pos::new(HPos::Left, VPos::Top))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    #[test]
    fn what_is_highlighted_before_is_highlighted_after_and_named() {
        let of = |is_flat: bool| {
            let values = [0.1, 0.5, 0.9];
            let histogram = || Histogram::of(values.iter().map(|value| (*value, is_flat)), [0.0, 1.0], 4);
            Through {
                curve: vec![vec![Point2::new(0.0, 0.0), Point2::new(1.0, 1.0)]],
                followed: vec![(Point2::new(0.5, 0.5), is_flat)],
                names: ["in", "out"].map(str::to_owned),
                highlighted: "flat".to_owned(),
                across: histogram(),
                up: histogram(),
            }
        };
        let [plain, flat] = [false, true].map(|is_flat| svg(&of(is_flat), [400, 300], &Palette::LIGHT));
        assert!(!plain.contains("#E69F00") && !plain.contains(">\nflat\n<"));
        // Two strips of three bars, each filled and edged, and the way between them.
        assert!(flat.matches("#E69F00").count() >= 12 && flat.contains("flat"));
        assert!([plain, flat].iter().all(|drawn| drawn.contains("out")));
    }
}
