//! What a learner changes by hand: where the line lies, and which rows there are.

use std::rc::Rc;

use super::lab::Lab;
use super::rows::OwnRows;
use super::settings::LIMIT;
use super::sketch::Sketch;
use crate::data::lab::Observation;

impl Lab {
    /// Puts the line where the learner wants it: a new start, by hand. Values beyond the limits stop at them.
    pub fn place(&mut self, [w, b]: [f64; 2]) {
        #[allow(clippy::cast_possible_truncation)] // rounded to hundredths within the table's limits
        let nearest = |value: f64| ((value * 100.0).round() / 100.0).clamp(-LIMIT, LIMIT) as f32;
        if w.is_finite() && b.is_finite() {
            self.edit(|settings| settings.place([nearest(w), nearest(b)]));
        }
    }

    /// Draws other first weights.
    pub fn draw_start(&mut self) {
        self.edit(|settings| {
            settings.leave_hand();
            settings.start_seed = (settings.start_seed + 1) % 1_000_000;
        });
    }

    /// Takes rows of the learner's own; nothing brings back the lab's.
    pub fn take_rows(&mut self, rows: Option<Vec<Observation>>) {
        let points = OwnRows(rows.map(Rc::from));
        self.edit(|settings| (settings.points, settings.page) = (points, 1));
    }

    /// Adds a row of the learner's own, to the nearest hundredth; the lab's rows make way for the first one. Says whether it lies
    /// within the limits; nothing happens for one that does not.
    pub fn add_row(&mut self, x: f64, y: f64) -> bool {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let y = if !self.settings().is_logistic() {
            round(y)
        } else if y >= 0.5 {
            1.0
        } else {
            0.0
        };
        let row = Observation { x: round(x), y };
        let is_within = row.x.abs() <= LIMIT && row.y.abs() <= LIMIT;
        if is_within {
            let before = self.settings().points.0.as_deref().unwrap_or(&[]);
            let rows = before.iter().copied().chain([row]).collect::<Rc<[_]>>();
            self.edit(|settings| settings.points = OwnRows(Some(rows)));
        }
        is_within
    }

    /// Takes away the row at a place in the data. Nothing happens for one that is not there, or not the learner's own.
    pub fn remove_row(&mut self, at: usize) {
        if let Some(rows) = self.settings().points.0.as_deref().filter(|rows| at < rows.len()) {
            let mut rows = rows.to_vec();
            rows.remove(at);
            self.edit(|settings| settings.points = OwnRows(Some(Rc::from(rows))));
        }
    }

    /// The learner's own row nearest to a place; a distance is measured after dividing by `reach`, and 1 is near enough.
    pub fn row_near(&self, [x, y]: [f64; 2], reach: [f64; 2]) -> Option<usize> {
        let rows = self.settings().points.0.as_deref()?;
        let distance = |row: &Observation| libm::hypot((row.x - x) / reach[0], (row.y - y) / reach[1]);
        let near = rows.iter().map(distance).enumerate().filter(|(_, distance)| *distance <= 1.0);
        near.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(at, _)| at)
    }

    /// Begins a sketch of the loss curve: a level one at the loss that the run starts from, and the run back at its start.
    pub fn begin_sketch(&mut self) {
        self.edit(|_| {});
        self.begin_again();
        let sketch = Sketch::level(self.training_loss().unwrap_or(1.0));
        self.look(|settings| settings.sketch = sketch);
    }

    /// Takes the sketch away.
    pub fn clear_sketch(&mut self) {
        self.look(|settings| settings.sketch = Sketch::default());
    }

    /// Moves a knot of the sketch to a loss.
    pub fn bend_sketch(&mut self, knot: usize, loss: f64) {
        self.look(|settings| settings.sketch.bend(knot, loss));
    }
}
