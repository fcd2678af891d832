//! The numbers of the panel as text. Every one is the model's own, rounded only to be shown.

use super::Regression;
use super::run::Move;
use super::shape::Shape;
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::summary::Summary;
use crate::plot::ticks::power_of_ten;

/// A number in five or so figures with a real minus: `1.0512`, `−23.041`, `6.2·10⁷`.
pub fn figure(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-4..1e6).contains(&size) {
        if !value.is_finite() {
            return "∞".to_owned();
        }
        let text = format!("{value:.3e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let power = power_of_ten(exponent.parse().unwrap_or_default());
        return format!("{}·{power}", digits.replace('-', "−"));
    }
    let places = match size {
        0.0..10.0 => 4,
        10.0..100.0 => 3,
        100.0..1000.0 => 2,
        _ => 1,
    };
    let text = format!("{value:.places$}");
    let is_zero = text.trim_start_matches('-').bytes().all(|b| matches!(b, b'0' | b'.'));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text.replace('-', "−") }
}

/// A number as a factor: a negative one in brackets.
fn factor(value: f64) -> String {
    let text = figure(value);
    if text.starts_with('−') { format!("({text})") } else { text }
}

/// A number as a further term of a sum: ` + 0.5` or ` − 0.5`.
pub(super) fn term(value: f64) -> String {
    let text = figure(value);
    text.strip_prefix('−').map_or_else(|| format!(" + {text}"), |size| format!(" − {size}"))
}

/// A setting as its box shows it: up to four places, and no idle zeros.
pub fn setting(value: f32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() >= 1e7 {
        return format!("{value:.3e}").replace('-', "−");
    }
    if value.abs() < 1e-3 {
        return format!("{value:e}").replace('-', "−");
    }
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').replace('-', "−")
}

/// The course's second model as Keras prints it: two units on three inputs.
///
/// # Panics
/// Never: the shape is one that networks have.
pub fn second_summary() -> String {
    let wide = Network::new(&[3, 2], &[Activation::Identity]).expect("two units with three inputs are a network");
    Summary::of(Shape::Line.network().layers()).next(wide.layers()).to_string()
}

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
    /// The model as Keras prints it with its numbers of parameters.
    pub fn summary(&self) -> String {
        Summary::of(self.data.shape.network().layers()).to_string()
    }

    /// The model as an equation.
    pub fn equation(&self) -> String {
        self.data.shape.equation(&self.parameters())
    }

    /// The last update of each parameter in numbers; nothing before the first step.
    pub fn update(&self) -> Option<Vec<String>> {
        let last = self.run().ok()?.last()?;
        let names = self.data.shape.names();
        Some(names.iter().enumerate().map(|(at, name)| self.update_of(name, at, last)).collect())
    }

    fn update_of(&self, name: &str, at: usize, last: &Move) -> String {
        let [before, gradient, after] = [&last.before, &last.gradient, &last.after].map(|values| f64::from(values[at]));
        let rate = setting(self.rate());
        match (&last.velocity, self.settings.optimizer) {
            (Some(pairs), "momentum") => {
                let [old, new] = pairs.each_ref().map(|values| f64::from(values[at]));
                let (momentum, minus) = (self.value("momentum").unwrap_or_default(), factor(gradient));
                let velocity = format!("v ← {momentum}×{} − {rate}×{minus} = {}", factor(old), figure(new));
                format!("{velocity},  {name} ← {}{} = {}", figure(before), term(new), figure(after))
            }
            (_, "adam") => {
                let moved = format!("{name} ← {}{} = {}", figure(before), term(after - before), figure(after));
                format!("g = {},  {moved}", figure(gradient))
            }
            _ => format!("{name} ← {} − {rate}×{} = {}", figure(before), factor(gradient), figure(after)),
        }
    }

    #[allow(clippy::cast_possible_truncation)] // single precision from the start
    fn rate(&self) -> f32 {
        self.settings.optimizer().rate() as f32
    }

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
            let above = self.divergence_rate().is_some_and(|bound| f64::from(self.rate()) > bound);
            let key = match (self.data.shape, above) {
                (Shape::Line, true) => "diverged",
                (Shape::Line, false) => "diverged-early",
                _ => "diverged-curve",
            };
            remarks.push(Remark { key, numbers });
        }
        let training = self.data.training.len() as u64;
        let rows = vec![("rows", training.to_string()), ("batch", self.settings.batch.to_string())];
        if u64::from(self.settings.batch) > training {
            remarks.push(Remark { key: "batch-larger", numbers: rows });
        } else if run.steps() > 0 && training > 1 && (self.settings.batch == 1 || run.batch_size() == training) {
            remarks
                .push(Remark { key: if self.settings.batch == 1 { "batch-one" } else { "batch-all" }, numbers: rows });
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
        if self.data.finish.is_none() {
            let key = match self.data.shape {
                Shape::Line => "many-lines",
                Shape::Powers { .. } => "many-curves",
                Shape::Sigmoid => "no-best-odds",
            };
            let degree = self.data.shape.weights();
            let numbers = vec![("degree", degree.to_string()), ("needed", (degree + 1).to_string())];
            remarks.push(Remark { key, numbers });
        }
        remarks.extend(self.overfitting());
        remarks.extend(self.validation_below());
        remarks
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
        let best = self.data.finish.as_ref()?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_about_five_figures_and_a_real_minus() {
        let shown =
            [0.0, -0.000_000_1, 1.051_23, -23.0407, 512.345, -99_999.96, 6.2e7, -3.2e-6, f64::INFINITY].map(figure);
        let expected =
            ["0.0000", "−1.000·10⁻⁷", "1.0512", "−23.041", "512.35", "−100000.0", "6.200·10⁷", "−3.200·10⁻⁶", "∞"];
        assert_eq!(shown, expected);
        assert_eq!(
            [0.01, 1.0 / 3.0, -1.703_21, 32.0, 1e-5, -9.948_712e11].map(setting),
            ["0.01", "0.3333", "−1.7032", "32", "1e−5", "−9.949e11"]
        );
    }
}
