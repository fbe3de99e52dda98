//! Vault, run, export, seal, inspect, open, card and audit, one after the other and with everything that goes wrong.

use crate::{PASSPHRASE, junkai, junkai_with, succeeded, text};
use serde_json::{Value, json};
use std::path::PathBuf;
use tempfile::TempDir;

const SURVEY: &str = "01990000-0000-7000-8000-000000000001";

struct Firm {
    folder: TempDir,
}

impl Firm {
    /// A vault with one small survey, made through the command line alone.
    fn new() -> Self {
        let firm = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        let made = junkai_with(PASSPHRASE, "", &["vault", "new", &firm.at("vault")]);
        succeeded(&made, "vault new");
        assert!(
            text(&made.stdout).trim().len() > 30,
            "the recovery key is printed"
        );
        let lines = [
            json!({"cmd": "survey_create", "args": {"id": SURVEY, "label": "試験病院", "record": {"firm": "試験調査会社"}}}),
            json!({"cmd": "hospital_set", "args": {"survey": SURVEY, "record": {"name": "試験病院"}}}),
            json!({"cmd": "system_set", "args": {"survey": SURVEY, "record": {"name": "電子カルテ", "kind": "ehr"}}}),
        ];
        let input: String = lines.iter().map(|l| format!("{l}\n")).collect();
        succeeded(&firm.run(&input, &[]), "run");
        firm
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn at(&self, name: &str) -> String {
        self.path(name).to_str().expect("a text path").to_string()
    }

    fn run(&self, input: &str, more: &[&str]) -> std::process::Output {
        let vault = self.at("vault");
        let mut args = vec!["run", vault.as_str()];
        args.extend(more);
        junkai_with(PASSPHRASE, input, &args)
    }
}

fn results(output: &std::process::Output) -> Vec<Value> {
    text(&output.stdout)
        .lines()
        .map(|l| serde_json::from_str(l).expect("a result a line"))
        .collect()
}

#[test]
fn run_answers_line_by_line_and_stops_at_the_first_error() {
    let firm = Firm::new();
    let script = format!(
        "{}\nnot json\n{}\n",
        json!({"cmd": "survey_list"}),
        json!({"cmd": "system_list", "args": {"survey": SURVEY}})
    );
    let stopped = firm.run(&script, &[]);
    assert_eq!(stopped.status.code(), Some(1), "an error ends it");
    let lines = results(&stopped);
    assert_eq!(
        lines.len(),
        2,
        "the second line was refused and the third not read"
    );
    assert_eq!(
        lines[1]["error"]["code"], "invalid_args",
        "what is not a command is named"
    );
    let went_on = firm.run(&script, &["--keep-going"]);
    assert_eq!(
        went_on.status.code(),
        Some(1),
        "an error is still told by the exit code"
    );
    let lines = results(&went_on);
    assert_eq!(
        lines[2]["view"][0]["record"]["name"], "電子カルテ",
        "but the rest was run"
    );
}

#[test]
fn the_reference_lists_every_command() {
    let plain = junkai(&["commands"]);
    succeeded(&plain, "commands");
    let schema = junkai(&["commands", "--json-schema"]);
    succeeded(&schema, "commands --json-schema");
    let schema: Value = serde_json::from_slice(&schema.stdout).expect("JSON");
    let count = schema["commands"].as_array().expect("commands").len();
    assert_eq!(
        text(&plain.stdout).lines().count(),
        count,
        "both list the same commands"
    );
    assert!(count > 50, "the table is complete");
}

#[test]
fn a_wrong_passphrase_and_a_wrong_place_have_their_own_exit_codes() {
    let firm = Firm::new();
    let wrong = junkai_with(
        "another passphrase altogether",
        "",
        &["audit", "verify", &firm.at("vault")],
    );
    assert_eq!(wrong.status.code(), Some(3), "wrong passphrase");
    assert!(
        text(&wrong.stderr).contains("wrong_passphrase"),
        "named: {}",
        text(&wrong.stderr)
    );
    let nowhere = junkai_with(PASSPHRASE, "", &["audit", "verify", &firm.at("nowhere")]);
    assert_eq!(nowhere.status.code(), Some(3), "no vault there");
    let again = junkai_with(PASSPHRASE, "", &["vault", "new", &firm.at("vault")]);
    assert_eq!(again.status.code(), Some(5), "a vault is never made over another");
    assert_eq!(
        junkai(&["seal"]).status.code(),
        Some(2),
        "an incomplete command line"
    );
}

#[test]
fn export_asks_and_is_recorded() {
    let firm = Firm::new();
    let out = firm.at("clear");
    let unasked = junkai_with(
        PASSPHRASE,
        "",
        &["export", &firm.at("vault"), SURVEY, "--out", &out],
    );
    assert_eq!(
        unasked.status.code(),
        Some(1),
        "without --yes and without a person nothing is written"
    );
    assert!(!firm.path("clear").exists(), "no folder appeared");
    let done = junkai_with(
        PASSPHRASE,
        "",
        &["export", &firm.at("vault"), SURVEY, "--out", &out, "--yes"],
    );
    succeeded(&done, "export --yes");
    assert_eq!(text(&done.stdout).lines().count(), 21, "a line a file");
    let ledger = firm.run(&format!("{}\n", json!({"cmd": "export_list"})), &[]);
    assert_eq!(
        results(&ledger)[0]["view"][0]["kind"],
        "plain",
        "the ledger knows"
    );
    let twice = junkai_with(
        PASSPHRASE,
        "",
        &["export", &firm.at("vault"), SURVEY, "--out", &out, "--yes"],
    );
    assert_eq!(
        twice.status.code(),
        Some(5),
        "files in the folder are not overwritten"
    );
}

#[test]
fn a_bundle_goes_only_to_a_verified_card_and_opens_only_with_its_key() {
    let firm = Firm::new();
    let office = junkai(&[
        "card",
        "new",
        "--org",
        "supervisor",
        "--name",
        "監督企業",
        "--out",
        &firm.at("supervisor.card"),
        "--identity-out",
        &firm.at("supervisor.key"),
    ]);
    succeeded(&office, "card new for the supervising firm");
    let fingerprint = text(&office.stdout).trim().to_string();
    let own = junkai_with(
        PASSPHRASE,
        "",
        &[
            "card",
            "new",
            "--org",
            "firm-1",
            "--name",
            "試験調査会社",
            "--out",
            &firm.at("firm.card"),
            "--vault",
            &firm.at("vault"),
        ],
    );
    succeeded(&own, "card new for the firm");
    let seal = || {
        junkai_with(
            PASSPHRASE,
            "",
            &[
                "seal",
                &firm.at("vault"),
                SURVEY,
                "--to",
                &firm.at("supervisor.card"),
                "--out",
                &firm.at("x.junkai"),
            ],
        )
    };
    let unverified = seal();
    assert_eq!(
        unverified.status.code(),
        Some(4),
        "an unverified card gets nothing"
    );
    assert!(!firm.path("x.junkai").exists(), "no bundle appeared");
    let verify = |typed: &str| {
        junkai_with(
            PASSPHRASE,
            "",
            &[
                "card",
                "verify",
                &firm.at("supervisor.card"),
                "--vault",
                &firm.at("vault"),
                "--fingerprint",
                typed,
            ],
        )
    };
    assert_eq!(
        verify("00000 11111").status.code(),
        Some(4),
        "a wrong fingerprint verifies nothing"
    );
    succeeded(&verify(&fingerprint), "card verify");
    for precious in ["supervisor.card", "vault/registry.db"] {
        let before = std::fs::read(firm.path(precious)).expect("it is there");
        let out = firm.at(precious);
        let over = junkai_with(
            PASSPHRASE,
            "",
            &[
                "seal",
                &firm.at("vault"),
                SURVEY,
                "--to",
                &firm.at("supervisor.card"),
                "--out",
                &out,
            ],
        );
        assert_eq!(
            over.status.code(),
            Some(5),
            "a bundle is never written over {precious}"
        );
        if precious == "supervisor.card" {
            assert!(
                before == std::fs::read(firm.path(precious)).expect("still there"),
                "it stays"
            );
        }
    }
    succeeded(&seal(), "seal");
    succeeded(&seal(), "seal again, over the older bundle");

    let inspect = junkai(&[
        "inspect",
        &firm.at("x.junkai"),
        "--identity",
        &firm.at("supervisor.key"),
    ]);
    succeeded(&inspect, "inspect");
    let shown: Value = serde_json::from_slice(&inspect.stdout).expect("JSON");
    assert_eq!(
        shown["manifest"]["recipients"][0]["org"], "supervisor",
        "the manifest names whom it is for"
    );
    let open = |key: &str, sender: &str, out: &str| {
        junkai(&[
            "open",
            &firm.at("x.junkai"),
            "--identity",
            &firm.at(key),
            "--sender",
            &firm.at(sender),
            "--out",
            &firm.at(out),
        ])
    };
    succeeded(&open("supervisor.key", "firm.card", "opened"), "open");
    assert!(
        firm.path("opened/deliverables/10-hospital-report.pdf").is_file(),
        "the deliverables are there"
    );
    assert!(firm.path("opened/records.ndjson").is_file(), "and the records");

    let stranger = junkai(&[
        "card",
        "new",
        "--org",
        "stranger",
        "--name",
        "無関係",
        "--out",
        &firm.at("stranger.card"),
        "--identity-out",
        &firm.at("stranger.key"),
    ]);
    succeeded(&stranger, "card new for a stranger");
    let wrong_key = open("stranger.key", "firm.card", "wrong-key");
    assert_eq!(wrong_key.status.code(), Some(4), "another key does not open it");
    assert!(
        text(&wrong_key.stderr).contains("bundle_not_for_this_key"),
        "named"
    );
    let wrong_sender = open("supervisor.key", "stranger.card", "wrong-sender");
    assert!(
        text(&wrong_sender.stderr).contains("bundle_wrong_sender"),
        "another sender is named: {}",
        text(&wrong_sender.stderr)
    );
    assert!(
        !firm.path("wrong-key").exists() && !firm.path("wrong-sender").exists(),
        "nothing was written"
    );

    let mut bytes = std::fs::read(firm.path("x.junkai")).expect("the bundle");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(firm.path("x.junkai"), &bytes).expect("altered");
    assert_eq!(
        open("supervisor.key", "firm.card", "altered").status.code(),
        Some(4),
        "one flipped bit is noticed"
    );
    assert!(!firm.path("altered").exists(), "nothing was written");
}

#[test]
fn the_audit_trail_verifies() {
    let firm = Firm::new();
    let verified = junkai_with(PASSPHRASE, "", &["audit", "verify", &firm.at("vault")]);
    succeeded(&verified, "audit verify");
    let report: Value = serde_json::from_slice(&verified.stdout).expect("JSON");
    assert_eq!(report["holds"], true, "every link holds");
}

#[test]
fn a_recovery_key_that_nobody_could_read_leaves_no_vault() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let secret = folder.path().join("secret");
    std::fs::write(&secret, PASSPHRASE).expect("written");
    let vault = folder.path().join("vault");
    let made = std::process::Command::new("sh")
        .arg("-c")
        .arg("exec \"$1\" vault new \"$2\" --passphrase-fd 3 3<\"$3\" >/dev/full")
        .arg("sh")
        .args([
            std::path::Path::new(env!("CARGO_BIN_EXE_junkai")),
            &vault,
            &secret,
        ])
        .output()
        .expect("junkai starts");
    assert_eq!(
        made.status.code(),
        Some(5),
        "a lost recovery key is a failure: {}",
        text(&made.stderr)
    );
    assert!(
        !vault.exists(),
        "a vault whose recovery key nobody has is not kept"
    );
}

