//! What a run calls for an explanation of, with the numbers that bear it out.

use super::Regression;
use super::shape::{NoBest, Shape};
use super::words::{figure, setting};
use crate::model::error::Error;
use crate::model::loss::Loss;

/// How many times the training loss the validation loss is where a curve has learned the noise.
const OVERFITTED: f64 = 2.0;

/// What to say about the run, and the numbers in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which text says it.
    pub key: &'static str,
    /// The numbers by their names in the text.
    pub numbers: Vec<(&'static str, String)>,
}

impl Regression {
    /// What the run calls for an explanation of, the most urgent first.
    pub fn remarks(&self) -> Vec<Remark> {
        let Ok(run) = self.run() else { return Vec::new() };
        let mut remarks = Vec::new();
        let bound = self.divergence_rate().map(figure).unwrap_or_default();
        let rate = setting(self.rate());
        if let Some(Error::Diverged { step, epoch, parameter, .. }) = run.diverged() {
            let names = self.data.shape.names();
            let at = parameter.input.unwrap_or(names.len() - 1);
            let name = &names[at.min(names.len() - 1)];
            let numbers = vec![
                ("step", step.to_string()),
                ("epoch", epoch.to_string()),
                ("name", name.clone()),
                ("rate", rate.clone()),
                ("bound", bound.clone()),
            ];
            let key = match (self.data.shape, self.is_beyond_bound()) {
                (Shape::Line, true) => "diverged",
                (Shape::Line, false) => "diverged-early",
                _ => "diverged-curve",
            };
            remarks.push(Remark { key, numbers });
        }
        let beyond = run.steps() > 0 && self.settings.optimizer == "sgd" && self.is_beyond_bound();
        if beyond && run.diverged().is_none() {
            remarks.push(Remark { key: "rate-beyond", numbers: vec![("rate", rate), ("bound", bound)] });
        }
        let training = self.data.training.len() as u64;
        let rows = vec![("rows", training.to_string()), ("batch", self.settings.batch.to_string())];
        if u64::from(self.settings.batch) > training {
            remarks.push(Remark { key: "batch-larger", numbers: rows });
        } else if run.steps() > 0 && training > 1 && self.settings.batch == 1 {
            remarks.push(Remark { key: "batch-one", numbers: rows });
        } else if run.steps() > 0 && training > 1 && run.batch_size() == training && !beyond {
            // Beyond the bound the path of all rows is anything but smooth.
            remarks.push(Remark { key: "batch-all", numbers: rows });
        }
        if self.rate() == 0.0 {
            remarks.push(Remark { key: "rate-zero", numbers: Vec::new() });
        }
        if self.settings.epochs == 0 {
            remarks.push(Remark { key: "no-epochs", numbers: Vec::new() });
        }
        if self.data.validation.is_empty() {
            remarks.push(Remark { key: "no-validation", numbers: Vec::new() });
        }
        if let Some(row) = self.data.far {
            let x = figure(self.data.rows[row - 1].x);
            let numbers = vec![("row", row.to_string()), ("x", x), ("degree", self.settings.degree.to_string())];
            remarks.push(Remark { key: "validation-far", numbers });
        }
        let no_best = match (self.data.finish.as_ref().err(), self.data.shape) {
            (Some(NoBest::Many), Shape::Line) => Some("many-lines"),
            (Some(NoBest::Many), Shape::Powers { .. }) => Some("many-curves"),
            (Some(NoBest::Many), Shape::Sigmoid) => Some("many-odds"),
            (Some(NoBest::Endless), _) => Some("no-best-odds"),
            (Some(NoBest::NoConvergence), _) => Some("unfound-odds"),
            // Rows without labels are told by `unfit`.
            (Some(NoBest::NoLabels) | None, _) => None,
        };
        if let Some(key) = no_best {
            let degree = self.data.shape.weights();
            let numbers = vec![("degree", degree.to_string()), ("needed", (degree + 1).to_string())];
            remarks.push(Remark { key, numbers });
        }
        remarks.extend(self.overfitting());
        remarks.extend(self.validation_below());
        remarks
    }

    /// Whether gradient descent on all rows would move away from the lowest point at this learning rate.
    fn is_beyond_bound(&self) -> bool {
        self.divergence_rate().is_some_and(|bound| f64::from(self.rate()) > bound)
    }

    /// Whether the curve follows the training rows' noise: less loss on them than the best line has, and far more on the
    /// validation rows.
    pub(super) fn overfitting(&self) -> Option<Remark> {
        let Shape::Powers { degree, .. } = self.data.shape else { return None };
        if self.position() == 0 {
            return None;
        }
        let loss = |part| self.data.loss(part, &self.parameters(), Loss::MeanSquared);
        let (training, validation) = (loss(&self.data.training)?, loss(&self.data.validation)?);
        let line = self.data.training.loss?.least();
        let numbers = vec![
            ("degree", degree.to_string()),
            ("rows", self.data.training.len().to_string()),
            ("training", figure(training)),
            ("validation", figure(validation)),
            ("line", figure(line)),
        ];
        (training < line && validation > OVERFITTED * training).then_some(Remark { key: "overfitting", numbers })
    }

    /// Why the validation loss lies below the training loss, when it does at the end of the last epoch.
    fn validation_below(&self) -> Option<Remark> {
        let run = self.run().ok()?;
        let last = run.history().last().filter(|_| run.batch() == 0 && run.diverged().is_none())?;
        let validation = last.validation.filter(|validation| *validation < last.loss)?;
        let after = self.training_loss()?;
        let best = self.data.finish.as_ref().ok()?;
        let best_of = |part| self.data.loss(part, best, self.settings.loss());
        let [best_training, best_validation] = [best_of(&self.data.training), best_of(&self.data.validation)];
        let numbers = vec![
            ("epoch", last.epoch.to_string()),
            ("loss", figure(last.loss)),
            ("validation", figure(validation)),
            ("after", figure(after)),
            ("batches", run.steps_per_epoch().to_string()),
            ("bestTraining", figure(best_training?)),
            ("bestValidation", figure(best_validation?)),
        ];
        // While the loss falls fast the mean over the epoch lags behind; what is left then is either the luck of the rows,
        // which least squares has too, or that the line is far off still and happens to be nearer to the validation rows.
        let key = if last.loss - after > after - validation {
            "validation-later"
        } else if best_validation < best_training {
            "validation-luck"
        } else {
            "validation-nearer"
        };
        Some(Remark { key, numbers })
    }
}
