//! Assets that their maker has declared legacy: no longer to be protected by reasonable means.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::record::Tri;

pub(super) const RULE: Rule = Rule {
    name: "find_legacy_device",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(assets(facts, |a| a.legacy == Some(Tri::Yes)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn declared_legacy() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct legacy=yes",
            &["all <- CT-1 | count=1 list=[CT-1]"],
        );
    }

    #[test]
    fn not_declared() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct legacy=no\n asset CT-2 kind=ct legacy=unknown\n asset CT-3 kind=ct",
            &[],
        );
    }
}
