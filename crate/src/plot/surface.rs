//! The surface that pictures are drawn on: any plotters backend behind one type.
//!
//! Plotters is generic in its backend, so it would be compiled once for the canvas and once for SVG. The trait [`Backend`] can be an
//! object. Behind it pictures need no type parameter, and the module that the page downloads has plotters only once.

use std::error::Error;
use std::fmt;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection};
use plotters::style::ShapeStyle;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, text_anchor,
};

/// A surface to draw on. See [`Surface::area`].
pub struct Surface<'a>(Box<dyn Backend + 'a>);

/// The area that pictures are drawn on.
pub type Area<'a> = DrawingArea<Surface<'a>, Shift>;

/// The result of drawing.
pub type DrawResult = Result<(), DrawingAreaErrorKind<DrawError>>;

/// The backend could not draw; on a canvas, the browser has taken its context away.
#[derive(Debug)]
pub struct DrawError(String);

impl fmt::Display for DrawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for DrawError {}

impl DrawError {
    #[allow(clippy::needless_pass_by_value)] // so that `map_err` takes it
    fn new<E: Error + Send + Sync>(error: DrawingErrorKind<E>) -> Self {
        Self(error.to_string())
    }
}

impl<'a> Surface<'a> {
    /// The whole of `backend` as an area to draw on.
    pub fn area(backend: impl DrawingBackend + 'a) -> Area<'a> {
        Self::of(backend)
    }

    /// The same for a backend that is not one of plotters.
    pub fn of(backend: impl Backend + 'a) -> Area<'a> {
        Self(Box::new(backend)).into_drawing_area()
    }
}

/// Colour and width of a stroke.
#[derive(Clone, Copy)]
pub struct Stroke {
    pub(super) color: BackendColor,
    pub(super) width: u32,
}

impl PartialEq for Stroke {
    fn eq(&self, other: &Self) -> bool {
        let bits = |stroke: &Self| (stroke.color.rgb, stroke.color.alpha.to_bits(), stroke.width);
        bits(self) == bits(other)
    }
}

impl Stroke {
    fn of(style: &impl BackendStyle) -> Self {
        Self { color: style.color(), width: style.stroke_width() }
    }
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// A path through places between the pixels, in device pixels from the corner of the area. With whole pixels a curve that is
/// nearly flat has steps.
pub(super) struct Curve {
    pub(super) places: Vec<[f32; 2]>,
    pub(super) style: ShapeStyle,
}

impl PointCollection<'_, BackendCoord> for &Curve {
    type Point = BackendCoord;
    type IntoIter = std::iter::Once<BackendCoord>;

    /// Plotters only has to say where the area's corner lies.
    fn point_iter(self) -> Self::IntoIter {
        std::iter::once((0, 0))
    }
}

impl Drawable<Surface<'_>> for Curve {
    #[allow(clippy::cast_precision_loss)] // a place on a surface
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut corner: I,
        surface: &mut Surface<'_>,
        _: (u32, u32),
    ) -> BackendResult {
        let (x, y) = corner.next().unwrap_or_default();
        let places: Vec<_> = self.places.iter().map(|place| [place[0] + x as f32, place[1] + y as f32]).collect();
        Ok(surface.0.curve(&places, Stroke::of(&self.style))?)
    }
}

/// The style of a text, for backends that do not draw the letters themselves. The browser or an SVG viewer does. No picture rotates
/// its text.
pub struct TextStyle<'a> {
    pub(super) color: BackendColor,
    pub(super) size: f64,
    pub(super) style: FontStyle,
    pub(super) anchor: text_anchor::Pos,
    pub(super) family: FontFamily<'a>,
}

impl BackendTextStyle for TextStyle<'_> {
    type FontError = DrawError;

    fn color(&self) -> BackendColor {
        self.color
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn style(&self) -> FontStyle {
        self.style
    }

    fn anchor(&self) -> text_anchor::Pos {
        self.anchor
    }

    fn family(&self) -> FontFamily<'_> {
        self.family
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        let (width, height) = rough_size(text, self.size);
        Ok(((0, 0), (width.cast_signed(), height.cast_signed())))
    }

    fn draw<E, F>(&self, _: &str, _: BackendCoord, _: F) -> Result<Result<(), E>, Self::FontError>
    where
        F: FnMut(i32, i32, BackendColor) -> Result<(), E>,
    {
        Err(DrawError("letters are not drawn as pixels".to_owned()))
    }
}

/// An estimate of the size of a text. To ask the browser would force a layout, and labels are placed by their anchors anyway.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sizes of labels
fn rough_size(text: &str, size: f64) -> (u32, u32) {
    ((text.chars().count() as f64 * size * 0.6).ceil() as u32, size.ceil() as u32)
}

