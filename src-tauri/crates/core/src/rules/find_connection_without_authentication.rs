//! Connections on which the other side need not prove who it is, or nobody knew whether it must.
//!
//! SSL-VPN lines are left to the rule about their second factor: one line, one finding.

use super::gather::{COUNT_AND_LIST, connections, together};
use super::{Facts, Hit, Rule};
use crate::connection::{Authentication, LineKind};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_connection_without_authentication",
    severity: Severity::High,
    for_hospital: true,
    params: COUNT_AND_LIST,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    together(connections(facts, |c| {
        c.line != Some(LineKind::SslVpn)
            && matches!(
                c.authentication,
                Some(Authentication::None | Authentication::Unknown)
            )
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn nothing_is_asked_of_the_caller() {
        check(
            &super::RULE,
            "connection C-01 authentication=none\n connection C-02 authentication=unknown",
            &["all <- C-01 C-02 | count=2 list=[C-01 line, C-02 line]"],
        );
    }

    #[test]
    fn something_is_asked() {
        check(
            &super::RULE,
            "connection C-01 authentication=caller_id
             connection C-02 line=ssl_vpn authentication=none
             connection C-03",
            &[],
        );
    }
}
