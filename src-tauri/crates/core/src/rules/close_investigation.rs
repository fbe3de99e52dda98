//! Connections whose last entry of investigation still names a next step.

use super::gather::{COUNT_AND_LIST, Named, at, blank, name_of, together};
use super::{Facts, Hit, Rule};
use crate::connection::Investigation;
use crate::finding::Severity;
use crate::record::Kept;
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const RULE: Rule = Rule {
    name: "close_investigation",
    severity: Severity::Low,
    for_hospital: false,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let mut last: HashMap<Uuid, &Kept<Investigation>> = HashMap::new();
    for entry in &facts.snapshot.investigations {
        let newest = last.entry(entry.record.connection.0).or_insert(entry);
        if (entry.record.on, entry.id) >= (newest.record.on, newest.id) {
            *newest = entry;
        }
    }
    let open = facts.snapshot.connections.iter().filter(|c| {
        last.get(&c.id)
            .is_some_and(|entry| !blank(&entry.record.next_step))
    });
    together(
        open.map(|c| Named {
            at: at(c),
            name: name_of(&c.record),
        })
        .collect(),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn the_last_entry_leaves_something_to_do() {
        check(
            &super::RULE,
            "connection C-01
             investigation i connection=@C-01 on=2026-11-02
             investigation j connection=@C-01 on=2026-11-05 next_step=vendor",
            &["all <- C-01 | count=1 list=[C-01 line]"],
        );
    }

    #[test]
    fn a_later_entry_closed_it() {
        check(
            &super::RULE,
            "connection C-01\n connection C-02
             investigation i connection=@C-01 on=2026-11-05
             investigation j connection=@C-01 on=2026-11-02 next_step=vendor",
            &[],
        );
    }
}
