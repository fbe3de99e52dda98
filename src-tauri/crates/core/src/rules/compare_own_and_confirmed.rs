//! Interviews in which many of the hospital's own answers had to be changed when they were gone through together.
//!
//! It says how reliable answers are that a hospital gives alone, and whether the list explains itself.

use super::gather::{at, held};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "compare_own_and_confirmed",
    severity: Severity::Low,
    for_hospital: true,
    params: &["interviewee", "count", "both"],
    look,
};

/// Fewer changes than these are what going through a list is for.
const MANY: usize = 5;
/// Of so many answers at least one was changed.
const ONE_IN: usize = 5;

fn look(facts: &Facts) -> Vec<Hit> {
    let mut hits = Vec::new();
    for held in held(facts) {
        let both = held
            .answers
            .iter()
            .filter(|a| a.record.own.is_some() && a.record.confirmed.is_some())
            .count();
        let changed: Vec<_> = held.answers.iter().filter(|a| a.record.differs()).collect();
        if changed.len() < MANY || changed.len() * ONE_IN < both {
            continue;
        }
        let params = vec![
            ("interviewee", held.interview.record.interviewee.as_str().into()),
            ("count", changed.len().into()),
            ("both", both.into()),
        ];
        let rests_on = changed.into_iter().map(|a| at(a)).collect();
        hits.push(Hit {
            subject: held.interview.id.to_string(),
            rests_on,
            params,
        });
    }
    hits
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    fn answers(changed: usize, kept: usize) -> String {
        let mut text = String::from("interview i checklist=other");
        for n in 0..changed + kept {
            let confirmed = if n < changed { "no" } else { "yes" };
            text.push_str(&format!(
                "\n answer a{n:02} interview=@i item={n:02} own=yes confirmed={confirmed}"
            ));
        }
        text
    }

    #[test]
    fn five_of_twenty_five() {
        check(
            &super::RULE,
            &answers(5, 20),
            &["i <- a00 a01 a02 a03 a04 | interviewee=i count=5 both=25"],
        );
    }

    #[test]
    fn too_few_or_too_small_a_part() {
        check(&super::RULE, &answers(4, 0), &[]);
        check(&super::RULE, &answers(5, 21), &[]);
    }
}
