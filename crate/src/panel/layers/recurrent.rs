//! The recurrent layer in numbers: one moment worked out, the layer unrolled, its forecasts beside "tomorrow is today".

use nalgebra::Point2;

use super::Layers;
use super::numbers::{factor, rounded, term};
use super::report::{Report, Said};
use crate::plot::curves::{Curves, Line, Mark};
use crate::plot::palette::Hue;
use crate::plot::stroke::Dash;
use crate::plot::unrolled::{TimeStep, Unrolled};

/// How many moments are unrolled.
const UNROLLED: usize = 4;
/// The names of the units' states.
const STATES: [&str; 4] = ["h1", "h2", "h3", "h4"];

impl Layers {
    /// The moment looked at: its value is read, the next one forecast.
    pub fn moment(&self) -> usize {
        self.settings().count("moment").min(self.forecast().pairs() - 1)
    }

    pub(super) fn said_of_forecast(&self) -> Said {
        let (forecast, epochs) = (self.forecast(), self.epoch_shown());
        let (errors, baseline) = (forecast.errors(epochs), forecast.baseline());
        let key = if forecast.is_constant() {
            "constant"
        } else if epochs == 0 {
            "untrained"
        } else if errors.test < baseline.test {
            "better"
        } else {
            "worse"
        };
        let values = vec![
            ("epochs", epochs.to_string()),
            ("training", rounded(errors.training)),
            ("test", rounded(errors.test)),
            ("baseline", rounded(baseline.test)),
            ("count", (forecast.pairs() - forecast.split()).to_string()),
        ];
        Said { key, values }
    }

    /// The moment worked out: what is read, each unit's new state, the forecast.
    pub(super) fn forecast_worked(&self) -> Vec<String> {
        let (forecast, epochs, t) = (self.forecast(), self.epoch_shown(), self.moment());
        let (layer, run) = (forecast.layer(epochs), forecast.run(epochs));
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
        let mut sum = String::new();
        for (unit, h) in run.states[t * units..(t + 1) * units].iter().enumerate() {
            let weight = rounded(layer.output_weight(unit));
            sum += &if unit == 0 { weight } else { term(&weight) };
            sum += &format!("×{}", factor(&rounded(*h)));
        }
        sum += &term(&rounded(layer.output_bias()));
        let y = run.outputs[t];
        lines.push(format!("y ≈ {sum} ≈ {}", rounded(y)));
        lines.push(format!(
            "y·s + m ≈ {}×{}{} ≈ {}",
            rounded(y),
            factor(&rounded(scale)),
            term(&rounded(mean)),
            rounded(y * scale + mean)
        ));
        lines
    }

    /// The moments that are unrolled: the last of them is the one looked at.
    fn moments(&self) -> std::ops::Range<usize> {
        let last = self.moment();
        (last + 1).saturating_sub(UNROLLED)..last + 1
    }

    /// The layer unrolled as a picture.
    pub fn unrolled_picture(&self) -> Unrolled {
        let (forecast, epochs) = (self.forecast(), self.epoch_shown());
        let (run, forecasts) = (forecast.run(epochs), forecast.forecasts(epochs));
        let units = forecast.layer(epochs).units();
        let state = |t: usize| run.states[t * units..(t + 1) * units].iter().map(|h| (*h, rounded(*h))).collect();
        let moment = |t: usize| TimeStep {
            t,
            read: rounded(forecast.values()[t]),
            state: state(t),
            output: rounded(forecasts[t]),
        };
        Unrolled(self.moments().map(moment).collect())
    }

