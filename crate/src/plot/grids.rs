//! Grids of numbers side by side: tensors, weight matrices, images and feature maps.
//!
//! Places are in cells, to the right and down (y is negative in the plane). A cell is a square on every surface.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::color_map::ColorMap;
use super::frame::Frame;
use super::letters;
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::surface::{Area, DrawResult};

/// The greatest darkness of a cell, on which a number in ink is still readable.
const MAX_INK: f64 = 0.4;
/// The same for a cell that is too small for a number.
const MAX_INK_WITHOUT_TEXT: f64 = 0.85;
/// The least side of a cell with a number, in CSS pixels.
const ROOM: f64 = 17.0;
/// The smallest and the largest letters of a number, in CSS pixels, and their share of the cell's height and width.
const LETTERS: [f64; 2] = [12.0, 17.0];
const HEIGHT: f64 = 0.42;
const WIDTH: f64 = 0.94;
/// How wide a letter is beside its height.
const LETTER: f64 = 0.58;
/// The largest side of a cell, in CSS pixels.
const MAX_SIDE: f64 = 76.0;
/// From which side on a block shows its cells, in CSS pixels.
const FINEST: f64 = 3.5;
/// How strong the colour of a block is where its cells have not been gone through.
const PALE: f64 = 0.22;

/// A cell's colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shade {
    /// From the ground, 0, to ink, 1.
    Ink(f64),
    /// From the colour of class 0, −1, over the ground to that of class 1, 1.
    Signed(f64),
    /// The ground alone: there is nothing in it yet.
    Blank,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The upper left corner, to the right and down.
    pub at: [f64; 2],
    /// Its side; that of most is 1.
    pub side: f64,
    /// The colour.
    pub shade: Shade,
    /// The number.
    pub text: String,
}

/// Many cells without numbers, all alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// The upper left corner, to the right and down.
    pub at: [f64; 2],
    /// Columns and rows as drawn.
    pub size: [usize; 2],
    /// The colour.
    pub hue: Hue,
    /// Whether each of its cells is drawn, and not more of them than there is room for.
    pub is_whole: bool,
    /// Which share of the cells has been gone through, row by row.
    pub done: f64,
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

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above, from there to the right.
    Above,
    /// Above, in the middle.
    AboveMiddle,
    /// Below, from there to the right.
    Below,
    /// Below, in the middle.
    BelowMiddle,
    /// To the left.
    Left,
    /// Right there, in the middle.
    Middle,
}

/// A text beside a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Its place.
    pub at: [f64; 2],
    /// On which side of the place.
    pub side: Side,
    /// The colour.
    pub hue: Hue,
    /// The text.
    pub text: String,
}

/// Grids of numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grids {
    /// Width and height of everything, in cells.
    pub size: [f64; 2],
    /// Room for texts to the left, above, to the right and below, in CSS pixels.
    pub air: [f64; 4],
    /// The cells.
    pub cells: Vec<Cell>,
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The outlines.
    pub outlines: Vec<Outline>,
    /// The texts beside them.
    pub captions: Vec<Caption>,
}

impl Grids {
    /// Adds a grid with its upper left corner at `at`.
    pub fn grid(&mut self, at: [f64; 2], columns: usize, cells: impl IntoIterator<Item = (Shade, String)>) {
        self.grid_of(1.0, at, columns, cells);
    }

    /// Adds a grid whose cells have this side.
    pub fn grid_of(
        &mut self,
        side: f64,
        at: [f64; 2],
        columns: usize,
        cells: impl IntoIterator<Item = (Shade, String)>,
    ) {
        for (number, (shade, text)) in cells.into_iter().enumerate() {
            let place = [at[0] + side * (number % columns) as f64, at[1] + side * (number / columns) as f64];
            self.cells.push(Cell { at: place, side, shade, text });
        }
    }

    /// Adds a rectangle around cells.
    pub fn outline(&mut self, at: [f64; 2], size: [f64; 2], hue: Hue, width: f64) {
        self.outlines.push(Outline { at, size, hue, width });
    }

    /// Adds a text above a place.
    pub fn caption(&mut self, at: [f64; 2], text: impl Into<String>) {
        self.label(at, Side::Above, Hue::Muted, text);
    }

    /// Adds a text beside a place.
    pub fn label(&mut self, at: [f64; 2], side: Side, hue: Hue, text: impl Into<String>) {
        self.captions.push(Caption { at, side, hue, text: text.into() });
    }

    /// The side of a cell and the upper left corner of everything, in CSS pixels.
    fn layout(&self, [width, height]: [f64; 2]) -> (f64, [f64; 2]) {
        let [across, down] = self.size.map(|length| length.max(1.0));
        let [left, top, right, bottom] = self.air.map(|air| air + 2.0);
        let (width, height) = (width - left - right, height - top - bottom);
        let side = (width / across).min(height / down).clamp(0.5, MAX_SIDE);
        (side, [left + (width - across * side) / 2.0, top + (height - down * side) / 2.0])
    }
}

/// Draws with lengths in cells.
struct Pen<'p, 's> {
    area: &'p Area<'s>,
    frame: &'p Frame,
    colors: &'p Palette,
    side: f64,
    origin: [f64; 2],
}

impl Pen<'_, '_> {
    fn corner(&self, [x, y]: [f64; 2]) -> (i32, i32) {
        (self.frame.px(self.origin[0] + x * self.side), self.frame.px(self.origin[1] + y * self.side))
    }

    fn rectangle(&self, [x, y]: [f64; 2], [width, height]: [f64; 2], style: ShapeStyle) -> DrawResult {
        self.area.draw(&Rectangle::new([self.corner([x, y]), self.corner([x + width, y + height])], style))
    }

