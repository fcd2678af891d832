//! Both networks as they are drawn: what each node gives over the noise, and over the samples.

use super::Generate;
use crate::data::distributions::VIEW;
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::panel::network::maps::spread;
use crate::panel::network::packed::single;
use crate::plot::networks::{Column, Networks, Tile};

/// The number of values along a side of a tile.
const SIDE: usize = 15;

/// The layers of a network over the plane of its first two inputs; the others are 0. `names` are those of its inputs and outputs.
fn columns(network: &Network, range: f32, names: [&str; 2]) -> Vec<Column> {
    let ends = [-range, range];
    let inputs = network.inputs();
    let fill = |place: [f32; 2], row: &mut [f32]| {
        for (value, x) in row.iter_mut().zip(place) {
            *value = x;
        }
    };
    let Ok(points) = Points::grid(ends, ends, SIDE, SIDE, inputs, fill) else { return Vec::new() };
    let centre = |at: usize| range * (2.0 * (at as f32 + 0.5) / SIDE as f32 - 1.0);
    let input = |number: usize| {
        let value = |at: usize| match number {
            0 => centre(at % SIDE),
            1 => centre(SIDE - 1 - at / SIDE),
            _ => 0.0,
        };
        Tile { values: (0..SIDE * SIDE).map(value).collect(), range: ends }
    };
    let mut all =
        vec![Column { name: names[0].to_owned(), tiles: (0..inputs).map(input).collect(), weights: Vec::new() }];
    let mut values = vec![0.0; SIDE * SIDE * network.units()];
    // Values too large to be numbers are coloured as what they are beyond.
    let _ = network.predict_units_into(&points, &mut Vec::new(), &mut values);
    let mut units = values.chunks_exact(SIDE * SIDE);
    for layer in network.layers() {
        let tile = |values: &[f32]| Tile {
            values: values.to_vec(),
            range: layer.activation.bounds().unwrap_or_else(|| spread(values)),
        };
        all.push(Column {
            name: String::new(),
            tiles: units.by_ref().take(layer.units).map(tile).collect(),
            weights: network.parameters()[layer.weights()].to_vec(),
        });
    }
    if let Some(last) = all.last_mut() {
        names[1].clone_into(&mut last.name);
    }
    all
}

impl Generate {
    /// G and D, one behind the other; nothing for images, which have too many numbers.
    pub(super) fn networks(&self) -> Networks {
        let gan = self.gan();
        if self.settings.is_of_digits() {
            return Networks::default();
        }
        let generator = columns(gan.generator(), gan.noise_range(), ["z", "G(z)"]);
        let discriminator = columns(gan.discriminator(), single(VIEW[1]), ["x", "D(x)"]);
        Networks { side: SIDE, columns: [generator, discriminator].concat() }
    }
}
