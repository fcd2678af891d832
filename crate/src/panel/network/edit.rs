//! Changes by hand: the network's shape, its parameters, and the learner's own points.

use std::rc::Rc;

use super::points::{self, OWN};
use super::shape::{self, Feature, HIDDEN_ACTIVATIONS, Hidden, MOST_HIDDEN, MOST_NODES};
use super::{Machine, NetworkPanel, Place};
use crate::data::csv::{self, CsvError};
use crate::data::synthetic::Point;
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::network::Network;
use crate::panel::notation::read_real;
use crate::panel::table::Value;

/// How much the keys change a parameter by at once.
const NUDGE: f32 = 0.1;
/// How far from zero a parameter may be set by hand.
const LARGEST: f32 = 1000.0;

impl NetworkPanel {
    fn set_layers(&mut self, layers: &[Hidden]) {
        self.set_value("layers", Value::Packed(shape::write_layers(layers)));
    }

    /// Adds a hidden layer behind the last, like that one, or takes the last away. False when there can be no more or less.
    pub fn change_layers(&mut self, more: bool) -> bool {
        let mut layers = self.settings.layers.clone();
        if more && layers.len() < MOST_HIDDEN {
            layers.push(layers.last().copied().unwrap_or(Hidden { activation: Activation::Tanh, nodes: 2 }));
        } else if more || layers.pop().is_none() {
            return false;
        }
        self.set_layers(&layers);
        true
    }

    /// Gives a hidden layer one node more or less. False when it can't have it.
    pub fn change_nodes(&mut self, layer: usize, more: bool) -> bool {
        let mut layers = self.settings.layers.clone();
        let Some(hidden) = layers.get_mut(layer) else { return false };
        let nodes = if more { hidden.nodes + 1 } else { hidden.nodes - 1 };
        let is_good = (1..=MOST_NODES).contains(&nodes);
        if is_good {
            hidden.nodes = nodes;
            self.set_layers(&layers);
        }
        is_good
    }

    /// Gives a hidden layer another activation function. False for an unknown name.
    pub fn change_activation(&mut self, layer: usize, name: &str) -> bool {
        let mut layers = self.settings.layers.clone();
        let named = name.parse::<Activation>().ok().filter(|activation| HIDDEN_ACTIVATIONS.contains(activation));
        let (Some(hidden), Some(activation)) = (layers.get_mut(layer), named) else { return false };
        hidden.activation = activation;
        self.set_layers(&layers);
        true
    }

    /// Takes an input in or out. False for the last one there is.
    pub fn toggle_input(&mut self, name: &str) -> bool {
        let now = &self.settings.inputs;
        let is_in = |feature: &Feature| now.contains(feature) != (feature.name() == name);
        let inputs: Vec<_> = Feature::ALL.into_iter().filter(is_in).collect();
        if inputs.is_empty() {
            return false;
        }
        self.set_value("inputs", Value::Packed(shape::write_inputs(&inputs)));
        true
    }

    /// Changes the network between two steps; at the start of the run the change is part of the start.
    fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> bool {
        let is_good = match &mut self.machine {
            Machine::Learning(run) => run.edit(change),
            Machine::Still(network, _) => change(network),
        }
        .is_ok();
        // What was remembered of the run is no longer what led here.
        let place = self.place();
        self.branch(&place);
        is_good
    }

    /// Sets a weight or bias to what is typed. False when it is no number, or too large.
    pub fn set_parameter(&mut self, index: usize, text: &str) -> bool {
        match read_real(text) {
            Ok(value) if value.abs() <= LARGEST => self.edit(|network| network.set_parameter(index, value)),
            _ => false,
        }
    }

    /// Moves a weight or bias by so many tenths.
    pub fn nudge(&mut self, index: usize, tenths: f32) -> bool {
        let Some(value) = self.network().parameters().get(index) else { return false };
        // Tenths stay tenths: 0.1 + 0.2 is 0.3.
        let value = ((value + tenths * NUDGE) * 1e4).round() / 1e4;
        let value = value.clamp(-LARGEST, LARGEST);
        self.edit(|network| network.set_parameter(index, value))
    }

    /// Freezes a parameter, which training then leaves alone, or lets it loose.
    pub fn set_frozen(&mut self, index: usize, frozen: bool) -> bool {
        self.edit(|network| network.set_frozen(index, frozen))
    }

    /// Makes the points shown the learner's own, to be moved about.
    pub fn own_points(&mut self) {
        if self.settings.has_own_points() {
            return;
        }
        let place = self.place();
        self.own = Rc::new(self.points.iter().copied().map(points::on_hundredths).collect());
        self.set_value("data", Value::Choice(OWN));
        self.branch(&place);
    }

    /// Changes the learner's own points, which the network then goes on learning from.
    fn change_points(&mut self, change: impl FnOnce(&mut Vec<Point>)) {
        self.own_points();
        let place = self.place();
        change(Rc::make_mut(&mut self.own));
        self.draw_points();
        self.branch(&place);
    }

    /// Adds a point, on hundredths, and looks at it.
    pub fn add_point(&mut self, x1: f64, x2: f64, label: bool) {
        self.change_points(|points| points.push(points::on_hundredths(Point { inputs: [x1, x2], label })));
        self.set_value("point", Value::Count(u32::try_from(self.points.len() - 1).unwrap_or(0)));
    }

    /// Moves a point.
    pub fn move_point(&mut self, number: usize, x1: f64, x2: f64) {
        self.change_points(|points| {
            if let Some(point) = points.get_mut(number) {
                *point = points::on_hundredths(Point { inputs: [x1, x2], label: point.label });
            }
        });
    }

    /// Gives a point the other label.
    pub fn relabel_point(&mut self, number: usize) {
        self.change_points(|points| {
            if let Some(point) = points.get_mut(number) {
                point.label = !point.label;
            }
        });
    }

    /// Takes a point away. The last two stay: with fewer there is nothing to tell apart.
    pub fn delete_point(&mut self, number: usize) -> bool {
        if self.points.len() <= 2 || number >= self.points.len() {
            return false;
        }
        self.change_points(|points| {
            points.remove(number);
        });
        let last = self.points.len() - 1;
        self.set_value("point", Value::Count(u32::try_from(number.min(last)).unwrap_or(0)));
        true
    }

    /// Takes the points of a file for the learner's own.
    ///
    /// # Errors
    /// The first thing in the file that does not serve.
    pub fn read_csv(&mut self, bytes: &[u8]) -> Result<usize, CsvError> {
        let points: Vec<_> = csv::read_points(bytes)?.into_iter().map(points::rounded).collect();
        let count = points.len();
        self.own = Rc::new(points);
        let place = Place { epochs: 0, steps: 0, ..self.first_place() };
        self.set_value("data", Value::Choice(OWN));
        self.draw_points();
        self.keep_run();
        self.branch(&place);
        Ok(count)
    }

    /// The points as a file.
    pub fn csv(&self) -> String {
        csv::write_points(&self.points)
    }
}
