//! The loss over weight and bias, with the paths that runs take across it.

use std::rc::Rc;

use nalgebra::Point2;

use super::ground::{Ground, Place};
use super::scatter::shows_best;
use crate::model::loss::Loss;
use crate::model::timeline::Replay;
use crate::panel::json::Key;
use crate::panel::playable::GoOn;
use crate::panel::regression::lab::Lab;
use crate::panel::regression::report::numbers::number;
use crate::panel::regression::settings::{Paths, Rule, Settings};
use crate::panel::regression::shape::Shape;
use crate::panel::regression::training::Steps;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::contours::{ContourLines, Contours, Grid};
use crate::plot::loss_surface::{LossSurface, Trajectory};
use crate::plot::palette::Hue;
use crate::plot::picture::Picture;
use crate::plot::stroke::Dash;

/// How far the picture of a probability's loss may reach from its middle.
const LEAPS: [f64; 10] = [1.0, 2.0, 4.0, 8.0, 12.0, 20.0, 40.0, 80.0, 300.0, 1200.0];
/// The most rows that a path drawn for comparison looks at, step by step: about half a second of work.
const MAX_COMPARED: u64 = 100_000_000;
/// How far a key press moves the weight or the bias.
const KEY_STEP: f64 = 0.02;
/// The name of the handle.
pub const HANDLE: Key = "now";

/// What the picture needs that takes long: a grid of losses, and the paths of other optimizers. It is worked out portion by
/// portion.
#[derive(Clone, Debug, Default)]
pub struct Background {
    ground: Option<Ground>,
    compared: Vec<Compared>,
    /// The run that they are compared with.
    of: Option<(u64, u32)>,
}

/// A run of another optimizer from the same start.
#[derive(Clone, Debug)]
struct Compared {
    name: Key,
    hue: Hue,
    dash: Dash,
    steps: Steps,
    end: u64,
}

impl Compared {
    fn is_done(&self) -> bool {
        self.steps.position() >= self.end || self.steps.diverged().is_some()
    }
}

/// Whether there is such a picture: where a weight and a bias are all there is, and rows to learn from.
pub fn has_surface(lab: &Lab) -> bool {
    lab.is_straight() && lab.data().unfit.is_none() && lab.data().training.loss.is_some()
}

/// Whether the loss is that of least squares for a line, of which no grid is needed.
fn has_closed_form(lab: &Lab) -> bool {
    lab.data().shape == Shape::Line && lab.seeks_best()
}

fn compares(lab: &Lab) -> bool {
    has_surface(lab) && lab.settings().paths == Paths::Compare
}

impl Background {
    /// Does what is to be done for as long as `go_on` says so. Says how much of it is done; nothing when there is none.
    pub fn work(&mut self, lab: &Lab, go_on: GoOn) -> Option<f64> {
        self.prepare(lab);
        loop {
            if let Some(ground) = self.ground.as_mut().filter(|ground| ground.lines().is_none()) {
                ground.go_on();
            } else if let Some(compared) = self.compared.iter_mut().find(|compared| !compared.is_done()) {
                let portion = compared.steps.portion().min(compared.end - compared.steps.position());
                // One that diverges is done.
                let _ = (0..portion).try_for_each(|_| compared.steps.go_on().map(|()| compared.steps.reached()));
            } else {
                return None;
            }
            if !go_on() {
                break;
            }
        }
        self.progress()
    }

    fn progress(&self) -> Option<f64> {
        let ground = self.ground.as_ref().filter(|ground| ground.lines().is_none()).map(Ground::progress);
        let left = self.compared.iter().find(|compared| !compared.is_done());
        ground.or_else(|| left.map(|compared| compared.steps.position() as f64 / compared.end.max(1) as f64))
    }

    /// Sees to it that what is worked out is of the lab as it is.
    fn prepare(&mut self, lab: &Lab) {
        let place = (has_surface(lab) && !has_closed_form(lab)).then(|| self.place(lab));
        if self.ground.as_ref().map(Ground::place) != place {
            self.ground = place.map(|place| Ground::new(place, lab.data()));
        }
        let of = compares(lab).then(|| (lab.version(), lab.settings().epochs));
        if self.of != of {
            self.of = of;
            self.compared = if of.is_some() { others(lab) } else { Vec::new() };
        }
    }

