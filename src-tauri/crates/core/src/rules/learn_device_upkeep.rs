//! Medical devices of which the state of patches or of protection against malware is not known.
//!
//! One finding for all of them: in most hospitals it is nearly every device.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::inventory::UpkeepState;

pub(super) const RULE: Rule = Rule {
    name: "learn_device_upkeep",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let dark = |state: Option<UpkeepState>| matches!(state, None | Some(UpkeepState::Unknown));
    together(assets(facts, |a| {
        a.is_medical() && (dark(a.patch_state) || dark(a.antivirus_state))
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn one_of_the_two_is_not_known() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct patch_state=current
             asset MR-1 kind=mri patch_state=unknown antivirus_state=absent",
            &["all <- CT-1 MR-1 | count=2 list=[CT-1, MR-1]"],
        );
    }

    #[test]
    fn known_or_no_medical_device() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct patch_state=not_possible antivirus_state=absent\n asset SV",
            &[],
        );
    }
}
