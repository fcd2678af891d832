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

/// The picture as an SVG document of `size` CSS pixels.
///
/// # Panics
/// Never: a string takes all that is written to it.
pub fn svg(picture: &dyn Picture, size: [u32; 2], colors: &Palette) -> String {
    let mut text = String::new();
    {
        let area = Surface::area(SVGBackend::with_string(&mut text, size.into()));
        let frame = picture.frame(size, 1.0);
        let ground = picture.ground(&frame).map_or(Ok(()), |ground| {
            area.fill(&colors.paper)?;
            ground.draw(&area, &frame, colors)
        });
        let drawn = ground.and_then(|()| picture.draw(&area, &frame, colors)).and_then(|()| area.present());
        drawn.expect("writing to a string does not fail");
    }
    text
}
