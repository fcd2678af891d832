//! Grid lines at the ticks of both axes, with their labels.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::{Axes, Frame};
use super::palette::Palette;
use super::surface::{Area, DrawResult};
use super::ticks::{self, Tick};

/// Fills the area with the ground and draws a grid of linear ticks. No label is drawn where the name of its axis is.
pub(super) fn draw_grid(area: &Area, frame: &Frame, colors: &Palette, names: [&str; 2]) -> DrawResult {
    let none: &dyn Fn(&f64) -> String = &|_| String::new();
    if frame.chart(area, colors, &Axes { names, labels: [0, 0], ticks: [none, none] })?.is_none() {
        return Ok(());
    }
    let [_, _, width, height] = frame.inside();
    let across = ticks::linear(frame.x, ticks::count(width, 60.0));
    let upwards = ticks::linear(frame.y, ticks::count(height, 32.0));
    draw_ticks(area, frame, colors, [across, upwards], 8.0 * names[0].chars().count() as f64 + 16.0)
}

/// Draws grid lines at the ticks of both axes, and their labels. The last `name` CSS pixels of the lower axis and the top of the
/// other one have no labels, because the names of the axes are there.
pub(super) fn draw_ticks(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    [across, upwards]: [Vec<Tick>; 2],
    name: f64,
) -> DrawResult {
    let [left, top, width, height] = frame.inside();
    let letters = frame.letters(colors.muted);
    let line = |from: (f64, f64), to: (f64, f64)| {
        let path = [from, to].map(|(x, y)| (frame.px(x), frame.px(y))).to_vec();
        area.draw(&PathElement::new(path, colors.grid.stroke_width(frame.stroke(1.0))))
    };
    for (value, text) in across {
        let x = frame.to_pixels(Point2::new(value, 0.0)).x;
        line((x, top), (x, top + height))?;
        if x < left + width - name {
            let below = (frame.px(x), frame.px(top + height + 8.0));
            area.draw(&Text::new(text, below, letters.pos(Pos::new(HPos::Center, VPos::Top))))?;
        }
    }
    for (value, text) in upwards {
        let y = frame.to_pixels(Point2::new(0.0, value)).y;
        line((left, y), (left + width, y))?;
        if y > top + 28.0 {
            // A wide label comes as near to the axis as it must.
            let gap = (left - 8.0 * text.chars().count() as f64).clamp(2.0, 6.0);
            let beside = (frame.px(left - gap), frame.px(y));
            area.draw(&Text::new(text, beside, letters.pos(Pos::new(HPos::Right, VPos::Center))))?;
        }
    }
    Ok(())
}
