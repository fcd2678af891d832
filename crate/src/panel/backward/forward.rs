//! The way from a weight on to the outputs: the sums and outputs of the nodes on it, and what stands at them on the drawing.

use super::formula::{applied, number, sum_of_products};
use super::path::{NODES, more, rest_of_layer};
use super::{NodeValue, Passes, Stage, WorkedRow};
use crate::model::backward::Trace;
use crate::panel::view::Message;
use crate::text::{significant, term};

impl Passes<'_> {
    /// What stands at the nodes in the stage under way.
    pub(super) fn values_at(&self, nodes: &[usize]) -> Vec<NodeValue> {
        let trace = &self.sample.1;
        let inputs = self.network.inputs();
        let units = |of: fn(&Trace, usize) -> &[f32]| {
            (0..trace.layers.len()).flat_map(|at| of(trace, at).to_vec()).collect::<Vec<_>>()
        };
        let (symbol, values) = match self.stage {
            Stage::Forward => ("", units(|trace, at| &trace.layers[at].signals.outputs)),
            Stage::Backward => ("δ", units(|trace, at| &trace.layers[at].deltas)),
            Stage::Loss => ("", units(|trace, at| &trace.layers[at].signals.outputs)),
            Stage::Update => return Vec::new(),
        };
        let first_output = inputs + values.len() - self.network.outputs();
        let is_shown = |tile: &&usize| match self.stage {
            Stage::Loss => **tile >= first_output,
            Stage::Backward => **tile >= inputs && Some(**tile) != self.source_tile(),
            _ => true,
        };
        let value = |&tile: &usize| {
            let value =
                tile.checked_sub(inputs).map_or_else(|| trace.layers[0].signals.inputs[tile], |unit| values[unit]);
            NodeValue { tile, symbol: symbol.to_owned(), value: significant(f64::from(value), 3) }
        };
        nodes.iter().filter(is_shown).map(value).collect()
    }

    fn source_tile(&self) -> Option<usize> {
        let start = self.network.name(self.parameter);
        start.input.map(|input| self.tile(start.layer, input))
    }

    /// The sums and outputs on the way, layer by layer.
    pub(super) fn forward_rows(&self) -> Vec<WorkedRow> {
        let (start, trace) = (self.network.name(self.parameter), &self.sample.1);
        let mut rows = Vec::new();
        if let Some(input) = start.input {
            rows.push(WorkedRow {
                symbol: self.name(start.layer, input).to_owned(),
                value: number(trace.layers[start.layer].signals.inputs[input]),
                ..WorkedRow::default()
            });
        }
        for at in start.layer..trace.layers.len() {
            let on_way = self.on_way(at);
            let hidden = on_way.len().saturating_sub(NODES);
            rows.extend(on_way.take(NODES).flat_map(|unit| self.unit_rows(trace, at, unit)));
            rows.extend(rest_of_layer(hidden));
        }
        rows
    }

    /// z and h of a node.
    fn unit_rows(&self, trace: &Trace, at: usize, unit: usize) -> [WorkedRow; 2] {
        let (layer, signals) = (&self.network.layers()[at], &trace.layers[at].signals);
        let (z, h) = (number(signals.sums[unit]), number(signals.outputs[unit]));
        let products: Vec<_> =
            (0..layer.inputs).map(|input| [self.weight(at, unit, input), signals.inputs[input]]).collect();
        let bias = self.network.parameters()[layer.biases().start + unit];
        let (terms, rest) = sum_of_products(&products);
        let name = self.name(at + 1, unit);
        let dropped =
            trace.layers[at].kept.get(unit).map(|kept| Message::new("backward-dropout").with("factor", number(*kept)));
        let worked = applied(layer.activation, &z);
        [
            WorkedRow {
                symbol: format!("z({name})"),
                worked: format!("{terms}{}", term(&number(bias))),
                value: z,
                note: more("backward-rest-inputs", rest),
                ..WorkedRow::default()
            },
            WorkedRow { symbol: name.to_owned(), worked, value: h, note: dropped, ..WorkedRow::default() },
        ]
    }
}
