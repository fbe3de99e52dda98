//! Labour that comes near the cap of the survey, once the firm's price of an hour is known.

use super::gather::{ALL, the_survey};
use super::{Facts, Hit, Rule};
use crate::effort::{CostSum, EffortSum};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "watch_cost_cap",
    severity: Severity::Medium,
    for_hospital: false,
    params: &["cost", "cap", "percent"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let entries = &facts.snapshot.efforts;
    let sum = EffortSum::of(entries.iter().map(|e| &e.record)).cost(&facts.snapshot.survey);
    let Some(sum) = sum.filter(CostSum::cap_in_sight) else {
        return Vec::new();
    };
    let spent = u128::from(sum.cost) * 100;
    // A cap of nothing is used up by the first yen.
    let percent = spent.checked_div(u128::from(sum.cap)).unwrap_or(100);
    let params = vec![
        ("cost", grouped(sum.cost).into()),
        ("cap", grouped(sum.cap).into()),
        ("percent", percent.to_string().into()),
    ];
    vec![Hit {
        subject: ALL.into(),
        rests_on: vec![the_survey(facts)],
        params,
    }]
}

/// A number with its thousands set off: `3,000,000`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn four_fifths_are_spent() {
        check(
            &super::RULE,
            "survey s unit_price_yen=10000\n effort a row=15 hours=240",
            &["all <- survey | cost=2,400,000 cap=3,000,000 percent=80"],
        );
        check(
            &super::RULE,
            "survey s unit_price_yen=999 cost_cap_yen=0\n effort a row=15 hours=1",
            &["all <- survey | cost=999 cap=0 percent=100"],
        );
    }

    #[test]
    fn there_is_room_or_no_price() {
        check(
            &super::RULE,
            "survey s unit_price_yen=10000\n effort a row=15 hours=239.99",
            &[],
        );
        check(&super::RULE, "effort a row=15 hours=400", &[]);
        check(&super::RULE, "survey s unit_price_yen=10000 cost_cap_yen=0", &[]);
    }
}
