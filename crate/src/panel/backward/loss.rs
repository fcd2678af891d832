//! The loss in numbers.

use super::formula::{difference, number, sum, wide};
use super::path::more;
use super::{Passes, ROWS, WorkedRow};
use crate::model::backward::Trace;
use crate::model::loss::Loss;
use crate::panel::view::Message;
use crate::text::{factor, significant};

impl Passes<'_> {
    /// The outputs, the targets and the loss of the sample that is looked at.
    pub(super) fn loss_rows(&self) -> Vec<WorkedRow> {
        let trace = &self.sample.1;
        let last = trace.layers.len();
        let outputs = trace.layers.last().map_or(&[][..], |layer| &layer.signals.outputs);
        let mut rows: Vec<_> = outputs
            .iter()
            .zip(&trace.targets)
            .enumerate()
            .map(|(unit, (output, target))| WorkedRow {
                symbol: self.name(last, unit).to_owned(),
                value: number(*output),
                note: Some(Message::new("backward-target").with("target", number(*target))),
                ..WorkedRow::default()
            })
            .collect();
        rows.push(loss_row(trace, None));
        rows
    }

    /// The losses of the first samples of the batch, and the mean of all.
    pub(super) fn losses_of_batch(&self) -> Vec<WorkedRow> {
        let batch = self.batch.iter().take(ROWS);
        let mut rows: Vec<_> = batch.clone().map(|(name, trace)| loss_row(trace, Some(name.clone()))).collect();
        if let Some(ahead) = self.ahead {
            let count = ahead.batch.len();
            let mut losses: Vec<_> = batch.map(|(_, trace)| trace.value).collect();
            let rest = self.more_in_batch();
            if rest > 0 {
                losses.push(ahead.loss * count as f64 - losses.iter().sum::<f64>());
            }
            let worked = if count == 1 { String::new() } else { format!("({})/{count}", sum(&losses)) };
            rows.push(WorkedRow {
                name: Some(Message::new("backward-mean").with("count", count)),
                symbol: "L".to_owned(),
                worked,
                value: wide(ahead.loss),
                note: more("backward-rest-samples", rest),
                ..WorkedRow::default()
            });
        }
        rows
    }
}

/// The loss of a sample.
fn loss_row(trace: &Trace, name: Option<Message>) -> WorkedRow {
    let worked = worked(trace).unwrap_or_default();
    WorkedRow { name, symbol: "L".to_owned(), worked, value: wide(trace.value), ..WorkedRow::default() }
}

/// The formula of a loss with today's values; nothing where an output is so near to its target that its logarithm is not seen.
fn worked(trace: &Trace) -> Option<String> {
    let last = trace.layers.last()?;
    let pairs = || last.signals.outputs.iter().zip(&trace.targets);
    let count = trace.targets.len();
    let squares = || pairs().map(|(o, t)| format!("({})²", difference(*o, *t))).collect::<Vec<_>>().join(" + ");
    let divided = |text: String| match count {
        1 => text,
        count => format!("({text})/{count}"),
    };
    match trace.loss {
        Loss::MeanSquared => Some(divided(squares())),
        Loss::HalfSquared => {
            Some(if count == 1 { format!("½×{}", squares()) } else { format!("½×({})", squares()) })
        }
        Loss::MeanAbsolute => {
            Some(divided(pairs().map(|(o, t)| format!("|{}|", difference(*o, *t))).collect::<Vec<_>>().join(" + ")))
        }
        Loss::Huber => Some(divided(pairs().map(|(o, t)| huber(*o, *t)).collect::<Vec<_>>().join(" + "))),
        Loss::BinaryCrossEntropy => {
            let terms: Option<Vec<_>> = pairs().map(|(o, t)| binary(*o, *t)).collect();
            Some(divided(terms?.join(" ")))
        }
        Loss::CategoricalCrossEntropy => {
            let terms = pairs().filter(|(_, t)| **t != 0.0);
            let terms: Option<Vec<_>> = terms.map(|(o, t)| Some(times(*t, &logarithm(*o)?))).collect();
            Some(terms?.join(" "))
        }
    }
}

/// Half the square up to a distance of 1, and the distance less a half beyond.
fn huber(output: f32, target: f32) -> String {
    let apart = difference(output, target);
    if (output - target).abs() > 1.0 { format!("(|{apart}| − ½)") } else { format!("½×({apart})²") }
}

/// How near to 1 the logarithm of a probability, or of what it lacks, can still be read off its digits. The loss itself is worked out
/// from the sum z, which tells more.
const NEAREST: f32 = 1e-3;

/// ln of a probability.
fn logarithm(probability: f32) -> Option<String> {
    (probability > 1e-30 && 1.0 - probability > NEAREST).then(|| format!("ln({})", near_one(probability)))
}

/// A probability with so many digits that one near to 1 does not read as 1.
fn near_one(probability: f32) -> String {
    significant(f64::from(probability), super::formula::single::digits(probability, 1.0))
}

fn times(target: f32, logarithm: &str) -> String {
    match target {
        1.0 => format!("−{logarithm}"),
        target => format!("−{}×{logarithm}", factor(&number(target))),
    }
}

/// −t·ln o − (1 − t)·ln(1 − o), without the part that is 0.
fn binary(output: f32, target: f32) -> Option<String> {
    let one = || Some(times(target, &logarithm(output)?));
    let other = || {
        let lacks = 1.0 - output;
        (lacks > NEAREST).then(|| times(1.0 - target, &format!("ln(1 − {})", near_one(output))))
    };
    match target {
        1.0 => one(),
        0.0 => other(),
        _ => Some(format!("{} {}", one()?, other()?)),
    }
}
