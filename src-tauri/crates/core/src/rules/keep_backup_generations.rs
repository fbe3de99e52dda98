//! Data of which only one generation is kept: encrypted by an attacker today, overwritten tonight.

use super::gather::{COUNT_AND_LIST, backups_of_same_data};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "keep_backup_generations",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    backups_of_same_data(facts, |copies| {
        copies
            .iter()
            .filter_map(|b| b.generations)
            .max()
            .is_some_and(|most| most < 2)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn one_generation_or_none() {
        check(
            &super::RULE,
            "system EHR
             backup b1 system=@EHR data=charts generations=1
             backup b2 system=@EHR data=images generations=0",
            &["all <- b1 b2 | count=2 list=[EHR charts, EHR images]"],
        );
    }

    #[test]
    fn several_somewhere_or_never_asked() {
        check(
            &super::RULE,
            "system EHR\n backup b1 system=@EHR generations=1\n backup b2 system=@EHR generations=2
             backup b3 system=@EHR data=images",
            &[],
        );
    }
}