    /// The cells of one size, with their numbers where there is room.
    fn cells<'c>(&self, cells: impl Iterator<Item = &'c Cell> + Clone, heat: &ColorMap) -> DrawResult {
        let (frame, colors) = (self.frame, self.colors);
        let Some(side) = cells.clone().next().map(|cell| cell.side * self.side) else { return Ok(()) };
        let longest = cells.clone().map(|cell| cell.text.chars().count()).max().unwrap_or(0);
        let widest = WIDTH * side / (LETTER * longest.max(1) as f64);
        let letters = (HEIGHT * side).clamp(LETTERS[0], LETTERS[1]).min(widest);
        let has_room = side >= ROOM && letters >= LETTERS[0];
        let style = letters::centred(&letters::sized(letters, frame, colors.ink));
        let darkest = if has_room { MAX_INK } else { MAX_INK_WITHOUT_TEXT };
        for cell in cells {
            let size = [cell.side; 2];
            match cell.shade {
                Shade::Ink(share) => {
                    self.rectangle(cell.at, size, colors.ink.mix(share.clamp(0.0, 1.0) * darkest).filled())?;
                }
                Shade::Signed(value) => {
                    #[allow(clippy::cast_possible_truncation)] // a colour
                    let shade = heat.coarse(value as f32 * 0.75, [-1.0, 1.0]);
                    self.rectangle(cell.at, size, heat.color(shade).filled())?;
                }
                Shade::Blank => {}
            }
            self.rectangle(cell.at, size, colors.grid.stroke_width(frame.stroke(1.0)))?;
            if has_room && !cell.text.is_empty() {
                let middle = self.corner([cell.at[0] + cell.side / 2.0, cell.at[1] + cell.side / 2.0]);
                self.area.draw_text(&cell.text, &style, middle)?;
            }
        }
        Ok(())
    }

    fn block(&self, block: &Block) -> DrawResult {
        let (frame, [left, top]) = (self.frame, block.at);
        let [columns, rows] = block.size.map(|count| count as f64);
        let color = block.hue.of(self.colors);
        self.rectangle(block.at, [columns, rows], color.mix(0.1 * PALE).filled())?;
        let done = block.done.clamp(0.0, 1.0) * columns * rows;
        let (whole, rest) = ((done / columns).floor(), (done % columns).floor());
        let strong = color.mix(0.45).filled();
        if whole > 0.0 {
            self.rectangle(block.at, [columns, whole], strong)?;
        }
        if rest > 0.0 && whole < rows {
            self.rectangle([left, top + whole], [rest, 1.0], strong)?;
        }
        if block.is_whole && self.side >= FINEST {
            let line = self.colors.paper.stroke_width(frame.stroke(if self.side > 12.0 { 2.0 } else { 1.0 }));
            let draw = |from: [f64; 2], to: [f64; 2]| {
                self.area.draw(&PathElement::new(vec![self.corner(from), self.corner(to)], line))
            };
            for column in 1..block.size[0] {
                let x = left + column as f64;
                draw([x, top], [x, top + rows])?;
            }
            for row in 1..block.size[1] {
                let y = top + row as f64;
                draw([left, y], [left + columns, y])?;
            }
        }
        self.rectangle(
            block.at,
            [columns, rows],
            color.stroke_width(frame.stroke(if block.is_whole { 1.5 } else { 3.0 })),
        )
    }

    fn caption(&self, caption: &Caption) -> DrawResult {
        let (x, y) = self.corner(caption.at);
        let (across, down, [dx, dy]) = match caption.side {
            Side::Above => (HPos::Left, VPos::Bottom, [0.0, -4.0]),
            Side::AboveMiddle => (HPos::Center, VPos::Bottom, [0.0, -4.0]),
            Side::Below => (HPos::Left, VPos::Top, [0.0, 5.0]),
            Side::BelowMiddle => (HPos::Center, VPos::Top, [0.0, 5.0]),
            Side::Left => (HPos::Right, VPos::Center, [-6.0, 0.0]),
            Side::Middle => (HPos::Center, VPos::Center, [0.0, 0.0]),
        };
        let style = self.frame.letters(caption.hue.of(self.colors)).pos(Pos::new(across, down));
        self.area.draw_text(&caption.text, &style, (x + self.frame.px(dx), y + self.frame.px(dy)))
    }
}

impl Picture for Grids {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let (side, corner) = self.layout(size.map(|length| f64::from(length) / scale));
        Frame::of_cells(size, scale, side, corner)
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let (side, origin) = self.layout(frame.size.map(|length| f64::from(length) / frame.scale));
        let pen = Pen { area, frame, colors, side, origin };
        let heat = ColorMap::new(colors, false);
        for block in &self.blocks {
            pen.block(block)?;
        }
        let sides = self.cells.chunk_by(|a, b| a.side.total_cmp(&b.side).is_eq());
        for group in sides {
            pen.cells(group.iter(), &heat)?;
        }
        for outline in &self.outlines {
            pen.rectangle(outline.at, outline.size, outline.hue.of(colors).stroke_width(frame.stroke(outline.width)))?;
        }
        self.captions.iter().try_for_each(|caption| pen.caption(caption))
    }
}

/// Grids in one arrangement for a picture that is wider than high, and in another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// For a picture that is wider than high.
    pub wide: Grids,
    /// For the others.
    pub tall: Grids,
}

impl Arranged {
    fn for_size(&self, [width, height]: [u32; 2]) -> &Grids {
        if width > height { &self.wide } else { &self.tall }
    }
}

impl Picture for Arranged {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        self.for_size(size).frame(size, scale)
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        self.for_size(frame.size).draw(area, frame, colors)
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
