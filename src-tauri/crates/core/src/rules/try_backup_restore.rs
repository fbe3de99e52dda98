//! Data that nobody has ever tried to restore from any of its backups.
//!
//! A day of the last trial says that there was one.

use super::gather::{COUNT_AND_LIST, asked_in_vain, backups_of_same_data};
use super::{Facts, Hit, Rule};
use crate::backup::Backup;
use crate::finding::Severity;
use crate::record::Tri;

pub(super) const RULE: Rule = Rule {
    name: "try_backup_restore",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let tried = |b: &&Backup| b.restore_tested == Some(Tri::Yes) || b.restore_tested_on.is_some();
    backups_of_same_data(facts, |copies| {
        copies.iter().any(|b| asked_in_vain(b.restore_tested)) && !copies.iter().any(tried)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn never_tried_or_nobody_knew() {
        check(
            &super::RULE,
            "system EHR
             backup b1 system=@EHR data=charts restore_tested=no
             backup b2 system=@EHR data=images restore_tested=unknown",
            &["all <- b1 b2 | count=2 list=[EHR charts, EHR images]"],
        );
    }

    #[test]
    fn tried_once_or_never_asked() {
        check(
            &super::RULE,
            "system EHR\n backup b1 system=@EHR restore_tested=no\n backup b2 system=@EHR restore_tested=yes
             backup b3 system=@EHR data=images restore_tested=unknown restore_tested_on=2025-04-01
             backup b4 system=@EHR data=orders",
            &[],
        );
    }
}
