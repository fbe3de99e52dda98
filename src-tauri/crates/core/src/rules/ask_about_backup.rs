//! Backups about which a question of the status table was never asked.
//!
//! Absent is not "no": rules about the hospital keep silent on what was not asked, so this one must not.

use super::gather::{COUNT_AND_LIST, backups_of_same_data};
use super::{Facts, Hit, Rule};
use crate::backup::Backup;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "ask_about_backup",
    severity: Severity::Low,
    for_hospital: false,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    backups_of_same_data(facts, |copies| copies.iter().any(|b| has_gap(b)))
}

fn has_gap(b: &Backup) -> bool {
    b.generations.is_none()
        || b.offline.is_none()
        || b.encrypted.is_none()
        || b.off_site.is_none()
        || (b.restore_tested.is_none() && b.restore_tested_on.is_none())
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    const ASKED: &str =
        "generations=3 offline=unknown encrypted=unknown off_site=unknown restore_tested=unknown";

    #[test]
    fn each_question_counts() {
        for question in ASKED.split_whitespace() {
            let rest = ASKED.replace(question, "");
            check(
                &super::RULE,
                &format!("system EHR\n backup b system=@EHR {rest}"),
                &["all <- b | count=1 list=[EHR data]"],
            );
        }
    }

    #[test]
    fn everything_was_asked() {
        check(
            &super::RULE,
            &format!("system EHR\n backup b system=@EHR {ASKED}"),
            &[],
        );
        let dated = ASKED.replace("restore_tested=unknown", "restore_tested_on=2025-04-01");
        check(
            &super::RULE,
            &format!("system EHR\n backup b system=@EHR {dated}"),
            &[],
        );
    }
}
