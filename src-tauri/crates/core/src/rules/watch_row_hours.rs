//! Rows of the effort sheet on which more hours are booked than planned. Rows without a plan cannot exceed it.

use super::gather::at;
use super::{Facts, Hit, Rule};
use crate::effort::{EffortSum, ROWS, hours_text};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "watch_row_hours",
    severity: Severity::Low,
    for_hospital: false,
    params: &["row", "planned", "actual"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let entries = &facts.snapshot.efforts;
    let sum = EffortSum::of(entries.iter().map(|e| &e.record));
    let mut hits = Vec::new();
    for (row, actual) in ROWS.iter().zip(sum.actual) {
        let Some(planned) = row.planned.filter(|planned| actual > *planned) else {
            continue;
        };
        let params = vec![
            ("row", row.number.to_string().into()),
            ("planned", hours_text(planned).into()),
            ("actual", hours_text(actual).into()),
        ];
        let rests_on = entries
            .iter()
            .filter(|e| e.record.row == row.number)
            .map(at)
            .collect();
        hits.push(Hit {
            subject: format!("row-{}", row.number),
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
    fn a_hundredth_too_much() {
        check(
            &super::RULE,
            "effort a row=7 hours=4\n effort b row=7 hours=0.01 on=2026-11-03\n effort c row=1 hours=16",
            &["row-7 <- a b | row=7 planned=4.00 actual=4.01"],
        );
    }

    #[test]
    fn within_the_plan_or_without_one() {
        check(
            &super::RULE,
            "effort a row=7 hours=4\n effort b row=15 hours=24",
            &[],
        );
    }
}