    /// The layer unrolled: a column for each of the last moments, a row for what is read, the states, the forecast and what came.
    pub(super) fn unrolled(&self) -> Report {
        let (forecast, epochs, moments) = (self.forecast(), self.epoch_shown(), self.moments());
        let run = forecast.run(epochs);
        let units = forecast.layer(epochs).units();
        let heads = moments.clone().map(|t| format!("t = {t}"));
        let mut report = Report::with_heads(std::iter::once("step".to_owned()).chain(heads));
        let forecasts = forecast.forecasts(epochs);
        let mut row = |name: &str, value: &dyn Fn(usize) -> f64| {
            let cells = moments.clone().map(|t| rounded(value(t)));
            report.row(std::iter::once(name.to_owned()).chain(cells));
        };
        row("x", &|t| forecast.values()[t]);
        for (unit, name) in STATES[..units].iter().enumerate() {
            row(name, &|t| run.states[t * units + unit]);
        }
        row("forecast", &|t| forecasts[t]);
        row("next", &|t| forecast.values()[t + 1]);
        report
    }

    /// The errors of the layer and of "tomorrow is today", on both parts.
    pub fn scores(&self) -> Report {
        let (errors, baseline) = (self.forecast().errors(self.epoch_shown()), self.forecast().baseline());
        let mut report = Report::with_heads(["model", "training", "test"]);
        report.row(["recurrent".to_owned(), rounded(errors.training), rounded(errors.test)]);
        report.row(["baseline".to_owned(), rounded(baseline.training), rounded(baseline.test)]);
        report
    }

    /// The sum that gives the layer's parameters.
    pub fn recurrent_parameters(&self) -> String {
        let u = self.settings().count("units");
        let layer = u * (1 + u + 1);
        format!("{u}×(1 + {u} + 1) + ({u} + 1) = {layer} + {} = {}", u + 1, layer + u + 1)
    }

    pub(super) fn forecast_picture(&self) -> Curves {
        let forecast = self.forecast();
        let (values, forecasts) = (forecast.values(), forecast.forecasts(self.epoch_shown()));
        let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
        let air = ((high - low) * 0.15).max(high.abs().max(1.0) * 1e-3);
        let y = [low - air, high + air];
        let last = (values.len() - 1) as f64;
        let curve = |hue, dash, width, points: Vec<Point2<f64>>| Line { hue, dash, width, pieces: vec![points] };
        let at = |t: usize, value: f64| Point2::new(t as f64, value.clamp(y[0], y[1]));
        let split = forecast.split() as f64 + 0.5;
        let baseline = (0..forecast.pairs()).map(|t| at(t + 1, values[t])).collect();
        let learned = forecasts.iter().enumerate().map(|(t, value)| at(t + 1, *value)).collect();
        let series = values.iter().enumerate().map(|(t, value)| at(t, *value)).collect();
        let edge = vec![Point2::new(split, y[0]), Point2::new(split, y[1])];
        let t = self.moment();
        Curves {
            x: [0.0, last],
            y,
            names: ["t", ""],
            shaded: Vec::new(),
            lines: vec![
                curve(Hue::Muted, Dash::Dashed, 1.0, edge),
                curve(Hue::Zero, Dash::Dotted, 2.0, baseline),
                curve(Hue::Ink, Dash::Solid, 1.5, series),
                curve(Hue::One, Dash::Solid, 2.5, learned),
            ],
            marks: vec![
                Mark { at: at(t, values[t]), hue: Hue::Ink, filled: true },
                Mark { at: at(t + 1, forecasts[t]), hue: Hue::One, filled: false },
            ],
        }
    }

    /// Where the moment looked at is on the picture.
    pub(super) fn moment_place(&self) -> [f64; 2] {
        let t = self.moment();
        [t as f64, self.forecast().values()[t]]
    }

    /// Every forecast beside the value that came and what "tomorrow is today" said.
    pub(super) fn forecast_values(&self) -> Report {
        let forecast = self.forecast();
        let forecasts = forecast.forecasts(self.epoch_shown());
        let mut report = Report::with_heads(["t", "next", "forecast", "baseline"]);
        for (t, value) in forecasts.iter().enumerate() {
            let next = forecast.values()[t + 1];
            report.row([(t + 1).to_string(), rounded(next), rounded(*value), rounded(forecast.values()[t])]);
        }
        report
    }
}
