//! The commands that draw a picture. They can be drawn later and compared with the commands of another picture.

use std::mem::discriminant;
use std::ops::Range;

use plotters_backend::{BackendColor, BackendCoord, FontFamily, FontStyle, text_anchor};

use super::frame::Frame;
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Backend, DrawError, Stroke, Surface, TextStyle};

/// The commands that draw a picture, in order.
#[derive(Clone, Default, PartialEq)]
pub struct Recording(Vec<Command>);

/// One command.
#[derive(Clone, PartialEq)]
enum Command {
    Pixel(BackendCoord, Stroke),
    Line([BackendCoord; 2], Stroke),
    Rect([BackendCoord; 2], Stroke, bool),
    Path(Vec<BackendCoord>, Stroke),
    Curve(Vec<[f32; 2]>, Stroke),
    Polygon(Vec<BackendCoord>, Stroke),
    Circle(BackendCoord, u32, Stroke, bool),
    Text(Box<TextCommand>),
}

/// A text with its style and place.
#[derive(Clone)]
struct TextCommand {
    text: String,
    at: BackendCoord,
    color: BackendColor,
    size: f64,
    style: FontStyle,
    anchor: text_anchor::Pos,
    family: String,
}

impl PartialEq for TextCommand {
    fn eq(&self, other: &Self) -> bool {
        let look = |letters: &Self| {
            let anchor = (discriminant(&letters.anchor.h_pos), discriminant(&letters.anchor.v_pos));
            (letters.at, letters.color.rgb, letters.color.alpha.to_bits(), letters.size.to_bits(), anchor)
        };
        look(self) == look(other)
            && discriminant(&self.style) == discriminant(&other.style)
            && (&self.text, &self.family) == (&other.text, &other.family)
    }
}

impl Recording {
    /// What `picture` draws as it lies in `frame`.
    pub fn of(picture: &dyn Picture, frame: &Frame, colors: &Palette) -> Self {
        let mut commands = Vec::new();
        let area = Surface::of(Recorder { size: frame.size.into(), commands: &mut commands });
        // Only a surface can fail, and this one does not.
        let _ = picture.draw(&area, frame, colors);
        drop(area);
        Self(commands)
    }

    /// How many commands there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of commands that both begin with.
    pub fn common(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).take_while(|(here, there)| here == there).count()
    }

    /// Draws a range of the commands on a backend.
    ///
    /// # Errors
    /// Those of the backend.
    pub fn play(&self, range: Range<usize>, backend: &mut impl Backend) -> Result<(), DrawError> {
        self.0[range].iter().try_for_each(|command| command.play(backend))
    }
}

impl Command {
    fn play(&self, backend: &mut impl Backend) -> Result<(), DrawError> {
        match self {
            Self::Pixel(at, stroke) => backend.pixel(*at, stroke.color),
            Self::Line([from, to], stroke) => backend.line(*from, *to, *stroke),
            Self::Rect([from, to], stroke, fill) => backend.rect(*from, *to, *stroke, *fill),
            Self::Path(path, stroke) => backend.path(path, *stroke),
            Self::Curve(path, stroke) => backend.curve(path, *stroke),
            Self::Polygon(corners, stroke) => backend.polygon(corners, *stroke),
            Self::Circle(center, radius, stroke, fill) => backend.circle(*center, *radius, *stroke, *fill),
            Self::Text(letters) => {
                let TextCommand { text, at, color, size, style, anchor, family } = &**letters;
                let family = FontFamily::from(family.as_str());
                let style = TextStyle { color: *color, size: *size, style: *style, anchor: *anchor, family };
                backend.text(text, &style, *at)
            }
        }
    }
}

/// A backend that records commands.
struct Recorder<'a> {
    size: (u32, u32),
    commands: &'a mut Vec<Command>,
}

impl Recorder<'_> {
    #[allow(clippy::unnecessary_wraps)] // as the trait has it
    fn record(&mut self, command: Command) -> Result<(), DrawError> {
        self.commands.push(command);
        Ok(())
    }
}

