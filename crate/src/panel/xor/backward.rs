//! The backward pass of a weight of the network that learns, at the row that is looked at or at the one of the next step.

use super::learned::{Run, rows};
use super::view::row_text;
use super::{Part, Unit, Xor};
use crate::data::gates::Gate;
use crate::model::backward::Trace;
use crate::model::loss::Loss;
use crate::panel::backward::{BackwardShown, Passes, Stage};
use crate::panel::view::Message;

impl Xor {
    /// Makes the step whose update is looked at, unless it has just been made.
    pub(super) fn apply_update(&mut self) -> Result<(), Message> {
        if self.settings.part != Part::Learn {
            return Err(Message::new("no-such-command"));
        }
        let is_made = self.settings.stage == Stage::Update && self.learned().passed().is_some();
        if !is_made && self.learned().blocked().is_none() {
            self.make_step(Run::step_seen)?;
        }
        self.settings.stage = Stage::Update;
        Ok(())
    }

    /// The backward pass of the weight that is chosen, where a network learns.
    pub(super) fn backward(&self) -> Option<BackwardShown> {
        let (settings, run) = (self.settings(), self.learned());
        if settings.part != Part::Learn {
            return None;
        }
        let passed = run.passed().filter(|_| settings.stage == Stage::Update);
        let next = if passed.is_none() { run.ahead() } else { None };
        let ahead = passed.or(next.as_ref());
        let network = ahead.map_or_else(|| run.network(), |ahead| &ahead.network);
        let pass = |row: usize| {
            let target = f32::from(u8::from(Gate::XOR.outputs()[row]));
            let trace = Trace::new(network, Loss::BinaryCrossEntropy, &rows()[row], &[target]).ok()?;
            Some((Message::new("backward-row").with("row", row_text(row)), trace))
        };
        let batch = ahead.map_or(&[][..], |ahead| &ahead.batch);
        let names: Vec<_> = ["x1", "x2"].iter().chain(Unit::NAMES).map(|name| (*name).to_owned()).collect();
        let passes = Passes {
            network,
            names: &names,
            parameter: (settings.gradient as usize).saturating_sub(1),
            stage: settings.stage,
            over: settings.over,
            sample: pass(settings.row.0)?,
            ahead,
            batch: batch.iter().filter_map(|row| pass(*row)).collect(),
            is_in_batch: batch.contains(&settings.row.0),
            made: passed.is_some(),
        };
        Some(passes.shown())
    }
}
