//! The panel `network` for JavaScript.

mod node_info;
mod paint;
mod points;
mod run;

use wasm_bindgen::prelude::wasm_bindgen;

use super::along::{along, model_file};
use super::door::door;
use crate::panel::network::NetworkPanel;
use crate::panel::network::shape::{Feature, HIDDEN_ACTIVATIONS};
use crate::panel::network::state::TABLE;
use crate::panel::network::words::figure;
use node_info::NodeInfo;
use paint::Brush;

/// A network that learns to tell points apart.
#[wasm_bindgen(js_name = NetworkPanel)]
#[derive(Default)]
pub struct NetworkDoor(NetworkPanel, Brush);

door!(NetworkDoor, "NetworkPanel", NetworkPanel, TABLE);
along!(NetworkDoor, "NetworkPanel");
model_file!(NetworkDoor, "NetworkPanel");

#[wasm_bindgen(js_class = NetworkPanel)]
impl NetworkDoor {
    /// The inputs that a network can have, as links call them.
    pub fn features() -> Vec<String> {
        Feature::ALL.iter().map(|feature| feature.name().to_owned()).collect()
    }

    /// What an input is called in pictures.
    #[wasm_bindgen(js_name = featureSymbols)]
    pub fn feature_symbols() -> Vec<String> {
        Feature::ALL.iter().map(|feature| feature.symbol().to_owned()).collect()
    }

    /// The activations that a hidden layer can have.
    pub fn activations() -> Vec<String> {
        HIDDEN_ACTIVATIONS.iter().map(|activation| activation.name().to_owned()).collect()
    }

    /// Which of `features` the network has, 1 or 0 each.
    #[wasm_bindgen(getter, js_name = featuresIn)]
    pub fn features_in(&self) -> Vec<u8> {
        Feature::ALL.iter().map(|feature| u8::from(self.0.settings().inputs.contains(feature))).collect()
    }

    /// How many nodes each layer has: the inputs, the hidden layers, the output.
    #[wasm_bindgen(getter)]
    pub fn sizes(&self) -> Vec<usize> {
        let network = self.0.network();
        std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units)).collect()
    }

    /// The activation of each hidden layer.
    #[wasm_bindgen(getter, js_name = hiddenActivations)]
    pub fn hidden_activations(&self) -> Vec<String> {
        self.0.settings().layers.iter().map(|layer| layer.activation.name().to_owned()).collect()
    }

    /// The names of all inputs and nodes, as pictures show them.
    #[wasm_bindgen(getter)]
    pub fn names(&self) -> Vec<String> {
        self.0.names()
    }

    /// All parameters: layer after layer its weights, node by node, and then its biases.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Vec<f32> {
        self.0.network().parameters().to_vec()
    }

    /// Copies all parameters into `into`, which has room for them.
    #[wasm_bindgen(js_name = copyParameters)]
    pub fn copy_parameters(&self, into: &mut [f32]) {
        let parameters = self.0.network().parameters();
        let count = parameters.len().min(into.len());
        into[..count].copy_from_slice(&parameters[..count]);
    }

    /// A parameter.
    pub fn parameter(&self, index: usize) -> f32 {
        self.0.network().parameters().get(index).copied().unwrap_or_default()
    }

    /// Whether training leaves a parameter alone.
    #[wasm_bindgen(js_name = isFrozen)]
    pub fn is_frozen(&self, index: usize) -> bool {
        self.0.network().frozen().contains(&index)
    }

    /// A parameter in few figures.
    #[wasm_bindgen(js_name = parameterText)]
    pub fn parameter_text(&self, index: usize) -> String {
        self.0.network().parameters().get(index).map_or_else(String::new, |value| figure(f64::from(*value)))
    }

    /// Adds a hidden layer or takes the last away.
    #[wasm_bindgen(js_name = changeLayers)]
    pub fn change_layers(&mut self, more: bool) -> bool {
        self.0.change_layers(more)
    }

    /// Gives a hidden layer one node more or less.
    #[wasm_bindgen(js_name = changeNodes)]
    pub fn change_nodes(&mut self, layer: usize, more: bool) -> bool {
        self.0.change_nodes(layer, more)
    }

    /// Gives a hidden layer another activation function.
    #[wasm_bindgen(js_name = changeActivation)]
    pub fn change_activation(&mut self, layer: usize, name: &str) -> bool {
        self.0.change_activation(layer, name)
    }

    /// Takes an input in or out.
    #[wasm_bindgen(js_name = toggleInput)]
    pub fn toggle_input(&mut self, name: &str) -> bool {
        self.0.toggle_input(name)
    }

    /// Sets a weight or bias to what is typed.
    #[wasm_bindgen(js_name = setParameter)]
    pub fn set_parameter(&mut self, index: usize, text: &str) -> bool {
        self.0.set_parameter(index, text)
    }

    /// Moves a weight or bias by so many tenths.
    pub fn nudge(&mut self, index: usize, tenths: f32) -> bool {
        self.0.nudge(index, tenths)
    }

    /// Freezes a weight or bias, or lets it loose.
    #[wasm_bindgen(js_name = setFrozen)]
    pub fn set_frozen(&mut self, index: usize, frozen: bool) -> bool {
        self.0.set_frozen(index, frozen)
    }

    /// A node with its sum worked out at a point.
    #[wasm_bindgen(js_name = nodeReport)]
    pub fn node_report(&self, unit: usize, point: usize) -> Option<NodeInfo> {
        self.0.node_report(unit, point).map(NodeInfo)
    }

    /// Whether the state is too large for a link.
    #[wasm_bindgen(getter, js_name = isTooLarge)]
    pub fn is_too_large(&self) -> bool {
        self.0.is_too_large()
    }

    /// Begins a question; an unknown name puts the present one away.
    pub fn begin(&mut self, goal: &str) {
        self.0.begin(goal);
    }

    /// Whether the state now reaches the goal for the first time.
    #[wasm_bindgen(js_name = checkGoal)]
    pub fn check_goal(&mut self) -> bool {
        self.0.check_goal()
    }

    /// Whether the goal has been reached.
    #[wasm_bindgen(getter, js_name = goalReached)]
    pub fn goal_reached(&self) -> bool {
        self.0.goal_reached()
    }
}
