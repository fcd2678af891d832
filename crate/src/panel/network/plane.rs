//! The plane that the picture shows: the two inputs themselves, two columns of a table, or the two principal axes of the rows.

use nalgebra::{DMatrix, Point2, SVD};

use super::coding::Scale;
use super::examples::{Data, Examples};
use super::settings::{Axes, Settings};

/// How much more than the rows need a picture shows on each side, as a share of their width.
const MARGIN: f64 = 0.08;

/// A plane through the space of all columns, with coordinates of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// The names of its axes.
    pub names: [String; 2],
    /// The range of each axis that a picture shows.
    pub ranges: [[f64; 2]; 2],
    /// Whether a unit is as long upwards as to the right.
    pub is_isotropic: bool,
    /// How much of what the rows vary by the two axes hold, from 0 to 1; nothing for columns.
    pub explained: Option<f64>,
    /// The row at its origin.
    origin: Vec<f64>,
    /// By how much a step along each axis changes a row.
    directions: [Vec<f64>; 2],
    /// What makes a row's coordinates: the products with its differences from the origin.
    forms: [Vec<f64>; 2],
}

impl Plane {
    /// The plane of x1 and x2.
    pub fn of_inputs(range: [f64; 2]) -> Self {
        let units = [vec![1.0, 0.0], vec![0.0, 1.0]];
        Self {
            names: ["x1", "x2"].map(str::to_owned),
            ranges: [range; 2],
            is_isotropic: true,
            explained: None,
            origin: vec![0.0; 2],
            directions: units.clone(),
            forms: units,
        }
    }

    /// As the settings have it. Only the rows of the numbers `training` say where the other columns are held.
    pub fn new(settings: &Settings, examples: &Examples, training: &[usize]) -> Self {
        match settings.data {
            Data::Drawn(shape) => return Self::of_inputs(shape.view()),
            Data::Surface(_) => return Self::of_inputs([-6.0, 6.0]),
            Data::Own => return Self::of_inputs(view_of_points(examples)),
            Data::Shipped(_) | Data::Table => {}
        }
        let column = |column: usize| training.iter().map(move |&number| examples.row(number)[column]);
        let scales: Vec<_> = (0..examples.columns.len()).map(|at| Scale::of(column(at))).collect();
        match settings.axes {
            Axes::Columns => Self::of_columns(settings, examples, &scales),
            Axes::Principal => Self::of_principal_axes(examples, training, &scales),
        }
    }

    /// Two columns; all others are at their means.
    fn of_columns(settings: &Settings, examples: &Examples, scales: &[Scale]) -> Self {
        let count = examples.columns.len();
        let across = (settings.across as usize - 1).min(count - 1);
        let up = (settings.up as usize - 1).min(count - 1);
        // A plane needs two.
        let up = if up == across { (across + 1) % count } else { up };
        let unit = |column: usize| (0..count).map(|at| f64::from(u8::from(at == column))).collect::<Vec<_>>();
        let units = [across, up].map(unit);
        let mut origin: Vec<_> = scales.iter().map(|scale| scale.mean).collect();
        (origin[across], origin[up]) = (0.0, 0.0);
        let names = [across, up].map(|column| examples.columns[column].clone());
        Self { is_isotropic: false, ..Self::shown(names, examples, origin, units.clone(), units) }
    }

    /// The two directions in which the standardized rows vary most: the first two singular vectors of their correlations
    /// (K. Pearson, 1901; H. Hotelling, 1933). Each points to where its greatest component is above 0.
    fn of_principal_axes(examples: &Examples, training: &[usize], scales: &[Scale]) -> Self {
        let inputs: Vec<_> = examples.input_columns().collect();
        let mut correlations = DMatrix::zeros(inputs.len(), inputs.len());
        for &number in training {
            let row: Vec<_> = inputs.iter().map(|&at| scales[at].scaled(examples.row(number)[at])).collect();
            for (a, x) in row.iter().enumerate() {
                for (b, y) in row.iter().enumerate() {
                    correlations[(a, b)] += x * y;
                }
            }
        }
        let svd = SVD::new(correlations, false, true);
        let total: f64 = svd.singular_values.sum();
        let explained = svd.singular_values.iter().take(2).sum::<f64>() / total.max(1e-300);
        let axes = svd.v_t.unwrap_or_else(|| DMatrix::identity(inputs.len(), inputs.len()));
        let axis = |number: usize| {
            let mut axis = vec![0.0; scales.len()];
            if number < axes.nrows() {
                let row = axes.row(number);
                let greatest = row.iter().fold(0.0_f64, |most, x: &f64| if x.abs() > most.abs() { *x } else { most });
                for (at, x) in row.iter().enumerate() {
                    axis[inputs[at]] = x * greatest.signum();
                }
            }
            axis
        };
        let axes = [0, 1].map(axis);
        let times = |axis: &Vec<f64>, by: fn(f64, f64) -> f64| {
            axis.iter().zip(scales).map(|(x, scale)| by(*x, scale.deviation)).collect::<Vec<_>>()
        };
        let directions = axes.each_ref().map(|axis| times(axis, |x, deviation| x * deviation));
        let forms = axes.each_ref().map(|axis| times(axis, |x, deviation| x / deviation));
        let names = ["PC 1", "PC 2"].map(str::to_owned);
        let origin = scales.iter().map(|scale| scale.mean).collect();
        Self { explained: Some(explained), ..Self::shown(names, examples, origin, directions, forms) }
    }

