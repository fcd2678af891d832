//! Which edges there are: an edge that is cut is a frozen weight of 0.

use super::learner::{Learner, Place};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::panel::view::Message;

/// Whether a parameter is the weight of an edge that is cut.
pub fn is_cut(network: &Network, index: usize) -> bool {
    network.parameters().get(index).is_some_and(|weight| *weight == 0.0)
        && network.frozen().binary_search(&index).is_ok()
        && network.name(index).input.is_some()
}

/// The edges that are cut, by the numbers of their weights.
pub fn cuts(network: &Network) -> Vec<usize> {
    network.frozen().iter().copied().filter(|&index| is_cut(network, index)).collect()
}

/// Whether two networks have the same nodes and edges.
pub fn are_alike(one: &Network, other: &Network) -> bool {
    let sizes =
        |network: &Network| network.layers().iter().map(|layer| [layer.inputs, layer.units]).collect::<Vec<_>>();
    sizes(one) == sizes(other)
}

impl Place {
    /// The same with these edges cut.
    #[must_use]
    pub fn with_cuts(mut self, cuts: &[usize]) -> Self {
        for &index in cuts {
            if let Some(weight) = self.numbers.get_mut(index) {
                *weight = 0.0;
            }
            if let Err(at) = self.frozen.binary_search(&index) {
                self.frozen.insert(at, index);
            }
        }
        self
    }
}

impl Learner {
    /// Cuts an edge, or joins one that is cut with the weight that it has at first.
    ///
    /// # Errors
    /// When there is no such edge.
    pub fn cut_or_join(&mut self, index: usize) -> Result<(), Message> {
        let network = self.network();
        let is_edge = index < network.parameters().len() && network.name(index).input.is_some();
        let joins = is_cut(network, index);
        let weight = if joins { self.first_place().numbers.get(index).copied().unwrap_or_default() } else { 0.0 };
        let wire = |network: &mut Network| -> Result<(), Error> {
            network.set_parameter(index, weight)?;
            network.set_frozen(index, !joins)
        };
        let wired = if is_edge { self.edit(wire).is_ok() } else { false };
        if wired { Ok(()) } else { Err(Message::new("no-such-edge")) }
    }
}
