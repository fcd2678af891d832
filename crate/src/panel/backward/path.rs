//! The way from the loss back to a weight: δ of each node on it, and the gradient.

use super::formula::{difference, number, product, single, sum, sum_of_products, wide};
use super::{Factor, Passes, WorkedRow};
use crate::model::activation::Activation;
use crate::model::backward::Trace;
use crate::model::loss::Loss;
use crate::panel::json::Key;
use crate::panel::view::Message;
use crate::text::{factor, significant};

/// So many nodes of a layer have rows of their own.
pub(super) const NODES: usize = 3;
/// So many ways to the outputs are multiplied out, each as a whole.
const WAYS: usize = 4;

/// A sentence that other things there are so many more of.
pub(super) fn more(key: &'static str, count: usize) -> Option<Message> {
    (count > 0).then(|| Message::new(key).with("count", count))
}

impl Passes<'_> {
    /// The weights and the nodes on the way from the parameter to the outputs.
    pub(super) fn way(&self) -> (Vec<usize>, Vec<usize>) {
        let (start, layers) = (self.network.name(self.parameter), self.network.layers());
        let (mut edges, mut nodes) = (Vec::new(), Vec::new());
        nodes.extend(start.input.map(|input| self.tile(start.layer, input)));
        nodes.push(self.tile(start.layer + 1, start.unit));
        for (at, layer) in layers.iter().enumerate().skip(start.layer + 1) {
            for unit in 0..layer.units {
                let inputs = if at == start.layer + 1 { start.unit..start.unit + 1 } else { 0..layer.inputs };
                edges.extend(inputs.map(|input| self.weight_index(at, unit, input)));
                nodes.push(self.tile(at + 1, unit));
            }
        }
        (edges, nodes)
    }

    /// The nodes of a layer that lie on the way.
    pub(super) fn on_way(&self, layer: usize) -> std::ops::Range<usize> {
        let start = self.network.name(self.parameter);
        if layer == start.layer { start.unit..start.unit + 1 } else { 0..self.network.layers()[layer].units }
    }

    /// δ of the nodes on the way, from the outputs back, and the gradient. Where there are few ways, each is multiplied out first.
    pub(super) fn backward_rows(&self) -> Vec<WorkedRow> {
        let (start, trace) = (self.network.name(self.parameter), &self.sample.1);
        let last = trace.layers.len() - 1;
        let mut rows = self.way_rows();
        for at in (start.layer..=last).rev() {
            let on_way = self.on_way(at);
            let hidden = on_way.len().saturating_sub(NODES);
            for unit in on_way.take(NODES) {
                if at == last {
                    rows.extend(self.output_rows(trace, unit));
                } else {
                    rows.extend(self.hidden_rows(trace, at, unit));
                }
            }
            rows.extend(rest_of_layer(hidden));
        }
        let delta = trace.layers[start.layer].deltas[start.unit];
        let worked = match start.input {
            Some(input) => product(&[delta, trace.layers[start.layer].signals.inputs[input]]),
            None => number(delta),
        };
        let symbols = match start.input {
            Some(input) => {
                format!("∂L/∂w = δ({})·{}", self.name(start.layer + 1, start.unit), self.name(start.layer, input))
            }
            None => format!("∂L/∂b = δ({})", self.name(start.layer + 1, start.unit)),
        };
        let value = number(trace.gradient(self.network, self.parameter));
        rows.push(WorkedRow { symbol: symbols, worked, value, ..WorkedRow::default() });
        rows
    }

    /// ∂L/∂o and δ of an output.
    fn output_rows(&self, trace: &Trace, unit: usize) -> Vec<WorkedRow> {
        let at = trace.layers.len() - 1;
        let layer = &trace.layers[at];
        let name = self.name(at + 1, unit);
        let (output, target) = (layer.signals.outputs[unit], trace.targets[unit]);
        let (apart, bound) = slope_of_loss(trace.loss, output, target);
        let times = |apart: String| match trace.factor() {
            1.0 => apart,
            factor => format!("{}×({apart})", number(factor)),
        };
        let bound = bound.map(Message::new);
        let delta = |worked: String| WorkedRow {
            symbol: format!("δ({name})"),
            worked,
            value: number(layer.deltas[unit]),
            ..WorkedRow::default()
        };
        let Some(arriving) = layer.arriving.get(unit) else {
            let note = Some(Message::new("backward-joint"));
            return vec![WorkedRow { note, ..delta(times(apart)) }];
        };
        let first = WorkedRow {
            symbol: format!("∂L/∂{name}"),
            worked: times(apart),
            value: number(*arriving),
            note: bound,
            ..WorkedRow::default()
        };
        let Some(slope) = layer.slopes.get(unit) else {
            // Every output of softmax depends on every sum.
            let dot = layer.signals.outputs.iter().zip(&layer.arriving);
            let dot: f64 = dot.map(|(h, arriving)| f64::from(*h) * f64::from(*arriving)).sum();
            let apart = sum(&[f64::from(*arriving), -dot]);
            let note = Some(Message::new("backward-softmax"));
            return vec![
                first,
                WorkedRow { note, ..delta(format!("{}×({apart})", number(layer.signals.outputs[unit]))) },
            ];
        };
        vec![first, delta(product(&[*arriving, *slope]))]
    }

    /// ∂L/∂h and δ of a node: the sum over the nodes that it feeds, and what its slope lets through.
    fn hidden_rows(&self, trace: &Trace, at: usize, unit: usize) -> [WorkedRow; 2] {
        let (layer, next) = (&trace.layers[at], &trace.layers[at + 1]);
        let name = self.name(at + 1, unit);
        let products: Vec<_> =
            next.deltas.iter().enumerate().map(|(k, delta)| [self.weight(at + 1, k, unit), *delta]).collect();
        let (sums, rest) = sum_of_products(&products);
        let worked = match layer.kept.get(unit) {
            Some(kept) => format!("{}×({sums})", number(*kept)),
            None => sums,
        };
        [
            WorkedRow {
                symbol: format!("∂L/∂{name} = Σ w·δ"),
                worked,
                value: number(layer.arriving[unit]),
                note: more("backward-rest-nodes", rest),
                ..WorkedRow::default()
            },
            WorkedRow {
                symbol: format!("δ({name}) = ∂L/∂{name}·h′"),
                worked: product(&[layer.arriving[unit], layer.slopes[unit]]),
                value: number(layer.deltas[unit]),
                note: slope_note(self.network.layers()[at].activation, layer.signals.outputs[unit], layer.slopes[unit]),
                ..WorkedRow::default()
            },
        ]
    }

    /// Each way from the loss to the parameter multiplied out, and their sum; nothing where there are too many.
    fn way_rows(&self) -> Vec<WorkedRow> {
        let trace = &self.sample.1;
        let start = self.network.name(self.parameter);
        let layers = self.network.layers();
        let count = layers[start.layer + 1..].iter().fold(1_usize, |count, layer| count.saturating_mul(layer.units));
        let is_softmax_alone = trace.layers.last().is_some_and(|last| last.slopes.is_empty()) && !trace.is_joint();
        if count > WAYS || is_softmax_alone {
            return Vec::new();
        }
        // The nodes of each way, from the parameter's own on.
        let mut ways = vec![vec![start.unit]];
        for layer in &layers[start.layer + 1..] {
            ways = ways.iter().flat_map(|way| (0..layer.units).map(|unit| [&way[..], &[unit]].concat())).collect();
        }
        let products: Vec<_> = ways.iter().map(|way| self.way_product(way)).collect();
        let mut rows: Vec<_> =
            ways.iter().zip(&products).map(|(way, (factors, value))| self.way_row(way, factors, *value)).collect();
        if products.len() > 1 {
            let values: Vec<_> = products.iter().map(|(_, value)| *value).collect();
            let value = number(trace.gradient(self.network, self.parameter));
            let symbol = format!("∂L/∂{}", self.symbol());
            rows.push(WorkedRow { symbol, worked: sum(&values), value, ..WorkedRow::default() });
        }
        rows
    }

    /// The factors of a way, from the loss back, and their product.
    fn way_product(&self, way: &[usize]) -> (Vec<(String, f32)>, f64) {
        let (start, trace) = (self.network.name(self.parameter), &self.sample.1);
        let last = trace.layers.len() - 1;
        let mut factors = Vec::new();
        for (behind, &unit) in way.iter().enumerate().rev() {
            let at = start.layer + behind;
            let layer = &trace.layers[at];
            let name = self.name(at + 1, unit);
            if at < last {
                let next = way[behind + 1];
                factors.push(("w".to_owned(), self.weight(at + 1, next, unit)));
            } else if let Some(arriving) = layer.arriving.get(unit) {
                factors.push((format!("∂L/∂{name}"), *arriving));
            } else {
                // Worked out together with the loss; the slope is part of it.
                factors.push((format!("δ({name})"), layer.deltas[unit]));
                continue;
            }
            factors.extend(layer.kept.get(unit).map(|kept| ("1/(1 − p)".to_owned(), *kept)));
            factors.push((format!("h′({name})"), layer.slopes[unit]));
        }
        if let Some(input) = start.input {
            let x = trace.layers[start.layer].signals.inputs[input];
            factors.push((self.name(start.layer, input).to_owned(), x));
        }
        let product = factors.iter().map(|(_, value)| f64::from(*value)).product();
        (factors, product)
    }

    fn way_row(&self, way: &[usize], factors: &[(String, f32)], value: f64) -> WorkedRow {
        let start = self.network.name(self.parameter);
        let names = (start.layer..).zip(way).map(|(at, &unit)| self.name(at + 1, unit));
        let source = start.input.map(|input| self.name(start.layer, input));
        let symbol = source.into_iter().chain(names).collect::<Vec<_>>().join(" → ");
        let values: Vec<_> = factors.iter().map(|(_, value)| *value).collect();
        let shown = |(symbol, value): &(String, f32)| Factor { symbol: symbol.clone(), value: factor(&number(*value)) };
        WorkedRow {
            symbol,
            worked: product(&values),
            factors: factors.iter().map(shown).collect(),
            value: wide(value),
            ..WorkedRow::default()
        }
    }
}

