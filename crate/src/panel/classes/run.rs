//! The models of a view, trained side by side on the same batches, with all their history to go back to.

use super::numbers::{OF_THE_NOTES, logit};
use super::settings::{Part, Settings, Start};
use crate::data::fruit::{ANIMAL_SPREAD, ANIMALS, Example, FRUITS, clusters, none_of_these};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::error::Error;
use crate::model::fit::{self, Checkpoint, Fit};
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;
use crate::model::samples::Samples;

/// The most steps a run may take.
pub const MAX_STEPS: u32 = 6000;
/// The steps after which little changes any more: 100 epochs of the default data. Playing stops there first.
pub const TRAINED_STEPS: u32 = 1200;
/// Samples a step.
const BATCH: usize = 10;
/// Steps from one kept state to the next: going back costs at most as many steps anew.
const KEPT_EVERY: usize = 500;
/// How many things that are none of the fruit are shown for the fourth class.
const NONES: u32 = 120;
/// The units between the features and the classes where classes need islands instead of halves.
const HIDDEN: usize = 10;

/// What decides a run: the same gives the same weights to the bit, everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    part: Part,
    counts: [u32; 3],
    spread: Decimal,
    rate: Decimal,
    seed: u32,
    none: bool,
    is_of_notes: bool,
    labels: [usize; 3],
}

/// Why a step was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// The run has taken as many steps as it may.
    TooManySteps,
    /// There is nothing to learn from.
    NoData,
    /// The engine refuses: a model diverged.
    Engine(Error),
}

/// A run of training.
#[derive(Clone, Debug)]
pub struct Run {
    recipe: Recipe,
    things: Vec<Example>,
    fits: Vec<Fit>,
    kept: Vec<Vec<Checkpoint>>,
    position: usize,
    length: usize,
}

impl Recipe {
    /// What of the settings decides the run.
    pub fn of(settings: &Settings) -> Self {
        let Settings { part, apples, grapes, pears, cats, dogs, spread, rate, seed, .. } = *settings;
        Self {
            part,
            counts: if settings.is_of_animals() { [cats, dogs, 0] } else { [apples, grapes, pears] },
            spread,
            rate,
            seed,
            none: part == Part::Unknown && settings.none,
            is_of_notes: part == Part::Compare && settings.start == Start::Notes,
            labels: if part == Part::Order { settings.numbering.labels() } else { [1, 2, 3] },
        }
    }

    /// Whether the models start from weights that give the notes' numbers.
    pub fn is_of_notes(&self) -> bool {
        self.is_of_notes
    }

    fn things(&self) -> Vec<Example> {
        let (spread, seed) = (self.spread.to_f64(), self.seed.into());
        match self.part {
            Part::Two | Part::Cutoff => clusters(&ANIMALS, &self.counts[..2], ANIMAL_SPREAD * spread, seed),
            _ => {
                let mut things = clusters(&FRUITS, &self.counts, spread, seed);
                if self.none {
                    things.extend(none_of_these(NONES, spread, seed));
                }
                things
            }
        }
    }

    /// One model: its shape, the parameters that it starts from unless they are drawn, and the targets that it is to give for a class.
    fn fit(
        &self,
        things: &[Example],
        start: Option<Vec<f32>>,
        (sizes, last, loss): (&[usize], Activation, Loss),
        targets: impl Fn(usize) -> Vec<f32>,
    ) -> Option<Fit> {
        #[allow(clippy::cast_possible_truncation)] // places in the plane, of which single precision is enough
        let inputs: Vec<f32> = things.iter().flat_map(|thing| thing.features).map(|x| x as f32).collect();
        let targets: Vec<f32> = things.iter().flat_map(|thing| targets(thing.class)).collect();
        let samples = Samples::new(2, &inputs, &targets).ok()?;
        let mut activations = vec![Activation::Tanh; sizes.len() - 1];
        *activations.last_mut()? = last;
        let mut network = Network::new(sizes, &activations).ok()?;
        match start {
            Some(parameters) => network.set_parameters(&parameters).ok()?,
            None => Init::GlorotUniform.apply(&mut network, self.seed.into()),
        }
        let shuffle = Some(self.seed.into());
        let settings = fit::Settings { shuffle, ..fit::Settings::new(loss, Optimizer::sgd(self.rate.to_f64()), BATCH) };
        Fit::new(network, samples, None, settings).ok()
    }

