//! The marks of classes: each class has a colour and a shape of its own.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::palette::{Palette, rgb};
use super::surface::{Area, DrawResult};

/// The size of a mark from its middle to its side in a plot [`WIDE`] CSS pixels wide, in CSS pixels.
pub(super) const MARK: f64 = 4.5;
/// See [`MARK`].
pub(super) const WIDE: f64 = 360.0;

/// The marks that there are.
pub const COUNT: usize = 6;

/// The colour of a mark, of Okabe and Ito's palette. What is none of the [`COUNT`] marks has the colour of tick labels.
pub const fn color(mark: usize, colors: &Palette) -> RGBColor {
    match mark {
        0 => colors.one,
        1 => colors.zero,
        2 => rgb(0x0000_9e73),
        3 => rgb(0x00cc_79a7),
        4 => rgb(0x00d5_5e00),
        5 => rgb(0x0056_b4e9),
        _ => colors.muted,
    }
}

/// Draws a mark with its middle at a place in CSS pixels: a filled circle, a hollow square, a filled triangle, a cross, a filled
/// diamond or a triangle that stands on its tip, hollow.
pub(super) fn draw(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    mark: usize,
    at: Point2<f64>,
    size: f64,
) -> DrawResult {
    let place = |dx: f64, dy: f64| (frame.px(at.x + dx * size), frame.px(at.y + dy * size));
    let polygon = |corners: &[(f64, f64)], scale: f64, color: RGBColor| {
        let corners: Vec<_> = corners.iter().map(|(x, y)| place(x * scale, y * scale)).collect();
        area.draw(&Polygon::new(corners, color.filled()))
    };
    let shape = |scale: f64, color: RGBColor| -> DrawResult {
        match mark {
            0 => area.draw(&Circle::new(place(0.0, 0.0), frame.px(size * scale).max(1), color.filled())),
            1 => {
                let corners = [place(-scale * 0.9, -scale * 0.9), place(scale * 0.9, scale * 0.9)];
                area.draw(&Rectangle::new(corners, color.filled()))
            }
            2 => polygon(&[(0.0, -1.25), (1.15, 0.85), (-1.15, 0.85)], scale, color),
            4 => polygon(&[(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)], scale, color),
            5 => polygon(&[(0.0, 1.25), (1.15, -0.85), (-1.15, -0.85)], scale, color),
            _ => [[(-0.9, -0.9), (0.9, 0.9)], [(-0.9, 0.9), (0.9, -0.9)]].into_iter().try_for_each(|ends| {
                let ends = ends.map(|(x, y)| place(x, y)).to_vec();
                area.draw(&PathElement::new(ends, color.stroke_width(frame.stroke(2.2 * scale))))
            }),
        }
    };
    // An edge of the ground's colour, and a hole in what is hollow.
    if mark != 3 {
        shape(1.3, colors.paper)?;
    }
    shape(1.0, color(mark, colors))?;
    if matches!(mark, 1 | 5) { shape(0.45, colors.paper) } else { Ok(()) }
}
