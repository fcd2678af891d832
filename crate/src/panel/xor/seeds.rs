//! Many seeds: the same network trained from one initial state after another, to see how many of them solve XOR.

use super::learned::{MAX_STEPS, Recipe, Run};
use super::picture::tile_of;
use crate::data::gates::ROWS;
use crate::model::timeline::Replay as _;
use crate::panel::playable::GoOn;

/// How many seeds are tried, from 1 on.
pub const SEEDS: u32 = 100;

/// What became of one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The epoch at whose end all outputs were near to their targets; nothing when that never came.
    pub solved: Option<u64>,
    /// How many rows lay on the right side of ½ at the end.
    pub right: usize,
    /// The parameters at the end, in the order of [`crate::model::network::Network::parameters`].
    pub parameters: Vec<f32>,
    /// The output over the plane at the end: a small picture's cells, row by row from the top.
    pub tile: Vec<f32>,
}

/// The trial of all seeds, which is done in slices.
#[derive(Clone, Debug)]
pub struct Seeds {
    recipe: Recipe,
    /// The run under way.
    run: Option<Box<Run>>,
    /// What came of the seeds 1, 2, …
    outcomes: Vec<Outcome>,
}

impl Seeds {
    /// A trial that has not begun. The recipe's own initial weights do not matter.
    pub fn new(recipe: Recipe) -> Self {
        Self { recipe, run: None, outcomes: Vec::new() }
    }

    /// Whether it tries what `recipe` asks for.
    pub fn is_for(&self, recipe: Recipe) -> bool {
        Recipe { seed: 0, start: None, ..self.recipe } == Recipe { seed: 0, start: None, ..recipe }
    }

    /// What has come of the seeds so far.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// How many seeds have been tried.
    #[allow(clippy::cast_possible_truncation)] // at most SEEDS
    pub fn tried(&self) -> u32 {
        self.outcomes.len() as u32
    }

    /// Goes on until so many seeds have been tried, for as long as `go_on` says so, which is asked after each portion of steps.
    /// A run that is under way then goes on the next time.
    pub fn advance(&mut self, tried: u32, go_on: GoOn) {
        while self.tried() < tried.min(SEEDS) {
            let seed = self.tried() + 1;
            let run = self.run.get_or_insert_with(|| Box::new(Run::new(Recipe { seed, start: None, ..self.recipe })));
            let mut is_under_way = true;
            for _ in 0..run.portion() {
                is_under_way = run.go_on().is_ok();
                if is_under_way {
                    run.reached();
                }
                is_under_way &= run.solved().is_none() && run.position() < u64::from(MAX_STEPS);
                if !is_under_way {
                    break;
                }
            }
            if !is_under_way {
                let solved = run.solved().map(|step| step / ROWS.len() as u64);
                let parameters = run.network().parameters().to_vec();
                let tile = tile_of(run.network());
                self.outcomes.push(Outcome { solved, right: run.rows_right(), parameters, tile });
                self.run = None;
            }
            if !go_on() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::activation::Activation;

    #[test]
    fn slices_of_any_size_come_to_what_single_runs_come_to() {
        let recipe = Recipe { activation: Activation::Tanh, rate: 2.0, seed: 7, start: None };
        let (mut coarse, mut fine) = (Seeds::new(recipe), Seeds::new(recipe));
        coarse.advance(5, &mut || true);
        while fine.tried() < 5 {
            fine.advance(5, &mut || false);
        }
        assert_eq!(coarse.outcomes(), fine.outcomes());
        for (seed, outcome) in (1..).zip(coarse.outcomes()) {
            let mut run = Run::history(Recipe { seed, ..recipe });
            run.want(outcome.solved.map_or(u64::from(MAX_STEPS), |epoch| epoch * 4));
            run.catch_up(&mut || true).unwrap();
            let run = run.run();
            assert_eq!(run.network().parameters(), outcome.parameters);
            assert_eq!((run.solved().map(|step| step / 4), run.rows_right()), (outcome.solved, outcome.right));
        }
        assert!(coarse.is_for(Recipe { seed: 1, ..recipe }) && !coarse.is_for(Recipe { rate: 1.0, ..recipe }));
    }
}
