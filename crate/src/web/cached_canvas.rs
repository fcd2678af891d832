//! A canvas that keeps what it shows. Of the next picture only the part that differs is drawn.

use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::plot::frame::Frame;
use crate::plot::palette::Palette;
use crate::plot::picture::Picture;
use crate::plot::recording::Recording;

/// Drawing fewer commands than these is faster than copying a canvas.
const MIN_CACHED: usize = 16;

/// The picture on a canvas. A second canvas holds the commands that the last pictures begin with in common: axes, grid and points,
/// which stay as they are while a model learns. They are copied from there.
#[derive(Default)]
pub struct CachedCanvas {
    picture: Recording,
    cache: Option<HtmlCanvasElement>,
    /// How many of the picture's commands are drawn on `cache`.
    cached: usize,
}

impl CachedCanvas {
    /// Draws `picture` on `canvas`, which still shows the last picture. Every pixel is as if all of the picture were drawn on an
    /// empty canvas. A canvas that has lost its context stays empty until the next drawing.
    pub fn draw(&mut self, picture: &dyn Picture, frame: &Frame, colors: &Palette, canvas: &HtmlCanvasElement) {
        let picture = Recording::of(picture, frame, colors);
        let same = picture.common(&self.picture);
        if same == picture.len() && same == self.picture.len() {
            return;
        }
        if self.redraw(&picture, same, canvas).is_some() {
            self.picture = picture;
        } else {
            *self = Self::default();
        }
    }

    fn redraw(&mut self, picture: &Recording, same: usize, canvas: &HtmlCanvasElement) -> Option<()> {
        if same < self.cached {
            clear(self.cache.as_ref()?)?;
            self.cached = 0;
        }
        if same >= MIN_CACHED && same > self.cached {
            if self.cache.is_none() {
                self.cache = Some(canvas.clone_node().ok()?.unchecked_into());
            }
            play(picture, self.cached..same, self.cache.as_ref()?)?;
            self.cached = same;
        }
        let context = clear(canvas)?;
        if self.cached > 0 {
            context.draw_image_with_html_canvas_element(self.cache.as_ref()?, 0.0, 0.0).ok()?;
        }
        play(picture, self.cached..picture.len(), canvas)
    }
}

fn play(picture: &Recording, range: std::ops::Range<usize>, canvas: &HtmlCanvasElement) -> Option<()> {
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    picture.play(range, &mut backend).ok()
}

fn clear(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    context.clear_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
    Some(context)
}
