//! Backups that leave the hospital without encryption, or nobody knew whether they are encrypted.
//!
//! Each copy is looked at by itself: one that leaks is not mended by another that does not.

use super::gather::{ALL, COUNT_AND_LIST, asked_in_vain, at};
use super::{Facts, Hit, Param, Rule};
use crate::finding::Severity;
use crate::record::Tri;
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const RULE: Rule = Rule {
    name: "encrypt_off_site_backup",
    severity: Severity::Medium,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let systems: HashMap<Uuid, &str> = facts
        .snapshot
        .systems
        .iter()
        .map(|s| (s.id, s.record.name.as_str()))
        .collect();
    let open = |b: &crate::backup::Backup| b.off_site == Some(Tri::Yes) && asked_in_vain(b.encrypted);
    let found: Vec<_> = facts
        .snapshot
        .backups
        .iter()
        .filter(|b| open(&b.record))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let name = |b: &crate::backup::Backup| match systems.get(&b.system.0) {
        Some(system) => format!("{system} {}", b.data),
        None => b.data.clone(),
    };
    let names = found.iter().map(|b| name(&b.record)).collect();
    let params = vec![("count", found.len().into()), ("list", Param::List(names))];
    vec![Hit {
        subject: ALL.into(),
        rests_on: found.iter().map(|b| at(b)).collect(),
        params,
    }]
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn off_site_in_the_clear() {
        check(
            &super::RULE,
            "system EHR\n backup b1 system=@EHR off_site=yes encrypted=no",
            &["all <- b1 | count=1 list=[EHR data]"],
        );
        check(
            &super::RULE,
            "backup b1 system=@gone off_site=yes encrypted=unknown",
            &["all <- b1 | count=1 list=[data]"],
        );
    }

    #[test]
    fn encrypted_in_the_house_or_never_asked() {
        check(
            &super::RULE,
            "backup b1 system=@EHR off_site=yes encrypted=yes
             backup b2 system=@EHR off_site=no encrypted=no
             backup b3 system=@EHR off_site=yes",
            &[],
        );
    }
}
