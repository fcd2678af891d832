//! Why a run does not go on, and numbers in few figures.

use crate::model::error::Error;
use crate::model::parameter_name::ParameterName;

/// Why a run does not go on.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// It has reached the number of epochs asked for.
    Epochs,
    /// A parameter would have left every sensible range.
    Diverged {
        /// The update that would have done it, from 1.
        step: u64,
        /// The epoch it belongs to, from 1.
        epoch: u64,
        /// The parameter.
        parameter: ParameterName,
        /// What it would have become.
        value: f32,
    },
    /// Something that the table of the panel's state rules out.
    Other,
}

impl From<&Error> for Halt {
    fn from(error: &Error) -> Self {
        match *error {
            Error::Diverged { step, epoch, parameter, value } => Self::Diverged { step, epoch, parameter, value },
            _ => Self::Other,
        }
    }
}

impl Halt {
    /// The numbers that tell of a divergence: the step and the epoch, what the parameter would have become, its layer and its node,
    /// from 1, and the number of the input, from 1, or 0 for a bias.
    pub fn words(&self) -> Vec<String> {
        let Self::Diverged { step, epoch, parameter, value } = self else { return Vec::new() };
        let input = parameter.input.map_or(0, |input| input + 1);
        let places = [parameter.layer + 1, parameter.unit + 1, input].map(|place| place.to_string());
        let numbers = [step.to_string(), epoch.to_string(), figure(f64::from(*value))];
        numbers.into_iter().chain(places).collect()
    }
}

/// A number in few figures, with a real minus: `0.523`, `−12.3`, `1.2·10⁵`.
pub fn figure(value: f64) -> String {
    if value == 0.0 || value.is_nan() {
        return "0".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    let size = value.abs();
    if (0.001..10_000.0).contains(&size) {
        let places = if size < 100.0 { 3 } else { 1 };
        let text = format!("{value:.places$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        return text.replace('-', "−");
    }
    let text = format!("{value:.1e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised = exponent.chars().map(|digit| match digit {
        '-' => '⁻',
        digit => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10).unwrap_or(0) as usize).unwrap_or('⁰'),
    });
    let mantissa = mantissa.trim_end_matches(".0").replace('-', "−");
    format!("{mantissa}·10{}", raised.collect::<String>())
}
