//! Items answered no, where more than half of the nation answers yes.
//!
//! Several interviews on one list make one finding an item. Source: the figures of the national survey (seed 004).

use super::gather::{at, held};
use super::{Facts, Hit, Param, Rule};
use crate::checklist::{Benchmark, Item};
use crate::finding::Severity;
use crate::interview::Answer;
use crate::record::Kept;
use std::collections::{BTreeMap, HashMap};

pub(super) const RULE: Rule = Rule {
    name: "compare_with_national_majority",
    severity: Severity::Medium,
    for_hospital: true,
    params: &["item", "text", "percent", "of", "source"],
    look,
};

/// Per cent that a majority exceeds.
const HALF: f64 = 50.0;

fn look(facts: &Facts) -> Vec<Hit> {
    let figures: HashMap<&str, &Benchmark> = facts
        .benchmarks
        .iter()
        .filter(|b| b.percent.is_some_and(|percent| percent > HALF))
        .map(|b| (b.id.as_str(), b))
        .collect();
    let mut found: BTreeMap<String, Hit> = BTreeMap::new();
    for interview in held(facts) {
        let Some(list) = interview.checklist else { continue };
        let items: HashMap<&str, &Item> = list.items.iter().map(|i| (i.no.as_str(), i)).collect();
        for answer in interview.answers.iter().filter(|a| says_no(a)) {
            let Some(item) = items.get(answer.record.item.as_str()) else {
                continue;
            };
            let Some(figure) = item.benchmarks.first().and_then(|id| figures.get(id.as_str())) else {
                continue;
            };
            let subject = format!("{}/{}", list.id, item.no);
            let hit = found
                .entry(subject.clone())
                .or_insert_with(|| hit(subject, item, figure));
            hit.rests_on.push(at(answer));
        }
    }
    found.into_values().collect()
}

fn says_no(answer: &Kept<Answer>) -> bool {
    answer.record.counted().and_then(|value| value.yes()) == Some(false)
}

fn hit(subject: String, item: &Item, figure: &Benchmark) -> Hit {
    let params = vec![
        ("item", item.no.as_str().into()),
        ("text", Param::Words(item.text.clone())),
        ("percent", figure.percent.unwrap_or_default().to_string().into()),
        ("of", Param::Words(figure.of.clone())),
        ("source", Param::Words(figure.source.clone())),
    ];
    Hit {
        subject,
        rests_on: Vec::new(),
        params,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn the_nation_says_yes() {
        check(
            &super::RULE,
            "interview i1\n interview i2
             answer a1 interview=@i1 item=1 own=yes confirmed=no
             answer a2 interview=@i2 item=1 own=no",
            &["list/1 <- a1 a2 | item=1 text=One percent=73 of=all source=survey"],
        );
    }

    #[test]
    fn a_yes_no_majority_or_a_hidden_item() {
        check(
            &super::RULE,
            "interview i
             answer a1 interview=@i item=1 own=no confirmed=yes
             answer a2 interview=@i item=2 confirmed=no
             answer a3 interview=@i item=3 confirmed=no
             answer a4 interview=@i item=4 confirmed=no",
            &[],
        );
        check(
            &super::RULE,
            "interview i checklist=other\n answer a1 interview=@i item=1 confirmed=no",
            &[],
        );
        check(
            &super::RULE,
            "interview i\n answer a1 interview=@i item=1 confirmed=dont_know",
            &[],
        );
    }
}
