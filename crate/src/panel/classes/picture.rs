//! The panel's pictures, and what dragging on them means.

use nalgebra::Point2;

use super::Classes;
use super::decide::{Side, Unit};
use super::settings::Part;
use crate::data::fruit::VIEW;
use crate::model::boundary::Boundary;
use crate::model::decimal::Decimal;
use crate::model::roc::{ConfusionMatrix, roc_curve};
use crate::panel::json::Key;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::classes::{ClassLine, Label, Mark, Regions, UNDECIDED};
use crate::plot::picture::Picture;
use crate::plot::roc::Roc;
use crate::plot::side_by_side::SideBySide;
use crate::plot::sparkline::Sparkline;

/// The planes of the models, from the left.
const PLANES: [Key; 2] = ["left", "right"];
/// The handles on them that move the point tried.
const PROBES: [Key; 2] = ["probe-left", "probe-right"];
/// The handle on the ROC curve.
const CUTOFF: Key = "cutoff";
/// How far one press of an arrow key moves the point tried, and the threshold in hundredths.
const KEY_STEP: f64 = 0.05;
const CUTOFF_STEP: i32 = 1;
/// How far from its things a class's name stands.
const BESIDE: f64 = 0.28;

impl Classes {
    /// The picture called `name`.
    pub(super) fn picture_of(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        match name {
            "all" => {
                let pictures = self.pictures_shown().into_iter().filter_map(|name| self.picture_of(name, words));
                Some(Box::new(SideBySide(pictures.collect())))
            }
            "roc" => (self.settings.part == Part::Cutoff).then(|| Box::new(self.roc()) as Box<dyn Picture>),
            "loss" => Some(Box::new(self.loss_curve())),
            _ => {
                let at = PLANES.iter().position(|plane| *plane == name)?;
                let side = *self.sides().get(at)?;
                Some(Box::new(self.regions(side, words)))
            }
        }
    }

    /// The pictures that show now.
    pub(super) fn pictures_shown(&self) -> Vec<Key> {
        let roc = (self.settings.part == Part::Cutoff).then_some("roc");
        PLANES.into_iter().take(self.sides().len()).chain(roc).collect()
    }

    /// The plane of a model: where it decides for what, and the things.
    pub fn regions(&self, side: Side, words: &Words) -> Regions {
        let taken = self.taken_for(side);
        let marks = self.run.things().iter().enumerate().filter_map(|(at, thing)| {
            let taken = taken.get(at).copied().flatten();
            let wrong = taken.is_some_and(|taken| taken != thing.class);
            shows(side, thing.class).then(|| Mark { at: thing.features.into(), class: thing.class, wrong })
        });
        Regions {
            view: VIEW,
            decisions: self.decisions(side),
            lines: if side == Side::Sigmoids { self.sigmoid_lines() } else { Vec::new() },
            marks: marks.collect(),
            labels: (0..UNDECIDED).filter_map(|class| self.label_of(side, class, words)).collect(),
            probe: self.settings.probe().into(),
        }
    }

    /// A class's name above its things, or below them where they lie lower than the others: the boundaries meet between all of
    /// them. Nothing where there are none.
    fn label_of(&self, side: Side, class: usize, words: &Words) -> Option<Label> {
        let all = self.run.things();
        let mine = || all.iter().filter(|thing| thing.class == class && shows(side, class));
        let (xs, ys): (Vec<_>, Vec<_>) = mine().map(|thing| thing.features.into()).unzip();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let all_ys: Vec<_> = all.iter().map(|thing| thing.features[1]).collect();
        let height = if mean(&ys) < mean(&all_ys) {
            (ys.iter().copied().fold(VIEW[1], f64::min) - BESIDE).max(VIEW[0])
        } else {
            (ys.iter().copied().fold(VIEW[0], f64::max) + BESIDE).min(VIEW[1])
        };
        let at = Point2::new(mean(&xs), height);
        let text = words.get(self.class_name(class)).to_owned();
        (!xs.is_empty()).then_some(Label { at, class, text })
    }

    /// For each of the three sigmoids the line on which it is ½.
    fn sigmoid_lines(&self) -> Vec<ClassLine> {
        let [low, high] = VIEW.map(|x| Point2::new(x, x));
        let units = self.units(Side::Sigmoids);
        let line = |(class, unit): (usize, &Unit)| {
            let ends = Boundary::from_f64(unit.weights, unit.bias)?.segment(low, high)?;
            Some(ClassLine { class, ends })
        };
        units.iter().enumerate().filter_map(line).collect()
    }

