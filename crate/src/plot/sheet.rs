//! Small images in rows and columns: a row of the data, and rows of what a generator made.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::letters;
use super::palette::{Palette, mixed};
use super::picture::Picture;
use super::raster::{Ground, Raster};
use super::surface::{Area, DrawResult};

/// The columns of the sheet.
pub const COLUMNS: usize = 10;
/// The sheet's lengths in cells of an image: between images, above each part for its caption, and below an image for its name.
const GAP: usize = 2;
const CAPTION: usize = 5;
const NAME: usize = 4;
/// The sheet keeps so far from the picture's edge, in CSS pixels.
const EDGE: f64 = 6.0;
/// The size of names, in CSS pixels. Where there is no room for them there are none.
const LETTERS: f64 = 12.0;
/// How dark a cell with the value 0 is, as a share, so that an image shows on its ground.
const FAINTEST: f64 = 0.06;

/// The sheet. An image is a list of values from 0 to 1, row by row.
pub struct Sheet {
    /// The cells along a side of an image.
    pub side: usize,
    /// All values of at most [`COLUMNS`] images of the data.
    pub real: Vec<f32>,
    /// Those of the generator's images.
    pub fakes: Vec<f32>,
    /// What is written below each of the generator's images.
    pub names: Vec<String>,
    /// What stands above the data and above the generator's images.
    pub captions: [String; 2],
}

impl Sheet {
    fn rows(&self) -> usize {
        self.fakes.len().div_ceil(self.side * self.side * COLUMNS)
    }

    /// Columns and rows in cells.
    fn cells(&self) -> [usize; 2] {
        let rows = 2 * CAPTION + self.side + GAP + self.rows() * (self.side + NAME);
        [COLUMNS * (self.side + GAP) - GAP, rows]
    }

    /// The left upper cell of each of the generator's images.
    fn place(&self, number: usize) -> [usize; 2] {
        let top = 2 * CAPTION + self.side + GAP;
        [number % COLUMNS * (self.side + GAP), top + number / COLUMNS * (self.side + NAME)]
    }

    /// The side of a cell in CSS pixels, and the corner of the sheet.
    fn layout(&self, size: [f64; 2]) -> (f64, Point2<f64>) {
        let [across, down] = self.cells().map(|count| count as f64);
        let [width, height] = size;
        let side = ((width - 2.0 * EDGE) / across).min((height - 2.0 * EDGE) / down).max(0.1);
        (side, Point2::new((width - across * side) / 2.0, (height - down * side) / 2.0))
    }
}

impl Raster for &Sheet {
    fn size(&self) -> [usize; 2] {
        self.cells()
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        pixels.fill([0; 4]);
        let columns = self.cells()[0];
        let mut put = |values: &[f32], [left, top]: [usize; 2], hue: RGBColor| {
            for (at, value) in values.iter().enumerate() {
                let share = FAINTEST + (1.0 - FAINTEST) * f64::from(value.clamp(0.0, 1.0));
                let RGBColor(red, green, blue) = mixed(colors.paper, hue, share);
                pixels[(top + at / self.side) * columns + left + at % self.side] = [red, green, blue, 255];
            }
        };
        let length = self.side * self.side;
        for (number, image) in self.real.chunks_exact(length).take(COLUMNS).enumerate() {
            put(image, [number * (self.side + GAP), CAPTION], mixed(colors.one, colors.ink, 0.3));
        }
        for (number, image) in self.fakes.chunks_exact(length).enumerate() {
            put(image, self.place(number), mixed(colors.zero, colors.ink, 0.5));
        }
    }
}

impl Picture for Sheet {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let (side, corner) = self.layout(size.map(|length| f64::from(length) / scale));
        Frame::of_cells(size, scale, side, corner.into())
    }

    fn ground(&self, _frame: &Frame) -> Option<Ground<'_>> {
        let [across, down] = self.cells().map(|count| count as f64);
        Some(Ground { raster: Box::new(self), x: [0.0, across], y: [-down, 0.0] })
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let (side, corner) = self.layout(frame.size.map(|length| f64::from(length) / frame.scale));
        let at = |x: f64, y: f64| (frame.px(corner.x + x * side), frame.px(corner.y + y * side));
        let above = frame.letters(colors.ink).pos(Pos::new(HPos::Left, VPos::Center));
        let captions = [0, CAPTION + self.side + GAP].into_iter().zip(&self.captions);
        for (top, caption) in captions {
            area.draw(&Text::new(caption.as_str(), at(0.0, top as f64 + CAPTION as f64 / 2.0), above.clone()))?;
        }
        if (NAME as f64) * side < LETTERS - 1.0 {
            return Ok(());
        }
        let style = letters::centred(&letters::sized(LETTERS, frame, colors.muted));
        for (number, name) in self.names.iter().enumerate() {
            let [left, top] = self.place(number).map(|place| place as f64);
            let middle = self.side as f64;
            area.draw(&Text::new(
                name.as_str(),
                at(left + middle / 2.0, top + middle + NAME as f64 / 2.0),
                style.clone(),
            ))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;
    use crate::plot::raster::pixels_of;

    fn sheet() -> Sheet {
        Sheet {
            side: 2,
            real: vec![0.0, 0.0, 1.0, 0.0],
            fakes: (0..4 * 11).map(|at| if at == 40 { 1.0 } else { 0.0 }).collect(),
            names: vec!["7".to_owned(); 11],
            captions: ["data".to_owned(), "fakes".to_owned()],
        }
    }

    #[test]
    fn each_value_is_a_cell_in_its_images_place() {
        let sheet = sheet();
        let [columns, rows] = sheet.cells();
        assert_eq!([columns, rows], [38, 2 * CAPTION + 2 + GAP + 2 * (2 + NAME)]);
        let pixels = pixels_of(&&sheet, &Palette::LIGHT);
        let seen: Vec<_> = pixels.iter().enumerate().filter(|(_, pixel)| pixel[3] > 0).map(|(at, _)| at).collect();
        assert_eq!(seen.len(), 4 + 44);
        let RGBColor(red, green, blue) = mixed(Palette::LIGHT.one, Palette::LIGHT.ink, 0.3);
        assert_eq!(pixels[(CAPTION + 1) * columns], [red, green, blue, 255], "the third value begins the second row");
        let [left, top] = sheet.place(10);
        assert_eq!((left, pixels[top * columns][3]), (0, 255));
        assert_ne!(pixels[top * columns], pixels[top * columns + 1], "the eleventh image's first value is 1");
    }

    #[test]
    fn it_is_drawn_at_any_size_and_holds_its_names() {
        for size in [[0, 0], [3, 3], [60, 400], [400, 60], [400, 400]] {
            let text = svg(&sheet(), size, &Palette::LIGHT);
            assert!(!text.contains("NaN"), "{text}");
        }
        let text = svg(&sheet(), [400, 400], &Palette::LIGHT);
        assert!(text.contains("fakes") && text.matches("7\n").count() >= 11, "{text}");
    }
}
