//! The panel's pictures, and what pressing and dragging on them means.

use nalgebra::Point2;

use super::NetworkPanel;
use super::examples;
use super::examples::Task;
use super::packed::single;
use super::settings::{Curve, Hand, Timetable};
use crate::data::synthetic::Point;
use crate::model::curves::Entry;
use crate::panel::json::Key;
use crate::panel::notation::double;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Series};
use crate::plot::field::{Field, Kind, Mark, Target};
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
/// How many times the epochs of a schedule its picture shows, and at how many places.
const SCHEDULE_REACH: u64 = 4;
const SCHEDULE_PLACES: u64 = 200;
/// The epochs that a chart shows at least.
pub(super) const MIN_EPOCHS: f64 = 10.0;

impl NetworkPanel {
    /// The output over the plane, with the points.
    pub(super) fn plane(&self, words: &Words) -> Field<'_> {
        let (learner, projection) = (&self.learner, self.learner.projection());
        let (plane, readout) = (learner.plane(), learner.coding().readout);
        let kind = match readout.task {
            Task::Values => Kind::Values,
            Task::Classes(classes) if readout.has_many_classes() => Kind::Many(classes),
            Task::Classes(_) => Kind::Two,
        };
        let key = match readout.task {
            Task::Classes(classes) => (0..classes).map(|class| self.class_word(class, words)).collect(),
            Task::Values => readout.range().map(|end| significant(f64::from(end), 2)).to_vec(),
        };
        Field {
            ranges: plane.ranges,
            is_isotropic: plane.is_isotropic,
            names: plane.names.clone(),
            kind,
            marks: self.marks(),
            map: Box::new(move |cells| self.maps.borrow_mut().output(learner.network(), &projection, cells)),
            range: readout.range(),
            is_decision: learner.settings().discretize,
            key,
            held_out: words.get("held-out").to_owned(),
        }
    }

    /// What a class is called in pictures: of the plane's points its label.
    fn class_word(&self, class: usize, words: &Words) -> String {
        let name = self.learner.examples().class_name(class);
        match (self.learner.settings().data.is_plane(), class) {
            (false, _) => name.to_owned(),
            (true, 0 | 1) => words.get(["class-0", "class-1"][class]).to_owned(),
            (true, _) => words.get("label-of").replace("{class}", name),
        }
    }

    fn marks(&self) -> Vec<Mark> {
        let (settings, split, all) = (self.learner.settings(), self.learner.split(), self.learner.examples());
        let (chosen, plane, readout) = (self.learner.point(), self.learner.plane(), self.learner.coding().readout);
        let mark = |number: usize, held_out: bool| {
            let target = match readout.task {
                Task::Classes(_) => Target::Class(all.class(number)),
                Task::Values => Target::Value(single(readout.target.scaled(all.value(number)))),
            };
            Mark { at: plane.place(all.row(number)), target, held_out, chosen: number == chosen }
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
        if chosen < all.count() {
            marks.push(on_top.unwrap_or_else(|| mark(chosen, true)));
        }
        marks
    }

    /// The point nearest to a place, within `reach`.
    fn point_near(&self, place: Point2<f64>, reach: f64) -> Option<usize> {
        let (split, all, plane) = (self.learner.split(), self.learner.examples(), self.learner.plane());
        let held: &[&[usize]] =
            if self.learner.settings().testpoints { &[&split.test, &split.validation] } else { &[] };
        let chosen = self.learner.point();
        let shown = split.training.iter().chain(held.iter().copied().flatten()).chain(std::iter::once(&chosen));
        // Of two columns neither counts more than the other: `reach` is a share of the width.
        let [wide, high] = plane.ranges.map(|[low, high]| high - low);
        let stretch = if plane.is_isotropic { 1.0 } else { wide / high };
        let distance = |number: usize| {
            let away = all.get(number).map(|row| plane.place(row) - place);
            away.map_or(f64::INFINITY, |by| by.x.hypot(by.y * stretch))
        };
        let near = shown.copied().filter(|number| distance(*number) <= reach);
        near.min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
    }

    /// The losses, small, for a glance.
    pub(super) fn sparkline(&self) -> Sparkline {
        let entries = self.learner.entries();
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

    /// The learning rate by epoch, small: as far as the schedule changes it, and as far as the run has come.
    pub(super) fn schedule(&self) -> Sparkline {
        let settings = self.learner.settings();
        let schedule = settings.rate_schedule();
        let periods = if settings.schedule == Timetable::Cosine { 1 } else { SCHEDULE_REACH };
        let last = (u64::from(settings.schedule_epochs) * periods).max(self.learner.epochs());
        let rate = |epoch: u64| double(settings.rate) * schedule.factor(epoch);
        // A step is upright: its foot and its head are one epoch apart.
        let epochs = (0..=SCHEDULE_PLACES).map(|place| last * place / SCHEDULE_PLACES);
        let points = epochs.map(|epoch| Point2::new(epoch as f64, rate(epoch))).collect();
        Sparkline {
            curves: vec![(Hue::One, Dash::Solid, points)],
            now: self.learner.epochs() as f64,
            last: last as f64,
            reference: None,
        }
    }

    /// The chart of the losses, or of the accuracies.
    pub(super) fn chart(&self, words: &Words) -> LossChart {
        let settings = self.learner.settings();
        if settings.chart == Curve::Gradients {
            return self.gradient_chart(words);
        }
        let entries = self.learner.entries();
        let is_accuracy = settings.chart == Curve::Accuracy;
        let height = if is_accuracy { self.learner.examples().task().score_name() } else { settings.chart.name() };
        let series = |name: &str, hue, dash, of: &dyn Fn(&Entry) -> [Option<f64>; 3]| {
            let mut points = Vec::new();
            for entry in entries {
                let heights = of(entry).into_iter().flatten();
                points.extend(heights.map(|height| Point2::new(entry.epoch as f64, height)));
            }
            Series { name: words.get(name).to_owned(), hue, dash, points }
        };
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
            names: [words.get("epoch").to_owned(), words.get(height).to_owned()],
            series: all,
            references: Vec::new(),
            epochs: MIN_EPOCHS,
            logarithmic: settings.log && !is_accuracy,
            cursor: self.epoch_in_chart(),
        }
    }

    /// The handle on the point that is looked at, where points can be moved.
    pub(super) fn point_handle(&self) -> Option<Handle> {
        let settings = self.learner.settings();
        if settings.hand == Hand::Look || !settings.data.can_be_drawn_on() {
            return None;
        }
        let number = self.learner.point();
        let row = self.learner.examples().get(number)?;
        let [x1, x2] = [row[0], row[1]].map(|x| significant(x, 3));
        let label = Message::new("point-handle").with("number", number + 1);
        let place = Point2::new(row[0], row[1]);
        Some(Handle::new(POINT, "plane", place, label).at(Message::new("point-value").with("x1", x1).with("x2", x2)))
    }

    /// A press on the plane chooses a point, takes hold of it, or makes one.
    pub(super) fn press_plane(&mut self, place: Point2<f64>, reach: f64) -> Option<Key> {
        let settings = self.learner.settings();
        let hand = if settings.data.can_be_drawn_on() { settings.hand } else { Hand::Look };
        if !place.coords.iter().all(|x| x.is_finite()) {
            return None;
        }
        if let Some(class) = hand.class() {
            self.add_point(place, class);
            return None;
        }
        let near = self.point_near(place, reach)?;
        self.learner.look_at(near);
        (hand == Hand::Move).then_some(POINT)
    }

    /// Adds a point, and looks at it.
    pub(super) fn add_point(&mut self, place: Point2<f64>, class: u8) {
        let point = examples::on_hundredths(Point { inputs: place.into(), class });
        self.learner.change_points(|points| points.push(point));
        self.learner.look_at(self.learner.examples().count() - 1);
    }

    /// Moves the point that is looked at.
    pub(super) fn move_point(&mut self, place: Point2<f64>) {
        let number = self.learner.point();
        self.learner.change_points(|points| {
            if let Some(point) = points.get_mut(number) {
                *point = examples::on_hundredths(Point { inputs: place.into(), class: point.class });
            }
        });
    }

    /// Moves it by so many steps of the keys.
    pub(super) fn nudge_point(&mut self, by: [i32; 2]) {
        let [low, high] = self.learner.plane().ranges[0];
        let step = (high - low) * KEY_STEP;
        if let Some(row) = self.learner.examples().get(self.learner.point()) {
            let [x1, x2] = [0, 1].map(|axis| row[axis] + f64::from(by[axis]) * step);
            self.move_point(Point2::new(x1, x2));
        }
    }
}