/// A backend without type parameters. Its methods are those of [`DrawingBackend`], without bitmaps, which no picture has.
#[allow(missing_docs, clippy::missing_errors_doc)] // as plotters has them
pub trait Backend {
    fn size(&self) -> (u32, u32);
    fn prepare(&mut self) -> Result<(), DrawError>;
    fn present(&mut self) -> Result<(), DrawError>;
    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> Result<(), DrawError>;
    fn line(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke) -> Result<(), DrawError>;
    fn rect(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke, fill: bool) -> Result<(), DrawError>;
    fn path(&mut self, path: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError>;
    /// A path through places between the pixels, in device pixels. Here they are rounded: plotters has whole pixels only.
    #[allow(clippy::cast_possible_truncation)]
    fn curve(&mut self, path: &[[f32; 2]], stroke: Stroke) -> Result<(), DrawError> {
        let rounded = |place: &[f32; 2]| (place[0].round() as i32, place[1].round() as i32);
        self.path(&path.iter().map(rounded).collect::<Vec<_>>(), stroke)
    }
    fn polygon(&mut self, corners: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError>;
    fn circle(&mut self, center: BackendCoord, radius: u32, stroke: Stroke, fill: bool) -> Result<(), DrawError>;
    fn text(&mut self, text: &str, style: &TextStyle<'_>, at: BackendCoord) -> Result<(), DrawError>;
}

impl<B: DrawingBackend> Backend for B {
    fn size(&self) -> (u32, u32) {
        self.get_size()
    }

    fn prepare(&mut self) -> Result<(), DrawError> {
        self.ensure_prepared().map_err(DrawError::new)
    }

    fn present(&mut self) -> Result<(), DrawError> {
        DrawingBackend::present(self).map_err(DrawError::new)
    }

    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> Result<(), DrawError> {
        self.draw_pixel(at, color).map_err(DrawError::new)
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke) -> Result<(), DrawError> {
        self.draw_line(from, to, &stroke).map_err(DrawError::new)
    }

    fn rect(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke, fill: bool) -> Result<(), DrawError> {
        if fill {
            return self.draw_rect(from, to, &stroke, fill).map_err(DrawError::new);
        }
        // A path, because plotters' SVG leaves out how wide a rectangle's stroke is; past its start, which makes that a corner too.
        let [right, down] = [(to.0, from.1), (from.0, to.1)];
        self.path(&[from, right, to, down, from, right], stroke)
    }

    fn path(&mut self, path: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError> {
        self.draw_path(path.iter().copied(), &stroke).map_err(DrawError::new)
    }

    fn polygon(&mut self, corners: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError> {
        self.fill_polygon(corners.iter().copied(), &stroke).map_err(DrawError::new)
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, stroke: Stroke, fill: bool) -> Result<(), DrawError> {
        self.draw_circle(center, radius, &stroke, fill).map_err(DrawError::new)
    }

    fn text(&mut self, text: &str, style: &TextStyle<'_>, at: BackendCoord) -> Result<(), DrawError> {
        self.draw_text(text, style, at).map_err(DrawError::new)
    }
}

type BackendResult = Result<(), DrawingErrorKind<DrawError>>;

impl DrawingBackend for Surface<'_> {
    type ErrorType = DrawError;

    fn get_size(&self) -> (u32, u32) {
        self.0.size()
    }

    fn ensure_prepared(&mut self) -> BackendResult {
        Ok(self.0.prepare()?)
    }

    fn present(&mut self) -> BackendResult {
        Ok(self.0.present()?)
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> BackendResult {
        Ok(self.0.pixel(at, color)?)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> BackendResult {
        Ok(self.0.line(from, to, Stroke::of(style))?)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> BackendResult {
        Ok(self.0.rect(from, to, Stroke::of(style), fill)?)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> BackendResult {
        Ok(self.0.path(&path.into_iter().collect::<Vec<_>>(), Stroke::of(style))?)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> BackendResult {
        Ok(self.0.polygon(&path.into_iter().collect::<Vec<_>>(), Stroke::of(style))?)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> BackendResult {
        Ok(self.0.circle(center, radius, Stroke::of(style), fill)?)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> BackendResult {
        let style = TextStyle {
            color: style.color(),
            size: style.size(),
            style: style.style(),
            anchor: style.anchor(),
            family: style.family(),
        };
        Ok(self.0.text(text, &style, at)?)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<DrawError>> {
        Ok(rough_size(text, style.size()))
    }
}

impl From<DrawError> for DrawingErrorKind<DrawError> {
    fn from(error: DrawError) -> Self {
        Self::DrawingError(error)
    }
}
