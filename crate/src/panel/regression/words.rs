//! The numbers of the panel as text. Every one is the model's own, rounded only to be shown.

use super::Regression;
use super::data::Part;
use super::run::Move;
use super::settings::network;
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::least_squares::{mean_absolute_error, mean_squared_error, r_squared};
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
        let exponent = size.log10().floor();
        return format!("{:.3}·{}", value / 10_f64.powf(exponent), power_of_ten(exponent)).replace('-', "−");
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
fn term(value: f64) -> String {
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

/// The lab's model as Keras prints it, or the second one: two units on three inputs.
///
/// # Panics
/// Never: both shapes are ones that networks have.
pub fn summary(second: bool) -> String {
    let first = Summary::of(network().layers());
    if !second {
        return first.to_string();
    }
    let wide = Network::new(&[3, 2], &[Activation::Identity]).expect("two units with three inputs are a network");
    first.next(wide.layers()).to_string()
}

/// What to say about the run, and the numbers in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which text says it.
    pub key: &'static str,
    /// The numbers by their names in the text.
    pub numbers: Vec<(&'static str, String)>,
}

/// The lines that the table of results compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The one shown.
    Shown,
    /// That of least squares on the training rows.
    Best,
    /// The law that the lab's data come from.
    Law,
}

/// The measures in the table of results, in its order.
pub const MEASURES: [&str; 7] = ["w", "b", "training", "validation", "test", "r2", "mae"];

impl Regression {
    /// The weight and bias of a line; nothing when there is no such line.
    pub fn coefficients(&self, line: Line) -> Option<[f64; 2]> {
        match line {
            Line::Shown => Some(self.line().map(f64::from)),
            Line::Best => self.data.best,
            Line::Law => self.settings.own.is_none().then(|| {
                let lab = self.settings.lab();
                [lab.slope, lab.intercept]
            }),
        }
    }

    /// The line as an equation.
    pub fn equation(&self) -> String {
        let [w, b] = self.line().map(f64::from);
        format!("ŷ = {}·x{}", figure(w), term(b))
    }

    /// One of [`MEASURES`] for a line, as text; nothing where there is no such number.
    pub fn measure(&self, measure: &str, line: Line) -> Option<String> {
        let coefficients = self.coefficients(line)?;
        let test = |of: fn(&[f64], &[f64]) -> Option<f64>| {
            let Part { y, .. } = &self.data.test;
            if y.is_empty() { None } else { of(y, &self.data.test.predictions(coefficients)) }
        };
        let value = match measure {
            "w" => Some(coefficients[0]),
            "b" => Some(coefficients[1]),
            "training" => self.data.training.loss_of(coefficients),
            "validation" => self.data.validation.loss_of(coefficients),
            "test" => test(|y, predictions| Some(mean_squared_error(y, predictions))),
            "r2" => test(r_squared),
            "mae" => test(|y, predictions| Some(mean_absolute_error(y, predictions))),
            _ => None,
        };
        value.map(figure)
    }

    /// The loss of the line shown on the training rows.
    pub fn training_loss(&self) -> Option<f64> {
        self.data.training.loss_of(self.line().map(f64::from))
    }

    /// The mean squared error that even the law has on average; nothing for data of the learner's own.
    pub fn noise_floor(&self) -> Option<f64> {
        self.settings.own.is_none().then(|| self.settings.lab().noise_floor())
    }

    /// The learning rate above which gradient descent on all training rows diverges.
    pub fn divergence_rate(&self) -> Option<f64> {
        self.data.training.loss.map(|loss| loss.divergence_rate())
    }

    /// All rows, training and validation together, test, training, validation, rows a batch, steps an epoch, epochs,
    /// updates.
    pub fn sizes(&self) -> [u64; 9] {
        let data = &self.data;
        let [training, validation, test] = [&data.training, &data.validation, &data.test].map(|part| part.len() as u64);
        let all = training + validation + test;
        let (batch, steps) = self.run().map_or((0, 0), |run| (run.batch_size(), run.steps_per_epoch()));
        let epochs = u64::from(self.settings.epochs);
        [all, training + validation, test, training, validation, batch, steps, epochs, steps * epochs]
    }

    /// The last update of weight and bias in numbers, two texts; nothing before the first step.
    pub fn update(&self) -> Option<[String; 2]> {
        let last = self.run().ok()?.last()?;
        Some(["w", "b"].map(|name| self.update_of(name, usize::from(name == "b"), last)))
    }

    fn update_of(&self, name: &str, at: usize, last: &Move) -> String {
        let [before, gradient, after] = [last.before, last.gradient, last.after].map(|pair| f64::from(pair[at]));
        let rate = setting(self.rate());
        match (last.velocity, self.settings.optimizer) {
            (Some(pairs), "momentum") => {
                let [old, new] = pairs.map(|pair| f64::from(pair[at]));
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
            let name = if parameter.input.is_some() { "w" } else { "b" };
            let numbers = vec![
                ("step", step.to_string()),
                ("epoch", epoch.to_string()),
                ("name", name.to_owned()),
                ("rate", rate.clone()),
                ("bound", bound.clone()),
            ];
            let above = self.divergence_rate().is_some_and(|bound| f64::from(self.rate()) > bound);
            remarks.push(Remark { key: if above { "diverged" } else { "diverged-early" }, numbers });
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
        if self.data.best.is_none() {
            remarks.push(Remark { key: "many-lines", numbers: Vec::new() });
        }
        remarks.extend(self.validation_below());
        remarks
    }

    /// Why the validation loss lies below the training loss, when it does at the end of the last epoch.
    fn validation_below(&self) -> Option<Remark> {
        let run = self.run().ok()?;
        let last = run.history().last().filter(|_| run.batch() == 0 && run.diverged().is_none())?;
        let validation = last.validation.filter(|validation| *validation < last.loss)?;
        let after = self.training_loss()?;
        let best = self.data.best?;
        let numbers = vec![
            ("epoch", last.epoch.to_string()),
            ("loss", figure(last.loss)),
            ("validation", figure(validation)),
            ("after", figure(after)),
            ("batches", run.steps_per_epoch().to_string()),
            ("bestTraining", figure(self.data.training.loss_of(best)?)),
            ("bestValidation", figure(self.data.validation.loss_of(best)?)),
        ];
        // While the loss falls fast the mean over the epoch lags behind; what is left then is either the luck of the rows,
        // which least squares has too, or that the line is far off still and happens to be nearer to the validation rows.
        let [best_training, best_validation] =
            [&self.data.training, &self.data.validation].map(|part| part.loss_of(best));
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
