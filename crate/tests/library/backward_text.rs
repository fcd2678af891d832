//! What the panels show of the backward pass multiplies out: each formula, read back from its text, gives the value shown beside it to
//! the digits shown, and the last one is the parameter that the step then makes.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::model::activation::Activation;
use perceptron_playground::model::backward::Trace;
use perceptron_playground::model::random::Random;
use perceptron_playground::panel::backward::{BackwardShown, Over, Passes, ROWS, Stage, WorkedRow};
use perceptron_playground::panel::view::Message;
use proptest::prelude::*;

use crate::common::formula::{Interval, evaluate, number};
use crate::common::run::some_run;

/// What single precision may be off by, beside a share of the number, where a logarithm is worked out from sums.
const OF_LOSS: f64 = 2e-6;

/// What it may be off by in a slope, where 1 and a number near to it cancel out.
const OF_SLOPE: f64 = 1.2e-7;

/// Whether the value shown is the formula's, to the digits shown.
fn row_agrees(row: &WorkedRow) -> bool {
    if row.worked.is_empty() {
        return true;
    }
    let (formula, shown) = (evaluate(&row.worked).widened(share_of(row)), number(&row.value));
    formula.meets(if row.symbol == "L" { shown.around(OF_LOSS) } else { shown })
}

/// What single precision may be off by: a little; where the parts of a sum cancel out, the batch's δ, which are weighted by 1/B
/// before they are added up, may differ more from those of its samples.
fn share_of(row: &WorkedRow) -> f64 {
    if row.name.as_ref().is_some_and(|name| name.key == "backward-mean") { 2e-4 } else { 2e-5 }
}

fn last_value(shown: &BackwardShown) -> Interval {
    number(&shown.rows.last().unwrap().value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_is_shown_multiplies_out_to_the_step_that_training_makes(seed: u64) {
        let mut random = Random::new(seed);
        let mut fit = some_run(&mut random);
        let is_softmax = fit.network().layers().last().unwrap().activation == Activation::Softmax;
        if is_softmax && !fit.settings().loss.is_cross_entropy() {
            // No panel has it. Its δ is a difference in which single precision cancels out.
            return Ok(());
        }
        let ahead = fit.ahead();
        let network = fit.network().clone();
        let names: Vec<_> = (0..network.inputs() + network.units()).map(|at| format!("h{at}")).collect();
        let parameter = random.below(network.parameters().len());
        let looked_at = random.below(fit.samples().count());
        let pass = |sample: usize| {
            let samples = fit.samples();
            let (loss, x, t) = (fit.settings().loss, samples.input(sample), samples.target(sample));
            let trace = match ahead.batch.iter().position(|other| *other == sample) {
                Some(place) => Trace::in_step(&ahead, place, loss, x, t),
                None => Trace::new(&network, loss, x, t),
            };
            (Message::new("sample"), trace.unwrap())
        };
        let is_readable = |(_, trace): &(Message, Trace)| {
            let numbers = |of: &[f32]| of.iter().all(|value| value.abs() < 1e12);
            trace.layers.iter().all(|layer| numbers(&layer.deltas) && numbers(&layer.arriving) && numbers(&layer.signals.sums))
        };
        let batch: Vec<_> = ahead.batch.iter().take(ROWS).map(|sample| pass(*sample)).collect();
        if !ahead.is_good || !batch.iter().chain([&pass(looked_at)]).all(is_readable) {
            return Ok(());
        }
        let of_sample = f64::from(pass(looked_at).1.gradient(&network, parameter));
        let is_in_batch = ahead.batch.contains(&looked_at);
        let shown = |stage: Stage, over: Over| {
            let (sample, batch) = (pass(looked_at), batch.clone());
            let (network, names, ahead) = (&network, &names[..], Some(&ahead));
            Passes { network, names, parameter, stage, over, sample, ahead, batch, is_in_batch, made: false }.shown()
        };
        for stage in [Stage::Forward, Stage::Loss, Stage::Backward, Stage::Update] {
            for over in [Over::Sample, Over::Batch] {
                for row in shown(stage, over).rows {
                    prop_assert!(row_agrees(&row), "{:?}", row);
                    let product = row.factors.iter().map(|factor| factor.value.as_str()).collect::<Vec<_>>().join("×");
                    prop_assert!(row.factors.is_empty() || product == row.worked, "{:?}", row);
                    if let Some(note) = row.note.filter(|note| note.key == "backward-slope") {
                        let text = |name: &str| match &note.values.0.iter().find(|(key, _)| *key == name).unwrap().1 {
                            perceptron_playground::panel::view::Said::Text(text) => text.clone(),
                            said @ perceptron_playground::panel::view::Said::Word(_) => panic!("{said:?}"),
                        };
                        let slope = number(&text("value")).around(OF_SLOPE);
                        prop_assert!(evaluate(&format!("({})", text("formula"))).widened(2e-5).meets(slope), "{:?}", note);
                    }
                }
            }
        }
        // The ends of the chains are the engine's own numbers.
        prop_assert!(last_value(&shown(Stage::Backward, Over::Sample)).has(of_sample));
        prop_assert!(last_value(&shown(Stage::Backward, Over::Batch)).has(f64::from(ahead.gradients[parameter])));
        prop_assert!(last_value(&shown(Stage::Loss, Over::Batch)).has(ahead.loss));
        let after = last_value(&shown(Stage::Update, Over::Batch));
        fit.step().unwrap();
        prop_assert!(after.has(f64::from(fit.network().parameters()[parameter])));
        prop_assert!((f64::from(fit.gradients()[parameter]) - f64::from(ahead.gradients[parameter])).abs() == 0.0);
    }
}
