//! The way on: part by part, step by step, iteration by iteration.

use wide::f32x4;

use super::{Diverged, Gan, Part, Player, Position};
use crate::lanes;
use crate::random::Random;

/// The streams of the seed: of the batches of the data and of the noise for D's steps, and of the same for those steps of G that
/// draw for themselves. Each step has its own, numbered by the steps before it.
pub const REAL_STREAMS: u64 = 16 << 32;
/// See [`REAL_STREAMS`].
pub const NOISE_STREAMS: u64 = 17 << 32;
/// See [`REAL_STREAMS`].
pub const GENERATOR_REAL_STREAMS: u64 = 18 << 32;
/// See [`REAL_STREAMS`].
pub const GENERATOR_NOISE_STREAMS: u64 = 19 << 32;

impl Gan {
    /// One iteration, or the rest of the one under way.
    ///
    /// # Errors
    /// [`Diverged`] when a step would take a parameter out of range: the state before that step is kept, and the run does not go on.
    pub fn iterate(&mut self) -> Result<(), Diverged> {
        loop {
            if self.part()? == Part::Generator {
                return Ok(());
            }
        }
    }

    /// The next part of the iteration under way. Says which it was.
    ///
    /// # Errors
    /// As [`Gan::iterate`].
    pub fn part(&mut self) -> Result<Part, Diverged> {
        self.refuse_after_divergence()?;
        let part = self.position.part;
        match part {
            Part::Noise => self.draw_for_discriminator(),
            Part::Fakes => self.make_fakes(),
            Part::Verdicts => {}
            Part::Discriminator => {
                if self.learns(Player::Discriminator) {
                    self.learn_discriminator()?;
                } else {
                    // The next step draws another batch all the same.
                    self.position.discriminator_steps += 1;
                }
                self.position.done += 1;
            }
            Part::Generator => {
                if self.learns(Player::Generator) {
                    self.learn_generator()?;
                    for _ in 1..self.settings.generator_steps {
                        self.draw_for_generator();
                        self.learn_generator()?;
                    }
                }
                self.position = Position { iterations: self.position.iterations + 1, done: 0, ..self.position };
            }
        }
        self.position.part = match part {
            Part::Noise => Part::Fakes,
            Part::Fakes => Part::Verdicts,
            Part::Verdicts => Part::Discriminator,
            Part::Discriminator if self.position.done >= self.settings.discriminator_steps => Part::Generator,
            Part::Discriminator | Part::Generator => Part::Noise,
        };
        Ok(part)
    }

    /// Whether a network learns in the iteration under way.
    pub fn learns(&self, player: Player) -> bool {
        self.settings.learns(player, self.position.iterations)
    }

    /// One step of D alone, against G as it is. An iteration under way begins again after it.
    ///
    /// # Errors
    /// As [`Gan::iterate`].
    pub fn step_discriminator(&mut self) -> Result<(), Diverged> {
        self.refuse_after_divergence()?;
        self.position = Position { done: 0, part: Part::Noise, ..self.position };
        self.draw_for_discriminator();
        self.make_fakes();
        self.learn_discriminator()
    }

    /// One step of G alone, against D as it is. An iteration under way begins again after it.
    ///
    /// # Errors
    /// As [`Gan::iterate`].
    pub fn step_generator(&mut self) -> Result<(), Diverged> {
        self.refuse_after_divergence()?;
        self.position = Position { done: 0, part: Part::Noise, ..self.position };
        self.draw_for_generator();
        self.learn_generator()
    }

    fn refuse_after_divergence(&self) -> Result<(), Diverged> {
        self.diverged.map_or(Ok(()), Err)
    }

    #[allow(clippy::cast_possible_truncation)] // a setting is double precision, arithmetic is single
    fn draw_for_discriminator(&mut self) {
        let (seed, number) = (self.settings.seed, self.position.discriminator_steps);
        let label = self.settings.real_label as f32;
        self.real.draw(&self.data, label, &mut Random::stream(seed, REAL_STREAMS + number));
        self.draw_noise(NOISE_STREAMS + number);
    }