    /// The plane, with ranges that show all rows.
    fn shown(
        names: [String; 2],
        examples: &Examples,
        origin: Vec<f64>,
        directions: [Vec<f64>; 2],
        forms: [Vec<f64>; 2],
    ) -> Self {
        let plane =
            Self { names, ranges: [[0.0; 2]; 2], is_isotropic: true, explained: None, origin, directions, forms };
        let places: Vec<_> = examples.rows().map(|row| plane.place(row)).collect();
        let ranges = [0, 1].map(|axis| {
            let values = places.iter().map(|place| place[axis]);
            let (least, most) = values.fold((f64::MAX, f64::MIN), |(least, most), x| (least.min(x), most.max(x)));
            let margin = if most > least { (most - least) * MARGIN } else { 1.0 };
            [least - margin, most + margin]
        });
        Self { ranges, ..plane }
    }

    /// The coordinates of a row.
    pub fn place(&self, row: &[f64]) -> Point2<f64> {
        let product = |form: &Vec<f64>| {
            row.iter().zip(&self.origin).zip(form).map(|((x, origin), factor)| (x - origin) * factor).sum()
        };
        Point2::from(self.forms.each_ref().map(product))
    }

    /// Makes `row` the one at a place.
    pub fn row_at(&self, [across, up]: [f64; 2], row: &mut Vec<f64>) {
        row.clear();
        let [right, above] = &self.directions;
        row.extend(self.origin.iter().zip(right).zip(above).map(|((x, a), b)| x + across * a + up * b));
    }
}

/// The range of either input that own points need.
fn view_of_points(examples: &Examples) -> [f64; 2] {
    let numbers = || examples.rows().flatten();
    let widest = numbers().fold(0.0_f64, |most, x| most.max(x.abs()));
    let is_inside = numbers().all(|x| (-0.5..=1.5).contains(x));
    if is_inside && examples.count() > 0 {
        [-0.5, 1.5]
    } else if widest <= 6.0 {
        [-6.0, 6.0]
    } else {
        [-widest * 1.1, widest * 1.1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::table::Shipped;

    fn plane(axes: Axes) -> (Plane, Examples) {
        let settings =
            Settings { data: Data::Shipped(Shipped::Penguins), axes, across: 1, up: 3, ..Settings::default() };
        let examples = Examples::of(&settings);
        let all: Vec<_> = (0..examples.count()).collect();
        (Plane::new(&settings, &examples, &all), examples)
    }

    #[test]
    fn a_place_becomes_a_row_and_the_row_that_place() {
        for axes in [Axes::Columns, Axes::Principal] {
            let (plane, examples) = plane(axes);
            let mut row = Vec::new();
            for place in [[0.0, 0.0], [1.5, -2.0], [45.0, 190.0]] {
                plane.row_at(place, &mut row);
                let again = plane.place(&row);
                assert!((again - Point2::from(place)).norm() < 1e-9, "{axes:?} {place:?} {again}");
            }
            let [[x0, x1], [y0, y1]] = plane.ranges;
            let is_seen = |place: Point2<f64>| (x0..=x1).contains(&place.x) && (y0..=y1).contains(&place.y);
            assert!(examples.rows().all(|row| is_seen(plane.place(row))));
        }
    }

    #[test]
    fn principal_axes_hold_what_the_rows_vary_by() {
        let (plane, examples) = plane(Axes::Principal);
        // scikit-learn's PCA of the standardized columns gives 0.6884 and 0.1931 of the variance.
        assert!((plane.explained.unwrap() - 0.8815).abs() < 1e-3, "{:?}", plane.explained);
        let places: Vec<_> = examples.rows().map(|row| plane.place(row)).collect();
        let product: f64 = places.iter().map(|place| place.x * place.y).sum();
        assert!(product.abs() < 1e-6, "the two are not correlated");
    }
}
