//! Data of which no copy is cut off from the network, or nobody knew of one.
//!
//! One offline copy of the data is enough: several backups of the same data are looked at together.

use super::gather::{COUNT_AND_LIST, asked_in_vain, backups_of_same_data};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::record::Tri;

pub(super) const RULE: Rule = Rule {
    name: "keep_backup_offline",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    backups_of_same_data(facts, |copies| {
        copies.iter().any(|b| asked_in_vain(b.offline)) && !copies.iter().any(|b| b.offline == Some(Tri::Yes))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn no_copy_is_offline() {
        check(
            &super::RULE,
            "system EHR
             backup b1 system=@EHR data=charts offline=no
             backup b2 system=@EHR data=images offline=yes
             backup b3 system=@EHR data=orders offline=unknown",
            &["all <- b1 b3 | count=2 list=[EHR charts, EHR orders]"],
        );
    }

    #[test]
    fn another_copy_of_the_same_data_is() {
        check(
            &super::RULE,
            "system EHR\n backup b1 system=@EHR offline=no\n backup b2 system=@EHR offline=yes",
            &[],
        );
        check(&super::RULE, "system EHR\n backup b1 system=@EHR", &[]);
    }
}
