//! Vendors that were asked before the hospital had consented, or without its consent on record.
//!
//! Source: seed 002, section 3.2: a vendor is asked with the hospital's consent only.

use super::gather::requests;
use super::{Facts, Hit, Rule};
use crate::finding::Severity;
use crate::request::RequestKind;

pub(super) const RULE: Rule = Rule {
    name: "ask_vendor_after_consent",
    severity: Severity::High,
    for_hospital: false,
    params: &["what", "whom", "asked"],
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    requests(
        facts,
        |r| r.kind == RequestKind::VendorEnquiry && r.consent_on.is_none_or(|day| day > r.asked_on),
        ("asked", |r| r.asked_on),
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn asked_too_early() {
        check(
            &super::RULE,
            "request a kind=vendor_enquiry asked_on=2026-11-02 consent_on=2026-11-03
             request b kind=vendor_enquiry asked_on=2026-11-04",
            &[
                "a <- a | what=a whom=head asked=2026-11-02",
                "b <- b | what=b whom=head asked=2026-11-04",
            ],
        );
    }

    #[test]
    fn consent_came_first_or_the_hospital_was_asked() {
        check(
            &super::RULE,
            "request a kind=vendor_enquiry asked_on=2026-11-02 consent_on=2026-11-02\n request b",
            &[],
        );
    }
}
