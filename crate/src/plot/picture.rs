//! What every picture can do: say how it lies on a surface, and be drawn there.

use plotters::prelude::SVGBackend;

use super::frame::Frame;
use super::palette::Palette;
use super::surface::{Area, DrawResult, Surface};

/// A picture, ready to be drawn on a surface of any size.
pub trait Picture {
    /// How the picture lies on a surface of `size` device pixels, of which `scale` make a CSS pixel.
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame;

    /// Draws the picture on `area`, which `frame` describes. What stays as it is while a model learns should come first: on
    /// a canvas the beginning that a picture has in common with the one before it is not drawn again.
    ///
    /// # Errors
    /// Those of the surface drawn on.
    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult;
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
        picture.draw(&area, &frame, colors).and_then(|()| area.present()).expect("a string takes all that is written");
    }
    text
}
