//! More hours booked in all than the effort sheet plans.

use super::gather::{ALL, the_survey};
use super::{Facts, Hit, Rule};
use crate::effort::{EffortSum, hours_text, planned_total};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "watch_total_hours",
    severity: Severity::Medium,
    for_hospital: false,
    params: &["planned", "actual"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let actual = EffortSum::of(facts.snapshot.efforts.iter().map(|e| &e.record)).total;
    if actual <= planned_total() {
        return Vec::new();
    }
    let params = vec![
        ("planned", hours_text(planned_total()).into()),
        ("actual", hours_text(actual).into()),
    ];
    vec![Hit {
        subject: ALL.into(),
        rests_on: vec![the_survey(facts)],
        params,
    }]
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    const PLANNED: &str = "effort a row=15 hours=200";

    #[test]
    fn a_hundredth_too_much() {
        check(
            &super::RULE,
            &format!("{PLANNED}\n effort b row=1 hours=0.01"),
            &["all <- survey | planned=200.00 actual=200.01"],
        );
    }

    #[test]
    fn as_planned() {
        check(&super::RULE, PLANNED, &[]);
    }
}
