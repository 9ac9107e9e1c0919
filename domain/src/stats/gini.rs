//! How unequally speaking time is spread.

/// The Gini coefficient: half the relative mean absolute difference, Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² x̄) (Gini 1912; Sen, *On Economic
/// Inequality*, 1973, §2.6). Computed by the equivalent discrete formula for sorted values, 2 Σ i·x₍ᵢ₎ / (n Σ x) − (n + 1) / n with
/// i = 1…n, exactly up to the last division.
///
/// 0: all the same, also when nobody or one person counts or nothing was spoken. The most is (n − 1)/n, when one speaks all the
/// time; it is not stretched to 1, so that meetings of different sizes are told as they are.
///
/// In statistics it counts everybody who was ever in the meeting and [counts](super::PersonFigures::counts): present or gone,
/// silent or not.
#[expect(clippy::cast_precision_loss, reason = "a coefficient is shown with a few digits")]
pub fn gini(values: &[u64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let count = sorted.len() as u128;
    let sum: u128 = sorted.iter().map(|value| u128::from(*value)).sum();
    if count == 0 || sum == 0 {
        return 0.0;
    }
    let weighted: u128 = (1..).zip(&sorted).map(|(place, value)| place * u128::from(*value)).sum();
    // Never negative: sorted values put at least as much weight on high places as equal ones would.
    let above = (2 * weighted).saturating_sub((count + 1) * sum);
    above as f64 / (count * sum) as f64
}

#[cfg(test)]
mod tests {
    use super::gini;

    fn by_definition(values: &[u64]) -> f64 {
        let sum: u64 = values.iter().sum();
        let differences: u64 = values.iter().flat_map(|a| values.iter().map(move |b| a.abs_diff(*b))).sum();
        f64::from(u32::try_from(differences).unwrap())
            / f64::from(u32::try_from(2 * values.len() as u64 * sum).unwrap())
    }

    #[test]
    fn nobody_nothing_and_equal_parts_are_even() {
        assert_eq!((gini(&[]), gini(&[0, 0]), gini(&[7]), gini(&[5, 5, 5])), (0.0, 0.0, 0.0, 0.0));
    }

    #[test]
    fn one_of_n_who_speaks_all_the_time_gives_n_minus_one_nths() {
        assert!((gini(&[0, 0, 0, 60_000]) - 0.75).abs() < 1e-12);
        assert!((gini(&[9, 0]) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn the_discrete_formula_is_the_relative_mean_absolute_difference() {
        for values in [&[1, 2, 3, 4][..], &[40_000, 60_000, 0, 0, 0], &[10, 1, 10, 7, 3, 3], &[1, 1_000]] {
            assert!((gini(values) - by_definition(values)).abs() < 1e-12, "{values:?}");
        }
    }

    #[test]
    fn the_order_of_people_does_not_matter_and_times_may_be_huge() {
        assert_eq!(gini(&[3, 1, 2]).to_bits(), gini(&[1, 2, 3]).to_bits());
        assert!((gini(&[u64::MAX, 0]) - 0.5).abs() < 1e-12);
    }
}
