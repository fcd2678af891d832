//! What shows of the two networks: samples, verdicts, gradients, and the manifold of G.
//!
//! Whoever draws the same noise or the same plane in every frame makes the [`Points`] once ([`Gan::generator_points`],
//! [`Gan::manifold`], [`Points::grid`]) and asks the networks themselves: `gan.generator().predict_into(&points, …)`.

use super::batch::Blocks;
use super::{Gan, Player, noise};
use crate::error::{Error, check_length, check_size};
use crate::lanes;
use crate::pass::Pass;
use crate::random::Random;
use crate::samples::{MAX_BLOCK_WIDTH, Points};
use wide::bytemuck::cast_slice;
use wide::f32x4;

/// The streams of the noise and of the classes that samples are shown and measured with: always the same, so that a sample wanders
/// while G learns.
pub const SHOWN_NOISE: u64 = 20 << 32;
/// See [`SHOWN_NOISE`].
pub const SHOWN_CLASSES: u64 = 21 << 32;

/// How far from 0 the manifold of normal noise is drawn: 98.8 % of each number of the noise lie within.
pub const NORMAL_RANGE: f32 = 2.5;

/// D's verdicts on the batches of the iteration under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdicts {
    /// D(x) for each sample of the data.
    pub real: Vec<f32>,
    /// D(G(z)) for each fake.
    pub fake: Vec<f32>,
}

impl Gan {
    /// Noise for so many samples, `[n, z]`, always the same for a seed.
    pub fn shown_noise(&self, count: usize) -> Vec<f32> {
        let settings = self.settings();
        let mut numbers = vec![0.0; count * settings.noise.numbers];
        noise::fill(settings.noise.distribution, &mut Random::stream(self.settings().seed, SHOWN_NOISE), &mut numbers);
        numbers
    }

    /// Classes for so many samples, as often as the data has them; empty without classes.
    pub fn shown_labels(&self, count: usize) -> Vec<u32> {
        let labels = if self.settings().conditional { self.data().labels() } else { &[] };
        let mut random = Random::stream(self.settings().seed, SHOWN_CLASSES);
        (0..count * usize::from(!labels.is_empty())).map(|_| labels[random.below(labels.len())]).collect()
    }

    /// The inputs of G for `noise` `[n, z]`, with a class each where G is told one.
    ///
    /// # Errors
    /// As [`Points::new`], and when there is not one class for each sample, or none where there are none.
    pub fn generator_points(&self, noise: &[f32], labels: &[u32]) -> Result<Points, Error> {
        self.with_classes(self.settings().noise.numbers, noise, labels)
    }

    /// The inputs of D for samples `rows` `[n, d]`, with a class each where D is told one.
    ///
    /// # Errors
    /// As [`Gan::generator_points`].
    pub fn discriminator_points(&self, rows: &[f32], labels: &[u32]) -> Result<Points, Error> {
        self.with_classes(self.data().width(), rows, labels)
    }

    fn with_classes(&self, width: usize, rows: &[f32], labels: &[u32]) -> Result<Points, Error> {
        let (classes, count) = (self.classes(), rows.len() / width);
        check_length("class labels", if classes == 0 { 0 } else { count }, labels.len())?;
        if classes == 0 {
            return Points::new(width, rows);
        }
        let mut all = Vec::with_capacity(count * (width + classes));
        for (row, label) in rows.chunks_exact(width).zip(labels) {
            check_size("A class counted from 1", (*label as usize).saturating_add(1), classes)?;
            all.extend_from_slice(row);
            all.extend((0..classes).map(|class| if class == *label as usize { 1.0 } else { 0.0 }));
        }
        Points::new(width + classes, &all)
    }

    /// So many samples of G as it is now, `[n, d]`, from the noise and the classes that show.
    ///
    /// # Errors
    /// When `count` is 0 or too large, or a number is too large to be one.
    pub fn samples(&self, count: usize) -> Result<Vec<f32>, Error> {
        let points = self.generator_points(&self.shown_noise(count), &self.shown_labels(count))?;
        self.generator().predict(&points)
    }

    /// The points of a grid over the noise as inputs of G, row by row from the lowest numbers: `cells` + 1 points for one number of
    /// noise, (`cells` + 1)² for two, of which the first grows along a row. G bends the grid to where its samples lie. `class` is
    /// the class where G is told one.
    ///
    /// # Errors
    /// When there are more than two numbers of noise, or too many cells.
    pub fn manifold(&self, cells: usize, class: u32) -> Result<Points, Error> {
        let numbers = self.settings().noise.numbers;
        check_size("The number of numbers of noise", numbers, 2)?;
        check_size("The number of cells", cells, 1000)?;
        let range = self.noise_range();
        let at = |place: usize| range * (2.0 * place as f32 / cells as f32 - 1.0);
        let noise: Vec<f32> = match numbers {
            1 => (0..=cells).map(at).collect(),
            _ => (0..=cells).flat_map(|row| (0..=cells).flat_map(move |column| [at(column), at(row)])).collect(),
        };
        let labels = vec![class; if self.classes() == 0 { 0 } else { noise.len() / numbers }];
        self.generator_points(&noise, &labels)
    }

    /// How far from 0 noise is shown: 1 for uniform noise, [`NORMAL_RANGE`] for normal noise.
    pub fn noise_range(&self) -> f32 {
        match self.settings().noise.distribution {
            super::NoiseDistribution::Uniform => 1.0,
            super::NoiseDistribution::Normal => NORMAL_RANGE,
        }
    }

