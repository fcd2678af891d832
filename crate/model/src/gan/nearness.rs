//! Whether a sample has another one near it.

/// The most squares of a side.
const MAX_SQUARES: usize = 256;

/// Samples by the squares they lie in, each at least as wide as the radius, so that only the squares around a sample are searched.
#[derive(Clone, Debug)]
pub struct Neighbours {
    width: usize,
    radius: f32,
    /// The least and the greatest value of each number of the samples.
    from: [f32; 2],
    to: [f32; 2],
    /// How many squares a unit has.
    scale: f32,
    squares: [usize; 2],
    /// Where the samples of each square begin in `rows`; one more at the end.
    starts: Vec<u32>,
    rows: Vec<f32>,
}

impl Neighbours {
    /// The samples `rows` `[n, width]` of one number or two, to be looked for within `radius` > 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to the number of squares
    pub fn new(rows: &[f32], width: usize, radius: f32) -> Self {
        let (mut low, mut high) = ([0.0_f32; 2], [0.0_f32; 2]);
        for (at, (low, high)) in low.iter_mut().zip(&mut high).enumerate().take(width) {
            let values = rows.iter().skip(at).step_by(width).filter(|value| value.is_finite());
            (*low, *high) = values.fold((f32::MAX, f32::MIN), |(l, h), value| (l.min(*value), h.max(*value)));
        }
        let length = (high[0] - low[0]).max(high[1] - low[1]).clamp(0.0, f32::MAX);
        let scale = 1.0 / radius.max(length / MAX_SQUARES as f32);
        let squares = [0, 1].map(|at| ((high[at] - low[at]) * scale).clamp(0.0, MAX_SQUARES as f32) as usize + 1);
        let mut near = Self {
            width,
            radius,
            from: low,
            to: high,
            scale,
            squares,
            starts: vec![0; squares[0] * squares[1] + 1],
            rows: Vec::new(),
        };
        // Sorted by counting: how many samples each square has, where it begins, and then the samples.
        for sample in rows.chunks_exact(width) {
            let square = near.square(sample);
            near.starts[square[1] * squares[0] + square[0] + 1] += 1;
        }
        for at in 1..near.starts.len() {
            near.starts[at] += near.starts[at - 1];
        }
        let mut next = near.starts.clone();
        let mut sorted = vec![0.0; rows.len()];
        for sample in rows.chunks_exact(width) {
            let square = near.square(sample);
            let place = &mut next[square[1] * squares[0] + square[0]];
            sorted[*place as usize * width..][..width].copy_from_slice(sample);
            *place += 1;
        }
        near.rows = sorted;
        near
    }

    /// The square of a sample. What lies beyond has the square at that end, where its neighbours are too.
    #[inline]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a negative number and NaN become 0
    fn square(&self, sample: &[f32]) -> [usize; 2] {
        let at = |number: usize| {
            (((sample[number] - self.from[number]) * self.scale) as usize).min(self.squares[number] - 1)
        };
        [at(0), if self.width > 1 { at(1) } else { 0 }]
    }

    /// Whether one of the samples lies within the radius of this one.
    pub fn has_near(&self, sample: &[f32]) -> bool {
        let ends = self.from.iter().zip(&self.to);
        if sample.iter().zip(ends).any(|(value, (low, high))| !(low - self.radius..=high + self.radius).contains(value))
        {
            return false;
        }
        let [column, row] = self.square(sample);
        let most = self.radius * self.radius;
        let columns = column.saturating_sub(1)..(column + 2).min(self.squares[0]);
        (row.saturating_sub(1)..(row + 2).min(self.squares[1])).any(|row| {
            let [start, end] =
                [columns.start, columns.end].map(|column| self.starts[row * self.squares[0] + column] as usize);
            let near = self.rows[start * self.width..end * self.width].chunks_exact(self.width);
            near.into_iter().any(|other| distance_squared(sample, other) <= most)
        })
    }

    /// The share of the samples `rows` `[n, width]` that have one of these near them; 0 without samples.
    pub fn share_near(&self, rows: &[f32]) -> f64 {
        let samples = rows.chunks_exact(self.width);
        let count = samples.len();
        samples.filter(|sample| self.has_near(sample)).count() as f64 / count.max(1) as f64
    }
}

/// The square of the distance between two samples.
#[inline]
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
