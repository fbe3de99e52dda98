//! Connections of which nobody could say on what they end inside the hospital.
//!
//! An asset that is no longer on the ledger counts as none.

use super::gather::{COUNT_AND_LIST, assets_by_id, connections, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "trace_terminating_asset",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let ledger = assets_by_id(facts);
    together(connections(facts, |c| {
        c.terminating_asset.is_none_or(|id| !ledger.contains_key(&id.0))
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_connection_that_ends_nowhere() {
        check(
            &super::RULE,
            "asset FW kind=firewall
             connection C-01 terminating_asset=@FW
             connection C-02
             connection C-03 terminating_asset=@gone",
            &["all <- C-02 C-03 | count=2 list=[C-02 line, C-03 line]"],
        );
    }

    #[test]
    fn every_connection_ends_somewhere() {
        check(
            &super::RULE,
            "asset FW kind=firewall\n connection C-01 terminating_asset=@FW",
            &[],
        );
    }
}
