//! Gateways whose support has ended. Each is a finding of its own: a way in that nobody mends any more.

use super::gather::at;
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_gateway_past_support",
    severity: Severity::High,
    for_hospital: true,
    params: &["name", "day"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let mut hits = Vec::new();
    for asset in facts.snapshot.assets.iter().filter(|a| a.record.is_gateway()) {
        // The day of end of support is the last one on which there is support.
        if let Some(day) = asset.record.end_of_support.filter(|day| *day < facts.today) {
            let params = vec![("name", asset.record.name.as_str().into()), ("day", day.into())];
            hits.push(Hit {
                subject: asset.id.to_string(),
                rests_on: vec![at(asset)],
                params,
            });
        }
    }
    hits
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn support_ended_yesterday() {
        check(
            &super::RULE,
            "asset FW kind=firewall end_of_support=2026-11-20",
            &["FW <- FW | name=FW day=2026-11-20"],
        );
    }

    #[test]
    fn support_ends_today_or_it_is_no_gateway() {
        check(
            &super::RULE,
            "asset FW kind=firewall end_of_support=2026-11-21
             asset RT kind=router
             asset SV kind=server end_of_support=2020-01-14",
            &[],
        );
    }
}
