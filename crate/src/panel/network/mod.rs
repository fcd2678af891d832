//! The panel `network`: points in the plane, a network that learns to tell them apart, and everything about it to be seen
//! and changed.

pub mod along;
pub mod curves;
pub mod edit;
pub mod goals;
mod link;
pub mod packed;
pub mod points;
pub mod run;
mod setting;
pub mod shape;
pub mod state;
pub mod training;
mod undo;
pub mod view;
pub mod words;

use std::rc::Rc;

use crate::data::split::Split;
use crate::data::synthetic::{Point, Shape};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::panel::undo::Undo;
use curves::Curves;
use run::{Material, Run};
use state::Settings;
use training::KeptRun;
use undo::Snapshot;
use view::Maps;

/// Where a run stands: all that is needed to go on from there.
#[derive(Clone, Debug)]
pub struct Place {
    /// The parameters, and the optimizer's memory once there is one.
    pub numbers: Vec<f32>,
    /// Whole epochs done.
    pub epochs: u64,
    /// Updates done.
    pub steps: u64,
    /// Parameters that training leaves alone.
    pub frozen: Vec<usize>,
}

/// Whether numbers are the same to the bit: −0 is another weight than 0.
fn are_same(some: &[f32], others: &[f32]) -> bool {
    some.iter().map(|number| number.to_bits()).eq(others.iter().map(|number| number.to_bits()))
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        are_same(&self.numbers, &other.numbers)
            && (self.epochs, self.steps, &self.frozen) == (other.epochs, other.steps, &other.frozen)
    }
}

/// The network, with a run where it can be trained.
#[derive(Clone, Debug)]
enum Machine {
    Learning(Box<Run>),
    /// Forward only, and why.
    Still(Box<Network>, Error),
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct NetworkPanel {
    settings: Settings,
    own: Rc<Vec<Point>>,
    points: Vec<Point>,
    parts: Split,
    machine: Machine,
    /// The place that reset goes back to.
    start: Place,
    kept: Vec<KeptRun>,
    goal_reached: bool,
    undo: Undo<Snapshot>,
    maps: Maps,
}

impl Default for NetworkPanel {
    fn default() -> Self {
        let settings = Settings::default();
        let place = Place { numbers: Vec::new(), epochs: 0, steps: 0, frozen: Vec::new() };
        let mut panel = Self {
            machine: Machine::Still(Box::new(untrained(&settings)), Error::Overflow),
            own: Rc::default(),
            points: Vec::new(),
            parts: Split { training: Vec::new(), validation: Vec::new(), test: Vec::new() },
            start: place,
            kept: Vec::new(),
            goal_reached: false,
            undo: Undo::default(),
            maps: Maps::default(),
            settings,
        };
        panel.draw_points();
        panel.begin_anew();
        panel
    }
}

/// A network as the settings begin it.
fn untrained(settings: &Settings) -> Network {
    let network = shape::network(&settings.inputs, &settings.layers, settings.output());
    // Settings hold at least one input, and layers within their limits.
    let mut network = network.expect("the settings' shape has been checked");
    settings.init().apply(&mut network, u64::from(settings.count("seed")));
    network
}

impl NetworkPanel {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The points of the data set.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Which of them serve what.
    pub fn parts(&self) -> &Split {
        &self.parts
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        match &self.machine {
            Machine::Learning(run) => run.network(),
            Machine::Still(network, _) => network,
        }
    }

    /// Where the run stands.
    pub fn place(&self) -> Place {
        let frozen = self.network().frozen().to_vec();
        match &self.machine {
            Machine::Learning(run) => {
                let position = run.fit().position();
                Place { numbers: run.fit().numbers(), epochs: position.epochs, steps: position.steps, frozen }
            }
            Machine::Still(network, _) => Place { numbers: network.parameters().to_vec(), epochs: 0, steps: 0, frozen },
        }
    }

    /// The place of a network that has just been begun.
    fn first_place(&self) -> Place {
        Place { numbers: untrained(&self.settings).parameters().to_vec(), epochs: 0, steps: 0, frozen: Vec::new() }
    }

    /// Makes the points anew from the settings.
    fn draw_points(&mut self) {
        let settings = &self.settings;
        let seed = u64::from(settings.count("dataseed"));
        let drawn = |shape| points::drawn(shape, settings.count("count") as usize, settings.number("noise"), seed);
        self.points = match points::shape(settings.choice("data")) {
            Some(shape) => drawn(shape),
            None => {
                if self.own.is_empty() {
                    // Who has no points yet begins with those in sight.
                    let seen = std::mem::take(&mut self.points);
                    let seen = if seen.is_empty() { drawn(Shape::Circle) } else { seen };
                    self.own = Rc::new(seen.into_iter().map(points::on_hundredths).collect());
                }
                self.own.to_vec()
            }
        };
        self.parts = points::part(self.points.len(), settings.number("test"), settings.number("validation"), seed);
    }

    /// A run from `place`, with the curves of what led there. False when the place is not one of this network's.
    fn run_from(&mut self, place: &Place, curves: Curves) -> bool {
        let mut network = untrained(&self.settings);
        let count = network.parameters().len();
        for &index in place.frozen.iter().filter(|index| **index < count) {
            // It is one of the network's.
            let _ = network.set_frozen(index, true);
        }
        let Settings { inputs, .. } = &self.settings;
        let material =
            Material { features: inputs, output: self.settings.output(), points: &self.points, parts: &self.parts };
        let at = (&place.numbers[..], place.epochs, place.steps);
        let run = Run::new(network.clone(), &material, self.settings.training(), at, curves);
        let is_good = match run {
            Ok(run) => {
                self.machine = Machine::Learning(Box::new(run));
                true
            }
            Err(why) => {
                // Numbers that suit another optimizer, or none, are no place, whatever else keeps the network from learning.
                let is_of_another = matches!(why, Error::Length { .. } | Error::Value { what: "Number", .. });
                let parameters = &place.numbers[..count.min(place.numbers.len())];
                let is_good = network.set_parameters(parameters).is_ok() && !is_of_another;
                self.machine = Machine::Still(Box::new(network), why);
                is_good
            }
        };
        self.maps.forget();
        is_good
    }

    /// A new run from the beginning; the one before is kept to compare with.
    fn begin_anew(&mut self) {
        self.keep_run();
        self.start = self.first_place();
        let start = self.start.clone();
        self.run_from(&start, Curves::default());
    }

    /// The run goes on from where it is, under settings or points that have changed.
    fn branch(&mut self, place: &Place) {
        let curves = self.curves().cloned().unwrap_or_default();
        self.run_from(place, curves);
        if place.epochs == 0 {
            self.start = place.clone();
        }
    }
}
