//! CT or MRI on the ledger, and no maintenance line for devices (category 3) among the connections.
//!
//! Source: seed 000: maintenance on site had silently become maintenance over a line. Somebody's word that there really
//! is none settles it, unless the ledger itself says that one of the devices is maintained over a line.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::inventory::{Asset, AssetKind, Maintenance};

pub(super) const RULE: Rule = Rule {
    name: "seek_device_maintenance_line",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let survey = facts.snapshot;
    if survey.connections.iter().any(|c| c.record.category == 3) {
        return Vec::new();
    }
    let scanner = |a: &Asset| matches!(a.kind, AssetKind::Ct | AssetKind::Mri);
    let over_a_line = |a: &Asset| matches!(a.maintenance, Some(Maintenance::Online | Maintenance::Both));
    let denied = survey
        .category_checks
        .iter()
        .any(|c| c.record.category == 3 && c.record.really_none == Some(true));
    together(assets(facts, |a| scanner(a) && (!denied || over_a_line(a))))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_scanner_without_any_maintenance_line() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct\n asset MR-1 kind=mri\n connection C-01 category=2",
            &["all <- CT-1 MR-1 | count=2 list=[CT-1, MR-1]"],
        );
        check(
            &super::RULE,
            "asset CT-1 kind=ct maintenance=online\n asset CT-2 kind=ct\n check k category=3 really_none=true",
            &["all <- CT-1 | count=1 list=[CT-1]"],
        );
        check(
            &super::RULE,
            "asset CT-1 kind=ct\n check k category=3",
            &["all <- CT-1 | count=1 list=[CT-1]"],
        );
    }

    #[test]
    fn nothing_to_seek() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct\n connection C-01 category=3",
            &[],
        );
        check(
            &super::RULE,
            "asset CT-1 kind=ct maintenance=on_site\n check k category=3 really_none=true",
            &[],
        );
        check(&super::RULE, "asset US-1 kind=imaging", &[]);
    }
}
