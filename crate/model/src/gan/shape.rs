//! Networks that are made for the data, the noise and the loss.

use super::settings::Settings;
use super::training_data::TrainingData;
use crate::activation::Activation;
use crate::error::Error;
use crate::init::Init;
use crate::network::Network;

/// The hidden layers of both networks, and what comes out of G.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The units and the activations of G's hidden layers.
    pub generator: Vec<(usize, Activation)>,
    /// The activation of G's last layer: [`Activation::Identity`] for points anywhere, [`Activation::Sigmoid`] for images.
    pub output: Activation,
    /// The units and the activations of D's hidden layers.
    pub discriminator: Vec<(usize, Activation)>,
    /// The rule of the initial weights.
    pub init: Init,
}

/// What D's initial weights are apart from G's by: this much is added to the seed. Seeds of links are below it.
pub const DISCRIMINATOR_SEED: u64 = 1 << 32;

impl Shape {
    /// Hidden layers alike in both networks.
    pub fn alike(hidden: &[usize], activation: Activation, output: Activation) -> Self {
        let hidden: Vec<_> = hidden.iter().map(|units| (*units, activation)).collect();
        let init = if activation == Activation::Relu { Init::HeUniform } else { Init::GlorotUniform };
        Self { generator: hidden.clone(), output, discriminator: hidden, init }
    }

    /// The generator and the discriminator with their initial weights: [`Init::apply`] with `seed` for G, and with `seed` plus
    /// [`DISCRIMINATOR_SEED`] for D.
    ///
    /// # Errors
    /// As [`Network::new`].
    pub fn networks(&self, data: &TrainingData, settings: &Settings, seed: u64) -> Result<[Network; 2], Error> {
        let classes = if settings.conditional { data.classes() } else { 0 };
        let build = |inputs: usize, hidden: &[(usize, Activation)], last: (usize, Activation), seed: u64| {
            let layers: Vec<_> = hidden.iter().chain([&last]).copied().collect();
            let sizes: Vec<_> = std::iter::once(inputs).chain(layers.iter().map(|layer| layer.0)).collect();
            let activations: Vec<_> = layers.iter().map(|layer| layer.1).collect();
            let mut network = Network::new(&sizes, &activations)?;
            self.init.apply(&mut network, seed);
            Ok(network)
        };
        Ok([
            build(settings.noise.numbers + classes, &self.generator, (data.width(), self.output), seed)?,
            build(
                data.width() + classes,
                &self.discriminator,
                (1, settings.loss.output()),
                seed.wrapping_add(DISCRIMINATOR_SEED),
            )?,
        ])
    }
}
