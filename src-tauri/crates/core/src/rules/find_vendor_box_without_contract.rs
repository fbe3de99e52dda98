//! Boxes of a vendor on the hospital's network, for which no contract could be named.
//!
//! A maintenance box is taken for the vendor's unless it is known to be the hospital's own.

use super::gather::{NAME, assets, blank, one_each};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::inventory::{Asset, AssetKind, Owner};

pub(super) const RULE: Rule = Rule {
    name: "find_vendor_box_without_contract",
    severity: Severity::High,
    for_hospital: true,
    params: NAME,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let of_vendor = |a: &Asset| match a.owner {
        Some(Owner::Vendor) => true,
        Some(Owner::Hospital) => false,
        Some(Owner::Leased | Owner::Unknown) | None => a.kind == AssetKind::MaintenanceBox,
    };
    one_each(assets(facts, |a| of_vendor(a) && blank(&a.contract)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_box_that_nobody_signed_for() {
        check(
            &super::RULE,
            "asset RT kind=router owner=vendor\n asset BOX kind=maintenance_box",
            &["RT <- RT | name=RT", "BOX <- BOX | name=BOX"],
        );
    }

    #[test]
    fn under_contract_or_the_hospitals_own() {
        check(
            &super::RULE,
            "asset RT kind=router owner=vendor contract=K1
             asset BOX kind=maintenance_box owner=hospital
             asset SV owner=leased",
            &[],
        );
    }
}
