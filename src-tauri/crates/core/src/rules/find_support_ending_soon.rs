//! Assets whose support ends within a year from today.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_support_ending_soon",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

/// Days that it takes to budget for a replacement and to bring it about.
const SOON: i64 = 365;

fn look(facts: &Facts) -> Vec<Hit> {
    let soon = facts.today..=facts.today.plus(SOON);
    together(assets(facts, |a| {
        a.end_of_support.is_some_and(|day| soon.contains(&day))
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn from_today_for_a_year() {
        check(
            &super::RULE,
            "asset A1 end_of_support=2026-11-21\n asset A2 end_of_support=2027-11-21",
            &["all <- A1 A2 | count=2 list=[A1, A2]"],
        );
    }

    #[test]
    fn over_already_or_later() {
        check(
            &super::RULE,
            "asset A1 end_of_support=2026-11-20\n asset A2 end_of_support=2027-11-22\n asset A3",
            &[],
        );
    }
}
