//! The samples of a batch: what comes out for each, the gradient at each, and their mean.

use super::formula::{number, product, sum};
use super::path::more;
use super::{Passes, ROWS, WorkedRow};
use crate::model::backward::Trace;
use crate::panel::view::Message;

impl Passes<'_> {
    /// The outputs for the first samples of the batch.
    pub(super) fn outputs_of_batch(&self) -> Vec<WorkedRow> {
        let outputs = |trace: &Trace| {
            let outputs = trace.layers.last().map_or(&[][..], |last| &last.signals.outputs);
            outputs.iter().map(|output| number(*output)).collect::<Vec<_>>().join(", ")
        };
        let row = |(name, trace): &(Message, Trace)| WorkedRow {
            name: Some(name.clone()),
            symbol: "y".to_owned(),
            value: outputs(trace),
            ..WorkedRow::default()
        };
        self.batch.iter().take(ROWS).map(row).chain(self.rest_of_batch()).collect()
    }

    /// How many samples of the batch have no row of their own.
    pub(super) fn more_in_batch(&self) -> usize {
        self.ahead.map_or(0, |ahead| ahead.batch.len()).saturating_sub(self.batch.len().min(ROWS))
    }

    fn rest_of_batch(&self) -> Option<WorkedRow> {
        let name = more("backward-more-samples", self.more_in_batch())?;
        Some(WorkedRow { name: Some(name), ..WorkedRow::default() })
    }

    /// The gradients of the first samples of the batch, and the mean of all.
    pub(super) fn gradients_of_batch(&self) -> Vec<WorkedRow> {
        let start = self.network.name(self.parameter);
        let row = |(name, trace): &(Message, Trace)| {
            let layer = &trace.layers[start.layer];
            let delta = layer.deltas[start.unit];
            let worked = match start.input {
                Some(input) => product(&[delta, layer.signals.inputs[input]]),
                None => number(delta),
            };
            WorkedRow {
                name: Some(name.clone()),
                symbol: if start.input.is_some() { "δ·x" } else { "δ" }.to_owned(),
                worked,
                value: number(trace.gradient(self.network, self.parameter)),
                ..WorkedRow::default()
            }
        };
        self.batch.iter().take(ROWS).map(row).chain(self.mean_of_batch()).collect()
    }

    /// The mean of the gradients of the batch.
    pub(super) fn mean_of_batch(&self) -> Option<WorkedRow> {
        let ahead = self.ahead?;
        let mean = ahead.gradients[self.parameter];
        let count = ahead.batch.len();
        let first = self.batch.iter().take(ROWS);
        let mut gradients: Vec<_> =
            first.map(|(_, trace)| f64::from(trace.gradient(self.network, self.parameter))).collect();
        let rest = self.more_in_batch();
        if rest > 0 {
            gradients.push(f64::from(mean) * count as f64 - gradients.iter().sum::<f64>());
        }
        let symbol = format!("∂L/∂{}", self.symbol());
        let worked = if count == 1 { String::new() } else { format!("({})/{count}", sum(&gradients)) };
        Some(WorkedRow {
            name: Some(Message::new("backward-mean").with("count", count)),
            symbol,
            worked,
            value: number(mean),
            note: more("backward-rest-samples", rest),
            ..WorkedRow::default()
        })
    }
}
