//! How much of the ledger nobody has seen: from papers, from hearsay, or without a word on where it comes from.

use super::gather::{ALL, at};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::inventory::ConfirmedBy;

pub(super) const RULE: Rule = Rule {
    name: "confirm_asset_on_site",
    severity: Severity::Low,
    for_hospital: false,
    params: &["count", "told", "document", "open"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let unseen: Vec<_> = facts
        .snapshot
        .assets
        .iter()
        .filter(|a| a.record.confirmed_by != Some(ConfirmedBy::Seen))
        .collect();
    if unseen.is_empty() {
        return Vec::new();
    }
    let by = |means| unseen.iter().filter(|a| a.record.confirmed_by == means).count();
    let params = vec![
        ("count", unseen.len().into()),
        ("told", by(Some(ConfirmedBy::Told)).into()),
        ("document", by(Some(ConfirmedBy::Document)).into()),
        ("open", by(None).into()),
    ];
    vec![Hit {
        subject: ALL.into(),
        rests_on: unseen.iter().map(|a| at(a)).collect(),
        params,
    }]
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn counted_by_where_it_comes_from() {
        check(
            &super::RULE,
            "asset A1 confirmed_by=told\n asset A2 confirmed_by=told\n asset A3 confirmed_by=document
             asset A4\n asset A5 confirmed_by=seen",
            &["all <- A1 A2 A3 A4 | count=4 told=2 document=1 open=1"],
        );
    }

    #[test]
    fn everything_was_seen() {
        check(&super::RULE, "asset A1 confirmed_by=seen", &[]);
    }
}