#[test]
fn the_passphrase_may_stand_before_the_commands_on_standard_input() {
    let firm = Firm::new();
    let script = format!("{PASSPHRASE}\n{}\n", json!({"cmd": "survey_list"}));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_junkai"))
        .args(["run", &firm.at("vault"), "--passphrase-fd", "0"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("junkai starts");
    let mut input = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut input, script.as_bytes()).expect("written");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    succeeded(&output, "run with the passphrase on standard input");
    assert_eq!(
        results(&output)[0]["view"][0]["label"],
        "試験病院",
        "the command behind it was run"
    );
}

#[test]
fn what_is_not_text_is_answered_like_any_other_bad_line() {
    let firm = Firm::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let commands = folder.path().join("commands");
    let mut bytes = b"\xff\xfe\n".to_vec();
    bytes.extend(format!("{}\n", json!({"cmd": "survey_list"})).into_bytes());
    std::fs::write(&commands, bytes).expect("written");
    let secret = folder.path().join("secret");
    std::fs::write(&secret, PASSPHRASE).expect("written");
    let output = std::process::Command::new("sh")
        .arg("-c")
        .arg("exec \"$1\" run \"$2\" --keep-going --passphrase-fd 3 3<\"$3\" <\"$4\"")
        .arg("sh")
        .args([
            std::path::Path::new(env!("CARGO_BIN_EXE_junkai")),
            &firm.path("vault"),
            &secret,
            &commands,
        ])
        .output()
        .expect("junkai starts");
    let lines = results(&output);
    assert_eq!(lines[0]["error"]["code"], "invalid_args", "the line is refused");
    assert!(lines[1]["view"].is_array(), "and the next one answered");
}
