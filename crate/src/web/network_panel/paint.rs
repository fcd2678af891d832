//! The pictures: the output over the plane, a tile for each node, points and curves.

use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::{JsCast, wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use super::NetworkDoor;
use crate::panel::network::view::{SIDE, TILE};
use crate::plot::color_map::ColorMap;
use crate::plot::palette::Palette;
use crate::plot::picture::svg;
use crate::web::canvas::PictureCanvas;

/// Colours and pixels, used again from frame to frame.
#[derive(Default)]
pub(super) struct Brush {
    shades: Option<(Palette, bool, ColorMap)>,
    pixels: Vec<u8>,
}

impl Brush {
    fn mix(&mut self, colors: &Palette, discretize: bool) {
        if self.shades.as_ref().is_none_or(|(palette, only, _)| (palette, *only) != (colors, discretize)) {
            self.shades = Some((*colors, discretize, ColorMap::new(colors, discretize)));
        }
    }
}

#[wasm_bindgen(js_class = NetworkPanel)]
impl NetworkDoor {
    /// The side of a tile in `paint`'s canvas.
    #[wasm_bindgen(js_name = tileSide)]
    pub fn tile_side() -> usize {
        TILE
    }

    /// Paints the output over the plane into `field`, and a tile for each input and node, one below another, into `tiles`.
    /// Both canvases are sized here; they are to be shown larger.
    pub fn paint(&mut self, field: &HtmlCanvasElement, tiles: &HtmlCanvasElement, colors: &PictureCanvas) {
        let Self(panel, brush) = self;
        panel.work_out_maps();
        let count = panel.tile_count();
        brush.mix(&colors.colors(), panel.settings().choice("discretize") == "on");
        let Some((_, _, heat)) = &brush.shades else { return };
        brush.pixels.resize((TILE * TILE * count).max(SIDE * SIDE) * 4, 0);
        let output = panel.output_map();
        heat.paint(output.values, output.range, brush.pixels.as_chunks_mut::<4>().0);
        put(field, &brush.pixels[..SIDE * SIDE * 4], SIDE);
        for (number, pixels) in brush.pixels.chunks_exact_mut(TILE * TILE * 4).take(count).enumerate() {
            if let Some(tile) = panel.tile(number) {
                heat.paint(tile.values, tile.range, pixels.as_chunks_mut::<4>().0);
            }
        }
        put(tiles, &brush.pixels[..TILE * TILE * count * 4], TILE);
    }

    /// Draws axes and points over what `paint` has painted.
    #[wasm_bindgen(js_name = drawPoints)]
    pub fn draw_points(&self, canvas: &PictureCanvas) {
        canvas.draw(&self.0.field(false));
    }

    /// Draws the chart of losses or accuracies; `names` are those of the axes and of the three curves.
    #[wasm_bindgen(js_name = drawChart)]
    #[allow(clippy::needless_pass_by_value)] // what wasm-bindgen hands over
    pub fn draw_chart(&self, canvas: &PictureCanvas, names: Vec<String>, accuracy: bool, logarithmic: bool) {
        let name = |at: usize| names.get(at).map_or("", String::as_str);
        canvas.draw(&self.0.chart([0, 1, 2, 3, 4].map(name), accuracy, logarithmic));
    }

    /// The picture of the output as an SVG document.
    pub fn svg(&mut self, side: u32) -> String {
        self.0.work_out_maps();
        svg(&self.0.field(true), [side.clamp(100, 4000); 2], &Palette::LIGHT)
    }
}

/// Puts RGBA pixels, rows of `width`, into a canvas, which takes their size.
#[allow(clippy::cast_possible_truncation)] // a few hundred pixels
fn put(canvas: &HtmlCanvasElement, pixels: &[u8], width: usize) {
    let (width, height) = (width as u32, (pixels.len() / 4 / width) as u32);
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) else { return };
    if let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width, height) {
        // A context that the browser has taken away stays empty until the next frame.
        let _ = context.put_image_data(&image, 0.0, 0.0);
    }
}
