//! The epoch that is looked at in the chart: a hairline, and the value of each curve there in words.

use nalgebra::Point2;

use super::NetworkPanel;
use super::examples::Task;
use super::settings::Curve;
use crate::model::curves::Entry;
use crate::panel::json::Key;
use crate::panel::view::{Handle, Message};
use crate::text::significant;

/// The name of the handle that moves along the epochs.
pub(super) const EPOCH: Key = "epoch-in-chart";

impl NetworkPanel {
    /// The number of the entry nearest to an epoch.
    fn entry_near(&self, epoch: f64) -> Option<usize> {
        let entries = self.learner.entries();
        let after = entries.partition_point(|entry| (entry.epoch as f64) < epoch);
        let far = |at: &usize| entries.get(*at).map_or(f64::INFINITY, |entry| (entry.epoch as f64 - epoch).abs());
        let nearest = [after, after.saturating_sub(1)].into_iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
        (nearest < entries.len()).then_some(nearest)
    }

    /// The number of the entry that is looked at: of the epoch chosen in the chart, else of the one shown.
    fn entry_chosen(&self) -> Option<usize> {
        match self.learner.settings().chart_epoch {
            0 => self.entry_near(self.learner.epochs() as f64),
            epoch => self.entry_near(f64::from(epoch)),
        }
    }

    /// The epoch of the hairline, once there are curves.
    pub(super) fn epoch_in_chart(&self) -> Option<f64> {
        let entries = self.learner.entries();
        self.entry_chosen().filter(|_| entries.len() > 1).map(|at| entries[at].epoch as f64)
    }

    /// What each curve has at that epoch, and what the earlier runs had there.
    pub(super) fn chart_reading(&self) -> Vec<Message> {
        let (Some(at), Some(_)) = (self.entry_chosen(), self.epoch_in_chart()) else { return Vec::new() };
        let entry = &self.learner.entries()[at];
        let mut said = vec![self.values_at(entry)];
        if self.learner.settings().chart == Curve::Loss {
            said.extend(self.learner.kept().iter().rev().filter_map(|kept| {
                let (_, loss) = kept.losses.iter().min_by_key(|(epoch, _)| epoch.abs_diff(entry.epoch))?;
                Some(Message::new("chart-earlier").with("run", &kept.name).with("loss", significant((*loss)?, 4)))
            }));
        }
        said
    }

    fn values_at(&self, entry: &Entry) -> Message {
        let last = entry.last;
        if self.learner.settings().chart == Curve::Gradients {
            let layers = self.learner.network().layers().len();
            let [first, output] = [0, layers - 1].map(|layer| significant(f64::from(last.gradients[layer]), 3));
            let message = Message::new("chart-gradients").with("epoch", entry.epoch);
            return message.with("first", first).with("last", output);
        }
        let is_loss = self.learner.settings().chart == Curve::Loss;
        let task = self.learner.examples().task();
        let (what, values) = if is_loss {
            ("chart-loss", [last.training, last.validation, last.test])
        } else {
            let what = if task == Task::Values { "chart-determination" } else { "chart-accuracy" };
            (what, [Some(last.training_accuracy), last.validation_accuracy, last.test_accuracy])
        };
        let told = |value: f64| if is_loss { significant(value, 4) } else { task.score_text(value, 4) };
        let [training, validation, test] = values.map(|value| value.map_or_else(|| "—".to_owned(), told));
        Message::new("chart-at")
            .word("what", what)
            .with("epoch", entry.epoch)
            .with("training", training)
            .with("validation", validation)
            .with("test", test)
    }

    /// The handle on the hairline, by which keys and fingers move it.
    pub(super) fn chart_handle(&self) -> Option<Handle> {
        let epoch = self.epoch_in_chart()?;
        let entry = &self.learner.entries()[self.entry_chosen()?];
        let settings = self.learner.settings();
        let height = match settings.chart {
            Curve::Loss if settings.log => entry.last.training?.log10(),
            Curve::Loss => entry.last.training?,
            Curve::Accuracy => entry.last.training_accuracy,
            Curve::Gradients => f64::from(entry.last.gradients[0]).log10(),
        };
        let [first, .., last] = self.learner.entries() else { return None };
        let place = Point2::new(epoch, if height.is_finite() { height } else { 0.0 });
        let handle = Handle::new(EPOCH, "chart", place, Message::new("chart-handle")).at(self.values_at(entry));
        Some(handle.along(epoch, first.epoch as f64, last.epoch as f64))
    }

    /// Looks at the epoch with an entry that is nearest to one.
    pub(super) fn look_at_epoch(&mut self, epoch: f64) {
        let nearest = self.entry_near(epoch).filter(|_| epoch.is_finite()).map(|at| self.learner.entries()[at].epoch);
        if let Some(epoch) = nearest {
            self.learner.look_at_epoch(u32::try_from(epoch).unwrap_or(u32::MAX));
        }
    }

    /// Looks at an entry that comes so many places later.
    pub(super) fn nudge_epoch(&mut self, by: i32) {
        let Some(at) = self.entry_chosen() else { return };
        let moved = at.saturating_add_signed(by as isize).min(self.learner.entries().len() - 1);
        self.look_at_epoch(self.learner.entries()[moved].epoch as f64);
    }
}
