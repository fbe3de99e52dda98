//! Connections of which the software version at the end inside the hospital was not established.
//!
//! The version may stand on the connection or on the asset on which it ends.

use super::gather::{COUNT_AND_LIST, assets_by_id, blank, connections, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "confirm_software_version",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let ledger = assets_by_id(facts);
    together(connections(facts, |c| {
        let end = c.terminating_asset.and_then(|id| ledger.get(&id.0));
        blank(&c.software_version) && !end.is_some_and(|asset| asset.version_confirmed())
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn no_version_at_either_place() {
        check(
            &super::RULE,
            "asset SV\n connection C-01 terminating_asset=@SV\n connection C-02",
            &["all <- C-01 C-02 | count=2 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn a_version_at_one_place() {
        check(
            &super::RULE,
            "asset SV version=10\n connection C-01 terminating_asset=@SV\n connection C-02 software_version=7.2",
            &[],
        );
    }
}
