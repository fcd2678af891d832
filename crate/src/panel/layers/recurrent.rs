//! The recurrent layer in numbers: an element worked out, and the layer unrolled.

use super::Layers;
use crate::data::series::Series;
use crate::model::recurrent::{Elements, RecurrentNetwork, Sequence};
use crate::panel::json::Key;
use crate::panel::recurrent::{parameters, rounded, short, state_name, sum_of};
use crate::panel::view::{Message, Said, Table};
use crate::plot::unrolled::{TimeStep, Unrolled};

/// How many elements are unrolled.
const UNROLLED: usize = 4;
/// The names of the units' states.
const STATES: [Key; 4] = ["h1", "h2", "h3", "h4"];
/// The series that is read: a sine without noise.
const SERIES: Series = Series::Sine;

/// The recurrent layer, what it reads, and what becomes of it.
struct Reading {
    network: RecurrentNetwork,
    values: Vec<f64>,
    states: Vec<f64>,
    outputs: Vec<f64>,
}

impl Reading {
    /// The state after the element at a place.
    fn state(&self, at: usize) -> &[f64] {
        let units = self.network.units();
        &self.states[at * units..(at + 1) * units]
    }
}

/// How many elements the layer reads.
pub(super) fn elements() -> usize {
    SERIES.values(0.0, 1).len() - 1
}

impl Layers {
    fn reading(&self) -> Reading {
        let settings = self.settings();
        let (units, seed) = (settings.units as usize, settings.seed.into());
        let network = RecurrentNetwork::initialized(Elements::Numbers, units, 1.0, seed);
        let values = SERIES.values(0.0, seed);
        let run = network.run(&Sequence::Numbers(values.clone()));
        Reading { network, values, states: run.states, outputs: run.forecasts }
    }

    /// The place of the element that is read.
    pub fn moment(&self) -> usize {
        (self.settings().moment as usize).min(elements() - 1)
    }

    pub(super) fn sentence_of_recurrent(&self) -> Message {
        Message::new("recurrent").with("t", self.moment()).with("sum", self.recurrent_parameters())
    }

    /// The element worked out: each unit's new state, and the output.
    pub fn recurrent_lines(&self) -> Vec<String> {
        let (reading, t) = (self.reading(), self.moment());
        let network = &reading.network;
        let (units, x) = (network.units(), reading.values[t]);
        let before = |unit: usize| if t == 0 { 0.0 } else { reading.state(t - 1)[unit] };
        let unit = |to: usize| {
            let states = (0..units).map(|from| (network.recurrent_weight(from, to), before(from)));
            let sum =
                sum_of([(network.input_weight(0, to), x)].into_iter().chain(states).chain([(network.bias(to), 1.0)]));
            format!("{} ≈ tanh({sum}) ≈ {}", state_name(to), rounded(reading.state(t)[to]))
        };
        let outputs = reading.state(t).iter().enumerate().map(|(from, h)| (network.output_weight(from, 0), *h));
        let output = sum_of(outputs.chain([(network.output_bias(0), 1.0)]));
        let output = format!("y ≈ {output} ≈ {}", rounded(reading.outputs[t]));
        (0..units).map(unit).chain([output]).collect()
    }

    /// What is read at the moment, and what comes out.
    pub(super) fn moment_text(&self) -> String {
        let (reading, t) = (self.reading(), self.moment());
        format!("t = {t}: {} → {}", short(reading.values[t]), short(reading.outputs[t]))
    }

    /// The elements that are unrolled: the last of them is the one looked at.
    fn moments(&self) -> std::ops::RangeInclusive<usize> {
        let last = self.moment();
        (last + 1).saturating_sub(UNROLLED)..=last
    }

    /// The layer unrolled as a picture.
    pub fn unrolled_picture(&self) -> Unrolled {
        let reading = self.reading();
        let state = |t: usize| reading.state(t).iter().map(|h| (*h, short(*h))).collect();
        let step =
            |t| TimeStep { t, read: short(reading.values[t]), state: state(t), output: short(reading.outputs[t]) };
        Unrolled(self.moments().map(step).collect())
    }

    /// The layer unrolled: a row for each of the last elements, with what is read, the states, and the output.
    pub(super) fn unrolled_table(&self) -> Table {
        let reading = self.reading();
        let row = |t: usize| {
            let numbers =
                [reading.values[t]].into_iter().chain(reading.state(t).iter().copied()).chain([reading.outputs[t]]);
            std::iter::once(Said::from(t)).chain(numbers.map(|value| short(value).into())).collect()
        };
        let columns =
            ["t", "x"].into_iter().chain(STATES[..reading.network.units()].iter().copied()).chain(["forecast"]);
        Table {
            name: "unrolled",
            columns: columns.collect(),
            rows: self.moments().map(row).collect(),
            ..Table::default()
        }
    }

    /// The sum that gives the number of the layer's parameters.
    pub fn recurrent_parameters(&self) -> String {
        parameters(self.settings().units as usize, 1)
    }
}
