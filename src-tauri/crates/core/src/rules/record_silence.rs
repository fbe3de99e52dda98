//! Requests of which silence was recorded as the result: not submitted, or could not be provided.
//!
//! Silence is a result of the survey, not a fault of anybody's.

use super::gather::requests;
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "record_silence",
    severity: Severity::Medium,
    for_hospital: true,
    params: &["what", "whom", "asked"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    requests(facts, |r| r.silent(), ("asked", |r| r.asked_on))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn nothing_came() {
        check(
            &super::RULE,
            "request map outcome=not_submitted
             request sbom kind=vendor_enquiry consent_on=2026-11-01 outcome=could_not_be_provided asked_on=2026-11-03",
            &["map <- map | what=map whom=head asked=2026-11-02", "sbom <- sbom | what=sbom whom=head asked=2026-11-03"],
        );
    }

    #[test]
    fn something_came_or_may_come() {
        check(
            &super::RULE,
            "request a outcome=received\n request b\n request c outcome=withdrawn",
            &[],
        );
    }
}