    #[allow(clippy::cast_possible_truncation)] // a setting is double precision, arithmetic is single
    fn draw_for_generator(&mut self) {
        let (seed, number) = (self.settings.seed, self.position.generator_steps);
        if self.settings.conditional {
            let label = self.settings.real_label as f32;
            self.real.draw(&self.data, label, &mut Random::stream(seed, GENERATOR_REAL_STREAMS + number));
        }
        self.draw_noise(GENERATOR_NOISE_STREAMS + number);
    }

    fn draw_noise(&mut self, stream: u64) {
        let classes = self.settings.conditional.then_some((&self.data, &self.real.drawn[..]));
        self.fake.draw(self.settings.noise, classes, &mut Random::stream(self.settings.seed, stream));
    }

    /// x = G(z) for the batch's noise.
    fn make_fakes(&mut self) {
        let network = &self.generator.network;
        for at in 0..self.fake.noise.len() {
            let made = self.generator.pass.forward(network.layers(), &network.parameters, self.fake.noise.block(at));
            self.fake.blocks.block_mut(at)[..made.len()].copy_from_slice(made);
        }
    }

    /// One step of D from both batches.
    fn learn_discriminator(&mut self) -> Result<(), Diverged> {
        self.fake.aim(0.0, 1.0);
        let loss = self.settings.loss.of_verdicts();
        let network = &self.discriminator.network;
        let (layers, parameters) = (network.layers(), &network.parameters);
        let mut measured = [0.0; 2];
        let mut first = true;
        for (sum, blocks) in measured.iter_mut().zip([&self.real.blocks, &self.fake.blocks]) {
            let mut losses = f32x4::ZERO;
            for at in 0..blocks.len() {
                losses += self.discriminator.pass.learn(layers, parameters, loss, blocks.block(at), first, true);
                first = false;
            }
            *sum = f64::from(lanes::sum(losses));
        }
        let [real, fake] = measured;
        self.measures.discriminator_loss = real + fake;
        self.measures.discriminator_gradient = self.discriminator.gradient_length();
        let iteration = self.position.iterations + 1;
        let updated = self.discriminator.update(
            self.position.discriminator_steps + 1,
            real + fake,
            Player::Discriminator,
            iteration,
        );
        self.note(updated)?;
        self.position.discriminator_steps += 1;
        Ok(())
    }

    /// One step of G, for the batch's noise.
    fn learn_generator(&mut self) -> Result<(), Diverged> {
        let (target, sign) = self.settings.loss.of_generator();
        self.fake.aim(target, sign);
        let loss = self.settings.loss.of_verdicts();
        let (maker, judge) = (&mut self.generator, &mut self.discriminator);
        let outputs = maker.network.outputs();
        let mut losses = f32x4::ZERO;
        for at in 0..self.fake.noise.len() {
            let noise = self.fake.noise.block(at);
            let made = maker.pass.forward(maker.network.layers(), &maker.network.parameters, noise);
            self.fake.blocks.block_mut(at)[..made.len()].copy_from_slice(made);
            let (layers, parameters) = (judge.network.layers(), &judge.network.parameters);
            let block = self.fake.blocks.block(at);
            let (measured, of_inputs) = judge.pass.input_gradients(layers, parameters, loss, block, &mut self.pushes);
            losses += measured;
            let of_outputs = &of_inputs[..outputs * noise.0];
            maker.pass.learn_from(maker.network.layers(), &maker.network.parameters, noise, of_outputs, at == 0);
        }
        let measured = f64::from(lanes::sum(losses));
        self.measures.generator_loss = measured;
        self.measures.generator_gradient = maker.gradient_length();
        let updated =
            maker.update(self.position.generator_steps + 1, measured, Player::Generator, self.position.iterations + 1);
        self.note(updated)?;
        self.position.generator_steps += 1;
        Ok(())
    }

    fn note(&mut self, updated: Result<(), Diverged>) -> Result<(), Diverged> {
        self.diverged = updated.err();
        updated
    }
}
