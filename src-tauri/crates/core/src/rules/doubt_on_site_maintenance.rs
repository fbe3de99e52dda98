//! Devices that the ledger calls maintained on site, while a maintenance line (category 3) ends on them.
//!
//! Source: seed 000: visits had silently been replaced by online maintenance.

use super::gather::{at, connections_by_end, name_of};
use super::{Facts, Hit, Param, Rule};
use crate::finding::Severity;
use crate::inventory::Maintenance;

pub(super) const RULE: Rule = Rule {
    name: "doubt_on_site_maintenance",
    severity: Severity::High,
    for_hospital: true,
    params: &["name", "list"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    let ends = connections_by_end(facts);
    let mut hits = Vec::new();
    for asset in facts
        .snapshot
        .assets
        .iter()
        .filter(|a| a.record.maintenance == Some(Maintenance::OnSite))
    {
        let lines: Vec<_> = ends
            .get(&asset.id)
            .into_iter()
            .flatten()
            .filter(|c| c.record.category == 3)
            .collect();
        if lines.is_empty() {
            continue;
        }
        let mut rests_on = vec![at(asset)];
        rests_on.extend(lines.iter().map(|c| at(c)));
        let names = lines.iter().map(|c| name_of(&c.record)).collect();
        let params = vec![
            ("name", asset.record.name.as_str().into()),
            ("list", Param::List(names)),
        ];
        hits.push(Hit {
            subject: asset.id.to_string(),
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
    fn a_line_ends_on_what_somebody_comes_to_maintain() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct maintenance=on_site
             connection C-01 category=3 terminating_asset=@CT-1
             connection C-02 category=3 terminating_asset=@CT-1",
            &["CT-1 <- CT-1 C-01 C-02 | name=CT-1 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn the_ledger_knows_or_the_line_is_for_something_else() {
        check(
            &super::RULE,
            "asset CT-1 kind=ct maintenance=both
             asset CT-2 kind=ct maintenance=on_site
             connection C-01 category=3 terminating_asset=@CT-1
             connection C-02 category=6 terminating_asset=@CT-2",
            &[],
        );
    }
}
