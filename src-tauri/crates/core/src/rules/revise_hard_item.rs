//! Items that interviewees found hard to understand: a remark about the checklist, not about the hospital.

use super::gather::{at, held};
use super::{Facts, Hit, Param, Rule};
use crate::finding::Severity;
use std::collections::{BTreeMap, HashSet};

pub(super) const RULE: Rule = Rule {
    name: "revise_hard_item",
    severity: Severity::Low,
    for_hospital: false,
    params: &["checklist", "count", "list"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let mut lists: BTreeMap<String, Found<'_>> = BTreeMap::new();
    for held in held(facts) {
        for answer in held
            .answers
            .iter()
            .filter(|a| a.record.hard_to_understand == Some(true))
        {
            let title = || match held.checklist {
                Some(list) => Param::Words(list.title.clone()),
                None => held.interview.record.checklist.as_str().into(),
            };
            let list = lists
                .entry(held.interview.record.checklist.clone())
                .or_insert_with(|| Found {
                    title: title(),
                    items: Vec::new(),
                    seen: HashSet::new(),
                    rests_on: Vec::new(),
                });
            if list.seen.insert(&answer.record.item) {
                list.items.push(answer.record.item.clone());
            }
            list.rests_on.push(at(answer));
        }
    }
    lists.into_iter().map(|(id, found)| found.hit(id)).collect()
}

struct Found<'a> {
    title: Param,
    items: Vec<String>,
    seen: HashSet<&'a str>,
    rests_on: Vec<crate::RecordRef>,
}

impl Found<'_> {
    fn hit(self, subject: String) -> Hit {
        let params = vec![
            ("checklist", self.title),
            ("count", self.items.len().into()),
            ("list", Param::List(self.items)),
        ];
        Hit {
            subject,
            rests_on: self.rests_on,
            params,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn one_remark_a_checklist() {
        check(
            &super::RULE,
            "interview i1\n interview i2\n interview i3 checklist=other
             answer a interview=@i1 item=5 hard_to_understand=true
             answer b interview=@i2 item=5 hard_to_understand=true
             answer c interview=@i3 item=7 hard_to_understand=true",
            &[
                "list <- a b | checklist=List count=1 list=[5]",
                "other <- c | checklist=other count=1 list=[7]",
            ],
        );
    }

    #[test]
    fn understood() {
        check(
            &super::RULE,
            "interview i\n answer a interview=@i item=5 hard_to_understand=false\n answer b interview=@i item=6",
            &[],
        );
    }
}
