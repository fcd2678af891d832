//! The backward pass of a weight at the point that is looked at, and of the batch; and how large each layer's gradients are.

use nalgebra::Point2;

use super::NetworkPanel;
use super::learner::Learner;
use super::picture::MIN_EPOCHS;
use super::run::Run;
use super::wiring::is_cut;
use crate::model::activation::Activation;
use crate::model::backward::Trace;
use crate::model::curves::Entry;
use crate::model::fit::{Ahead, Fit};
use crate::panel::backward::{BackwardShown, Passes, ROWS, Stage};
use crate::panel::view::Message;
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Series};
use crate::plot::palette::Hue;
use crate::plot::stroke::Dash;
use crate::text::significant;

impl NetworkPanel {
    /// Makes the step whose update is looked at, unless it has just been made.
    pub(super) fn apply_update(&mut self) -> Result<(), Message> {
        let is_made = self.learner.settings().stage == Stage::Update && self.passed().is_some();
        if !is_made && self.learner.timeline().is_some() {
            self.learner.train(|timeline| timeline.make(Run::step)).map_err(|halt| halt.message())?;
        }
        self.adopt(|settings| settings.stage = Stage::Update);
        Ok(())
    }

    fn passed(&self) -> Option<&Ahead> {
        self.learner.timeline()?.run().passed()
    }

    /// The backward pass of the weight that is chosen.
    pub(super) fn backward(&self) -> Option<BackwardShown> {
        let (learner, settings) = (&self.learner, self.learner.settings());
        let passed = self.passed().filter(|_| settings.stage == Stage::Update);
        let next = match passed {
            None => learner.timeline().map(|timeline| timeline.run().fit().ahead()),
            Some(_) => None,
        };
        let ahead = passed.or(next.as_ref());
        let network = ahead.map_or_else(|| learner.network(), |ahead| &ahead.network);
        let training = |number: &usize| learner.split().training.get(*number).copied();
        let batch: Vec<_> = ahead.map_or(&[][..], |ahead| &ahead.batch).iter().filter_map(training).collect();
        let pass = |point: usize| {
            let name = learner.backward_sample(point)?;
            let (inputs, targets) = learner.sample_at(point)?;
            let loss = learner.coding().readout.output.loss();
            // A sample of the batch is shown as the step sees it.
            let place = batch.iter().position(|other| *other == point);
            let trace = match ahead.zip(place) {
                Some((ahead, place)) => Trace::in_step(ahead, place, loss, &inputs, &targets),
                None => Trace::new(network, loss, &inputs, &targets),
            };
            Some((name, trace.ok()?))
        };
        let chosen = (settings.gradient as usize).checked_sub(1);
        let passes = Passes {
            network,
            names: &learner.names(),
            parameter: chosen.filter(|index| *index < network.parameters().len()).unwrap_or(0),
            stage: settings.stage,
            over: settings.over,
            sample: pass(learner.point())?,
            ahead,
            batch: batch.iter().take(ROWS).filter_map(|point| pass(*point)).collect(),
            is_in_batch: batch.contains(&learner.point()),
            made: passed.is_some(),
        };
        let mut shown = passes.shown();
        shown.edges.retain(|edge| !is_cut(network, *edge));
        Some(shown)
    }

    /// How large the gradients of each layer were, epoch by epoch.
    pub(super) fn gradient_chart(&self, words: &Words) -> LossChart {
        let entries = self.learner.entries();
        let count = self.learner.network().layers().len();
        let dashes = [Dash::Solid, Dash::Dashed, Dash::Dotted];
        let series = (0..count).map(|layer| {
            let name = match layer + 1 {
                number if number < count => format!("{} {number}", words.get("layer")),
                _ => words.get("output").to_owned(),
            };
            let hue = if layer + 1 == count { Hue::Zero } else { [Hue::One, Hue::Ink, Hue::Muted][layer % 3] };
            let point = |entry: &Entry| Point2::new(entry.epoch as f64, f64::from(entry.last.gradients[layer]));
            Series { name, hue, dash: dashes[layer / 3 % 3], points: entries.iter().map(point).collect() }
        });
        LossChart {
            names: [words.get("epoch").to_owned(), words.get("gradients").to_owned()],
            series: series.collect(),
            references: Vec::new(),
            epochs: MIN_EPOCHS,
            logarithmic: true,
            cursor: self.epoch_in_chart(),
        }
    }
}

impl Learner {
    /// What goes into the network at a point, and what is wanted of it.
    fn sample_at(&self, point: usize) -> Option<(Vec<f32>, Vec<f32>)> {
        self.examples().get(point)?;
        let sample = self.coding().samples(self.examples(), &[point]).ok()?;
        Some((sample.input(0).to_vec(), sample.target(0).to_vec()))
    }

    /// What a point is called.
    fn backward_sample(&self, number: usize) -> Option<Message> {
        let row = self.examples().get(number)?;
        if !self.settings().data.is_plane() {
            return Some(Message::new("backward-row").with("row", number + 1));
        }
        let [x1, x2] = [row[0], row[1]].map(|x| significant(x, 3));
        Some(Message::new("backward-point").with("point", number + 1).with("x1", x1).with("x2", x2))
    }

    /// By how much the first layer's gradients are smaller or larger than the last one's, at the place shown.
    pub fn gradients_told(&self) -> Option<Message> {
        let ratio = self.gradient_ratio()?;
        let (key, times) = if ratio < 1.0 { ("gradients-smaller", 1.0 / ratio) } else { ("gradients-larger", ratio) };
        Some(Message::new(key).with("times", significant(times, 2)))
    }

    /// The size of the first layer's gradients over that of the last one's, both of the loss over all training points, at the place
    /// shown. `None` for a network with one layer of weights, and where a size is 0.
    pub fn gradient_ratio(&self) -> Option<f64> {
        ratio(self.timeline()?.run().fit())
    }

    /// The same at the start of a run whose hidden layers all have another activation.
    pub fn ratio_at_start(&self, activation: Activation) -> Option<f64> {
        let mut settings = self.settings().clone();
        settings.layers.0.iter_mut().for_each(|layer| layer.activation = activation);
        let samples = self.coding().samples(self.examples(), &self.split().training).ok()?;
        ratio(
            &Fit::new(self.coding().untrained(&settings), samples, None, *self.timeline()?.run().fit().settings())
                .ok()?,
        )
    }
}

/// The size of the first layer's gradients over that of the last one's, where there are two and both are more than 0.
fn ratio(fit: &Fit) -> Option<f64> {
    let last = fit.network().layers().len().checked_sub(1).filter(|last| *last > 0)?;
    let sizes = fit.gradient_sizes_over_all();
    let [first, last] = [0, last].map(|layer| f64::from(sizes[layer]));
    Some(first / last).filter(|ratio| ratio.is_finite() && *ratio > 0.0)
}

/// A ratio as text: `1/300`, `2.5`.
pub(super) fn share_text(ratio: f64) -> String {
    if ratio < 1.0 { format!("1/{}", significant(1.0 / ratio, 2)) } else { significant(ratio, 2) }
}
