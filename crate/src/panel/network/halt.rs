//! Why a run does not go on, in words.

use super::coding::Encoder;
use super::examples::Examples;
use super::shape::Feature;
use crate::model::error::Error;
use crate::model::limits::MAX_MAGNITUDE;
use crate::model::parameter_name::ParameterName;
use crate::panel::view::Message;
use crate::text::significant;

/// Why a run does not go on.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
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
    /// The network cannot be trained at all; the layer of weights, from 1, whose step function has no slope.
    Step(usize),
    /// An input is beyond what networks here calculate with.
    TooLarge {
        /// The row, from 1.
        point: usize,
        /// The name of the input.
        input: String,
        /// Its value in double precision, in which no product of single ones is beyond bounds.
        value: f64,
    },
    /// There are more epochs or steps than a link can count.
    TooLong,
    /// Something that the table of the panel's settings rules out.
    Other,
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        match error {
            Error::Diverged { step, epoch, parameter, value } => Self::Diverged { step, epoch, parameter, value },
            Error::StepHasNoGradient { layer } => Self::Step(layer),
            _ => Self::Other,
        }
    }
}

impl Halt {
    /// Why a network cannot learn from these points: of an input too large, which.
    pub fn explain(why: &Error, encoder: &Encoder, examples: &Examples) -> Self {
        if !matches!(why, Error::Value { .. }) {
            return why.clone().into();
        }
        let too_large = examples.rows().enumerate().find_map(|(number, row)| {
            let mut inputs = encoder.features.iter().zip(encoder.inputs(row));
            let (feature, _) = inputs.find(|(_, value)| value.is_nan() || value.abs() > MAX_MAGNITUDE)?;
            let (input, value) = match *feature {
                Feature::Column(column) => (examples.columns[column].clone(), row[column]),
                plane => (plane.symbol().to_owned(), plane.in_double([row[0], row[1]])),
            };
            Some(Self::TooLarge { point: number + 1, input, value })
        });
        too_large.unwrap_or(Self::Other)
    }

    /// The sentence that tells of it.
    pub fn message(&self) -> Message {
        match self {
            Self::Diverged { step, epoch, parameter, value } => {
                let key = if parameter.input.is_some() { "diverged-weight" } else { "diverged-bias" };
                Message::new(key)
                    .with("step", step)
                    .with("epoch", epoch)
                    .with("layer", parameter.layer + 1)
                    .with("node", parameter.unit + 1)
                    .with("input", parameter.input.map_or(0, |input| input + 1))
                    .with("value", significant(f64::from(*value), 2))
            }
            Self::Step(layer) => Message::new("step-blocks").with("layer", layer),
            Self::TooLarge { point, input, value } => Message::new("input-too-large")
                .with("point", point)
                .with("input", input)
                .with("value", significant(*value, 2)),
            Self::TooLong => Message::new("too-long"),
            Self::Other => Message::new("untrainable"),
        }
    }
}
