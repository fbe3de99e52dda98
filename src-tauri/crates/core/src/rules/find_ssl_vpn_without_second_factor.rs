//! SSL-VPN lines that ask for less than two factors.
//!
//! A certificate of the device alone is one factor.

use super::gather::{NAME, connections, one_each};
use super::{Facts, Hit, Rule};
use crate::connection::{Authentication, LineKind};
use crate::finding::Severity;

pub(super) const RULE: Rule = Rule {
    name: "find_ssl_vpn_without_second_factor",
    severity: Severity::High,
    for_hospital: true,
    params: NAME,
    look,
};

fn look(facts: &Facts) -> Vec<Hit> {
    one_each(connections(facts, |c| {
        c.line == Some(LineKind::SslVpn) && c.authentication.is_some_and(|a| a != Authentication::TwoFactor)
    }))
}

#[cfg(test)]
mod tests {
    use crate::rules::test_facts::check;

    #[test]
    fn one_factor_or_nobody_knew() {
        check(
            &super::RULE,
            "connection C-01 line=ssl_vpn authentication=password
             connection C-02 line=ssl_vpn authentication=unknown
             connection C-03 line=ssl_vpn authentication=certificate",
            &[
                "C-01 <- C-01 | name=C-01 line",
                "C-02 <- C-02 | name=C-02 line",
                "C-03 <- C-03 | name=C-03 line",
            ],
        );
    }

    #[test]
    fn two_factors_or_another_line() {
        check(
            &super::RULE,
            "connection C-01 line=ssl_vpn authentication=two_factor",
            &[],
        );
        check(
            &super::RULE,
            "connection C-01 line=ipsec_vpn authentication=password",
            &[],
        );
        check(&super::RULE, "connection C-01 line=ssl_vpn", &[]);
    }
}
