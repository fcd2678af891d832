//! Whether a sample has another one near it.

use std::collections::HashMap;

/// Samples by the squares they lie in, each as wide as the radius, so that neighbours are looked for in a few squares only.
#[derive(Clone, Debug)]
pub struct Neighbours {
    width: usize,
    radius: f32,
    squares: HashMap<[i32; 2], Vec<f32>>,
}

impl Neighbours {
    /// The samples `rows` `[n, width]` of one number or two, to be looked for within `radius` > 0.
    pub fn new(rows: &[f32], width: usize, radius: f32) -> Self {
        let mut squares: HashMap<_, Vec<f32>> = HashMap::new();
        for sample in rows.chunks_exact(width.max(1)) {
            squares.entry(square(sample, radius)).or_default().extend_from_slice(sample);
        }
        Self { width, radius, squares }
    }

    /// Whether one of the samples lies within the radius of this one.
    pub fn has_near(&self, sample: &[f32]) -> bool {
        let [column, row] = square(sample, self.radius);
        let rows = if self.width > 1 { -1..=1 } else { 0..=0 };
        let most = self.radius * self.radius;
        rows.flat_map(|down| (-1..=1).map(move |across| [column.saturating_add(across), row.saturating_add(down)]))
            .filter_map(|place| self.squares.get(&place))
            .any(|near| near.chunks_exact(self.width).any(|other| distance_squared(sample, other) <= most))
    }

    /// The share of the samples `rows` `[n, width]` that have one of these near them; 0 without samples.
    pub fn share_near(&self, rows: &[f32]) -> f64 {
        let samples = rows.chunks_exact(self.width);
        let count = samples.len();
        samples.filter(|sample| self.has_near(sample)).count() as f64 / count.max(1) as f64
    }
}

#[allow(clippy::cast_possible_truncation)] // a number too large has the last square
fn square(sample: &[f32], radius: f32) -> [i32; 2] {
    let at = |value: Option<&f32>| value.map_or(0, |value| (value / radius).floor() as i32);
    [at(sample.first()), at(sample.get(1))]
}

/// The square of the distance between two samples.
pub fn distance_squared(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// The distance from each of `rows` `[n, width]` to the nearest of `others` `[m, width]`, in ascending order.
pub fn nearest_distances(rows: &[f32], others: &[f32], width: usize) -> Vec<f32> {
    let nearest = |sample: &[f32]| {
        let squares = others.chunks_exact(width).map(|other| distance_squared(sample, other));
        squares.fold(f32::INFINITY, f32::min).sqrt()
    };
    let mut distances: Vec<_> = rows.chunks_exact(width).map(nearest).collect();
    distances.sort_by(f32::total_cmp);
    distances
}