pub(super) fn rest_of_layer(hidden: usize) -> Option<WorkedRow> {
    let name = more("backward-more-nodes", hidden)?;
    Some(WorkedRow { name: Some(name), ..WorkedRow::default() })
}

/// o − t, or what is left of it where a loss bounds it, and then what there is to say.
fn slope_of_loss(loss: Loss, output: f32, target: f32) -> (String, Option<Key>) {
    let error = output - target;
    let sign = || number(f32::from(i8::from(error > 0.0) - i8::from(error < 0.0)));
    match loss {
        Loss::MeanAbsolute => (sign(), Some("backward-absolute")),
        Loss::Huber if error.abs() > 1.0 => (sign(), Some("backward-huber")),
        _ => (difference(output, target), None),
    }
}

/// How the slope of an activation function comes from its output.
fn slope_note(activation: Activation, output: f32, slope: f32) -> Option<Message> {
    // Near to 1 the difference is what matters.
    let digits = single::digits(output, if output < 0.0 { -1.0 } else { 1.0 });
    let (h, value) = (significant(f64::from(output), digits), number(slope));
    let formula = match activation {
        Activation::Sigmoid => format!("{h}×(1 − {h})"),
        Activation::Tanh => format!("1 − {}²", factor(&h)),
        _ => return None,
    };
    Some(Message::new("backward-slope").with("formula", formula).with("value", value))
}
