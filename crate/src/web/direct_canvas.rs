//! A canvas on which every picture is drawn whole. The small module has only small pictures, so it does without the code of
//! `cached_canvas.rs`.

use web_sys::HtmlCanvasElement;

use super::fine_canvas::FineCanvas;
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
        if let Some(backend) = FineCanvas::of(canvas) {
            let area = Surface::of(backend);
            let _ = picture.draw(&area, frame, colors).and_then(|()| area.present());
        }
    }
}
