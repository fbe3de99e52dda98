//! Categories said to have no connection, in which one was found nevertheless.

use super::gather::{at, name_of};
use super::{Facts, Hit, Param, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "doubt_denied_category",
    severity: Severity::Medium,
    for_hospital: true,
    params: &["category", "count", "list"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let mut hits = Vec::new();
    for check in facts
        .snapshot
        .category_checks
        .iter()
        .filter(|c| c.record.really_none == Some(true))
    {
        let category = check.record.category;
        let found: Vec<_> = facts
            .snapshot
            .connections
            .iter()
            .filter(|c| c.record.category == category)
            .collect();
        if found.is_empty() {
            continue;
        }
        let mut rests_on = vec![at(check)];
        rests_on.extend(found.iter().map(|c| at(c)));
        let names = found.iter().map(|c| name_of(&c.record)).collect();
        let params = vec![
            ("category", Param::Word(format!("category_{category}"))),
            ("count", found.len().into()),
            ("list", Param::List(names)),
        ];
        hits.push(Hit {
            subject: format!("category-{category}"),
            rests_on,
            params,
        });
    }
    hits
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn denied_and_found() {
        check(
            &super::RULE,
            "check k category=3 really_none=true\n connection C-01 category=3",
            &["category-3 <- k C-01 | category=category_3 count=1 list=[C-01 line]"],
        );
    }

    #[test]
    fn only_asked_or_rightly_denied() {
        check(
            &super::RULE,
            "check k category=3\n connection C-01 category=3",
            &[],
        );
        check(
            &super::RULE,
            "check k category=3 really_none=true\n connection C-01 category=2",
            &[],
        );
    }
}
