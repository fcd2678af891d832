//! The pad as a picture, and beside it the cells that it becomes.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::DigitsPanel;
use super::pad::{PIXELS, Pad};
use crate::data::digits::{Cells, FULL, SIDE};
use crate::plot::frame::Frame;
use crate::plot::palette::Palette;
use crate::plot::picture::Picture;
use crate::plot::surface::{Area, DrawResult};

/// How dark the darkest cell is: numbers in ink must stand out from it.
const DARKEST: f64 = 0.4;

/// The pad, and the cells beside it if they are to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct PadPicture {
    /// The bitmap.
    pub pad: Pad,
    /// The 8 × 8 cells, in numbers.
    pub cells: Option<Cells>,
}

impl DigitsPanel {
    /// The pad alone, or with its cells beside it.
    pub fn picture(&self, with_cells: bool) -> PadPicture {
        PadPicture { pad: self.settings().pad, cells: with_cells.then(|| self.cells()) }
    }
}

/// A square of a picture that is parted into so many cells to a side.
#[derive(Clone, Copy)]
struct Square {
    left: i32,
    side: i32,
    parts: usize,
}

impl Square {
    /// Where the line before a part lies.
    fn at(&self, part: usize) -> i32 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)] // within the picture
        let share = (part as i64 * i64::from(self.side - 1) / self.parts as i64) as i32;
        share
    }

    fn corner(&self, column: usize, row: usize) -> (i32, i32) {
        (self.left + self.at(column), self.at(row))
    }

    fn lines(&self, area: &Area, every: usize, style: ShapeStyle) -> DrawResult {
        for part in (0..=self.parts).step_by(every) {
            area.draw(&PathElement::new(vec![self.corner(part, 0), self.corner(part, self.parts)], style))?;
            area.draw(&PathElement::new(vec![self.corner(0, part), self.corner(self.parts, part)], style))?;
        }
        Ok(())
    }
}

impl Picture for PadPicture {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let [width, height] = frame.size.map(u32::cast_signed);
        let side = if self.cells.is_some() { height.min((width - frame.px(24.0)) / 2) } else { height.min(width) };
        let pad = Square { left: 0, side, parts: PIXELS };
        let line = ShapeStyle::from(&colors.grid).stroke_width(frame.stroke(1.0));
        for row in 0..PIXELS {
            let mut column = 0;
            while column < PIXELS {
                let begin = column;
                while self.pad.is_black(column, row) {
                    column += 1;
                }
                if column > begin {
                    let corners = [pad.corner(begin, row), pad.corner(column, row + 1)];
                    area.draw(&Rectangle::new(corners, colors.ink.filled()))?;
                }
                column += 1;
            }
        }
        pad.lines(area, PIXELS / SIDE, line)?;
        let Some(cells) = &self.cells else { return Ok(()) };
        let square = Square { left: width - side, side, parts: SIDE };
        let letters = frame.letters(colors.ink).pos(Pos::new(HPos::Center, VPos::Center));
        for (cell, count) in cells.iter().enumerate() {
            let (column, row) = (cell % SIDE, cell / SIDE);
            let (from, to) = (square.corner(column, row), square.corner(column + 1, row + 1));
            let share = DARKEST * f64::from(*count) / f64::from(FULL);
            area.draw(&Rectangle::new([from, to], colors.ink.mix(share).filled()))?;
            let middle = (i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1));
            area.draw_text(&count.to_string(), &letters, middle)?;
        }
        square.lines(area, 1, line)
    }
}
