//! Grids of numbers side by side: tensors, weight matrices, images and feature maps.
//!
//! Places are in cells, to the right and down (y is negative in the plane). A cell is a square on every surface.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::color_map::ColorMap;
use super::frame::Frame;
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::surface::{Area, DrawResult};

/// The greatest darkness of a cell, on which a number in ink is still readable.
const MAX_INK: f64 = 0.4;
/// The same for a cell that is too small for a number.
const MAX_INK_WITHOUT_TEXT: f64 = 0.85;
/// The least side of a cell with a number, in CSS pixels.
const ROOM: f64 = 19.0;
/// The size of the letters of a number, in CSS pixels.
const LETTERS: f64 = 11.0;

/// A cell's colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shade {
    /// From the ground, 0, to ink, 1.
    Ink(f64),
    /// From the colour of class 0, −1, over the ground to that of class 1, 1.
    Signed(f64),
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The upper left corner, to the right and down.
    pub at: [f64; 2],
    /// The colour.
    pub shade: Shade,
    /// The number.
    pub text: String,
}

/// A rectangle around cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    /// The upper left corner, to the right and down.
    pub at: [f64; 2],
    /// Width and height in cells.
    pub size: [f64; 2],
    /// The colour.
    pub hue: Hue,
    /// The width of the stroke in CSS pixels.
    pub width: f64,
}

/// A text above or below a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The left end.
    pub at: [f64; 2],
    /// Whether the text is below that place and not above it.
    pub below: bool,
    /// The text.
    pub text: String,
}

/// Grids of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grids {
    /// Width and height of everything, in cells.
    pub size: [f64; 2],
    /// The cells.
    pub cells: Vec<Cell>,
    /// The outlines.
    pub outlines: Vec<Outline>,
    /// The texts above and below.
    pub captions: Vec<Caption>,
}

impl Grids {
    /// Adds a grid with its upper left corner at `at`.
    pub fn grid(&mut self, at: [f64; 2], columns: usize, cells: impl IntoIterator<Item = (Shade, String)>) {
        for (number, (shade, text)) in cells.into_iter().enumerate() {
            let place = [at[0] + (number % columns) as f64, at[1] + (number / columns) as f64];
            self.cells.push(Cell { at: place, shade, text });
        }
    }

    /// Adds a rectangle around cells.
    pub fn outline(&mut self, at: [f64; 2], size: [f64; 2], hue: Hue, width: f64) {
        self.outlines.push(Outline { at, size, hue, width });
    }

    /// Adds a text above a place.
    pub fn caption(&mut self, at: [f64; 2], text: impl Into<String>) {
        self.captions.push(Caption { at, below: false, text: text.into() });
    }

    /// Adds a text below a place.
    pub fn caption_below(&mut self, at: [f64; 2], text: impl Into<String>) {
        self.captions.push(Caption { at, below: true, text: text.into() });
    }

    /// The side of a cell and the upper left corner of everything, in CSS pixels.
    fn layout(&self, [width, height]: [f64; 2]) -> (f64, [f64; 2]) {
        let [across, down] = self.size.map(|length| length.max(1.0));
        let side = ((width - 4.0) / across).min((height - 4.0) / down).clamp(0.5, 44.0);
        (side, [(width - across * side) / 2.0, (height - down * side) / 2.0])
    }
}

