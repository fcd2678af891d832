//! A histogram: how many values lie in each of many equal bins.

use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// A histogram in which some of the values are highlighted.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// The range of the values.
    pub range: [f64; 2],
    /// For each bin the number of values and how many of them are highlighted. The first bin begins at the lower end of the range, and
    /// all have the same width.
    pub bins: Vec<[u32; 2]>,
    /// The name of the x axis.
    pub name: &'static str,
}

impl Histogram {
    /// Counts `values`, each with whether it is highlighted, in `count` bins. A value outside the range counts in the bin at that
    /// end.
    pub fn of(values: impl Iterator<Item = (f64, bool)>, range: [f64; 2], count: usize, name: &'static str) -> Self {
        let mut bins = vec![[0, 0]; count.max(1)];
        let last = bins.len() - 1;
        for (value, is_highlighted) in values {
            let place = (value - range[0]) / (range[1] - range[0]) * (last + 1) as f64;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the bins there are
            let bin = &mut bins[place.floor().clamp(0.0, last as f64) as usize];
            bin[0] += 1;
            bin[1] += u32::from(is_highlighted);
        }
        Self { range, bins, name }
    }

    /// The range of a bin.
    pub fn bin(&self, index: usize) -> [f64; 2] {
        let at = |n: usize| self.range[0] + (self.range[1] - self.range[0]) * n as f64 / self.bins.len() as f64;
        [at(index), at(index + 1)]
    }

    fn tallest(&self) -> f64 {
        f64::from(self.bins.iter().map(|bin| bin[0]).max().unwrap_or(0).max(1))
    }
}

impl Picture for Histogram {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.range, y: [0.0, self.tallest() * 1.08] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [low, high] = frame.x;
        let across = |value: &f64| if *value < high - (high - low) * 0.06 { short(*value) } else { String::new() };
        let up = |value: &f64| if *value < frame.y[1] * 0.97 { short(*value) } else { String::new() };
        let axes = Axes { names: [self.name, ""], labels: [8, 5], ticks: [&across, &up] };
        let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        let edge = colors.paper.stroke_width(frame.stroke(1.0));
        for (index, [all, highlighted]) in self.bins.iter().enumerate() {
            let [from, to] = self.bin(index);
            let bar = |low: u32, high: u32, style: ShapeStyle| {
                Rectangle::new([(from, f64::from(low)), (to, f64::from(high))], style)
            };
            if all > highlighted {
                chart.draw_series([bar(*highlighted, *all, colors.one.filled())])?;
            }
            // Not by colour alone: highlighted bars are paler and have an edge of their own.
            if *highlighted > 0 {
                chart.draw_series([bar(0, *highlighted, colors.zero.mix(0.35).filled())])?;
                chart.draw_series([bar(0, *highlighted, colors.zero.stroke_width(frame.stroke(1.5)))])?;
            }
            if *all > 0 {
                chart.draw_series([PathElement::new(vec![(from, 0.0), (from, f64::from(*all))], edge)])?;
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
    fn every_value_counts_once_and_what_lies_beyond_counts_at_the_end() {
        let values = [-9.0, 0.0, 0.1, 0.5, 0.999, 1.0, 70.0];
        let histogram = Histogram::of(values.iter().map(|value| (*value, *value > 0.2)), [0.0, 1.0], 2, "h");
        assert_eq!(histogram.bins, [[3, 0], [4, 4]]);
        assert_eq!([histogram.bin(0), histogram.bin(1)], [[0.0, 0.5], [0.5, 1.0]]);
    }

    #[test]
    fn highlighted_values_look_different() {
        let of = |highlighted: bool| Histogram::of([(0.5, highlighted)].into_iter(), [0.0, 1.0], 4, "h");
        let [plain, highlighted] = [false, true].map(|highlighted| svg(&of(highlighted), [300, 200], &Palette::LIGHT));
        assert!(plain.contains("#0072B2") && !plain.contains("#E69F00"));
        assert!(highlighted.contains("#E69F00") && !highlighted.contains("#0072B2"));
    }

    #[test]
    fn nothing_to_count_is_an_empty_picture() {
        let none = Histogram::of(std::iter::empty(), [0.0, 1.0], 4, "h");
        assert!(svg(&none, [300, 200], &Palette::LIGHT).ends_with("</svg>\n"));
    }
}
