//! Categories of connection about which nobody was asked: no connection in it, and no check.
//!
//! One finding a category, so that each disappears as it is asked about.

use super::gather::the_survey;
use super::{Facts, Hit, Param, Rule};
use crate::connection::CATEGORIES;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "ask_about_category",
    severity: Severity::Medium,
    for_hospital: false,
    params: &["category"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let survey = facts.snapshot;
    let found = survey.connections.iter().map(|c| c.record.category);
    let seen: Vec<u8> = found
        .chain(survey.category_checks.iter().map(|c| c.record.category))
        .collect();
    let hit = |category: u8| Hit {
        subject: format!("category-{category}"),
        rests_on: vec![the_survey(facts)],
        params: vec![("category", Param::Word(format!("category_{category}")))],
    };
    (1..=CATEGORIES)
        .filter(|category| !seen.contains(category))
        .map(hit)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn categories_left_out() {
        check(
            &super::RULE,
            "connection a category=1\n connection b category=2\n check c category=3
             check d category=4\n check e category=5\n connection f category=7",
            &[
                "category-6 <- survey | category=category_6",
                "category-8 <- survey | category=category_8",
            ],
        );
    }

    #[test]
    fn all_eight_asked_about() {
        check(
            &super::RULE,
            "connection a category=1\n connection b category=2\n check c category=3\n check d category=4
             check e category=5\n connection f category=7\n check g category=6\n check h category=8",
            &[],
        );
    }
}
