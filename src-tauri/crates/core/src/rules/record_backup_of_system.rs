//! Systems without any record of a backup.

use super::gather::{COUNT_AND_LIST, Named, at, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use std::collections::HashSet;
use uuid::Uuid;

pub(super) const RULE: Rule = Rule {
    name: "record_backup_of_system",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let kept: HashSet<Uuid> = facts.snapshot.backups.iter().map(|b| b.record.system.0).collect();
    let bare = facts.snapshot.systems.iter().filter(|s| !kept.contains(&s.id));
    together(
        bare.map(|s| Named {
            at: at(s),
            name: s.record.name.clone(),
        })
        .collect(),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_system_without_backup() {
        check(
            &super::RULE,
            "system EHR\n system PACS\n backup b system=@EHR",
            &["all <- PACS | count=1 list=[PACS]"],
        );
    }

    #[test]
    fn each_has_one() {
        check(&super::RULE, "system EHR\n backup b system=@EHR", &[]);
    }
}
