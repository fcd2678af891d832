//! A canvas as a backend: that of plotters, and curves between the pixels, which plotters has no call for.

use plotters_backend::{BackendColor, BackendCoord, BackendStyle};
use plotters_canvas::CanvasBackend;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::context_of;
use crate::plot::surface::{Backend, DrawError, Stroke, TextStyle};

/// A canvas to draw on.
pub struct FineCanvas {
    plotters: CanvasBackend,
    context: CanvasRenderingContext2d,
}

impl FineCanvas {
    /// Nothing where the canvas has no context.
    pub fn of(canvas: &HtmlCanvasElement) -> Option<Self> {
        Some(Self { plotters: CanvasBackend::with_canvas_object(canvas.clone())?, context: context_of(canvas)? })
    }
}

impl Backend for FineCanvas {
    fn curve(&mut self, path: &[[f32; 2]], stroke: Stroke) -> Result<(), DrawError> {
        let Some(([x, y], rest)) = path.split_first() else { return Ok(()) };
        let BackendColor { rgb: (red, green, blue), alpha } = stroke.color();
        self.context.set_stroke_style_str(&format!("rgba({red},{green},{blue},{alpha})"));
        self.context.set_line_width(stroke.stroke_width().into());
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
