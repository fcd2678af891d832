//! The panel's pictures, and what pressing and dragging on them means.

use nalgebra::Point2;

use super::NetworkPanel;
use super::points;
use super::settings::{Curve, Hand};
use crate::data::synthetic::Point;
use crate::model::curves::Entry;
use crate::panel::json::Key;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Series};
use crate::plot::field::{Field, Mark};
use crate::plot::palette::Hue;
use crate::plot::sparkline::Sparkline;
use crate::plot::stroke::Dash;
use crate::text::significant;

/// The most points that a picture shows: more would hide each other, and take their time.
const MAX_SHOWN: usize = 2000;
/// The name of the handle on the point that is looked at.
pub(super) const POINT: Key = "point";
/// How far one press of an arrow key moves a point, as a share of what is shown.
const KEY_STEP: f64 = 1.0 / 120.0;
/// The epochs that a chart shows at least.
const MIN_EPOCHS: f64 = 10.0;

impl NetworkPanel {
    /// The range of either input that the pictures show.
    pub(super) fn range(&self) -> [f64; 2] {
        points::view(self.learner.settings().data.shape(), self.learner.points())
    }

    /// The output over the plane, with the points.
    pub(super) fn plane(&self, words: &Words) -> Field<'_> {
        let settings = self.learner.settings();
        Field {
            view: self.range(),
            marks: self.marks(),
            map: Box::new(|cells| {
                self.maps.borrow_mut().output(self.learner.network(), &self.learner.settings().inputs.0, cells)
            }),
            range: settings.output.range(),
            is_decision: settings.discretize,
            key: ["class-0", "class-1", "held-out"].map(|key| words.get(key).to_owned()),
        }
    }

    fn marks(&self) -> Vec<Mark> {
        let (settings, split, all) = (self.learner.settings(), self.learner.split(), self.learner.points());
        let chosen = self.learner.point();
        let mark = |number: usize, held_out: bool| {
            let point = &all[number];
            Mark { at: Point2::from(point.inputs), one: point.label, held_out, chosen: number == chosen }
        };
        let mut marks: Vec<Mark> = Vec::new();
        if settings.testpoints {
            marks.extend(split.test.iter().chain(&split.validation).map(|&number| mark(number, true)));
        }
        marks.extend(split.training.iter().map(|&number| mark(number, false)));
        // The chosen one lies on top, and is there whatever else is.
        let on_top = marks.iter().rposition(|mark| mark.chosen).map(|at| marks.remove(at));
        let skipped = marks.len().saturating_sub(MAX_SHOWN);
        marks.drain(..skipped);
        if chosen < all.len() {
            marks.push(on_top.unwrap_or_else(|| mark(chosen, true)));
        }
        marks
    }

    /// The point nearest to a place, within `reach`.
    fn point_near(&self, place: Point2<f64>, reach: f64) -> Option<usize> {
        let (split, points) = (self.learner.split(), self.learner.points());
        let held: &[&[usize]] =
            if self.learner.settings().testpoints { &[&split.test, &split.validation] } else { &[] };
        let chosen = self.learner.point();
        let shown = split.training.iter().chain(held.iter().copied().flatten()).chain(std::iter::once(&chosen));
        let distance = |number: usize| {
            points.get(number).map_or(f64::INFINITY, |point| (Point2::from(point.inputs) - place).norm())
        };
        let near = shown.copied().filter(|number| distance(*number) <= reach);
        near.min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
    }

    /// The losses, small, for a glance.
    pub(super) fn sparkline(&self) -> Sparkline {
        let entries = self.learner.curves().map_or(&[][..], |curves| curves.entries());
        let curve = |value: fn(&Entry) -> Option<f64>| {
            let points = entries.iter().filter_map(|entry| Some(Point2::new(entry.epoch as f64, value(entry)?)));
            points.collect::<Vec<_>>()
        };
        let held_out = if self.learner.split().validation.is_empty() {
            curve(|entry| entry.last.test)
        } else {
            curve(|entry| entry.last.validation)
        };
        Sparkline {
            curves: vec![
                (Hue::One, Dash::Solid, curve(|entry| entry.last.training)),
                (Hue::Zero, Dash::Dashed, held_out),
            ],
            now: self.learner.epochs() as f64,
            ..Sparkline::default()
        }
    }

    /// The chart of the losses, or of the accuracies.
    pub(super) fn chart(&self, words: &Words) -> LossChart {
        let settings = self.learner.settings();
        let entries = self.learner.curves().map_or(&[][..], |curves| curves.entries());
        let series = |name: &str, hue, dash, of: &dyn Fn(&Entry) -> [Option<f64>; 3]| {
            let mut points = Vec::new();
            for entry in entries {
                let heights = of(entry).into_iter().flatten();
                points.extend(heights.map(|height| Point2::new(entry.epoch as f64, height)));
            }
            Series { name: words.get(name).to_owned(), hue, dash, points }
        };
        let is_accuracy = settings.chart == Curve::Accuracy;
        let training: &dyn Fn(&Entry) -> [Option<f64>; 3] = if is_accuracy {
            &|entry| [Some(entry.last.training_accuracy), None, None]
        } else {
            &|entry| {
                let extremes = if entry.highest == entry.lowest { [None; 2] } else { [entry.lowest, entry.highest] };
                [extremes[0], extremes[1], entry.last.training]
            }
        };
        let held_out = |loss: fn(&Entry) -> Option<f64>, accuracy: fn(&Entry) -> Option<f64>| {
            let value = if is_accuracy { accuracy } else { loss };
            move |entry: &Entry| [value(entry), None, None]
        };
        let validation = held_out(|entry| entry.last.validation, |entry| entry.last.validation_accuracy);
        let test = held_out(|entry| entry.last.test, |entry| entry.last.test_accuracy);
        let mut all = vec![
            series("training", Hue::One, Dash::Solid, training),
            series("validation", Hue::Ink, Dash::Dotted, &validation),
            series("test", Hue::Zero, Dash::Dashed, &test),
        ];
        if !is_accuracy {
            all.extend(self.learner.kept().iter().rev().map(|kept| {
                let point = |&(epoch, loss): &(u64, Option<f64>)| Some(Point2::new(epoch as f64, loss?));
                let points = kept.losses.iter().filter_map(point).collect();
                Series { name: kept.name.clone(), hue: Hue::Muted, dash: Dash::Dotted, points }
            }));
        }
        all.retain(|series| !series.points.is_empty());
        LossChart {
            names: [words.get("epoch").to_owned(), words.get(settings.chart.name()).to_owned()],
            series: all,
            references: Vec::new(),
            epochs: MIN_EPOCHS,
            logarithmic: settings.log && !is_accuracy,
        }
    }

    /// The handle on the point that is looked at, where points can be moved.
    pub(super) fn point_handle(&self) -> Option<Handle> {
        if self.learner.settings().hand == Hand::Look {
            return None;
        }
        let number = self.learner.point();
        let point = self.learner.points().get(number)?;
        let [x1, x2] = point.inputs.map(|x| significant(x, 3));
        let label = Message::new("point-handle").with("number", number + 1);
        let place = Point2::from(point.inputs);
        Some(Handle::new(POINT, "plane", place, label).at(Message::new("point-value").with("x1", x1).with("x2", x2)))
    }

    /// A press on the plane chooses a point, takes hold of it, or makes one.
    pub(super) fn press_plane(&mut self, place: Point2<f64>, reach: f64) -> Option<Key> {
        let hand = self.learner.settings().hand;
        if !place.coords.iter().all(|x| x.is_finite()) {
            return None;
        }
        if matches!(hand, Hand::One | Hand::Zero) {
            self.add_point(place, hand == Hand::One);
            return None;
        }
        let near = self.point_near(place, reach)?;
        self.learner.look_at(near);
        (hand == Hand::Move).then_some(POINT)
    }

    /// Adds a point, and looks at it.
    pub(super) fn add_point(&mut self, place: Point2<f64>, label: bool) {
        let point = points::on_hundredths(Point { inputs: place.into(), label });
        self.learner.change_points(|points| points.push(point));
        self.learner.look_at(self.learner.points().len() - 1);
    }

    /// Moves the point that is looked at.
    pub(super) fn move_point(&mut self, place: Point2<f64>) {
        let number = self.learner.point();
        self.learner.change_points(|points| {
            if let Some(point) = points.get_mut(number) {
                *point = points::on_hundredths(Point { inputs: place.into(), label: point.label });
            }
        });
    }

    /// Moves it by so many steps of the keys.
    pub(super) fn nudge_point(&mut self, by: [i32; 2]) {
        let [low, high] = self.range();
        let step = (high - low) * KEY_STEP;
        if let Some(point) = self.learner.points().get(self.learner.point()) {
            let [x1, x2] = [0, 1].map(|axis| point.inputs[axis] + f64::from(by[axis]) * step);
            self.move_point(Point2::new(x1, x2));
        }
    }
}
