//! What the picture shows as a table: the alternative to looking at it.

use super::numbers::rounded;
use super::{Activations, INPUT_REACH, Part, REACH, Settings};
use crate::model::activation_function::ActivationFunction;
use crate::panel::view::{Said, Table};
use crate::plot::ticks::short;

fn row<const N: usize>(cells: [String; N]) -> Vec<Said> {
    cells.into_iter().map(Said::Text).collect()
}

fn table(name: &'static str, columns: Vec<&'static str>, rows: Vec<Vec<Said>>) -> Table {
    Table { name, columns, rows, ..Table::default() }
}

impl Activations {
    /// The picture's values.
    pub(super) fn values(&self) -> Table {
        let settings = self.settings();
        match settings.part {
            Part::Curve => settings.curve_values(),
            Part::Layers => settings.layers_values(),
            Part::Steep => settings.steep_values(),
            Part::Depth => settings.depth_values(),
            Part::Batch => {
                let [before, after] = self.batch().histograms(settings.curve());
                let range = |[from, to]: [f64; 2]| format!("{} … {}", short(from), short(to));
                let rows = (0..before.bins.len()).map(|index| {
                    let [sums, outputs] =
                        [&before, &after].map(|one| (range(one.bin(index)), one.bins[index][0].to_string()));
                    row([sums.0, sums.1, outputs.0, outputs.1])
                });
                table("batch", vec!["a", "count-before", "h(a)", "count-after"], rows.collect())
            }
        }
    }
}

impl Settings {
    fn curve_values(&self) -> Table {
        let curve = self.curve();
        let rows = (-REACH..=REACH).map(|n| {
            let a = f64::from(n);
            row([short(a), rounded(curve.value(a)), curve.derivative(a).map_or_else(|| "–".to_owned(), rounded)])
        });
        table("curve", vec!["a", "h(a)", "h′(a)"], rows.collect())
    }

    fn steep_values(&self) -> Table {
        let (sigmoid, step) = (ActivationFunction::Sigmoid(self.k.to_f64()), ActivationFunction::Step(self.tie));
        let rows = (-2 * REACH..=2 * REACH).map(|n| {
            let a = f64::from(n) / 4.0;
            let (s, h) = (sigmoid.value(a), step.value(a));
            // Next to the step's 1 the difference would drown in the sigmoid's rounding.
            let gap = if h == 1.0 { sigmoid.value(-a) } else { s };
            row([short(a), rounded(h), rounded(s), rounded(gap)])
        });
        table("steep", vec!["a", "step", "σ(k·a)", "difference"], rows.collect())
    }

    fn depth_values(&self) -> Table {
        let stack = self.stack();
        let rows = (-2 * INPUT_REACH..=2 * INPUT_REACH).map(|n| {
            let x = f64::from(n) / 2.0;
            row([short(x), rounded(stack.output(x)), rounded(stack.one_layer_output(x))])
        });
        table("depth", vec!["x", "stack", "one"], rows.collect())
    }

    fn layers_values(&self) -> Table {
        let rows = self.products().into_iter().enumerate();
        let rows = rows.map(|(passed, product)| row([passed.to_string(), rounded(product)]));
        table("layers", vec!["passed", "product"], rows.collect())
    }
}
