//! Many seeds: the same network trained from one first state after another, to see how many of them solve XOR.

use super::learned::{MOST_STEPS, Recipe, Run};

/// How many seeds are tried, from 1 on.
pub const SEEDS: u32 = 100;

/// What became of one seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The seed.
    pub seed: u32,
    /// The epoch at whose end all outputs were near to what is wanted; nothing when that never came.
    pub solved: Option<usize>,
    /// How many rows lay on the right side of ½ at the end.
    pub right: usize,
    /// The parameters at the end, in the order of [`crate::model::network::Network::parameters`].
    pub parameters: Vec<f32>,
}

/// The trial of all seeds, which is done in slices.
#[derive(Clone, Debug)]
pub struct Seeds {
    recipe: Recipe,
    run: Option<Box<Run>>,
    outcomes: Vec<Outcome>,
}

impl Seeds {
    /// A trial that has not begun. The recipe's own first weights do not matter.
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

    /// Takes up to `steps` steps of training. Says whether there are more to take.
    pub fn advance(&mut self, steps: usize) -> bool {
        for _ in 0..steps {
            let seed = u32::try_from(self.outcomes.len()).unwrap_or(SEEDS) + 1;
            if seed > SEEDS {
                return false;
            }
            let run = self.run.get_or_insert_with(|| Box::new(Run::new(Recipe { seed, start: None, ..self.recipe })));
            let goes_on = run.step().is_ok() && run.solved().is_none() && run.length() < MOST_STEPS as usize;
            if !goes_on {
                let solved = run.solved().map(|step| step / 4);
                let parameters = run.network().parameters().to_vec();
                self.outcomes.push(Outcome { seed, solved, right: run.rows_right(), parameters });
                self.run = None;
            }
        }
        true
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
        while coarse.outcomes().len() < 5 {
            assert!(coarse.advance(5000));
        }
        while fine.outcomes().len() < 5 {
            assert!(fine.advance(777));
        }
        assert_eq!(coarse.outcomes()[..5], fine.outcomes()[..5]);
        for outcome in &coarse.outcomes()[..5] {
            let mut run = Run::new(Recipe { seed: outcome.seed, ..recipe });
            run.seek(outcome.solved.map_or(MOST_STEPS as usize, |epoch| epoch * 4));
            assert_eq!(run.network().parameters(), outcome.parameters);
            assert_eq!((run.solved().map(|step| step / 4), run.rows_right()), (outcome.solved, outcome.right));
        }
        assert!(coarse.is_for(Recipe { seed: 1, ..recipe }) && !coarse.is_for(Recipe { rate: 1.0, ..recipe }));
    }
}
