//! The middle of many values, and what nine of ten do not exceed.

/// The median: the middle value, or the mean of the two middle ones, rounded down. `None` of nothing.
pub fn median(values: &[u64]) -> Option<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some(lower + (upper - lower) / 2)
}

/// The percentile by the nearest-rank method: the smallest value that at least `percent` of a hundred values do not exceed. It is
/// one of the values. `None` of nothing.
pub fn percentile(values: &[u64], percent: usize) -> Option<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::{median, percentile};

    #[test]
    fn the_median_is_the_middle_or_between_the_two_middle_ones() {
        assert_eq!((median(&[]), median(&[4]), median(&[9, 1, 5]), median(&[1, 8])), (None, Some(4), Some(5), Some(4)));
        assert_eq!(median(&[u64::MAX, u64::MAX]), Some(u64::MAX));
    }

    #[test]
    fn nine_of_ten_do_not_exceed_the_90th_percentile() {
        let ten: Vec<u64> = (1..=10).rev().collect();
        assert_eq!((percentile(&ten, 90), percentile(&ten, 100), percentile(&ten, 0)), (Some(9), Some(10), Some(1)));
        assert_eq!((percentile(&[7], 90), percentile(&[], 90)), (Some(7), None));
        assert_eq!(percentile(&[1, 2, 3], 90), Some(3));
    }
}
