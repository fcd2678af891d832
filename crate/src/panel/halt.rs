//! Why a run of training does not go on, in words that all panels share.

use super::view::Message;
use crate::model::error::Error;
use crate::text::significant;

/// The sentence for a training that has diverged: at which step, which weight or bias, and what it would have become.
pub fn diverged(error: &Error) -> Message {
    let Error::Diverged { step, epoch, parameter, value } = error else { return Message::new("cannot-train") };
    let message = Message::new(if parameter.input.is_some() { "diverged-weight" } else { "diverged-bias" })
        .with("step", step)
        .with("epoch", epoch)
        .with("layer", parameter.layer + 1)
        .with("node", parameter.unit + 1)
        .with("value", significant(f64::from(*value), 3));
    match parameter.input {
        Some(input) => message.with("input", input + 1),
        None => message,
    }
}
