//! The canvas as a backend of plotters.
//!
//! It does what `plotters-canvas` does, but hands a colour, a width or a font to the browser only when it is another one:
//! the browser reads each as CSS, and for a font it works out the styles of the page first. A picture has hundreds of
//! marks in a few colours, and one font.

use std::f64::consts::TAU;
use std::fmt;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};
use wasm_bindgen::prelude::JsValue;
use web_sys::CanvasRenderingContext2d;

/// A canvas's context, and what it has been set to so far.
pub(super) struct Brush {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    fill: Option<BackendColor>,
    stroke: Option<BackendColor>,
    width: Option<u32>,
    font: String,
    anchor: Option<(&'static str, &'static str)>,
}

/// The browser refused something.
#[derive(Debug)]
pub(super) struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the browser did not draw")
    }
}

impl std::error::Error for Refused {}

type Drawn = Result<(), DrawingErrorKind<Refused>>;

fn drawn(result: Result<(), JsValue>) -> Drawn {
    result.map_err(|_| DrawingErrorKind::DrawingError(Refused))
}

fn same(a: Option<BackendColor>, b: BackendColor) -> bool {
    a.is_some_and(|a| a.rgb == b.rgb && a.alpha.to_bits() == b.alpha.to_bits())
}

fn css(BackendColor { rgb: (r, g, b), alpha }: BackendColor) -> String {
    format!("rgba({r},{g},{b},{alpha})")
}

impl Brush {
    /// A brush for a canvas of `size` device pixels, nothing of whose state is known.
    pub(super) fn new(context: CanvasRenderingContext2d, size: (u32, u32)) -> Self {
        Self { context, size, fill: None, stroke: None, width: None, font: String::new(), anchor: None }
    }

    fn fill_with(&mut self, color: BackendColor) {
        if !same(self.fill, color) {
            self.context.set_fill_style_str(&css(color));
            self.fill = Some(color);
        }
    }

    fn stroke_with(&mut self, style: &impl BackendStyle) {
        let (color, width) = (style.color(), style.stroke_width());
        if !same(self.stroke, color) {
            self.context.set_stroke_style_str(&css(color));
            self.stroke = Some(color);
        }
        if self.width != Some(width) {
            self.context.set_line_width(width.into());
            self.width = Some(width);
        }
    }

    fn letter_with(&mut self, style: &impl BackendTextStyle) {
        let font = format!("{} {}px {}", style.style().as_str(), style.size(), style.family().as_str());
        if self.font != font {
            self.context.set_font(&font);
            self.font = font;
        }
        let anchor = (align(style.anchor().h_pos), baseline(style.anchor().v_pos));
        if self.anchor != Some(anchor) {
            self.context.set_text_align(anchor.0);
            self.context.set_text_baseline(anchor.1);
            self.anchor = Some(anchor);
        }
        self.fill_with(style.color());
    }

    /// Begins a path through places; false when there are none.
    fn trace(&self, places: impl IntoIterator<Item = BackendCoord>) -> bool {
        let mut places = places.into_iter().map(|(x, y)| (f64::from(x), f64::from(y)));
        let Some((x, y)) = places.next() else { return false };
        self.context.begin_path();
        self.context.move_to(x, y);
        places.for_each(|(x, y)| self.context.line_to(x, y));
        true
    }
}

fn align(position: HPos) -> &'static str {
    match position {
        HPos::Left => "start",
        HPos::Right => "end",
        HPos::Center => "center",
    }
}

fn baseline(position: VPos) -> &'static str {
    match position {
        VPos::Top => "top",
        VPos::Center => "middle",
        VPos::Bottom => "bottom",
    }
}

impl DrawingBackend for Brush {
    type ErrorType = Refused;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        if color.alpha > 0.0 {
            self.fill_with(color);
            self.context.fill_rect(x.into(), y.into(), 1.0, 1.0);
        }
        Ok(())
    }

    /// A level or upright line lies between two rows or columns of pixels; half a pixel further it fills one.
    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        if style.color().alpha > 0.0 {
            let (left, top) = (if from.0 == to.0 { 0.5 } else { 0.0 }, if from.1 == to.1 { 0.5 } else { 0.0 });
            let [from, to] = [from, to].map(|(x, y)| (f64::from(x) - left, f64::from(y) - top));
            self.stroke_with(style);
            self.context.begin_path();
            self.context.move_to(from.0, from.1);
            self.context.line_to(to.0, to.1);
            self.context.stroke();
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        let [x, y, width, height] = [from.0, from.1, to.0 - from.0, to.1 - from.1].map(f64::from);
        if fill {
            self.fill_with(style.color());
            self.context.fill_rect(x, y, width, height);
        } else {
            self.stroke_with(style);
            self.context.stroke_rect(x, y, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if style.color().alpha > 0.0 && self.trace(path) {
            self.stroke_with(style);
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if style.color().alpha > 0.0 && self.trace(path) {
            self.fill_with(style.color());
            self.context.fill();
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        self.context.begin_path();
        drawn(self.context.arc(x.into(), y.into(), radius.into(), 0.0, TAU))?;
        if fill {
            self.fill_with(style.color());
            self.context.fill();
        } else {
            self.stroke_with(style);
            self.context.stroke();
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        self.letter_with(style);
        let quarters = match style.transform() {
            FontTransform::None => return drawn(self.context.fill_text(text, x.into(), y.into())),
            FontTransform::Rotate90 => 1.0,
            FontTransform::Rotate180 => 2.0,
            FontTransform::Rotate270 => 3.0,
        };
        self.context.save();
        let turned =
            self.context.translate(x.into(), y.into()).and_then(|()| self.context.rotate(quarters * TAU / 4.0));
        let result = turned.and_then(|()| self.context.fill_text(text, 0.0, 0.0));
        self.context.restore();
        drawn(result)
    }
}
