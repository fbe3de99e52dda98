//! VPN gateways, mobile routers and vendors' maintenance boxes on the ledger, on which no known connection ends.
//!
//! Such a box has a line somewhere, or had one: it is the other half of the connection without an end.

use super::gather::{COUNT_AND_LIST, Named, at, connections_by_end, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::inventory::AssetKind;

pub(super) const RULE: Rule = Rule {
    name: "trace_line_of_gateway",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let ends = connections_by_end(facts);
    let idle = facts.snapshot.assets.iter().filter(|a| {
        matches!(
            a.record.kind,
            AssetKind::VpnGateway | AssetKind::MobileRouter | AssetKind::MaintenanceBox
        ) && !ends.contains_key(&a.id)
    });
    together(
        idle.map(|a| Named {
            at: at(a),
            name: a.record.name.clone(),
        })
        .collect(),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_box_without_a_line() {
        check(
            &super::RULE,
            "asset VPN kind=vpn_gateway\n asset LTE kind=mobile_router\n asset BOX kind=maintenance_box",
            &["all <- VPN LTE BOX | count=3 list=[VPN, LTE, BOX]"],
        );
    }

    #[test]
    fn a_line_is_known_or_none_is_needed() {
        check(
            &super::RULE,
            "asset VPN kind=vpn_gateway\n connection C-01 terminating_asset=@VPN\n asset SW kind=switch",
            &[],
        );
    }
}
