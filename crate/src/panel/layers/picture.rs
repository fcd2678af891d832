//! The panel's pictures, and what pointers and keys do on them.

use nalgebra::Point2;

use super::Layers;
use super::drawing::{Drawing, FULL, SIDE};
use super::settings::{Hand, Part, Settings};
use crate::panel::json::Key;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::picture::Picture;

/// The tensor, the matrices, the picture with the kernel on it, or the recurrent layer unrolled.
pub const MAIN: Key = "main";
/// The kernel beside the pixels under it.
pub const KERNEL: Key = "kernel";

/// The handles, and what can be dragged without one.
const WINDOW: Key = "window";
const WEIGHT: Key = "weight";
const NUMBER: Key = "number";
const PEN: Key = "pen";

impl Layers {
    pub(super) fn picture_called(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        Some(match (name, self.settings().part) {
            (MAIN, Part::Tensor) => Box::new(self.tensor_picture(words)),
            (MAIN, Part::Dense) => Box::new(self.network_picture()),
            (MAIN, Part::Conv) => Box::new(self.convolution_picture(words)),
            (MAIN, Part::Recurrent) => Box::new(self.unrolled_picture()),
            (KERNEL, _) => Box::new(self.kernel_picture(words)),
            _ => return None,
        })
    }

    /// What can be taken hold of: the kernel, one of its weights.
    pub(super) fn handles_shown(&self) -> Vec<Handle> {
        match self.settings().part {
            Part::Tensor | Part::Dense | Part::Recurrent => Vec::new(),
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
        }
    }

    /// A press chooses what lies there: a tensor's number, the kernel's place, one of its weights; or the pen comes down.
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
