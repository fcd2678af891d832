//! The panel's pictures, and what pointers and keys do on them.

use nalgebra::Point2;

use super::Layers;
use super::drawing::{Drawing, FULL, SIDE};
use super::settings::{Hand, Part, Settings};
use crate::panel::json::Key;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::picture::Picture;

/// The tensor, the matrices, the picture with the kernel on it, or the series.
pub const MAIN: Key = "main";
/// The kernel beside the pixels under it.
pub const KERNEL: Key = "kernel";
/// The recurrent layer, once for each of a few moments.
pub const UNROLLED: Key = "unrolled";
/// The error by epoch.
pub const ERRORS: Key = "errors";

/// The handles, and what can be dragged without one.
const WINDOW: Key = "window";
const WEIGHT: Key = "weight";
const MOMENT: Key = "moment";
const NUMBER: Key = "number";
const PEN: Key = "pen";

impl Layers {
    pub(super) fn picture_called(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        Some(match (name, self.settings().part) {
            (MAIN, Part::Tensor) => Box::new(self.tensor_picture(words)),
            (MAIN, Part::Dense) => Box::new(self.network_picture()),
            (MAIN, Part::Conv) => Box::new(self.convolution_picture(words)),
            (MAIN, Part::Recurrent) => Box::new(self.forecast_picture(words)),
            (KERNEL, _) => Box::new(self.kernel_picture(words)),
            (UNROLLED, _) => Box::new(self.unrolled_picture()),
            (ERRORS, _) => Box::new(self.errors_picture()),
            _ => return None,
        })
    }

    /// What can be taken hold of: the kernel, one of its weights, the moment.
    pub(super) fn handles_shown(&self) -> Vec<Handle> {
        match self.settings().part {
            Part::Tensor | Part::Dense => Vec::new(),
            Part::Conv => {
                let [row, column] = self.place();
                let at = Message::new("window-value").with("row", row).with("column", column);
                let draws = self.settings().hand == Hand::Draw;
                let label = Message::new(if draws { "window-draws" } else { "window-handle" });
                let window = Handle::new(WINDOW, MAIN, self.kernel_place(), label).at(at);
                let place = self.settings().weight_place();
                let value = Message::new("weight-value")
                    .with("name", self.settings().weight)
                    .with("value", self.settings().kernel()[place]);
                let weight = Handle::new(WEIGHT, KERNEL, self.weight_middle(), Message::new("weight-handle")).at(value);
                vec![window, weight]
            }
            Part::Recurrent => {
                let t = self.moment();
                let last = (self.forecast().pairs() - 1) as f64;
                let handle = Handle::new(MOMENT, MAIN, self.moment_place(), Message::new("moment-handle"));
                vec![handle.at(Message::new("moment-value").with("t", t)).along(t as f64, 0.0, last)]
            }
        }
    }

    /// A press chooses what lies there: a tensor's number, the kernel's place, one of its weights, a moment; or the pen comes down.
    pub(super) fn press_on(&mut self, picture: &str, place: Point2<f64>) -> Option<Key> {
        if !(place.x.is_finite() && place.y.is_finite()) {
            return None;
        }
        let held = match (picture, self.settings().part) {
            (MAIN, Part::Tensor) => NUMBER,
            (MAIN, Part::Conv) if self.settings().hand == Hand::Draw => {
                let [row, column] = self.cell_at(place)?;
                self.pen = if self.settings().drawing().at(row, column) > FULL / 2 { 0 } else { FULL };
                PEN
            }
            (MAIN, Part::Conv) => WINDOW,
            (MAIN, Part::Recurrent) => MOMENT,
            (KERNEL, Part::Conv) => WEIGHT,
            _ => return None,
        };
        let settings = self.dragged(held, place)?;
        self.adopt(settings);
        Some(held)
    }

    /// The settings after something is dragged to a place; nothing where there is nothing.
    fn dragged(&self, name: &str, place: Point2<f64>) -> Option<Settings> {
        match (name, self.settings().part) {
            (NUMBER, Part::Tensor) => self.tensor_at(place.x, place.y),
            (PEN, Part::Conv) => self.cell_at(place).map(|cell| self.with_ink(cell)),
            (WINDOW, Part::Conv) => self.window_at(place),
            (WEIGHT, Part::Conv) => self.weight_at(place),
            (MOMENT, Part::Recurrent) => Some(self.at_moment(place.x)),
            _ => None,
        }
    }

    pub(super) fn drag_to(&mut self, name: &str, place: Point2<f64>) {
        if !(place.x.is_finite() && place.y.is_finite()) {
            return;
        }
        if let Some(settings) = self.dragged(name, place) {
            self.adopt(settings);
        }
    }

    pub(super) fn nudge_by(&mut self, name: &str, by: [i32; 2]) {
        let settings = match (name, self.settings().part) {
            (WINDOW, Part::Conv) => {
                let ([row, column], [rows, columns]) = (self.place(), self.convolved().shape);
                let moved = |at: usize, by: i32, count: usize| at.saturating_add_signed(by as isize).min(count - 1);
                self.looking_at([moved(row, -by[1], rows), moved(column, by[0], columns)])
            }
            (WEIGHT, Part::Conv) => self.weight_beside(by),
            (MOMENT, Part::Recurrent) => self.at_moment(self.moment() as f64 + f64::from(by[0] + by[1])),
            _ => return,
        };
        self.adopt(settings);
    }

    fn with_ink(&self, [row, column]: [usize; 2]) -> Settings {
        let Drawing(mut cells) = self.settings().drawing();
        cells[row * SIDE + column] = self.pen;
        self.settings().with_drawing(Drawing(cells))
    }

    /// Turns the cell under the kernel's middle black, or white when it is dark: drawing by keys.
    pub(super) fn dot(&mut self) {
        let Some([row, column]) = self.middle() else { return };
        self.pen = if self.settings().drawing().at(row, column) > FULL / 2 { 0 } else { FULL };
        let settings = self.with_ink([row, column]);
        self.adopt(settings);
    }
}
