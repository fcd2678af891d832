//! Loops over vectors in double precision, in an order that no compiler may change, so that the bits are the same everywhere.

/// Adds `factor` times `values` to `sums`.
#[inline]
pub fn add_scaled(sums: &mut [f64], factor: f64, values: &[f64]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

/// The sum of the products of two vectors: four sums side by side, which a processor works out at the same time.
#[inline]
pub fn dot(one: &[f64], other: &[f64]) -> f64 {
    let (blocks, rest) = one.as_chunks::<4>();
    let (other_blocks, other_rest) = other.as_chunks::<4>();
    let mut sums = [0.0; 4];
    for (a, b) in blocks.iter().zip(other_blocks) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let last: f64 = rest.iter().zip(other_rest).map(|(a, b)| a * b).sum();
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + last
}

#[cfg(test)]
mod tests {
    use super::dot;

    #[test]
    fn products_add_up_whatever_the_length() {
        for length in 0..11 {
            let one: Vec<f64> = (1..=length).map(f64::from).collect();
            let squares = f64::from(length * (length + 1) * (2 * length + 1)) / 6.0;
            assert_eq!(dot(&one, &one), squares);
        }
    }
}