impl Backend for Recorder<'_> {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn prepare(&mut self) -> Result<(), DrawError> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawError> {
        Ok(())
    }

    fn pixel(&mut self, at: BackendCoord, color: BackendColor) -> Result<(), DrawError> {
        self.record(Command::Pixel(at, Stroke { color, width: 1 }))
    }

    fn line(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke) -> Result<(), DrawError> {
        self.record(Command::Line([from, to], stroke))
    }

    fn rect(&mut self, from: BackendCoord, to: BackendCoord, stroke: Stroke, fill: bool) -> Result<(), DrawError> {
        self.record(Command::Rect([from, to], stroke, fill))
    }

    fn path(&mut self, path: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError> {
        self.record(Command::Path(path.to_vec(), stroke))
    }

    fn curve(&mut self, path: &[[f32; 2]], stroke: Stroke) -> Result<(), DrawError> {
        self.record(Command::Curve(path.to_vec(), stroke))
    }

    fn polygon(&mut self, corners: &[BackendCoord], stroke: Stroke) -> Result<(), DrawError> {
        self.record(Command::Polygon(corners.to_vec(), stroke))
    }

    fn circle(&mut self, center: BackendCoord, radius: u32, stroke: Stroke, fill: bool) -> Result<(), DrawError> {
        self.record(Command::Circle(center, radius, stroke, fill))
    }

    fn text(&mut self, text: &str, style: &TextStyle<'_>, at: BackendCoord) -> Result<(), DrawError> {
        let TextStyle { color, size, style, anchor, family } = style;
        let (text, family) = (text.to_owned(), family.as_str().to_owned());
        let letters = TextCommand { text, at, color: *color, size: *size, style: *style, anchor: *anchor, family };
        self.record(Command::Text(Box::new(letters)))
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::Point2;
    use plotters::prelude::{DrawingBackend, SVGBackend};

    use super::*;
    use crate::plot::chart::{LossChart, Reference, Series};
    use crate::plot::palette::{Hue, rgb};
    use crate::plot::picture::svg;
    use crate::plot::scatter::{Curve, Dot, Role, Scatter};
    use crate::plot::stroke::Dash;

    const SIZE: [u32; 2] = [400, 300];

    fn chart(losses: &[f64]) -> LossChart {
        let points = (1..).zip(losses).map(|(epoch, loss)| Point2::new(f64::from(epoch), *loss)).collect();
        LossChart {
            names: ["epoch".to_owned(), "loss".to_owned()],
            series: vec![Series { name: "run".to_owned(), hue: Hue::One, dash: Dash::Dashed, points }],
            references: vec![Reference { name: "floor".to_owned(), loss: 1.05 }],
            epochs: 10.0,
            logarithmic: false,

            cursor: None,
        }
    }

    fn scatter(lit: usize) -> Scatter {
        let roles = [Role::Training, Role::Training, Role::Validation, Role::Test];
        let dot = |(at, role)| Dot { at: Point2::new(at as f64, 0.5), role, lit: at == lit, foot: None };
        let dots = roles.into_iter().enumerate().map(dot).collect();
        let [line, start, best] = [2.0, 1.0, 0.0].map(|y| {
            let points = vec![Point2::new(0.0, 0.0), Point2::new(4.0, y)];
            Curve { name: String::new(), points }
        });
        let (names, squares, cuts) = (Vec::new(), false, Vec::new());
        Scatter { dots, names, squares, line, start, best, cuts, lit: None, x: [-1.0, 5.0], y: [-1.0, 3.0] }
    }

    fn recorded(picture: &dyn Picture, colors: &Palette) -> Recording {
        Recording::of(picture, &picture.frame(SIZE, 1.0), colors)
    }

    fn played(recording: &Recording, parts: &[Range<usize>]) -> String {
        let mut text = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut text, SIZE.into());
            for part in parts {
                recording.play(part.clone(), &mut backend).unwrap();
            }
            DrawingBackend::present(&mut backend).unwrap();
        }
        text
    }

    #[test]
    fn what_is_played_is_what_is_drawn_at_once() {
        let (chart, scatter) = (chart(&[4.0, 3.0, 2.5]), scatter(1));
        let pairs = [
            (recorded(&chart, &Palette::LIGHT), svg(&chart, SIZE, &Palette::LIGHT)),
            (recorded(&scatter, &Palette::LIGHT), svg(&scatter, SIZE, &Palette::LIGHT)),
        ];
        for (recording, whole) in pairs {
            let middle = recording.len() / 2;
            assert!(middle > 10);
            assert_eq!(played(&recording, &[0..middle, middle..recording.len()]), whole);
            assert_ne!(played(&recording, &[0..middle, middle..middle]), whole);
        }
    }

    #[test]
    fn pictures_begin_alike_as_far_as_nothing_has_changed() {
        let before = recorded(&chart(&[4.0, 3.0]), &Palette::LIGHT);
        assert_eq!(before.common(&before.clone()), before.len());
        let after = recorded(&chart(&[4.0, 3.0, 2.0]), &Palette::LIGHT);
        let same = before.common(&after);
        // The grid, the line across and the curve's first dashes stay; its end, where the run stands, moves.
        assert!(same > 60 && same < before.len(), "{same} of {}", before.len());
        let other_name = LossChart { names: ["에폭".to_owned(), "loss".to_owned()], ..chart(&[4.0, 3.0]) };
        assert!(before.common(&recorded(&other_name, &Palette::LIGHT)) < 10);
        let dark = Palette { paper: rgb(0x0014_171a), ..Palette::LIGHT };
        assert_eq!(before.common(&recorded(&chart(&[4.0, 3.0]), &dark)), 0);
    }

    #[test]
    fn rows_stay_while_the_batch_moves_on() {
        let [first, second] = [0, 1].map(|lit| recorded(&scatter(lit), &Palette::LIGHT));
        let bare = recorded(&Scatter { dots: Vec::new(), ..scatter(0) }, &Palette::LIGHT);
        assert!(first.common(&second) >= first.common(&bare) + 4, "all four rows");
        assert!(first.common(&second) < first.len());
    }
}
