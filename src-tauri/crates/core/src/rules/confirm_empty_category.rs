//! Categories that were asked about and stand empty, without anybody's word that there is really nothing.

use super::gather::at;
use super::{Facts, Hit, Param, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "confirm_empty_category",
    severity: Severity::Low,
    for_hospital: false,
    params: &["category"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let survey = facts.snapshot;
    let mut hits = Vec::new();
    for check in survey
        .category_checks
        .iter()
        .filter(|c| c.record.really_none != Some(true))
    {
        let category = check.record.category;
        if !survey.connections.iter().any(|c| c.record.category == category) {
            hits.push(Hit {
                subject: format!("category-{category}"),
                rests_on: vec![at(check)],
                params: vec![("category", Param::Word(format!("category_{category}")))],
            });
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn asked_but_not_settled() {
        check(
            &super::RULE,
            "check k category=4\n check l category=5 really_none=false",
            &[
                "category-4 <- k | category=category_4",
                "category-5 <- l | category=category_5",
            ],
        );
    }

    #[test]
    fn settled_or_not_empty() {
        check(
            &super::RULE,
            "check k category=4 really_none=true\n check l category=5\n connection C-01 category=5",
            &[],
        );
    }
}
