//! The trait of all pictures.

use plotters::prelude::SVGBackend;

use super::frame::Frame;
use super::palette::Palette;
use super::raster::Ground;
use super::surface::{Area, DrawResult, Surface};

/// A picture that can be drawn on a surface of any size.
pub trait Picture {
    /// The layout of the picture on a surface of `size` device pixels, with `scale` of them per CSS pixel.
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame;

    /// Draws the picture on `area` with the layout `frame`. What stays the same while a model learns should come first, because a canvas
    /// does not draw it again.
    ///
    /// # Errors
    /// Those of the surface.
    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult;

    /// The pixels beneath the picture as `frame` shows it. A picture that has them does not fill its area: see [`Frame::axes`].
    fn ground(&self, _frame: &Frame) -> Option<Ground<'_>> {
        None
    }
}

/// How many parts of a CSS pixel the places of a document are rounded to. Plotters has whole numbers only, and with whole pixels
/// a curve that is nearly flat has steps, which paper shows.
const PARTS: u32 = 4;

/// The picture as an SVG document of `size` CSS pixels, to be looked at and printed.
///
/// # Panics
/// Never; see [`svg`].
pub fn document(picture: &dyn Picture, size: [u32; 2], colors: &Palette) -> String {
    let fine = size.map(|length| length * PARTS);
    let sides = |[width, height]: [u32; 2]| format!("<svg width=\"{width}\" height=\"{height}\"");
    scaled_svg(picture, fine, PARTS.into(), colors).replacen(&sides(fine), &sides(size), 1)
}

/// The picture as an SVG document of `size` CSS pixels, in whole ones.
///
/// # Panics
/// Never: a string takes all that is written to it.
pub fn svg(picture: &dyn Picture, size: [u32; 2], colors: &Palette) -> String {
    scaled_svg(picture, size, 1.0, colors)
}

/// The picture on `size` units of an SVG document, with `scale` of them per CSS pixel.
fn scaled_svg(picture: &dyn Picture, size: [u32; 2], scale: f64, colors: &Palette) -> String {
    let mut text = String::new();
    {
        let area = Surface::area(SVGBackend::with_string(&mut text, size.into()));
        let frame = picture.frame(size, scale);
        let ground = picture.ground(&frame).map_or(Ok(()), |ground| {
            area.fill(&colors.paper)?;
            ground.draw(&area, &frame, colors)
        });
        let drawn = ground.and_then(|()| picture.draw(&area, &frame, colors)).and_then(|()| area.present());
        drawn.expect("writing to a string does not fail");
    }
    text
}
