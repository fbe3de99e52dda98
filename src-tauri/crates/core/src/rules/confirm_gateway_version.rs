//! VPN gateways, firewalls and routers whose software version was not established.
//!
//! A gateway is where a known flaw lets people in; without its version nobody can tell whether a warning concerns it.

use super::gather::{COUNT_AND_LIST, assets, together};
use super::{Facts, Hit, Rule};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "confirm_gateway_version",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(assets(facts, |a| a.is_gateway() && !a.version_confirmed()))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn a_gateway_without_version() {
        check(
            &super::RULE,
            "asset FW kind=firewall\n asset VPN kind=vpn_gateway",
            &["all <- FW VPN | count=2 list=[FW, VPN]"],
        );
    }

    #[test]
    fn a_version_or_no_gateway() {
        check(
            &super::RULE,
            "asset FW kind=firewall version=7.2.8\n asset SV kind=server",
            &[],
        );
    }
}
