//! The key of a plane: what its marks mean.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::labels;
use super::palette::Palette;
use super::surface::{Area, DrawResult};

/// From a word to the middle of its mark, and from there to the next word, in CSS pixels.
const GAPS: [f64; 2] = [9.0, 17.0];

/// Draws a mark with its middle at a place in CSS pixels.
pub(super) type DrawMark<'a> = &'a dyn Fn(Point2<f64>) -> DrawResult;

/// Says at the upper right what marks mean, the last entry first, on a ground that dims what passes below.
pub(super) fn draw_key(area: &Area, frame: &Frame, colors: &Palette, entries: &[(&str, DrawMark)]) -> DrawResult {
    let [left, top, width, _] = frame.inside();
    let across: f64 = entries.iter().map(|(word, _)| labels::width(word) + GAPS[0] + GAPS[1]).sum();
    let (mut right, y) = (left + width - 8.0, top + 13.0);
    let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
    let ground = [corner((right - across).max(left), y - 9.0), corner(right + 4.0, y + 9.0)];
    area.draw(&Rectangle::new(ground, colors.paper.mix(0.8).filled()))?;
    for (word, draw_mark) in entries.iter().rev() {
        let letters = frame.letters(colors.ink).pos(Pos::new(HPos::Right, VPos::Center));
        area.draw(&Text::new(*word, corner(right, y), letters))?;
        right -= labels::width(word) + GAPS[0];
        draw_mark(Point2::new(right, y))?;
        right -= GAPS[1];
    }
    Ok(())
}
