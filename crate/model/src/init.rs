//! The initialization of a network's parameters.

use std::str::FromStr;

use super::network::Network;
use crate::names::UnknownName;
use crate::random::Random;

/// A rule for the initial weights. The biases start at 0, as in Keras.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Init {
    /// Uniform within ±√(6/(inputs + units)) (X. Glorot and Y. Bengio, 2010), the usual choice for sigmoid and tanh.
    GlorotUniform,
    /// Uniform within ±√(6/inputs) (K. He and others, 2015), made for `ReLU`.
    HeUniform,
    /// All 0: an experiment in which the units of a layer can never become different.
    Zeros,
}

/// The first stream of the seed. A data set of the same seed draws from other streams.
const STREAMS: u64 = 1 << 32;

impl Init {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::GlorotUniform, Self::HeUniform, Self::Zeros];

    /// Its name, as `FromStr` reads it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GlorotUniform => "glorot",
            Self::HeUniform => "he",
            Self::Zeros => "zeros",
        }
    }

    /// Sets the initial parameters of `network`. Each layer draws from its own stream, so that networks which differ only in later
    /// layers start alike for the same seed.
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
