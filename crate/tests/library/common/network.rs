//! The panel `network` in the state of a link.

use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::network::learner::Learner;
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::session::{Figure, Session};

pub type Network = Session<NetworkPanel>;

/// Works off what a link or a setting asks of the run.
pub fn settle(network: &mut Network) {
    let panel = network.panel_mut();
    while panel.wanted() > panel.position() {
        panel.catch_up(&mut || true);
    }
}

pub fn opened(query: &str) -> Network {
    let mut network = Network::default();
    assert_eq!(network.open(query), [], "{query}");
    settle(&mut network);
    network
}

pub fn learner(network: &Network) -> &Learner {
    network.panel().learner()
}

/// All numbers of the run as bits.
pub fn bits(network: &Network) -> Vec<u32> {
    learner(network).place().numbers.iter().map(|number| number.to_bits()).collect()
}
