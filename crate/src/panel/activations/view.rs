//! What the panel shows, in sentences and numbers.

use super::batch::SIZE;
use super::numbers::{rounded, valued};
use super::{Activations, Between, FLAT, Function, INPUT_REACH, Part, Settings, sketch};
use crate::model::activation_function::ActivationFunction;
use crate::panel::json::{Key, shown};
use crate::panel::view::{Message, View};
use crate::text::{fixed, percent, term};

shown! {
    /// What the page shows of the panel `activations` alone.
    pub struct ActivationsShown {
        /// What is looked at.
        part: Key,
        /// Whether the learner has drawn a slope.
        has_sketch: bool,
        /// Whether a press on the picture draws.
        draws: bool,
    }
}

/// The settings of each part; those of a function stand apart.
const OF_PART: &[(Key, &[Part])] = &[
    ("function", &[Part::Curve, Part::Batch, Part::Layers]),
    ("a", &[Part::Curve, Part::Layers]),
    ("layers", &[Part::Layers]),
    ("k", &[Part::Steep]),
    ("window", &[Part::Steep]),
    ("mean", &[Part::Batch]),
    ("spread", &[Part::Batch]),
    ("seed", &[Part::Batch]),
    ("between", &[Part::Depth]),
    ("w1", &[Part::Depth]),
    ("b1", &[Part::Depth]),
    ("w2", &[Part::Depth]),
    ("b2", &[Part::Depth]),
    ("w3", &[Part::Depth]),
    ("b3", &[Part::Depth]),
    ("x", &[Part::Depth]),
    ("slope", &[Part::Curve]),
];

/// A stack whose curve leaves a straight line by less is called straight.
const STRAIGHT: f64 = 0.005;

impl Activations {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> ActivationsShown {
        let settings = self.settings();
        view.idle = settings.idle();
        view.sentence = self.sentence();
        view.sum = match settings.part {
            Part::Curve => settings.short(),
            Part::Steep => settings.gap_short(),
            Part::Batch => String::new(),
            Part::Depth => settings.output_worked(),
            Part::Layers => settings.power().unwrap_or_default(),
        };
        if wants_numbers {
            view.lines = self.lines();
            view.tables = vec![self.values()];
        }
        ActivationsShown {
            part: settings.part.name(),
            has_sketch: !settings.sketch.is_empty(),
            draws: settings.draws(),
        }
    }

    /// What the picture shows.
    fn sentence(&self) -> Vec<Message> {
        let settings = self.settings();
        match settings.part {
            Part::Curve => settings.curve_sentence(),
            Part::Steep => vec![settings.steep_sentence()],
            Part::Batch => vec![self.batch_sentence()],
            Part::Depth => vec![settings.depth_sentence()],
            Part::Layers => vec![settings.layers_sentence()],
        }
    }

    fn batch_sentence(&self) -> Message {
        let curve = self.settings().curve();
        let outcome = self.batch().through(curve);
        let key = match curve {
            ActivationFunction::Step(_) => "all-flat",
            ActivationFunction::Relu if outcome.dead == SIZE => "dead",
            ActivationFunction::Relu => "zeros",
            _ if outcome.flat == 0 => "none-flat",
            _ => "saturated",
        };
        Message::new(key)
            .with("count", SIZE)
            .with("flat", outcome.flat)
            .with("share", percent(outcome.flat as f64 / SIZE as f64))
            .with("slope", rounded(outcome.slope))
    }

