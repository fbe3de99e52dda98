//! Rules: each looks at a whole survey and says what should be confirmed. One file a rule, named for what it checks.
//!
//! Invariant: a rule is a pure function of [`Facts`]; it never changes anything and never depends on another rule.
//! Its words stand in `report-templates/findings.toml` under its name, so no user text is written here.

