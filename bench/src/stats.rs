//! Medians and percentiles.

use std::time::Duration;

/// The median; of an even number of values the mean of the middle two, of none 0.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let upper = sorted.get(middle).copied().unwrap_or_default();
    if sorted.len().is_multiple_of(2) {
        let lower = middle.checked_sub(1).and_then(|at| sorted.get(at)).copied().unwrap_or_default();
        return f64::midpoint(lower, upper);
    }
    upper
}

/// The nearest-rank percentile (`share` from 0 to 1) in milliseconds; of nothing 0.
pub fn percentile_ms(values: &[Duration], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = ((sorted.len() as f64) * share).ceil().max(1.0) as usize;
    sorted.get(rank - 1).map_or(0.0, |value| value.as_secs_f64() * 1_000.0)
}

/// `value / base`, and 0 when there is no base.
pub fn ratio(value: f64, base: f64) -> f64 {
    if base > 0.0 { value / base } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{median, percentile_ms, ratio};
    use std::time::Duration;

    fn close(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-9
    }

    #[test]
    fn the_median_is_the_middle() {
        assert!(close(median(&[3.0, 1.0, 2.0]), 2.0));
        assert!(close(median(&[4.0, 1.0, 2.0, 3.0]), 2.5));
        assert!(close(median(&[]), 0.0));
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        assert!(close(percentile_ms(&values, 0.5), 100.0));
        assert!(close(percentile_ms(&values, 0.99), 198.0));
        assert!(close(percentile_ms(&values, 1.0), 200.0));
        assert!(close(percentile_ms(&values[..1], 0.99), 200.0));
        assert!(close(percentile_ms(&[], 0.5), 0.0));
    }

    #[test]
    fn a_ratio_without_a_base_is_nothing() {
        assert!(close(ratio(3.0, 2.0), 1.5));
        assert!(close(ratio(3.0, 0.0), 0.0));
    }
}