    /// The part of the plane that shows the paths.
    fn place(&self, lab: &Lab) -> Place {
        let middle = lab.data().best.unwrap_or([0.0, 0.0]);
        let paths = self.compared.iter().map(|compared| compared.steps.places());
        let paths: Vec<_> = paths.chain([lab.places()]).collect();
        let reach = [0, 1].map(|axis| {
            let places = paths.iter().copied().flatten().map(|place| f64::from(place[axis]));
            let far = places.map(|place| (place - middle[axis]).abs()).fold(0.0, f64::max);
            // In leaps, so that the grid is worked out anew a few times in a run and not at each step.
            let reach = LEAPS.into_iter().find(|reach| *reach >= 1.1 * far.max(0.3 * middle[axis].abs()));
            reach.unwrap_or(LEAPS[LEAPS.len() - 1])
        });
        let [weights, biases] = [0, 1].map(|axis| [middle[axis] - reach[axis], middle[axis] + reach[axis]]);
        Place { version: lab.version(), loss: lab.settings().trained_loss(), weights, biases }
    }

    /// The picture, with the lines of equal loss as far as they are worked out.
    pub fn picture(&self, lab: &Lab, words: &Words) -> Option<Box<dyn Picture>> {
        if !has_surface(lab) {
            return None;
        }
        let trajectory = |key: &str, hue: Hue, dash: Dash, places: &[[f32; 2]]| Trajectory {
            name: words.get(key).to_owned(),
            hue,
            dash,
            places: places.to_vec(),
        };
        let compared = self.compared.iter().filter(|_| compares(lab));
        let others = compared.map(|one| trajectory(one.name, one.hue, one.dash, one.steps.places()));
        let run = trajectory("this-run", Hue::One, Dash::Solid, lab.places());
        let trails: Vec<_> = std::iter::once(run).chain(others).collect();
        let now = lab.line().map(f64::from);
        if has_closed_form(lab) {
            let loss = lab.data().training.loss?;
            // The best line is not given away to who looks for it by eye.
            let shows_lowest = !lab.is_by_hand() || shows_best(lab);
            return Some(Box::new(LossSurface { loss, shows_lowest, trails, now }));
        }
        let place = self.place(lab);
        let known = self.ground.as_ref().filter(|ground| ground.place() == place).and_then(Ground::lines);
        let ground = known.unwrap_or_else(|| Rc::new(empty(place)));
        let lowest = lab.data().best.filter(|_| place.loss == Loss::BinaryCrossEntropy);
        Some(Box::new(Contours { ground, lowest, trails, now }))
    }
}

/// A picture without lines.
fn empty(place: Place) -> ContourLines {
    ContourLines::new(Grid { x: place.weights, y: place.biases, columns: 1, values: vec![0.0] })
}

/// The runs of other optimizers from the same start, through the planned epochs.
fn others(lab: &Lab) -> Vec<Compared> {
    let run = |name: Key, hue: Hue, dash: Dash, settings: &Settings| {
        let steps = Steps::new(settings, lab.data()).ok()?;
        let planned = steps.steps_per_epoch() * u64::from(settings.epochs);
        let end = planned.min(MAX_COMPARED / steps.batch_size().max(1) as u64);
        Some(Compared { name, hue, dash, steps, end })
    };
    let rows = u32::try_from(lab.data().training.len()).unwrap_or(u32::MAX);
    let full = Settings { optimizer: Rule::Sgd, batch: rows, ..lab.settings().clone() };
    let heavy = Settings { optimizer: Rule::Momentum, ..lab.settings().clone() };
    let full = run("all-rows", Hue::Zero, Dash::Dashed, &full);
    let heavy = run("with-momentum", Hue::Ink, Dash::Dotted, &heavy);
    full.into_iter().chain(heavy).collect()
}

/// Where the weight and the bias can be taken hold of, as long as they are in the picture.
pub fn handle(lab: &Lab, background: &Background) -> Option<Handle> {
    let [w, b] = lab.line().map(f64::from);
    let frame = background.picture(lab, &Words::default())?.frame([100, 100], 1.0);
    let is_inside = (frame.x[0]..=frame.x[1]).contains(&w) && (frame.y[0]..=frame.y[1]).contains(&b);
    let said = Message::new("place-value").with("w", number(w)).with("b", number(b));
    is_inside.then(|| Handle::new(HANDLE, "surface", Point2::new(w, b), Message::new("place-handle")).at(said))
}

/// Where so many key presses bring the weight and the bias.
pub fn key_place(lab: &Lab, [right, up]: [i32; 2]) -> [f64; 2] {
    let [w, b] = lab.line().map(f64::from);
    [w + f64::from(right) * KEY_STEP, b + f64::from(up) * KEY_STEP]
}
