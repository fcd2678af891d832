//! A run of training that can be gone back over: any place of it comes again to the bit.
//!
//! States are kept along the way, at multiples of a stride. When there are too many, every other one goes and the stride doubles,
//! so that a run of any length takes bounded memory. Between two of them the run is repeated.

/// Training that goes on unit by unit: by steps, or by epochs. The same state and settings give the same bits.
pub trait Replay {
    /// All that the run goes on from.
    type State;
    /// Why a unit can't be made.
    type Halt;

    /// Whether what the last unit leaves behind is shown, such as its gradients. Then going to a place makes its last unit again
    /// instead of starting from a state kept right there.
    const SHOWS_LAST: bool = false;

    /// How many whole units are done.
    fn position(&self) -> u64;

    /// Whether a part of the next unit is done, such as a batch of an epoch.
    fn is_within(&self) -> bool {
        false
    }

    /// The state as it is.
    fn save(&self) -> Self::State;

    /// Back to a state that this run has had.
    fn load(&mut self, state: &Self::State);

    /// Goes on to the end of the unit under way.
    ///
    /// # Errors
    /// Why that can't be done. What is done of the unit before stays.
    fn go_on(&mut self) -> Result<(), Self::Halt>;

    /// Called after each unit that is made for the first time, to note what is to be remembered of it.
    fn reached(&mut self) {}

    /// How many units take about a fifth of a millisecond: so often is asked whether work may go on.
    fn portion(&self) -> u64 {
        1
    }
}

/// A run with its history. Positions count the run's units.
#[derive(Clone, Debug)]
pub struct Timeline<R: Replay> {
    run: R,
    /// States with their positions, in ascending order: the first one, and the multiples of `stride` from there.
    kept: Vec<(u64, R::State)>,
    stride: u64,
    max_kept: usize,
    length: u64,
    wanted: u64,
}

impl<R: Replay> Timeline<R> {
    /// The history of a run that begins where `run` is. At most `max_kept` states are kept, and at least two.
    pub fn new(run: R, max_kept: usize) -> Self {
        let first = run.position();
        let kept = vec![(first, run.save())];
        Self { run, kept, stride: 1, max_kept: max_kept.max(2), length: first, wanted: first }
    }

    /// The run, at the place shown.
    pub fn run(&self) -> &R {
        &self.run
    }

    /// The same, to be measured. Whoever trains it or changes it goes by [`Timeline::go_on`] and [`Timeline::branch`].
    pub fn run_mut(&mut self) -> &mut R {
        &mut self.run
    }

    /// Where the history begins.
    pub fn first(&self) -> u64 {
        self.kept[0].0
    }

    /// The place shown.
    pub fn position(&self) -> u64 {
        self.run.position()
    }

    /// How far the run has come, which may be further than is shown.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Where [`Timeline::catch_up`] goes; the place shown when there is nothing to catch up with.
    pub fn wanted(&self) -> u64 {
        self.wanted
    }

    /// Goes on by a unit, or to the end of the one under way.
    ///
    /// # Errors
    /// Those of the run.
    pub fn go_on(&mut self) -> Result<(), R::Halt> {
        self.make(R::go_on)
    }

    /// Makes a part of a unit, such as a batch of an epoch, or all of it.
    ///
    /// # Errors
    /// Those of `part`.
    pub fn make<T>(&mut self, part: impl FnOnce(&mut R) -> Result<T, R::Halt>) -> Result<T, R::Halt> {
        let made = part(&mut self.run);
        self.note();
        self.wanted = self.position();
        made
    }

    /// Goes on by up to `count` units, for as long as `may_go_on` says so and `is_enough` does not, which is asked after each
    /// unit. Says whether `is_enough` has ended it.
    ///
    /// # Errors
    /// Those of the run; the units before stay.
    pub fn advance(
        &mut self,
        count: u64,
        may_go_on: &mut dyn FnMut() -> bool,
        mut is_enough: impl FnMut(&Self) -> bool,
    ) -> Result<bool, R::Halt> {
        let mut left = self.run.portion();
        for _ in 0..count {
            self.go_on()?;
            if is_enough(self) {
                return Ok(true);
            }
            left = left.saturating_sub(1);
            if left == 0 {
                if !may_go_on() {
                    break;
                }
                left = self.run.portion();
            }
        }
        Ok(false)
    }

