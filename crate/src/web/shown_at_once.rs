//! What a canvas shows, where a picture is small and changes by hand alone: all of it is drawn each time. The module of the first
//! panel is spared what `shown.rs` takes to keep the beginnings of pictures.

use plotters_canvas::CanvasBackend;
use web_sys::HtmlCanvasElement;

use crate::plot::frame::Frame;
use crate::plot::palette::Palette;
use crate::plot::picture::Picture;
use crate::plot::surface::Surface;

/// Nothing is kept.
#[derive(Default)]
pub struct Shown;

impl Shown {
    /// Draws `picture` on `canvas`. One that has lost its context stays empty until the next drawing.
    #[allow(clippy::unused_self)] // as its namesake has it
    pub fn draw(&mut self, picture: &impl Picture, frame: &Frame, colors: &Palette, canvas: &HtmlCanvasElement) {
        if let Some(backend) = CanvasBackend::with_canvas_object(canvas.clone()) {
            let area = Surface::area(backend);
            let _ = picture.draw(&area, frame, colors).and_then(|()| area.present());
        }
    }
}
