//! A canvas on which every picture is drawn whole. The small module has only small pictures, so it does without the code of
//! `cached_canvas.rs`.

use plotters_canvas::CanvasBackend;
use web_sys::HtmlCanvasElement;

use crate::plot::frame::Frame;
use crate::plot::palette::Palette;
use crate::plot::picture::Picture;
use crate::plot::surface::Surface;

/// A canvas without a cache. With braces, because it is made and forgotten as a `CachedCanvas` is: by `default()`.
#[derive(Default)]
pub struct DirectCanvas {}

impl DirectCanvas {
    /// Draws `picture` on `canvas`. A canvas that has lost its context stays empty until the next drawing.
    #[allow(clippy::unused_self)] // `CachedCanvas::draw` has the same signature
    pub fn draw(&mut self, picture: &dyn Picture, frame: &Frame, colors: &Palette, canvas: &HtmlCanvasElement) {
        if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
            let area = Surface::area(backend);
            let _ = picture.draw(&area, frame, colors).and_then(|()| area.present());
        }
    }
}
