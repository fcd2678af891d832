//! What the picture shows as a table: the alternative to looking at it.

use super::numbers::rounded;
use super::words::shown;
use super::{Activations, INPUT_REACH, Part, REACH};
use crate::model::activation_function::ActivationFunction;
use crate::plot::ticks::short;

/// A table of values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// The heads of the columns: formulas, or names for which the page has words.
    pub heads: Vec<&'static str>,
    /// The cells, row by row.
    pub cells: Vec<String>,
}

impl Activations {
    /// The picture's values.
    pub fn values(&self) -> Values {
        let settings = self.settings();
        match settings.part {
            Part::Curve => {
                let curve = settings.curve();
                let row = |n: i32| {
                    let a = f64::from(n);
                    [short(a), shown(curve.value(a)), curve.derivative(a).map_or_else(|| "–".to_owned(), shown)]
                };
                Values { heads: vec!["a", "h(a)", "h′(a)"], cells: (-REACH..=REACH).flat_map(row).collect() }
            }
            Part::Steep => {
                let (sigmoid, step) =
                    (ActivationFunction::Sigmoid(settings.k.to_f64()), ActivationFunction::Step(settings.tie));
                let row = |n: i32| {
                    let a = f64::from(n) / 4.0;
                    let (s, h) = (sigmoid.value(a), step.value(a));
                    // Next to the step's 1 the difference would drown in the sigmoid's rounding.
                    let gap = if h == 1.0 { sigmoid.value(-a) } else { s };
                    [short(a), shown(h), shown(s), shown(gap)]
                };
                let heads = vec!["a", "step", "σ(k·a)", "difference"];
                Values { heads, cells: (-2 * REACH..=2 * REACH).flat_map(row).collect() }
            }
            Part::Batch => {
                let [before, after] = self.batch().histograms(settings.curve());
                let row = |index: usize| {
                    let range = |[from, to]: [f64; 2]| format!("{} … {}", short(from), short(to));
                    let count = |bin: [u32; 2]| bin[0].to_string();
                    [
                        range(before.bin(index)),
                        count(before.bins[index]),
                        range(after.bin(index)),
                        count(after.bins[index]),
                    ]
                };
                let heads = vec!["a", "count", "h(a)", "count"];
                Values { heads, cells: (0..before.bins.len()).flat_map(row).collect() }
            }
            Part::Depth => {
                let row = |n: i32| {
                    let x = f64::from(n) / 2.0;
                    [x, settings.stack.output(x), settings.stack.one_layer_output(x)]
                        .map(|value| if value == x { short(x) } else { rounded(value) })
                };
                let heads = vec!["x", "stack", "one"];
                Values { heads, cells: (-2 * INPUT_REACH..=2 * INPUT_REACH).flat_map(row).collect() }
            }
        }
    }
}
