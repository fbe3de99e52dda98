//! Data that leave the hospital and are said to be anonymised, as in remote image reading or data collection.
//!
//! Source: seed 000: where records can be matched with others, they are not anonymous, whatever the contract calls them.

use super::gather::{NAME, connections, one_each};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::record::Tri;

pub(super) const RULE: Rule = Rule {
    name: "doubt_anonymised_data",
    severity: Severity::High,
    for_hospital: true,
    params: NAME,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    one_each(connections(facts, |c| c.said_anonymised == Some(Tri::Yes)))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn images_called_anonymised() {
        check(
            &super::RULE,
            "connection C-01 category=6 said_anonymised=yes\n connection C-02 category=8 said_anonymised=yes",
            &["C-01 <- C-01 | name=C-01 line", "C-02 <- C-02 | name=C-02 line"],
        );
    }

    #[test]
    fn nobody_calls_them_so() {
        check(
            &super::RULE,
            "connection C-01 category=6 said_anonymised=no\n connection C-02 category=6",
            &[],
        );
    }
}
