//! Pixels: values as colours, cell by cell. A page enlarges them smoothly.

use nalgebra::Point2;
use plotters::prelude::*;

use super::color_map::ColorMap;
use super::frame::Frame;
use super::palette::Palette;
use super::surface::{Area, DrawResult};

/// How far apart two colours may be, in each of red, green and blue, to be drawn as one rectangle.
const ALIKE: u8 = 8;

/// Pixels, ready to be put on a canvas in the page's colours.
pub trait Raster {
    /// Columns and rows.
    fn size(&self) -> [usize; 2];

    /// Writes all pixels, red, green, blue and how opaque they are, row by row from the upper edge.
    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]);
}

/// All pixels of `raster`.
pub fn pixels_of(raster: &dyn Raster, colors: &Palette) -> Vec<[u8; 4]> {
    let mut pixels = Vec::new();
    paint_into(raster, colors, &mut pixels);
    pixels
}

/// Paints all pixels of `raster` into a list that is used again.
pub fn paint_into(raster: &dyn Raster, colors: &Palette, pixels: &mut Vec<[u8; 4]>) {
    let [columns, rows] = raster.size();
    pixels.resize(columns * rows, [0; 4]);
    raster.paint(colors, pixels);
}

/// Values as shades, from the colour of class 0 over the ground's to the colour of class 1.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap<V> {
    /// The values, row by row from the upper edge: a slice, a list, a shared list.
    pub values: V,
    /// How many of them are a row.
    pub columns: usize,
    /// The values in the colours of class 0 and of class 1.
    pub range: [f32; 2],
    /// Whether only the decision is shown: on which side of the middle a value is.
    pub is_decision: bool,
}

impl<V: AsRef<[f32]>> Raster for HeatMap<V> {
    fn size(&self) -> [usize; 2] {
        [self.columns, self.values.as_ref().len() / self.columns.max(1)]
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        ColorMap::new(colors, self.is_decision).paint(self.values.as_ref(), self.range, pixels);
    }
}

/// A raster that lies beneath a picture, over a part of its plane.
pub struct Ground<'a> {
    /// The pixels.
    pub raster: Box<dyn Raster + 'a>,
    /// From where to where it goes to the right.
    pub x: [f64; 2],
    /// From where to where it goes upwards.
    pub y: [f64; 2],
}

impl Ground<'_> {
    /// Left, top, width and height of the ground in CSS pixels.
    pub fn place(&self, frame: &Frame) -> [f64; 4] {
        let from = frame.to_pixels(Point2::new(self.x[0], self.y[1]));
        let to = frame.to_pixels(Point2::new(self.x[1], self.y[0]));
        [from.x, from.y, to.x - from.x, to.y - from.y]
    }

    /// Draws it on a surface that knows no pixels: runs of like colours, each a rectangle.
    ///
    /// # Errors
    /// Those of the surface drawn on.
    pub fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [columns, rows] = self.raster.size();
        let [left, top, width, height] = self.place(frame);
        if columns == 0 || width < 1.0 || height < 1.0 {
            return Ok(());
        }
        let pixels = pixels_of(&*self.raster, colors);
        let is_like = |a: &[u8; 4], b: &[u8; 4]| a.iter().zip(b).all(|(a, b)| a.abs_diff(*b) <= ALIKE);
        let across = |column: usize| frame.px(left + width * column as f64 / columns as f64);
        let down = |row: usize| frame.px(top + height * row as f64 / rows as f64);
        for (row, cells) in pixels.chunks_exact(columns).enumerate() {
            let mut column = 0;
            while column < columns {
                // Each with the run's first one, so that no run goes from one colour to another.
                let run = cells[column..].iter().take_while(|cell| is_like(cell, &cells[column])).count();
                let [red, green, blue, opaque] = cells[column + run / 2];
                let corners = [(across(column), down(row)), (across(column + run), down(row + 1))];
                let fill = RGBAColor(red, green, blue, f64::from(opaque) / 255.0).filled();
                if opaque > 0 {
                    area.draw(&Rectangle::new(corners, fill))?;
                }
                column += run;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A raster of two rows: one of a single colour, one of two halves.
    struct Flag;

    impl Raster for Flag {
        fn size(&self) -> [usize; 2] {
            [10, 2]
        }

        fn paint(&self, _: &Palette, pixels: &mut [[u8; 4]]) {
            for (at, pixel) in pixels.iter_mut().enumerate() {
                *pixel = if at < 15 { [0, 0, u8::from(at % 2 == 1), 255] } else { [255, 0, 0, 255] };
            }
        }
    }

    #[test]
    fn like_colours_side_by_side_are_one_rectangle() {
        let mut text = String::new();
        {
            let area = super::super::surface::Surface::area(SVGBackend::with_string(&mut text, (100, 100)));
            let frame = Frame { size: [100, 100], scale: 1.0, x: [0.0, 1.0], y: [0.0, 1.0] };
            let ground = Ground { raster: Box::new(Flag), x: [0.0, 1.0], y: [0.0, 1.0] };
            assert_eq!(ground.place(&frame), frame.inside());
            ground.draw(&area, &frame, &Palette::LIGHT).unwrap();
            area.present().unwrap();
        }
        assert_eq!(text.matches("<rect").count(), 3, "{text}");
    }
}
