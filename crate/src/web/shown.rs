//! What a canvas shows, so that of the next picture only what is new has to be drawn.

use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::plot::frame::Frame;
use crate::plot::palette::Palette;
use crate::plot::picture::Picture;
use crate::plot::recording::Recording;

/// Fewer commands than these are sooner drawn again than copied.
const WORTH_KEEPING: usize = 16;

/// The picture on a canvas, and its beginning on another one, from which it is copied for as long as pictures begin so: with
/// axes, a grid, points, which stay while a model learns.
#[derive(Default)]
pub struct Shown {
    picture: Recording,
    still: Option<HtmlCanvasElement>,
    /// How many of the picture's commands are drawn on `still`.
    kept: usize,
}

impl Shown {
    /// Draws `picture` on `canvas`, which is as it was left. Pixel for pixel it becomes what an empty canvas does when all
    /// of it is drawn there. A canvas that has lost its context stays empty until the next drawing.
    pub fn draw(&mut self, picture: &impl Picture, frame: &Frame, colors: &Palette, canvas: &HtmlCanvasElement) {
        let picture = Recording::of(picture, frame, colors);
        let same = picture.common(&self.picture);
        if same == picture.len() && same == self.picture.len() {
            return;
        }
        if self.renew(&picture, same, canvas).is_some() {
            self.picture = picture;
        } else {
            *self = Self::default();
        }
    }

    fn renew(&mut self, picture: &Recording, same: usize, canvas: &HtmlCanvasElement) -> Option<()> {
        if same < self.kept {
            empty(self.still.as_ref()?)?;
            self.kept = 0;
        }
        if same >= WORTH_KEEPING && same > self.kept {
            if self.still.is_none() {
                self.still = Some(canvas.clone_node().ok()?.unchecked_into());
            }
            play(picture, self.kept..same, self.still.as_ref()?)?;
            self.kept = same;
        }
        let context = empty(canvas)?;
        if self.kept > 0 {
            context.draw_image_with_html_canvas_element(self.still.as_ref()?, 0.0, 0.0).ok()?;
        }
        play(picture, self.kept..picture.len(), canvas)
    }
}

fn play(picture: &Recording, part: std::ops::Range<usize>, canvas: &HtmlCanvasElement) -> Option<()> {
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    picture.play(part, &mut backend).ok()
}

fn empty(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    context.clear_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
    Some(context)
}
