//! LTE or 5G lines that are not in the network manager's hands.
//!
//! Source: seed 000: a mobile line needs no word with the network manager. A line that ends on a mobile router is one,
//! whatever was written as its kind.

use super::gather::{NAME, asked_in_vain, assets_by_id, connections, one_each};
use super::{Facts, Hit, Rule};
use crate::connection::{Connection, LineKind};
use crate::finding::Severity;
use crate::inventory::AssetKind;

pub(super) const RULE: Rule = Rule {
    name: "find_mobile_line_outside_management",
    severity: Severity::High,
    for_hospital: true,
    params: NAME,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let ledger = assets_by_id(facts);
    let on_mobile_router = |c: &Connection| {
        let end = c.terminating_asset.and_then(|id| ledger.get(&id.0));
        end.is_some_and(|asset| asset.kind == AssetKind::MobileRouter)
    };
    one_each(connections(facts, |c| {
        (c.line == Some(LineKind::Mobile) || on_mobile_router(c))
            && asked_in_vain(c.managed_by_network_manager)
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_mobile_line_without_a_manager() {
        check(
            &super::RULE,
            "asset LTE-1 kind=mobile_router
             connection C-01 line=mobile managed_by_network_manager=no
             connection C-02 line=mobile managed_by_network_manager=unknown
             connection C-03 terminating_asset=@LTE-1 managed_by_network_manager=no",
            &[
                "C-01 <- C-01 | name=C-01 line",
                "C-02 <- C-02 | name=C-02 line",
                "C-03 <- C-03 | name=C-03 line",
            ],
        );
    }

    #[test]
    fn a_managed_or_a_wired_line() {
        check(
            &super::RULE,
            "connection C-01 line=mobile managed_by_network_manager=yes",
            &[],
        );
        check(
            &super::RULE,
            "connection C-01 line=leased managed_by_network_manager=no",
            &[],
        );
        check(&super::RULE, "connection C-01 line=mobile", &[]);
    }
}
