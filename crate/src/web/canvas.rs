//! Pictures on a canvas in the page.

use std::cell::{Cell, RefCell};

use nalgebra::Point2;
use wasm_bindgen::prelude::{JsCast, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

#[cfg(feature = "networks")]
use super::cached_canvas::CachedCanvas as Content;
#[cfg(not(feature = "networks"))]
use super::direct_canvas::DirectCanvas as Content;
use crate::plot::frame::Frame;
use crate::plot::palette::{Palette, rgb};
use crate::plot::picture::Picture;

/// The canvas of a picture, with the page's colours for it.
#[wasm_bindgen]
pub struct PictureCanvas {
    canvas: HtmlCanvasElement,
    colors: Palette,
    scale: f64,
    /// How the picture drawn last lies on the canvas; `None` before the first one.
    frame: Cell<Option<Frame>>,
    content: RefCell<Content>,
}

#[wasm_bindgen]
impl PictureCanvas {
    /// A picture on `canvas`, which may live in any document or shadow root.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement) -> Self {
        Self { canvas, colors: Palette::LIGHT, scale: 1.0, frame: Cell::default(), content: RefCell::default() }
    }

    /// The page's colours, each as `0xRRGGBB`: paper, ink, muted, grid, one, zero, wrong, accent.
    /// A list of another length is not taken.
    #[wasm_bindgen(js_name = setColors)]
    pub fn set_colors(&mut self, codes: &[u32]) {
        self.colors = palette(codes).unwrap_or(self.colors);
    }

    /// Fits the canvas to a size in CSS pixels at `scale` device pixels each.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to what a canvas can be
    pub fn resize(&mut self, width: f64, height: f64, scale: f64) {
        self.scale = scale.clamp(0.5, 8.0);
        let device = |length: f64| (length * self.scale).round().clamp(0.0, 8192.0) as u32;
        let (width, height) = (device(width), device(height));
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
            self.forget();
        }
    }

    /// Tells that the canvas is empty, which it is after the browser has taken its pixels away: all is drawn again then.
    pub fn forget(&mut self) {
        *self.content.get_mut() = Content::default();
    }

    /// Where a point of the picture drawn last lies, in CSS pixels from the canvas's upper left corner. Empty before the
    /// first drawing.
    #[wasm_bindgen(js_name = toPixels)]
    pub fn to_pixels(&self, x: f64, y: f64) -> Vec<f64> {
        let place = self.frame.get().map(|frame| frame.to_pixels(Point2::new(x, y)));
        place.map_or_else(Vec::new, |place| vec![place.x, place.y])
    }

    /// The point at a place in CSS pixels from the canvas's upper left corner, in the coordinates of the picture drawn last.
    /// Empty before the first drawing.
    #[wasm_bindgen(js_name = fromPixels)]
    pub fn from_pixels(&self, x: f64, y: f64) -> Vec<f64> {
        let point = self.frame.get().map(|frame| frame.from_pixels(Point2::new(x, y)));
        point.map_or_else(Vec::new, |point| vec![point.x, point.y])
    }
}

/// What a canvas is drawn on by. Nothing where the browser has taken it away.
pub(super) fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// The page's colours from their codes; see [`PictureCanvas::set_colors`].
pub(super) fn palette(codes: &[u32]) -> Option<Palette> {
    let [paper, ink, muted, grid, one, zero, wrong, accent] = *codes else { return None };
    let [paper, ink, muted, grid] = [paper, ink, muted, grid].map(rgb);
    let [one, zero, wrong, accent] = [one, zero, wrong, accent].map(rgb);
    Some(Palette { paper, ink, muted, grid, one, zero, wrong, accent })
}

impl PictureCanvas {
    /// Draws `picture`, and of it only what the canvas does not show already.
    pub(super) fn draw(&self, picture: &dyn Picture) {
        let size = [self.canvas.width(), self.canvas.height()];
        let frame = picture.frame(size, self.scale);
        self.frame.set(Some(frame));
        if !size.contains(&0) {
            self.content.borrow_mut().draw(picture, &frame, &self.colors, &self.canvas);
        }
    }
}
