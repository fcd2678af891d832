//! The key of a plane: what its marks mean.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::labels;
use super::palette::Palette;
use super::surface::{Area, DrawResult};

/// From a word to the middle of its mark, and from there to the next word, in CSS pixels.
const GAPS: [f64; 2] = [10.0, 17.0];
/// From the last word to the edge.
const EDGE: f64 = 8.0;

/// Draws a mark with its middle at a place in CSS pixels.
pub(super) type DrawMark<'a> = &'a dyn Fn(Point2<f64>) -> DrawResult;

/// Says at the upper right what marks mean, the last entry first, on a ground that dims what passes below. What has no room side by
/// side stands one below the other.
pub(super) fn draw_key(area: &Area, frame: &Frame, colors: &Palette, entries: &[(&str, DrawMark)]) -> DrawResult {
    let [_, _, width, _] = frame.inside();
    let across = |entries: &[(&str, DrawMark)]| -> f64 {
        entries.iter().map(|(word, _)| labels::width(word) + GAPS[0] + GAPS[1]).sum()
    };
    if across(entries) <= width - EDGE {
        return draw_line(area, frame, colors, entries, (across(entries), 0.0));
    }
    let widest = entries.chunks(1).map(across).fold(0.0, f64::max);
    entries
        .chunks(1)
        .zip(0..)
        .try_for_each(|(entry, line)| draw_line(area, frame, colors, entry, (widest, f64::from(line) * labels::LINE)))
}

/// Draws entries side by side on a ground so wide, and so far below the first line.
fn draw_line(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    entries: &[(&str, DrawMark)],
    (across, down): (f64, f64),
) -> DrawResult {
    let [left, top, width, _] = frame.inside();
    let (mut right, y) = (left + width - EDGE, top + 13.0 + down);
    let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
    let ground = [corner((right - across).max(left), y - 9.0), corner(right + 4.0, y + 9.0)];
    area.draw(&Rectangle::new(ground, colors.paper.mix(0.8).filled()))?;
    for (word, draw_mark) in entries.iter().rev() {
        // By its beginning, because its width is an estimate: a word keeps its distance from its own mark.
        right -= labels::width(word);
        let letters = frame.letters(colors.ink).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(*word, corner(right, y), letters))?;
        right -= GAPS[0];
        draw_mark(Point2::new(right, y))?;
        right -= GAPS[1];
    }
    Ok(())
}
