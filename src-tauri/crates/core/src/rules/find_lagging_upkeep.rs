//! Assets whose patches or protection against malware are behind or absent.
//!
//! Where it cannot be done on the device there is nothing to catch up with.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::inventory::UpkeepState;

pub(super) const RULE: Rule = Rule {
    name: "find_lagging_upkeep",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let lags = |state: Option<UpkeepState>| matches!(state, Some(UpkeepState::Behind | UpkeepState::Absent));
    together(assets(facts, |a| lags(a.patch_state) || lags(a.antivirus_state)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn behind_or_absent() {
        check(
            &super::RULE,
            "asset A1 patch_state=behind\n asset A2 patch_state=current antivirus_state=absent",
            &["all <- A1 A2 | count=2 list=[A1, A2]"],
        );
    }

    #[test]
    fn current_impossible_or_unknown() {
        check(
            &super::RULE,
            "asset A1 patch_state=current antivirus_state=not_possible\n asset A2 patch_state=unknown\n asset A3",
            &[],
        );
    }
}
