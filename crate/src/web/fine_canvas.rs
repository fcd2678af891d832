//! A canvas as a backend: that of plotters, and curves between the pixels, which plotters has no call for.

use plotters_backend::{BackendColor, BackendCoord};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::plot::surface::{Backend, DrawError, Stroke, TextStyle};

/// A canvas to draw on.
pub struct FineCanvas {
    plotters: CanvasBackend,
    context: CanvasRenderingContext2d,
}

impl FineCanvas {
    /// Nothing where the canvas has no context.
    pub fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
        Some(Self { plotters: CanvasBackend::with_canvas_object(canvas.clone())?, context })
    }
}

impl Backend for FineCanvas {
    fn curve(&mut self, path: &[[f32; 2]], stroke: Stroke) -> Result<(), DrawError> {
        let Some(([x, y], rest)) = path.split_first() else { return Ok(()) };
        // A path of one place draws nothing and sets the canvas's colour and width.
        self.plotters.path(&[(0, 0)], stroke)?;
        self.context.begin_path();
        self.context.move_to((*x).into(), (*y).into());
        for [x, y] in rest {
            self.context.line_to((*x).into(), (*y).into());
        }
        self.context.stroke();
        Ok(())
    }

    fn size(&self) -> (u32, u32) {
        self.plotters.size()
    }

    fn prepare(&mut self) -> Result<(), DrawError> {
        Backend::prepare(&mut self.plotters)
    }

    fn present(&mut self) -> Result<(), DrawError> {
        Backend::present(&mut self.plotters)
    }

    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> Result<(), DrawError> {
        Backend::pixel(&mut self.plotters, at, color)
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke) -> Result<(), DrawError> {
        Backend::line(&mut self.plotters, from, to, stroke)
    }

    fn rect(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke, fill: bool) -> Result<(), DrawError> {
        Backend::rect(&mut self.plotters, from, to, stroke, fill)
    }

    fn path(&mut self, path: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError> {
        Backend::path(&mut self.plotters, path, stroke)
    }

    fn polygon(&mut self, corners: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError> {
        Backend::polygon(&mut self.plotters, corners, stroke)
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, stroke: Stroke, fill: bool) -> Result<(), DrawError> {
        Backend::circle(&mut self.plotters, center, radius, stroke, fill)
    }

    fn text(&mut self, text: &str, style: &TextStyle<'_>, at: BackendCoord) -> Result<(), DrawError> {
        Backend::text(&mut self.plotters, text, style, at)
    }
}
