//! The recurrent layer in numbers: one moment worked out, the layer unrolled, its forecasts beside "tomorrow is today".

use nalgebra::Point2;

use super::Layers;
use super::forecast::Errors;
use super::settings::Settings;
use crate::panel::json::Key;
use crate::panel::view::{Message, Said, Table};
use crate::panel::words::Words;
use crate::plot::forecast::{Forecasts, Names};
use crate::plot::sparkline::Sparkline;
use crate::plot::unrolled::{TimeStep, Unrolled};
use crate::text::{factor, significant, term};

/// How many moments are unrolled.
const UNROLLED: usize = 4;
/// The names of the units' states.
const STATES: [Key; 4] = ["h1", "h2", "h3", "h4"];

/// A number with four significant digits.
fn rounded(value: f64) -> String {
    significant(value, 4)
}

/// With three: a mean squared error, and what stands in the picture of the layer unrolled.
pub(super) fn short(value: f64) -> String {
    significant(value, 3)
}

impl Layers {
    /// The moment looked at: its value is read, the next one forecast.
    pub fn moment(&self) -> usize {
        (self.settings().moment as usize).min(self.forecast().pairs() - 1)
    }

    /// The settings with another moment looked at.
    pub(super) fn at_moment(&self, t: f64) -> Settings {
        let last = (self.forecast().pairs() - 1) as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the moments
        let moment = t.round().clamp(0.0, last) as u32;
        Settings { moment, ..self.settings().clone() }
    }

    pub(super) fn sentence_of_forecast(&self) -> Message {
        let forecast = self.forecast();
        let (errors, baseline) = (forecast.error(), forecast.baseline());
        let key = if forecast.is_constant() {
            "constant"
        } else if self.epoch_shown() == 0 {
            "untrained"
        } else if errors.test < baseline.test {
            "better"
        } else {
            "worse"
        };
        Message::new(key).with("test", short(errors.test)).with("baseline", short(baseline.test))
    }

    /// The forecast of the next value, from the states on: `0.61×0.42 − 0.3×(−0.5) + 0.01 ≈ 0.41`.
    fn output_text(&self, states: &[f64], output: f64) -> String {
        let layer = self.forecast().layer();
        let mut sum = String::new();
        for (unit, h) in states.iter().enumerate() {
            let weight = rounded(layer.output_weight(unit));
            sum += &if unit == 0 { weight } else { term(&weight) };
            sum += &format!("×{}", factor(&rounded(*h)));
        }
        sum += &term(&rounded(layer.output_bias()));
        format!("{sum} ≈ {}", rounded(output))
    }

    /// The moment worked out: what is read, each unit's new state, the forecast.
    pub fn forecast_lines(&self) -> Vec<String> {
        let (forecast, t) = (self.forecast(), self.moment());
        let (layer, run) = (forecast.layer(), forecast.run());
        let (units, [mean, scale]) = (layer.units(), forecast.scaling());
        let x = forecast.values()[t];
        let z = (x - mean) / scale;
        let before = |unit: usize| if t == 0 { 0.0 } else { run.states[(t - 1) * units + unit] };
        let mut lines = vec![format!(
            "z = (x − m)/s ≈ ({}{})/{} ≈ {}",
            rounded(x),
            term(&rounded(-mean)),
            factor(&rounded(scale)),
            rounded(z)
        )];
        for (to, name) in STATES.iter().enumerate().take(units) {
            let mut sum = format!("{}×{}", rounded(layer.input_weight(to)), factor(&rounded(z)));
            for from in 0..units {
                sum += &term(&rounded(layer.state_weight(to, from)));
                sum += &format!("×{}", factor(&rounded(before(from))));
            }
            sum += &term(&rounded(layer.bias(to)));
            lines.push(format!("{name} ≈ tanh({sum}) ≈ {}", rounded(run.states[t * units + to])));
        }
        let y = run.outputs[t];
        lines.push(format!("y ≈ {}", self.output_text(&run.states[t * units..(t + 1) * units], y)));
        lines.push(format!(
            "y·s + m ≈ {}×{}{} ≈ {}",
            rounded(y),
            factor(&rounded(scale)),
            term(&rounded(mean)),
            rounded(y * scale + mean)
        ));
        lines
    }

    /// What is forecast at the moment looked at, and what came.
    pub(super) fn moment_text(&self) -> String {
        let (forecast, t) = (self.forecast(), self.moment());
        let said = forecast.forecasts()[t];
        format!("t = {t}: {} → {}", short(forecast.values()[t]), short(said))
    }

