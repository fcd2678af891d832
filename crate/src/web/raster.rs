//! Pixels on a canvas in the page.

use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::{JsCast, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::canvas::{context_of, palette};
use crate::plot::palette::Palette;
use crate::plot::raster::{Raster, paint_into};

/// A canvas that has one pixel for each of a raster's. It is to be shown larger.
pub(super) struct Pixels {
    canvas: HtmlCanvasElement,
    shown: Vec<[u8; 4]>,
    next: Vec<[u8; 4]>,
}

impl Pixels {
    fn on(canvas: HtmlCanvasElement) -> Self {
        Self { canvas, shown: Vec::new(), next: Vec::new() }
    }

    /// Pixels on a canvas of their own, made from `canvas`.
    pub fn beside(canvas: &HtmlCanvasElement) -> Option<Self> {
        canvas.clone_node().ok().map(|canvas| Self::on(canvas.unchecked_into()))
    }

    /// Shows `raster`. Says whether that is another picture than before.
    pub fn take(&mut self, raster: &dyn Raster, colors: &Palette) -> bool {
        paint_into(raster, colors, &mut self.next);
        let [columns, rows] = raster.size().map(|length| u32::try_from(length).unwrap_or(0));
        let is_same_size = [self.canvas.width(), self.canvas.height()] == [columns, rows];
        if columns == 0 || rows == 0 || (is_same_size && self.next == self.shown) {
            return false;
        }
        if !is_same_size {
            self.canvas.set_width(columns);
            self.canvas.set_height(rows);
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(self.shown.as_flattened()), columns, rows);
        // A canvas that has lost its context stays empty until its pixels change.
        if let (Some(context), Ok(image)) = (context_of(&self.canvas), image) {
            let _ = context.put_image_data(&image, 0.0, 0.0);
        }
        true
    }

    /// Draws what is shown, enlarged, into the rectangle of left, top, width and height on another canvas.
    pub fn draw(&self, context: &CanvasRenderingContext2d, [left, top, width, height]: [f64; 4]) {
        let canvas = &self.canvas;
        // An empty canvas can't be drawn; it has nothing to show.
        let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, left, top, width, height);
    }
}

/// The canvas of a panel's pixels, with the page's colours for them.
#[wasm_bindgen]
pub struct RasterCanvas {
    pixels: Pixels,
    colors: Palette,
}

#[wasm_bindgen]
impl RasterCanvas {
    /// Pixels on `canvas`, which takes their number as its size.
    #[wasm_bindgen(constructor)]
    pub fn new(canvas: HtmlCanvasElement) -> Self {
        Self { pixels: Pixels::on(canvas), colors: Palette::LIGHT }
    }

    /// The page's colours, as a picture's canvas takes them.
    #[wasm_bindgen(js_name = setColors)]
    pub fn set_colors(&mut self, codes: &[u32]) {
        self.colors = palette(codes).unwrap_or(self.colors);
    }
}

impl RasterCanvas {
    pub(super) fn take(&mut self, raster: &dyn Raster) {
        self.pixels.take(raster, &self.colors);
    }
}