impl Picture for Grids {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let frame = Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] };
        let (side, [left, top]) = self.layout(size.map(|length| f64::from(length) / scale));
        let [inside_left, inside_top, width, height] = frame.inside();
        let across = |place: f64| (place - left) / side;
        let up = |place: f64| (top - place) / side;
        let x = [across(inside_left), across(inside_left + width)];
        Frame { x, y: [up(inside_top + height), up(inside_top)], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let (side, [left, top]) = self.layout(frame.size.map(|length| f64::from(length) / frame.scale));
        let heat = ColorMap::new(colors, false);
        let corner = |[x, y]: [f64; 2]| (frame.px(left + x * side), frame.px(top + y * side));
        let rectangle = |[x, y]: [f64; 2], [width, height]: [f64; 2]| [corner([x, y]), corner([x + width, y + height])];
        let longest = self.cells.iter().map(|cell| cell.text.chars().count()).max().unwrap_or(0);
        // Letters are about 0.6 as wide as they are high.
        let letters = LETTERS.min(0.88 * side / (0.6 * longest.max(1) as f64));
        let has_room = side >= ROOM && letters >= 7.0;
        let font = ("sans-serif", f64::from(frame.px(letters))).into_font();
        let style = font.color(&colors.ink).pos(Pos::new(HPos::Center, VPos::Center));
        let darkest = if has_room { MAX_INK } else { MAX_INK_WITHOUT_TEXT };
        for cell in &self.cells {
            let corners = rectangle(cell.at, [1.0; 2]);
            match cell.shade {
                Shade::Ink(share) => {
                    area.draw(&Rectangle::new(corners, colors.ink.mix(share.clamp(0.0, 1.0) * darkest).filled()))?;
                }
                Shade::Signed(value) => {
                    #[allow(clippy::cast_possible_truncation)] // a colour
                    let shade = heat.coarse(value as f32 * 0.75, [-1.0, 1.0]);
                    area.draw(&Rectangle::new(corners, heat.color(shade).filled()))?;
                }
            }
            area.draw(&Rectangle::new(corners, colors.grid.stroke_width(frame.stroke(1.0))))?;
            if has_room && !cell.text.is_empty() {
                let middle = corner([cell.at[0] + 0.5, cell.at[1] + 0.5]);
                area.draw_text(&cell.text, &style, middle)?;
            }
        }
        for outline in &self.outlines {
            let corners = rectangle(outline.at, outline.size);
            let style = outline.hue.of(colors).stroke_width(frame.stroke(outline.width));
            area.draw(&Rectangle::new(corners, style))?;
        }
        let letters = frame.letters(colors.muted);
        for caption in &self.captions {
            let (x, y) = corner(caption.at);
            let (side, air) = if caption.below { (VPos::Top, 4.0) } else { (VPos::Bottom, -3.0) };
            area.draw_text(&caption.text, &letters.pos(Pos::new(HPos::Left, side)), (x, y + frame.px(air)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;
    use nalgebra::Point2;

    fn two() -> Grids {
        let mut grids = Grids { size: [7.0, 3.0], ..Grids::default() };
        grids.grid([0.0, 1.0], 3, (0..6).map(|n| (Shade::Ink(f64::from(n) / 6.0), n.to_string())));
        grids.grid([4.0, 1.0], 3, (0..6).map(|n| (Shade::Signed(f64::from(n) - 3.0), n.to_string())));
        grids.outline([0.0, 1.0], [2.0, 2.0], Hue::One, 2.0);
        grids.caption([0.0, 1.0], "2×3");
        grids
    }

    #[test]
    fn a_cell_is_a_square_and_found_again_by_its_place() {
        for size in [[400, 300], [300, 900]] {
            let frame = two().frame(size, 1.0);
            let at = |x: f64, y: f64| frame.to_pixels(Point2::new(x, -y));
            let [across, down] = [at(1.0, 0.0).x - at(0.0, 0.0).x, at(0.0, 1.0).y - at(0.0, 0.0).y];
            assert!((across - down).abs() < 1e-9 && across > 20.0, "{across} {down}");
            let place = frame.from_pixels(at(4.5, 2.5));
            assert!((place.x - 4.5).abs() < 1e-9 && (place.y + 2.5).abs() < 1e-9);
        }
    }

    #[test]
    fn numbers_stand_only_where_there_is_room() {
        let letters = |size| svg(&two(), size, &Palette::LIGHT).matches("<text").count();
        assert_eq!((letters([400, 300]), letters([90, 60])), (13, 1));
    }
}
