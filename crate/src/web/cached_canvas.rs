//! A canvas that keeps what it shows. Of the next picture only the part that differs is drawn.

use wasm_bindgen::prelude::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::context_of;
use super::fine_canvas::FineCanvas;
use super::raster::Pixels;
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
    /// What lies beneath the picture: its pixels, and where they lie in CSS pixels.
    ground: Option<(Pixels, [f64; 4])>,
    cache: Option<HtmlCanvasElement>,
    /// How many of the picture's commands are drawn on `cache`.
    cached: usize,
}

impl CachedCanvas {
    /// Draws `picture` on `canvas`, which still shows the last picture. Every pixel is as if all of the picture were drawn on an
    /// empty canvas. A canvas that has lost its context stays empty until the next drawing.
    pub fn draw(&mut self, picture: &dyn Picture, frame: &Frame, colors: &Palette, canvas: &HtmlCanvasElement) {
        let has_same_ground = self.take_ground(picture, frame, colors, canvas);
        let picture = Recording::of(picture, frame, colors);
        let same = picture.common(&self.picture);
        if has_same_ground && same == picture.len() && same == self.picture.len() {
            return;
        }
        if self.redraw(&picture, same, frame, canvas).is_some() {
            self.picture = picture;
        } else {
            self.forget_cache();
            *self = Self::default();
        }
    }

    fn forget_cache(&mut self) {
        if let Some(cache) = self.cache.take() {
            cache.remove();
        }
        self.cached = 0;
    }

    /// Takes the picture's ground. Says whether it is the one that the canvas shows.
    fn take_ground(
        &mut self,
        picture: &dyn Picture,
        frame: &Frame,
        colors: &Palette,
        canvas: &HtmlCanvasElement,
    ) -> bool {
        let Some(ground) = picture.ground(frame) else { return self.ground.take().is_none() };
        let place = ground.place(frame);
        let mut is_same = self.ground.as_ref().is_some_and(|(_, old)| *old == place);
        let pixels = self.ground.take().map(|(pixels, _)| pixels).or_else(|| Pixels::beside(canvas));
        self.ground = pixels.map(|mut pixels| {
            is_same &= !pixels.take(&*ground.raster, colors);
            (pixels, place)
        });
        is_same
    }

    fn redraw(&mut self, picture: &Recording, same: usize, frame: &Frame, canvas: &HtmlCanvasElement) -> Option<()> {
        if self.cache.as_ref().is_some_and(|cache| cache.lang() != canvas.lang()) {
            self.forget_cache();
        }
        if same < self.cached {
            clear(self.cache.as_ref()?)?;
            self.cached = 0;
        }
        if same >= MIN_CACHED && same > self.cached {
            if self.cache.is_none() {
                self.cache = Some(cache_in(canvas)?);
            }
            play(picture, self.cached..same, self.cache.as_ref()?)?;
            self.cached = same;
        }
        let context = clear(canvas)?;
        if let Some((pixels, place)) = &self.ground {
            pixels.draw(&context, place.map(|length| length * frame.scale));
        }
        if self.cached > 0 {
            context.draw_image_with_html_canvas_element(self.cache.as_ref()?, 0.0, 0.0).ok()?;
        }
        play(picture, self.cached..picture.len(), canvas)
    }
}

/// A canvas of the same size, hidden within `canvas`: Firefox chooses the letters of a text by
/// the language of the page at the place where its canvas stands.
fn cache_in(canvas: &HtmlCanvasElement) -> Option<HtmlCanvasElement> {
    let cache: HtmlCanvasElement = canvas.clone_node().ok()?.unchecked_into();
    for name in ["id", "class", "role", "aria-label"] {
        cache.remove_attribute(name).ok()?;
    }
    cache.set_hidden(true);
    canvas.append_child(&cache).ok()?;
    Some(cache)
}

fn play(picture: &Recording, range: std::ops::Range<usize>, canvas: &HtmlCanvasElement) -> Option<()> {
    picture.play(range, &mut FineCanvas::of(canvas)?).ok()
}

fn clear(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let context = context_of(canvas)?;
    context.clear_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
    Some(context)
}
