//! What a learner changes by hand: where the line lies, and which rows there are.

use std::rc::Rc;

use super::Regression;
use super::fields::LIMIT;
use super::settings::Settings;
use crate::data::csv::CsvError;
use crate::data::lab::Observation;

impl Regression {
    /// Puts the line where the learner wants it: a new start, by hand. Values beyond the limits stop at them.
    pub fn place(&mut self, [w, b]: [f64; 2]) {
        #[allow(clippy::cast_possible_truncation)] // rounded to hundredths within the table's limits
        let nearest = |value: f64| ((value * 100.0).round() / 100.0).clamp(-LIMIT, LIMIT) as f32;
        if w.is_finite() && b.is_finite() {
            let mut settings = self.settings.clone();
            settings.place([nearest(w), nearest(b)]);
            settings.steps = 0;
            self.adopt(settings);
        }
    }

    /// Draws another first weight.
    pub fn draw_start(&mut self) {
        let mut settings = self.settings.clone();
        settings.draw_start();
        settings.steps = 0;
        self.adopt(settings);
    }

    /// Takes data of the learner's own, as CSV.
    ///
    /// # Errors
    /// What is wrong with the file; the data at hand stay then.
    pub fn read_csv(&mut self, bytes: &[u8]) -> Result<(), CsvError> {
        let rows = crate::data::csv::read_observations(bytes)?;
        self.take(Some(rows));
        Ok(())
    }

    /// Takes rows of the learner's own; nothing brings back the lab's.
    pub fn take(&mut self, rows: Option<Vec<Observation>>) {
        let own = rows.map(Rc::from);
        self.adopt(Settings { own, steps: 0, ..self.settings.clone() });
    }

    /// Adds a row of the learner's own, to the nearest hundredth; the lab's rows make way for the first one.
    pub fn add_row(&mut self, x: f64, y: f64) {
        let round = |value: f64| (value * 100.0).round() / 100.0;
        let y = if !self.settings.logistic {
            round(y)
        } else if y >= 0.5 {
            1.0
        } else {
            0.0
        };
        let row = Observation { x: round(x), y };
        if row.x.abs() <= LIMIT && row.y.abs() <= LIMIT {
            let before = self.settings.own.as_deref().unwrap_or(&[]);
            self.take(Some(before.iter().copied().chain([row]).collect()));
        }
    }

    /// Takes away the row at a place in the data. Nothing happens for one that is not there, or not the learner's own.
    pub fn remove_row(&mut self, at: usize) {
        if let Some(rows) = self.settings.own.as_deref().filter(|rows| at < rows.len()) {
            let mut rows = rows.to_vec();
            rows.remove(at);
            self.take(Some(rows));
        }
    }
}