    /// The ROC curve of cats.
    pub fn roc(&self) -> Roc {
        let scored = if self.run.fits().is_empty() { Vec::new() } else { self.scored() };
        Roc { curve: roc_curve(&scored), now: self.confusion().rates() }
    }

    /// The loss of the last model by epoch: of softmax beside others.
    fn loss_curve(&self) -> Sparkline {
        let fit = self.run.fits().last();
        let losses = fit.into_iter().flat_map(|fit| fit.history().entries()).map(|entry| entry.loss);
        Sparkline::of(losses, self.run.length() / self.run.steps_per_epoch())
    }

    /// The point tried as a handle on each plane, and the threshold on the ROC curve.
    pub(super) fn handles_shown(&self) -> Vec<Handle> {
        let [x1, x2] = self.settings.probe();
        let probe = |(plane, name): (Key, Key)| {
            let value = Message::new("probe-value").with("x1", self.settings.x1).with("x2", self.settings.x2);
            Handle::new(name, plane, Point2::new(x1, x2), Message::new("probe-handle")).at(value)
        };
        let count = self.sides().len();
        let mut handles: Vec<_> = PLANES.into_iter().zip(PROBES).take(count).map(probe).collect();
        let rates = if self.settings.part == Part::Cutoff { self.confusion().rates() } else { None };
        if let Some([x, y]) = rates {
            let value = Message::new("cutoff-value").with("cutoff", self.settings.cutoff);
            let handle = Handle::new(CUTOFF, "roc", Point2::new(x, y), Message::new("cutoff-handle"));
            handles.push(handle.at(value).along(self.settings.cutoff.to_f64(), 0.0, 1.0));
        }
        handles
    }

    /// What a pointer that goes down on a picture takes hold of: it moves there.
    pub(super) fn take_hold(&mut self, picture: &str, place: Point2<f64>) -> Key {
        let at = PLANES.iter().position(|plane| *plane == picture);
        let name = at.map_or(CUTOFF, |at| PROBES[at]);
        self.drag_to(name, place);
        name
    }

    /// Moves what `name` stands for.
    pub(super) fn drag_to(&mut self, name: &str, place: Point2<f64>) {
        if name == CUTOFF {
            self.place_cutoff(place.x, place.y);
        } else {
            self.place(place.x, place.y);
        }
    }

    /// Moves a handle by so many steps of the keys.
    pub(super) fn nudge_handle(&mut self, name: &str, [right, up]: [i32; 2]) {
        if name == CUTOFF {
            // Along the curve, to the right and up, the threshold falls.
            let moved =
                self.settings.cutoff.count().saturating_sub(right.saturating_add(up).saturating_mul(CUTOFF_STEP));
            self.settings.cutoff = Decimal::hundredths(moved.clamp(0, 100));
        } else {
            let [x1, x2] = self.settings.probe();
            self.place(x1 + f64::from(right) * KEY_STEP, x2 + f64::from(up) * KEY_STEP);
        }
    }

    /// Moves the point that is tried, to the nearest hundredth within the picture. Nothing happens for a place that is none.
    pub fn place(&mut self, x1: f64, x2: f64) {
        let within = |x: f64| Decimal::nearest(x.clamp(VIEW[0], VIEW[1]));
        if let (Some(x1), Some(x2)) = (within(x1), within(x2)) {
            (self.settings.x1, self.settings.x2) = (x1, x2);
        }
    }

    /// Sets the threshold to the hundredth whose place on the ROC curve is nearest to a place in its picture; of equal ones to
    /// the one nearest to the threshold in force. Nothing happens where there is no curve.
    pub fn place_cutoff(&mut self, false_positive_rate: f64, true_positive_rate: f64) {
        if self.settings.part != Part::Cutoff {
            return;
        }
        let scored = self.scored();
        let now = self.settings.cutoff.count();
        let distance = |cutoff: i32| {
            let counts = ConfusionMatrix::at_threshold(Decimal::hundredths(cutoff).to_f64(), &scored);
            let [x, y] = counts.rates()?;
            Some((x - false_positive_rate).hypot(y - true_positive_rate))
        };
        let distances = (0..=100).filter_map(|cutoff| Some((distance(cutoff)?, (cutoff - now).abs(), cutoff)));
        let nearest = distances.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some((_, _, cutoff)) = nearest {
            self.settings.cutoff = Decimal::hundredths(cutoff);
        }
    }
}

/// Whether a model's plane shows things of a class: to a model that does not know the fourth class they are not shown.
fn shows(side: Side, class: usize) -> bool {
    side != Side::Fruit || class < 3
}
