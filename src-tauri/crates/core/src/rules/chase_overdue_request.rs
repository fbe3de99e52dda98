//! Requests that are open after their due date. On the due date itself the paper may still come.

use super::gather::requests;
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "chase_overdue_request",
    severity: Severity::Medium,
    for_hospital: false,
    params: &["what", "whom", "due"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    requests(facts, |r| r.overdue(facts.today), ("due", |r| r.due()))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_week_and_a_day() {
        check(
            &super::RULE,
            "request ledger asked_on=2026-11-13",
            &["ledger <- ledger | what=ledger whom=head due=2026-11-20"],
        );
    }

    #[test]
    fn due_today_or_closed() {
        check(
            &super::RULE,
            "request a asked_on=2026-11-14\n request b outcome=received",
            &[],
        );
        check(
            &super::RULE,
            "request a asked_on=2026-11-02 due_on=2026-11-30",
            &[],
        );
    }
}
