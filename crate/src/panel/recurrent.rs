//! How the numbers of a recurrent network are written, in each panel that has one.

use crate::text::{factor, significant, term};

/// A number with four significant digits.
pub fn rounded(value: f64) -> String {
    significant(value, 4)
}

/// With three: a mean squared error, and what stands in a picture.
pub fn short(value: f64) -> String {
    significant(value, 3)
}

/// The name of a unit's state: h1, h2 and so on.
pub fn state_name(unit: usize) -> String {
    format!("h{}", unit + 1)
}

/// A sum of products of a weight and a value: `0.61×0.42 − 0.3×(−0.5) + 0.01`. A value of 1, which stands for a bias, is left out.
#[allow(clippy::float_cmp)] // just that value
pub fn sum_of(products: impl IntoIterator<Item = (f64, f64)>) -> String {
    products.into_iter().enumerate().fold(String::new(), |mut sum, (at, (weight, value))| {
        let weight = rounded(weight);
        sum += &if at == 0 { weight } else { term(&weight) };
        if value != 1.0 {
            sum += &format!("×{}", factor(&rounded(value)));
        }
        sum
    })
}

/// The sum that gives the number of parameters of a layer with `units` units and its output, for elements of so many numbers.
pub fn parameters(units: usize, width: usize) -> String {
    let [layer, output] = [units * (width + units + 1), width * (units + 1)];
    format!("{units}×({width} + {units} + 1) + {width}×({units} + 1) = {layer} + {output} = {}", layer + output)
}