    /// The moments that are unrolled: the last of them is the one looked at.
    fn moments(&self) -> std::ops::Range<usize> {
        let last = self.moment();
        (last + 1).saturating_sub(UNROLLED)..last + 1
    }

    /// The layer unrolled as a picture.
    pub fn unrolled_picture(&self) -> Unrolled {
        let forecast = self.forecast();
        let run = forecast.run();
        let forecasts = forecast.unscaled(&run);
        let units = forecast.layer().units();
        let state = |t: usize| run.states[t * units..(t + 1) * units].iter().map(|h| (*h, short(*h))).collect();
        let moment =
            |t: usize| TimeStep { t, read: short(forecast.values()[t]), state: state(t), output: short(forecasts[t]) };
        Unrolled(self.moments().map(moment).collect())
    }

    /// The layer unrolled: a row for each of the last moments, with what is read, the states, the forecast and what came.
    pub(super) fn unrolled_table(&self) -> Table {
        let forecast = self.forecast();
        let run = forecast.run();
        let forecasts = forecast.unscaled(&run);
        let units = forecast.layer().units();
        let row = |t: usize| {
            let states = &run.states[t * units..(t + 1) * units];
            let numbers = std::iter::once(forecast.values()[t])
                .chain(states.iter().copied())
                .chain([forecasts[t], forecast.values()[t + 1]]);
            std::iter::once(Said::from(t)).chain(numbers.map(|value| short(value).into())).collect()
        };
        let columns = ["t", "x"].into_iter().chain(STATES[..units].iter().copied()).chain(["forecast", "next"]);
        Table {
            name: "unrolled",
            columns: columns.collect(),
            rows: self.moments().map(row).collect(),
            ..Table::default()
        }
    }

    /// The errors of the layer and of "tomorrow is today", on both parts.
    pub(super) fn scores_table(&self) -> Table {
        let forecast = self.forecast();
        let row =
            |name, errors: Errors| vec![Said::Word(name), short(errors.training).into(), short(errors.test).into()];
        Table {
            name: "scores",
            columns: vec!["model", "training", "test"],
            rows: vec![row("recurrent", forecast.error()), row("baseline", forecast.baseline())],
            ..Table::default()
        }
    }

    /// The sum that gives the layer's parameters.
    pub fn recurrent_parameters(&self) -> String {
        let u = self.settings().units;
        let layer = u * (1 + u + 1);
        format!("{u}×(1 + {u} + 1) + ({u} + 1) = {layer} + {} = {}", u + 1, layer + u + 1)
    }

    pub(super) fn forecast_picture(&self, words: &Words) -> Forecasts {
        let forecast = self.forecast();
        let word = |key: &str| words.get(key).to_owned();
        Forecasts {
            values: forecast.values().to_vec(),
            forecasts: forecast.forecasts(),
            split: forecast.split(),
            moment: self.moment(),
            names: Names {
                series: word("series"),
                forecast: word("forecast"),
                today: word("today"),
                training: word("training"),
                test: word("test"),
            },
        }
    }

    /// The error on the test part, by epoch, beside the baseline's.
    pub(super) fn errors_picture(&self) -> Sparkline {
        let errors = self.forecast().errors();
        let shown = errors.iter().take(self.epoch_shown() + 1);
        let curve = Sparkline::of(shown.map(|errors| errors.test), errors.len());
        Sparkline { reference: Some(self.forecast().baseline().test), ..curve }
    }

    /// Where the moment looked at is on the picture.
    pub(super) fn moment_place(&self) -> Point2<f64> {
        let t = self.moment();
        Point2::new(t as f64, self.forecast().values()[t])
    }

    /// Every forecast beside the value that came and what "tomorrow is today" said.
    pub(super) fn forecasts_table(&self) -> Table {
        let forecast = self.forecast();
        let values = forecast.values();
        let row = |(t, said): (usize, &f64)| {
            let numbers = [values[t + 1], *said, values[t]];
            std::iter::once(Said::from(t + 1)).chain(numbers.map(|value| rounded(value).into())).collect()
        };
        Table {
            name: "forecasts",
            columns: vec!["t", "next", "forecast", "baseline"],
            rows: forecast.forecasts().iter().enumerate().map(row).collect(),
            ..Table::default()
        }
    }
}