    /// The numbers behind the picture, worked out.
    fn lines(&self) -> Vec<Message> {
        let settings = self.settings();
        let worked = |sum: String| Message::new("worked").with("sum", sum);
        match settings.part {
            Part::Curve => {
                let mut lines = vec![Message::new(settings.formula())];
                lines.extend(settings.worked().map(worked));
                let flat = settings.flat_text();
                lines.push(if flat.is_empty() {
                    Message::new("flat-nowhere")
                } else {
                    Message::new("flat-where").with("flat", flat)
                });
                lines
            }
            Part::Layers => {
                let [_, slope] = settings.worked();
                let here = settings.power().map_or_else(
                    || Message::new("no-power"),
                    |power| Message::new("power-here").with("layers", settings.layers).with("power", power),
                );
                let best = Message::new("power-best").with("power", settings.best_power());
                vec![Message::new(settings.formula()), worked(slope), here, best, Message::new("backpropagation")]
            }
            Part::Steep => {
                let mut lines = vec![worked(settings.gap_worked())];
                lines.push(Message::new("slope-at").with("slope", settings.steepest_worked()));
                lines.extend(settings.area_worked().map(|area| Message::new("area-of").with("area", area)));
                lines.push(Message::new("flat-share").with("share", settings.flat_share()));
                lines.push(Message::new("any-window"));
                lines
            }
            Part::Batch => {
                let outcome = self.batch().through(settings.curve());
                let moments = |key: Key, [mean, spread]: [f64; 2]| {
                    Message::new(key).with("mean", fixed(mean, 2)).with("spread", fixed(spread, 2))
                };
                vec![
                    Message::new(settings.formula()),
                    moments("before", outcome.before),
                    moments("after", outcome.after),
                    Message::new("mean-slope").with("slope", rounded(outcome.slope)),
                ]
            }
            Part::Depth => {
                let stack = settings.stack();
                let mut lines: Vec<_> = stack.worked(settings.x).into_iter().map(worked).collect();
                lines.push(Message::new("multiplied-out"));
                lines.extend(stack.multiplied_out().map(worked));
                lines.push(worked(stack.one_layer_worked(settings.x)));
                lines
            }
        }
    }
}

impl Settings {
    /// The settings that have nothing to do in the part shown.
    fn idle(&self) -> Vec<Key> {
        let mut idle: Vec<_> =
            OF_PART.iter().filter(|(_, parts)| !parts.contains(&self.part)).map(|(name, _)| *name).collect();
        let has_function = !idle.contains(&"function");
        if !has_function || self.function != Function::LeakyRelu {
            idle.push("leak");
        }
        if self.part != Part::Steep && !(has_function && self.function == Function::Step) {
            idle.push("tie");
        }
        idle
    }

    /// Whether a press on the picture draws the learner's slope.
    pub(super) fn draws(&self) -> bool {
        self.part == Part::Curve && !self.slope
    }

    fn curve_sentence(&self) -> Vec<Message> {
        if self.draws() {
            return vec![Message::new("tangent")];
        }
        let curve = self.curve();
        if !self.sketch.is_empty()
            && let Some(error) = self.sketch_error()
        {
            return vec![Message::new("sketched").with("error", rounded(error))];
        }
        let key = match curve {
            _ if self.slope_here().is_none() => "jump",
            ActivationFunction::Step(_) => "step",
            _ if curve.is_saturated(self.a.to_f64(), FLAT) => "flat",
            _ if self.flat_text().is_empty() => "never",
            _ => "lively",
        };
        vec![Message::new(key)]
    }

    /// How far the learner's slope is from the true one, in the mean.
    pub(super) fn sketch_error(&self) -> Option<f64> {
        sketch::mean_error(&self.sketch, self.heights(), |a| self.curve().derivative(a))
    }

    fn steep_sentence(&self) -> Message {
        let key = if self.k.count() == 0 {
            "level"
        } else if self.window.count() == 0 {
            "no-window"
        } else {
            "window"
        };
        Message::new(key).with("c", self.window).with("gap", rounded(self.greatest_gap()))
    }

    fn depth_sentence(&self) -> Message {
        let stack = self.stack();
        let bend = stack.bend(INPUT_REACH);
        if self.between == Between::Identity {
            let [weight, bias] = stack.one_layer().map(|value| value.to_string());
            Message::new("same").with("line", format!("{weight}·x{}", term(&bias)))
        } else if bend < STRAIGHT {
            Message::new("straight")
        } else {
            Message::new("bent").with("bend", rounded(bend))
        }
    }

    /// The stack's output, worked out: its last layer.
    fn output_worked(&self) -> String {
        self.stack().worked(self.x).pop().unwrap_or_default()
    }

    fn layers_sentence(&self) -> Message {
        let Some(slope) = self.slope_here() else { return Message::new("no-power") };
        let left = libm::pow(slope, f64::from(self.layers)).abs();
        let key = match left {
            _ if slope == 1.0 => "kept",
            0.0 => "nothing-left",
            _ if left > 1.0 => "grown",
            _ => "left",
        };
        Message::new(key).with("layers", self.layers).with("left", valued(left))
    }
}
