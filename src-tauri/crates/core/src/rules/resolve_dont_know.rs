//! Items that were left at "don't know" after they had been gone through together.

use super::gather::{at, held, item_numbers};
use super::{Facts, Hit, Rule};
use crate::checklist::AnswerValue;
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "resolve_dont_know",
    severity: Severity::Low,
    for_hospital: true,
    params: &["interviewee", "count", "list"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let mut hits = Vec::new();
    for mut held in held(facts) {
        held.answers
            .retain(|a| a.record.confirmed == Some(AnswerValue::DontKnow));
        if held.answers.is_empty() {
            continue;
        }
        let params = vec![
            ("interviewee", held.interview.record.interviewee.as_str().into()),
            ("count", held.answers.len().into()),
            ("list", item_numbers(&held.answers)),
        ];
        let rests_on = held.answers.iter().map(|a| at(a)).collect();
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

    #[test]
    fn left_open_in_the_order_of_the_list() {
        check(
            &super::RULE,
            "interview i
             answer z interview=@i item=1 confirmed=dont_know
             answer a interview=@i item=5 confirmed=dont_know",
            &["i <- z a | interviewee=i count=2 list=[1, 5]"],
        );
        check(
            &super::RULE,
            "interview i checklist=lost\n answer a interview=@i item=9 confirmed=dont_know",
            &["i <- a | interviewee=i count=1 list=[9]"],
        );
    }

    #[test]
    fn settled_not_gone_through_or_hidden() {
        check(
            &super::RULE,
            "interview i
             answer a interview=@i item=1 own=dont_know confirmed=no
             answer b interview=@i item=2 own=dont_know
             answer c interview=@i item=3 confirmed=no
             answer d interview=@i item=4 confirmed=dont_know",
            &[],
        );
    }
}
