//! Servers, terminals and devices whose support has ended. Gateways have a rule of their own.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_asset_past_support",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(assets(facts, |a| {
        !a.is_gateway() && a.end_of_support.is_some_and(|day| day < facts.today)
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn support_is_over() {
        check(
            &super::RULE,
            "asset PC kind=terminal end_of_support=2025-10-14\n asset SV end_of_support=2026-11-20",
            &["all <- SV PC | count=2 list=[SV, PC]"],
        );
    }

    #[test]
    fn support_ends_today_or_it_is_a_gateway() {
        check(
            &super::RULE,
            "asset SV end_of_support=2026-11-21\n asset FW kind=firewall end_of_support=2020-01-01",
            &[],
        );
    }
}