    /// D's verdicts on samples `[n, d]`, with a class each where D is told one.
    ///
    /// # Errors
    /// As [`Gan::discriminator_points`], and when a verdict is too large to be a number.
    pub fn verdicts(&self, rows: &[f32], labels: &[u32]) -> Result<Vec<f32>, Error> {
        self.discriminator().predict(&self.discriminator_points(rows, labels)?)
    }

    /// Where G's loss pushes samples `[n, d]`: −∂ℓ/∂x `[n, d]`, ℓ being what one sample adds to G's loss when the batch has it alone.
    ///
    /// # Errors
    /// As [`Gan::verdicts`].
    pub fn pushes(&self, rows: &[f32], labels: &[u32]) -> Result<Vec<f32>, Error> {
        let (target, sign) = self.settings().loss.of_generator();
        let (mut gradients, _) = self.through_discriminator(rows, labels, (target, sign))?;
        for gradient in &mut gradients {
            *gradient = -*gradient;
        }
        Ok(gradients)
    }

    /// The gradients `[n, d]` of the loss of D's verdicts with respect to samples `[n, d]`, with one target and one sample weight
    /// for all, and the loss.
    fn through_discriminator(
        &self,
        rows: &[f32],
        labels: &[u32],
        (target, weight): (f32, f32),
    ) -> Result<(Vec<f32>, f64), Error> {
        let points = self.discriminator_points(rows, labels)?;
        let (network, width, inputs) = (self.discriminator(), self.data().width(), points.inputs());
        let blocks = Blocks::of_samples(rows, width, (labels, self.classes()), (target, weight));
        let (mut pass, mut before) = (Pass::new(network), vec![f32x4::ZERO; inputs * MAX_BLOCK_WIDTH]);
        let mut gradients = Vec::with_capacity(rows.len());
        let mut losses = f32x4::ZERO;
        for at in 0..blocks.len() {
            let (layers, parameters) = (network.layers(), &network.parameters);
            let loss = self.settings().loss.of_verdicts();
            let block = blocks.block(at);
            let (measured, of_inputs) = pass.input_gradients(layers, parameters, loss, block, &mut before);
            losses += measured;
            let (of_inputs, lanes): (&[f32], _) = (cast_slice(of_inputs), 4 * block.0);
            let left = (rows.len() - gradients.len()) / width;
            for lane in 0..lanes.min(left) {
                gradients.extend((0..width).map(|row| of_inputs[row * lanes + lane]));
            }
        }
        let loss = f64::from(lanes::sum(losses));
        let is_finite = loss.is_finite() && gradients.iter().all(|gradient| gradient.is_finite());
        if is_finite { Ok((gradients, loss)) } else { Err(Error::Overflow) }
    }

    /// The noise of the iteration under way, or of the one just done, `[n, z]`; zeros before the first.
    pub fn batch_noise(&self) -> &[f32] {
        &self.fake.drawn
    }

    /// Its fakes, `[n, d]`.
    pub fn batch_fakes(&self) -> Vec<f32> {
        self.fake.rows()
    }

    /// Its samples of the data, by their numbers.
    pub fn batch_real(&self) -> &[usize] {
        &self.real.drawn
    }

    /// The classes of both of its batches; empty without classes.
    pub fn batch_labels(&self) -> Vec<u32> {
        let labels = if self.settings().conditional { self.data().labels() } else { &[] };
        self.real.drawn.iter().filter_map(|number| labels.get(*number).copied()).collect()
    }

    /// The verdicts of D, as it is now, on both batches.
    ///
    /// # Errors
    /// When one is too large to be a number.
    pub fn batch_verdicts(&self) -> Result<Verdicts, Error> {
        let labels = self.batch_labels();
        let real: Vec<f32> = self.real.drawn.iter().flat_map(|number| self.data().row(*number)).copied().collect();
        Ok(Verdicts { real: self.verdicts(&real, &labels)?, fake: self.verdicts(&self.batch_fakes(), &labels)? })
    }

    /// The gradients of the last step of a network in the order of its parameters; zeros before the first.
    pub fn gradients(&self, player: Player) -> Vec<f32> {
        self.learner(player).gradients()
    }

    /// The present losses of D and of G on a given batch: `noise` `[n, z]`, samples of the data `[n, d]`, and a class for each pair
    /// where there are classes. Nothing changes.
    ///
    /// # Errors
    /// As [`Gan::verdicts`].
    pub fn losses_on(&self, noise: &[f32], rows: &[f32], labels: &[u32]) -> Result<[f64; 2], Error> {
        let fakes = self.generator().predict(&self.generator_points(noise, labels)?)?;
        let (target, sign) = self.settings().loss.of_generator();
        #[allow(clippy::cast_possible_truncation)] // arithmetic is single precision
        let label = self.settings().real_label as f32;
        let weight = self.data().width() as f32 / rows.len() as f32;
        let loss = |rows: &[f32], target: f32, sign: f32| {
            Ok(self.through_discriminator(rows, labels, (target, sign * weight))?.1)
        };
        Ok([loss(rows, label, 1.0)? + loss(&fakes, 0.0, 1.0)?, loss(&fakes, target, sign)?])
    }
}