    /// The models, or none when there is nothing to learn from. The one that can diverge comes first, so that none has
    /// taken a step that another could not.
    fn fits(&self, things: &[Example]) -> Vec<Fit> {
        let softmax = |sizes: &[usize], things: &[Example]| {
            let classes = sizes[sizes.len() - 1];
            let shape = (sizes, Activation::Softmax, Loss::CategoricalCrossEntropy);
            let start = self.is_of_notes.then(|| towards_the_fruit(0..3, OF_THE_NOTES[1].map(libm::log)));
            self.fit(things, start, shape, |class| one_hot(class, classes))
        };
        let sigmoid = |k: usize| {
            let shape = (&[2, 1][..], Activation::Sigmoid, Loss::BinaryCrossEntropy);
            let start = self.is_of_notes.then(|| towards_the_fruit(k..k + 1, OF_THE_NOTES[0].map(logit)));
            self.fit(things, start, shape, |class| vec![f32::from(u8::from(class == k))])
        };
        let fits = match self.part {
            Part::Compare => vec![sigmoid(0), sigmoid(1), sigmoid(2), softmax(&[2, 3], things)],
            Part::Order => {
                let shape = (&[2, 1][..], Activation::Identity, Loss::MeanSquared);
                let number = |class: usize| vec![self.labels[class] as f32];
                vec![self.fit(things, None, shape, number), softmax(&[2, 3], things)]
            }
            Part::Unknown => {
                let fruit: Vec<_> = things.iter().filter(|thing| thing.class < 3).copied().collect();
                let mut fits = vec![softmax(&[2, HIDDEN, 3], &fruit)];
                if self.none {
                    fits.push(softmax(&[2, HIDDEN, 4], things));
                }
                fits
            }
            Part::Two => vec![softmax(&[2, 2], things)],
            Part::Cutoff => vec![sigmoid(0)],
        };
        fits.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

fn one_hot(class: usize, classes: usize) -> Vec<f32> {
    (0..classes).map(|k| f32::from(u8::from(k == class))).collect()
}

/// The parameters of a unit for each of some fruit: it weighs the features as they point to the fruit, and its logit at (0, 0) is
/// the one wanted.
#[allow(clippy::cast_possible_truncation)] // single precision, as the engine computes
fn towards_the_fruit(classes: std::ops::Range<usize>, logits: [f64; 3]) -> Vec<f32> {
    let weights = FRUITS[classes.clone()].iter().flatten();
    weights.chain(&logits[classes]).map(|value| *value as f32).collect()
}

impl Run {
    /// A run that has not begun.
    pub fn new(recipe: Recipe) -> Self {
        let things = recipe.things();
        let fits = recipe.fits(&things);
        let kept = vec![fits.iter().map(Fit::checkpoint).collect()];
        Self { recipe, things, fits, kept, position: 0, length: 0 }
    }

    /// What it was made from.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// What there is to learn from.
    pub fn things(&self) -> &[Example] {
        &self.things
    }

    /// The models, as they are at the step shown. Empty when there is nothing to learn from.
    pub fn fits(&self) -> &[Fit] {
        &self.fits
    }

    /// The step shown.
    pub fn position(&self) -> usize {
        self.position
    }

    /// How many steps the run has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many steps an epoch has.
    pub fn steps_per_epoch(&self) -> usize {
        self.fits.last().map_or(1, Fit::steps_per_epoch)
    }

    /// The loss of each model, as it is now, over all that it learns from.
    pub fn losses(&mut self) -> Vec<Option<f64>> {
        self.fits.iter_mut().map(|fit| fit.training_loss().ok()).collect()
    }

    /// Whether there is a next step.
    pub fn can_go_on(&self) -> bool {
        !self.fits.is_empty() && self.position < MAX_STEPS as usize && self.diverged().is_none()
    }

    /// Why the run has ended before its last step, if so.
    pub fn diverged(&self) -> Option<Halt> {
        self.fits.iter().find_map(|fit| fit.diverged().cloned()).map(Halt::Engine)
    }

    /// Takes the next step, or shows again the one taken before.
    ///
    /// # Errors
    /// [`Halt`] when there is none.
    pub fn step(&mut self) -> Result<(), Halt> {
        if self.fits.is_empty() {
            return Err(Halt::NoData);
        }
        if self.position >= MAX_STEPS as usize {
            return Err(Halt::TooManySteps);
        }
        for fit in &mut self.fits {
            fit.step().map_err(Halt::Engine)?;
        }
        self.position += 1;
        if self.position.is_multiple_of(KEPT_EVERY) && self.kept.len() == self.position / KEPT_EVERY {
            self.kept.push(self.fits.iter().map(Fit::checkpoint).collect());
        }
        self.length = self.length.max(self.position);
        Ok(())
    }

    /// Shows the state after `step` steps, as far as the run has been.
    pub fn seek(&mut self, step: usize) {
        let step = step.min(self.length);
        let at = (step / KEPT_EVERY).min(self.kept.len() - 1);
        if step < self.position || at * KEPT_EVERY > self.position {
            for (fit, checkpoint) in self.fits.iter_mut().zip(&self.kept[at]) {
                // To a state of this very run there is always a way back.
                let _ = fit.restore(checkpoint);
            }
            self.position = at * KEPT_EVERY;
        }
        while self.position < step && self.step().is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(settings: &Settings, steps: usize) -> Run {
        let mut run = Run::new(Recipe::of(settings));
        (0..steps).for_each(|_| run.step().unwrap());
        run
    }

    fn parameters(run: &Run) -> Vec<f32> {
        run.fits().iter().flat_map(|fit| fit.network().parameters().to_vec()).collect()
    }

    #[test]
    fn going_back_and_on_comes_to_the_same_bits() {
        for &part in Part::ALL {
            let settings = Settings { part, none: true, ..Settings::default() };
            let mut run = begun(&settings, 1234);
            let end = parameters(&run);
            run.seek(77);
            let early = parameters(&run);
            run.seek(1234);
            assert_eq!((parameters(&run), run.position(), run.length()), (end, 1234, 1234), "{part:?}");
            assert_eq!(parameters(&begun(&settings, 77)), early, "{part:?}");
        }
    }

    #[test]
    fn a_run_that_diverges_keeps_all_models_at_one_step() {
        let (rate, spread) = (Decimal::whole(2), Decimal::hundredths(70));
        let settings = Settings { part: Part::Order, rate, spread, ..Settings::default() };
        let mut run = Run::new(Recipe::of(&settings));
        let halt = loop {
            if let Err(halt) = run.step() {
                break halt;
            }
        };
        assert!(matches!(halt, Halt::Engine(Error::Diverged { .. })), "{halt:?}");
        let steps: Vec<_> = run.fits().iter().map(|fit| fit.position().steps).collect();
        assert_eq!(steps, [run.position() as u64; 2]);
        assert!(parameters(&run).iter().all(|value| value.is_finite()) && !run.can_go_on());
        run.seek(run.length() - 1);
        assert!(run.can_go_on(), "up to where it diverged");
    }

    #[test]
    fn without_data_there_is_no_model_and_one_class_will_do() {
        for &part in Part::ALL {
            let none = Settings { part, apples: 0, grapes: 0, pears: 0, cats: 0, dogs: 0, ..Settings::default() };
            let mut run = Run::new(Recipe::of(&none));
            assert_eq!((run.step(), run.can_go_on()), (Err(Halt::NoData), false), "{part:?}");
            let run = begun(&Settings { grapes: 1, cats: 1, ..none }, 50);
            assert_eq!((run.position(), run.things().len()), (50, 1), "{part:?}");
        }
    }

    #[test]
    fn a_run_ends() {
        let mut run = begun(&Settings { part: Part::Two, ..Settings::default() }, MAX_STEPS as usize);
        assert_eq!((run.position(), run.step()), (MAX_STEPS as usize, Err(Halt::TooManySteps)));
    }
}
