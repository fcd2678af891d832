//! The training of many runs, epoch by epoch, all in step.

use super::sweep::{Variant, variants};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::model::population::{Checkpoint, Population};
use crate::model::timeline::Replay;
use crate::panel::network::halt::Halt;
use crate::panel::network::learner::Learner;

/// How long a portion of work may be, in nanoseconds.
const PORTION: u64 = 200_000;
/// How long is worked at an epoch before it is left for the next time, in nanoseconds.
const PART: u64 = 12_000_000;
/// The most entries of the losses by epoch.
const MAX_ENTRIES: usize = 600;
/// The most networks of all series together.
const MAX_NETWORKS: usize = 2000;

/// The least, the lower quartile, the median, the upper quartile and the greatest of many numbers.
pub type FiveNumbers = [f64; 5];

/// The runs with one value of the setting that is swept, or all.
#[derive(Clone, Debug)]
pub struct Series {
    /// What they have that others have not.
    pub variant: Variant,
    /// A network of their shape.
    pub network: Network,
    /// The networks; why there are none where they can't be trained.
    pub networks: Result<Box<Population>, Error>,
    /// About how long an epoch of one takes, and a batch of eight, in nanoseconds.
    cost: u64,
    batch_cost: u64,
}

/// All runs.
#[derive(Clone, Debug)]
pub struct Runs {
    series: Vec<Series>,
    epochs: u64,
    is_within: bool,
    losses: Vec<(u64, FiveNumbers)>,
    stride: u64,
}

/// The five numbers of many; `None` of none.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in a list
pub fn five_numbers(mut numbers: Vec<f64>) -> Option<FiveNumbers> {
    numbers.sort_by(f64::total_cmp);
    let last = numbers.len().checked_sub(1)?;
    // Between the two that are nearest, as Python's `statistics.quantiles(method="inclusive")` has it.
    Some([0.0, 0.25, 0.5, 0.75, 1.0].map(|share| {
        let place = share * last as f64;
        let (below, above) = (numbers[place.floor() as usize], numbers[place.ceil() as usize]);
        if below == above { below } else { below + (above - below) * place.fract() }
    }))
}

impl Runs {
    pub fn new(learner: &Learner) -> Self {
        let (coding, training) = (learner.coding(), &learner.split().training);
        let variants = variants(learner.settings());
        let most = (MAX_NETWORKS / variants.len().max(1)) as u64;
        let series = variants.into_iter().map(|variant| {
            let settings = &variant.settings;
            let seeds: Vec<_> = (1..=u64::from(settings.runs).min(most)).collect();
            let network = coding.untrained(settings);
            let each = network.parameters().len() + 8 * network.units();
            let steps = training.len().div_ceil(settings.batch as usize);
            let cost = 100 * steps as u64 + (each * 4 * training.len()) as u64 / 3;
            let learned_by = settings.training(coding.readout.output);
            let networks = coding
                .samples(learner.examples(), training)
                .and_then(|samples| Population::new(&network, settings.init, &seeds, samples, learned_by));
            Series {
                network,
                networks: networks.map(Box::new),
                cost,
                batch_cost: 8 * cost / steps.max(1) as u64 + 1,
                variant,
            }
        });
        Self { series: series.collect(), epochs: 0, is_within: false, losses: Vec::new(), stride: 1 }
    }

    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// The five numbers of the training losses by epoch, of the only series there is.
    pub fn losses(&self) -> &[(u64, FiveNumbers)] {
        &self.losses
    }

    fn networks(&self) -> impl Iterator<Item = (&Population, u64)> {
        self.series.iter().filter_map(|series| Some((&**series.networks.as_ref().ok()?, series.cost)))
    }

    /// Forgets the losses.
    pub fn forget(&mut self) {
        self.losses.clear();
        self.stride = 1;
    }

    /// How many numbers a state of all runs has.
    pub fn numbers(&self) -> usize {
        self.networks().map(|(networks, _)| networks.seeds().len() * networks.numbers(0).len() * 3).sum()
    }

    /// How long an epoch of all takes, in nanoseconds: about as long as in a browser on an old laptop.
    pub fn epoch_cost(&self) -> u64 {
        1000 + self.networks().map(|(networks, cost)| networks.seeds().len() as u64 * cost).sum::<u64>()
    }

    /// The training losses at the place shown, of the only series there is.
    fn loss_now(&self) -> Option<FiveNumbers> {
        let [series] = &self.series[..] else { return None };
        let networks = series.networks.as_ref().ok()?;
        let losses = (0..networks.seeds().len()).filter_map(|number| networks.standing(number).loss);
        five_numbers(losses.collect())
    }
}

impl Replay for Runs {
    type State = (u64, Vec<Option<Checkpoint>>);
    type Halt = Halt;

    fn position(&self) -> u64 {
        self.epochs
    }

    fn is_within(&self) -> bool {
        self.is_within
    }

    fn save(&self) -> Self::State {
        let saved = |series: &Series| series.networks.as_ref().ok().map(|networks| networks.checkpoint());
        (self.epochs, self.series.iter().map(saved).collect())
    }

    fn load(&mut self, (epochs, states): &Self::State) {
        for (series, state) in self.series.iter_mut().zip(states) {
            if let (Ok(networks), Some(state)) = (&mut series.networks, state) {
                networks.restore(state);
            }
        }
        (self.epochs, self.is_within) = (*epochs, false);
    }

    /// Goes on towards the end of the epoch under way: to it where that takes a few milliseconds, else as far as it comes in them.
    ///
    /// # Errors
    /// Why none of the networks can be trained.
    fn go_on(&mut self) -> Result<(), Halt> {
        if let Some(Err(why)) = self.series.iter().map(|series| series.networks.as_ref().map(|_| ())).next()
            && self.networks().next().is_none()
        {
            return Err(why.clone().into());
        }
        let (to, mut left) = (self.epochs + 1, PART);
        self.is_within = true;
        for series in &mut self.series {
            let Ok(networks) = &mut series.networks else { continue };
            // It is asked after each batch of eight networks.
            let each = series.batch_cost;
            let is_there = networks.train_to(to, || {
                left = left.saturating_sub(each);
                left > 0
            });
            if !is_there {
                return Ok(());
            }
        }
        (self.epochs, self.is_within) = (to, false);
        Ok(())
    }

    fn reached(&mut self) {
        if !self.epochs.is_multiple_of(self.stride) {
            return;
        }
        self.losses.extend(self.loss_now().map(|losses| (self.epochs, losses)));
        if self.losses.len() == MAX_ENTRIES {
            self.stride *= 2;
            let stride = self.stride;
            self.losses.retain(|(epoch, _)| epoch.is_multiple_of(stride));
        }
    }

    fn portion(&self) -> u64 {
        (PORTION / self.epoch_cost()).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_the_two_numbers_that_are_nearest() {
        assert_eq!(five_numbers(vec![4.0, 1.0, 3.0, 2.0]), Some([1.0, 1.75, 2.5, 3.25, 4.0]));
        assert_eq!(five_numbers(vec![7.0]), Some([7.0; 5]));
        assert_eq!(five_numbers(Vec::new()), None);
    }
}
