//! How a network's parameters begin.

use std::str::FromStr;

use super::network::Network;
use crate::names::UnknownName;
use crate::random::Random;

/// A rule for the first weights; biases begin at 0, as in Keras.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Init {
    /// Uniform within ±√(6/(inputs + units)) (X. Glorot and Y. Bengio, 2010), the usual choice for sigmoid and tanh.
    GlorotUniform,
    /// Uniform within ±√(6/inputs) (K. He and others, 2015), made for `ReLU`.
    HeUniform,
    /// All 0: an experiment in which the units of a layer can never come to differ.
    Zeros,
}

/// Apart from the streams that a data set of the same seed draws from.
const STREAMS: u64 = 1 << 32;

impl Init {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::GlorotUniform, Self::HeUniform, Self::Zeros];

    /// The name in links and in JavaScript.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GlorotUniform => "glorot",
            Self::HeUniform => "he",
            Self::Zeros => "zeros",
        }
    }

    /// Gives `network` its first parameters. Layers draw from streams of their own, so that the same seed begins alike
    /// in networks that differ only further on.
    pub fn apply(self, network: &mut Network, seed: u64) {
        let mut parameters = vec![0.0; network.parameters().len()];
        for (number, layer) in (1_u64..).zip(network.layers()) {
            let fan = match self {
                Self::GlorotUniform => layer.inputs + layer.units,
                Self::HeUniform => layer.inputs,
                Self::Zeros => continue,
            };
            let limit = (6.0 / fan as f32).sqrt();
            let mut random = Random::stream(seed, STREAMS + number);
            for weight in &mut parameters[layer.weights()] {
                *weight = random.between_f32(-limit, limit);
            }
        }
        // Every value lies within ±√6, so none is refused.
        let _ = network.set_parameters(&parameters);
    }
}

impl FromStr for Init {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|init| init.name() == name).ok_or(UnknownName)
    }
}
