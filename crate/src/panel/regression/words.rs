//! The numbers of the panel as text. Every one is the model's own, rounded only to be shown.

use super::Regression;
use super::run::Move;
use super::shape::Shape;
use crate::model::activation::Activation;
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
    pub(super) fn rate(&self) -> f32 {
        self.settings.optimizer().rate() as f32
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