    /// Shows the run at `position`, or as near as it has come: from the nearest state kept before it, the rest is left to
    /// [`Timeline::catch_up`].
    pub fn seek(&mut self, position: u64) {
        self.want(position.clamp(self.first(), self.length));
    }

    /// Wants the run at `position`, be it further than it has come: what is to be made is left to [`Timeline::catch_up`].
    pub fn want(&mut self, position: u64) {
        let now = self.position();
        self.wanted = position.max(self.first());
        if self.wanted == now && !self.run.is_within() {
            return;
        }
        let last = if R::SHOWS_LAST { self.wanted.saturating_sub(1).max(self.first()) } else { self.wanted };
        let nearest = self.kept.partition_point(|(at, _)| *at <= last) - 1;
        let (at, state) = &self.kept[nearest];
        // From here it is nearer, unless the way leads back or something is begun here that is not a part of the way.
        if self.wanted <= now || *at > now {
            self.run.load(state);
        }
    }

    /// Goes on towards what is [wanted](Timeline::wanted), for as long as `may_go_on` says so.
    ///
    /// # Errors
    /// Those of the run; nothing is wanted any more then.
    pub fn catch_up(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> Result<(), R::Halt> {
        let wanted = self.wanted;
        let made = self.advance(wanted.saturating_sub(self.position()), may_go_on, |_| false);
        if made.is_ok() {
            self.wanted = wanted.max(self.position());
        }
        made.map(|_| ())
    }

    /// Gives up what is [wanted](Timeline::wanted).
    pub fn give_up(&mut self) {
        self.wanted = self.position();
    }

    /// Changes the run where it is: its settings, or its numbers. What came before and after is forgotten, for it would come out
    /// otherwise now.
    ///
    /// # Errors
    /// Those of `change`; all stays as it is then, if `change` has kept it so.
    pub fn branch<T, E>(&mut self, change: impl FnOnce(&mut R) -> Result<T, E>) -> Result<T, E> {
        let changed = change(&mut self.run)?;
        self.kept.clear();
        self.kept.push((self.run.position(), self.run.save()));
        self.stride = 1;
        self.length = self.position();
        self.wanted = self.length;
        Ok(changed)
    }

    /// Notes that a unit has been made.
    fn note(&mut self) {
        let position = self.position();
        if position <= self.length {
            return;
        }
        self.length = position;
        self.run.reached();
        let first = self.first();
        let is_multiple = |at: u64, stride: u64| (at - first).is_multiple_of(stride);
        if !is_multiple(position, self.stride) {
            return;
        }
        if self.kept.len() == self.max_kept {
            self.stride *= 2;
            let stride = self.stride;
            self.kept.retain(|(at, _)| is_multiple(*at, stride));
        }
        if is_multiple(position, self.stride) {
            self.kept.push((position, self.run.save()));
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::activation::Activation;
    use crate::error::Error;
    use crate::fit::{Checkpoint, Fit, Settings};
    use crate::init::Init;
    use crate::loss::Loss;
    use crate::network::Network;
    use crate::optimizer::Optimizer;
    use crate::samples::Samples;
    use proptest::prelude::*;

    /// Where a run of `Epochs` can't go on.
    const END: u64 = 400;

    /// A network that learns by Adam, in shuffled batches, and notes a loss for each epoch.
    struct Epochs {
        fit: Fit,
        noted: Vec<(u64, Vec<u32>)>,
        ends: bool,
    }

    impl Epochs {
        fn new() -> Self {
            let inputs: Vec<_> = (0..14).map(|at| (at * at % 11) as f32 / 5.0 - 1.0).collect();
            let targets = [0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0];
            let mut network = Network::new(&[2, 3, 1], &[Activation::Tanh, Activation::Sigmoid]).unwrap();
            Init::GlorotUniform.apply(&mut network, 5);
            let settings = Settings {
                shuffle: Some(3),
                record: true,
                ..Settings::new(Loss::BinaryCrossEntropy, Optimizer::adam(0.05), 3)
            };
            let samples = Samples::new(2, &inputs, &targets).unwrap();
            Self { fit: Fit::new(network, samples, None, settings).unwrap(), noted: Vec::new(), ends: true }
        }

        fn bits(&self) -> Vec<u32> {
            self.fit.numbers().into_iter().map(f32::to_bits).collect()
        }

        fn batch(&mut self) -> Result<(), Error> {
            if self.ends && self.position() >= END { Err(Error::Overflow) } else { self.fit.step() }
        }
    }

    impl Replay for Epochs {
        type State = Checkpoint;
        type Halt = Error;

        fn position(&self) -> u64 {
            self.fit.position().epochs
        }

        fn is_within(&self) -> bool {
            self.fit.position().batch > 0
        }

        fn save(&self) -> Checkpoint {
            self.fit.checkpoint()
        }

        fn load(&mut self, state: &Checkpoint) {
            self.fit.restore(state).unwrap();
        }

        fn go_on(&mut self) -> Result<(), Error> {
            loop {
                self.batch()?;
                if !self.is_within() {
                    return Ok(());
                }
            }
        }

        fn reached(&mut self) {
            let bits = self.bits();
            self.noted.push((self.position(), bits));
        }

        fn portion(&self) -> u64 {
            2
        }
    }

    /// The state after each epoch of a run that never goes back.
    fn straight(epochs: u64) -> Vec<Vec<u32>> {
        let mut run = Epochs::new();
        let mut states = vec![run.bits()];
        for _ in 0..epochs {
            run.go_on().unwrap();
            states.push(run.bits());
        }
        states
    }

    #[derive(Clone, Debug)]
    enum Act {
        GoOn(u64),
        Batch,
        Seek(u64),
        Want(u64),
        GiveUp,
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let act = prop_oneof![
            3 => (0..60_u64).prop_map(Act::GoOn),
            2 => Just(Act::Batch),
            4 => (0..END + 50).prop_map(Act::Seek),
            1 => (0..END + 50).prop_map(Act::Want),
            1 => Just(Act::GiveUp),
        ];
        prop::collection::vec(act, 0..40)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn whatever_way_leads_to_a_place_it_has_the_same_bits(acts in acts(), max_kept in 0..9_usize) {
            let states = straight(END);
            let mut timeline = Timeline::new(Epochs::new(), max_kept);
            for act in acts {
                match act {
                    Act::GoOn(count) => _ = timeline.advance(count, &mut || true, |_| false),
                    Act::Batch => _ = timeline.make(Epochs::batch),
                    Act::Seek(epoch) => {
                        timeline.seek(epoch);
                        prop_assert!(timeline.wanted() <= timeline.length());
                        // In slices, of which none may do more than a portion.
                        while timeline.position() < timeline.wanted() {
                            let before = timeline.position();
                            timeline.catch_up(&mut || false).unwrap();
                            prop_assert!((1..=2).contains(&(timeline.position() - before)));
                        }
                        prop_assert_eq!(timeline.position(), epoch.min(timeline.length()));
                    }
                    Act::Want(epoch) => {
                        timeline.want(epoch);
                        prop_assert_eq!(timeline.wanted(), epoch);
                        prop_assert_eq!(timeline.catch_up(&mut || true).is_ok(), epoch <= END);
                        prop_assert_eq!(timeline.position(), epoch.min(END));
                    }
                    Act::GiveUp => timeline.give_up(),
                }
                if !timeline.run().is_within() {
                    let epoch = usize::try_from(timeline.position()).unwrap();
                    prop_assert_eq!(&timeline.run().bits(), &states[epoch]);
                }
                prop_assert!(timeline.position() <= timeline.length() && timeline.first() == 0);
                prop_assert!(timeline.kept.len() <= max_kept.max(2));
            }
            // What was noted is what a run notes that never goes back: each epoch once, in their order.
            let length = usize::try_from(timeline.length()).unwrap();
            let expected: Vec<_> = (1..=length).map(|epoch| (epoch as u64, states[epoch].clone())).collect();
            prop_assert_eq!(&timeline.run().noted, &expected);
        }

        #[test]
        fn a_branch_begins_a_history_of_its_own(before in 1..40_u64, within: bool, after in 1..40_u64) {
            let mut timeline = Timeline::new(Epochs::new(), 4);
            timeline.advance(before, &mut || true, |_| false).unwrap();
            if within {
                timeline.make(Epochs::batch).unwrap();
            }
            let refused: Result<(), ()> = timeline.branch(|_| Err(()));
            prop_assert_eq!((refused, timeline.first(), timeline.length()), (Err(()), 0, before));
            timeline.branch(|run| run.fit.edit(|network| network.set_parameter(0, 0.25))).unwrap();
            prop_assert_eq!([timeline.first(), timeline.position(), timeline.length()], [before; 3]);
            timeline.advance(after, &mut || true, |_| false).unwrap();
            let end = timeline.run().bits();
            timeline.seek(0);
            prop_assert_eq!((timeline.position(), timeline.wanted()), (before, before));
            prop_assert_eq!(timeline.run().fit.network().parameters()[0], 0.25);
            timeline.seek(before + after);
            timeline.catch_up(&mut || true).unwrap();
            prop_assert_eq!(timeline.run().bits(), end);
        }
    }

    #[test]
    fn playing_stops_where_it_is_enough() {
        let mut timeline = Timeline::new(Epochs::new(), 4);
        assert_eq!(timeline.advance(100, &mut || true, |now| now.position() == 7), Ok(true));
        assert_eq!(timeline.position(), 7);
        assert_eq!(timeline.advance(100, &mut || false, |_| false), Ok(false));
        assert_eq!(timeline.position(), 9, "a portion of two epochs");
        assert_eq!(timeline.advance(u64::MAX, &mut || true, |_| false), Err(Error::Overflow));
        assert_eq!((timeline.position(), timeline.wanted()), (END, END));
    }

    #[test]
    fn a_long_run_takes_no_more_room_and_one_step_back_is_near() {
        let mut run = Epochs::new();
        run.ends = false;
        let mut timeline = Timeline::new(run, 16);
        timeline.advance(5000, &mut || true, |_| false).unwrap();
        assert!((8..=16).contains(&timeline.kept.len()), "{}", timeline.kept.len());
        let apart: Vec<_> = timeline.kept.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        assert!(apart.iter().all(|gap| *gap == 512), "{apart:?}");
    }

    /// A counter whose last step is shown.
    struct Steps {
        position: u64,
        last: Option<u64>,
    }

    impl Replay for Steps {
        type State = u64;
        type Halt = ();
        const SHOWS_LAST: bool = true;

        fn position(&self) -> u64 {
            self.position
        }

        fn save(&self) -> u64 {
            self.position
        }

        fn load(&mut self, state: &u64) {
            (self.position, self.last) = (*state, None);
        }

        fn go_on(&mut self) -> Result<(), ()> {
            self.last = Some(self.position);
            self.position += 1;
            Ok(())
        }
    }

    #[test]
    fn where_the_last_step_is_shown_it_is_made_again() {
        let mut timeline = Timeline::new(Steps { position: 0, last: None }, 4);
        timeline.advance(100, &mut || true, |_| false).unwrap();
        for position in (0..=100).rev().chain(0..=100) {
            timeline.seek(position);
            timeline.catch_up(&mut || true).unwrap();
            assert_eq!((timeline.position(), timeline.run().last), (position, position.checked_sub(1)));
        }
    }
}
