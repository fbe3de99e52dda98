//! Bundles and the programs that everybody has: age, tar and minisign open ours, and we open theirs.

use crate::support::*;
use junkai_bundle::*;
use secrecy::ExposeSecret;
use serde_json::json;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs a program in `folder` and returns what it printed. These tests are never skipped: what they prove is the reason
/// for the format.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let (ok, out) = try_run(folder, program, arguments);
    assert!(ok, "{program} {arguments:?} failed:\n{out}");
    out
}

fn try_run(folder: &Path, program: &str, arguments: &[&str]) -> (bool, String) {
    let command = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output();
    let output = command.unwrap_or_else(|error| {
        panic!("cannot start {program} ({error}); this test needs it: apt-get install age minisign tar")
    });
    let out = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.success(), out)
}

#[test]
fn stock_programs_open_and_verify_our_bundle() {
    let (from, to) = pair();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let mut files = small_files();
    files[3].1 = (0..200_000u32).map(|i| (i % 255) as u8).collect();
    seal_to(&here.join("x.junkai"), &files, &from, &[to.verified()]).expect("sealed");
    fs::write(here.join("key"), to.identity.file_text().expose_secret()).expect("written");
    fs::write(here.join("firm.pub"), from.card.public_key().file_text()).expect("written");

    run(here, "age", &["-d", "-i", "key", "-o", "x.tar", "x.junkai"]);
    fs::create_dir(here.join("out")).expect("a folder");
    let listing = run(here, "tar", &["tvf", "x.tar"]);
    run(here, "tar", &["xf", "x.tar", "-C", "out"]);
    for (name, content) in &files {
        assert_eq!(
            fs::read(here.join("out").join(name)).expect("unpacked"),
            *content,
            "tar unpacks {name}"
        );
    }
    let names: Vec<&str> = listing
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .collect();
    let expected = [name::MANIFEST, name::SIGNATURE]
        .into_iter()
        .chain(files.iter().map(|(name, _)| name.as_str()));
    assert_eq!(
        names,
        expected.collect::<Vec<_>>(),
        "tar sees the order of the format:\n{listing}"
    );
    assert!(
        listing.lines().all(|line| line.starts_with("-rw-r--r-- 0/0")),
        "nobody's name or time:\n{listing}"
    );

    let out = here.join("out");
    let by_text = run(
        &out,
        "minisign",
        &["-Vm", "manifest.json", "-P", &from.card.public_key().to_string()],
    );
    assert!(
        by_text.contains(&format!("junkai1 {} 14", draft().bundle_id)),
        "the trusted comment is shown: {by_text}"
    );
    run(&out, "minisign", &["-Vm", "manifest.json", "-p", "../firm.pub"]);
    let wrong = pair().1.card.public_key().to_string();
    assert!(
        !try_run(&out, "minisign", &["-Vm", "manifest.json", "-P", &wrong]).0,
        "and only with the right key"
    );

    let sums: String = Manifest::parse(&fs::read(out.join("manifest.json")).expect("there"))
        .expect("valid")
        .entries
        .iter()
        .map(|entry| format!("{}  {}\n", entry.sha256, entry.name))
        .collect();
    fs::write(out.join("sums"), sums).expect("written");
    run(&out, "sha256sum", &["--check", "--strict", "sums"]);
}

#[test]
fn stock_age_refuses_what_we_refuse() {
    let (from, to) = pair();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    fs::write(here.join("key"), to.identity.file_text().expose_secret()).expect("written");
    let mut bytes = sealed(&small_files(), &from, &to);
    bytes.pop();
    fs::write(here.join("x.junkai"), &bytes).expect("written");
    assert!(
        !try_run(here, "age", &["-d", "-i", "key", "-o", "x.tar", "x.junkai"]).0,
        "a cut"
    );
    assert_refused!(
        refusal(&bytes, &to, &from),
        Error::Damaged | Error::Truncated,
        "the same cut"
    );
}

#[test]
fn stock_minisign_verifies_a_card() {
    let card = office("firm-031", 1).card;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let (line, signature) = card.text().split_once('\n').expect("a card has lines");
    fs::write(here.join("card.json"), format!("{line}\n")).expect("written");
    fs::write(here.join("card.json.minisig"), signature).expect("written");
    let out = run(
        here,
        "minisign",
        &["-Vm", "card.json", "-P", &card.public_key().to_string()],
    );
    assert!(
        out.contains(&card.id().to_string()),
        "the trusted comment names the card: {out}"
    );
}

/// An office that has never seen our program: keys from `minisign -G`, a card signed with `minisign -S`.
fn stock_card(here: &Path) -> (Card, String) {
    run(
        here,
        "minisign",
        &["-G", "-W", "-p", "firm.pub", "-s", "firm.key"],
    );
    let public = fs::read_to_string(here.join("firm.pub")).expect("made by minisign");
    let public = PublicKey::from_file_text(&public).expect("we read minisign's key files");
    let id = "01927f00-0000-7000-8000-000000000031";
    let card = json!({
        "format": "junkai-card", "v": 1, "id": id, "org": "firm-031", "name": "Firm", "ed25519": public,
        "age": [Identity::generate().recipient()], "valid_from": "2026-04-01", "valid_to": "2027-03-31",
    });
    fs::write(here.join("card.json"), format!("{card}\n")).expect("written");
    sign(here, "card.json", &format!("junkai-card1 {id}"));
    let signature = fs::read_to_string(here.join("card.json.minisig")).expect("made by minisign");
    let card = Card::parse(&format!("{card}\n{signature}")).expect("a card signed by stock minisign");
    (card, public.to_string())
}

fn sign(here: &Path, file: &str, comment: &str) {
    run(
        here,
        "minisign",
        &["-S", "-s", "firm.key", "-m", file, "-t", comment],
    );
}

#[test]
fn we_open_a_bundle_made_with_stock_programs_alone() {
    let (_, to) = pair();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    let (card, public) = stock_card(here);
    let files = small_files();
    for (name, content) in &files {
        let path = here.join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }
    let entries = files.iter().map(|(name, content)| {
        json!({"name": name, "size": content.len(), "sha256": Digest::of(content), "media_type": "text/plain"})
    });
    let manifest = json!({
        "format": "junkai-bundle", "version": {"major": 1, "minor": 0}, "suite": "x25519-ed25519-v1",
        "bundle_id": draft().bundle_id, "kind": "deliverable", "seq": 1, "created_at": "2026-11-21T00:00:00Z",
        "sender": {"org": "firm-031", "key_fingerprint": card.public_key().fingerprint(), "ed25519": public},
        "recipients": [{"org": "supervisor", "fingerprint": to.card.fingerprint(), "age": to.identity.recipient()}],
        "app": {"version": "by hand"}, "schema_version": 7, "marking": "秘密", "purpose": "by hand",
        "entries": entries.collect::<Vec<_>>(),
    });
    fs::write(here.join("manifest.json"), manifest.to_string()).expect("written");
    sign(here, "manifest.json", &format!("junkai1 {} 1", draft().bundle_id));
    let mut tar = vec![
        "-b1",
        "--format=ustar",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--mode=0644",
        "--mtime=@0",
        "-cf",
        "x.tar",
        name::MANIFEST,
        name::SIGNATURE,
    ];
    tar.extend(files.iter().map(|(name, _)| name.as_str()));
    run(here, "tar", &tar);
    run(
        here,
        "age",
        &[
            "-r",
            &to.identity.recipient().to_string(),
            "-o",
            "x.junkai",
            "x.tar",
        ],
    );

    let known = KnownCard {
        card,
        state: CardState::Verified,
    };
    let file = File::open(here.join("x.junkai")).expect("made by age");
    let mut opened = open(file, &to.identity, &known, today()).expect("the format needs nothing of ours");
    opened.extract_to(&here.join("out")).expect("extracted");
    for (name, content) in &files {
        assert_eq!(
            fs::read(here.join("out").join(name)).expect("extracted"),
            *content,
            "{name} came through"
        );
    }
}

#[test]
fn the_legacy_form_of_stock_minisign_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let here = folder.path();
    run(
        here,
        "minisign",
        &["-G", "-W", "-p", "firm.pub", "-s", "firm.key"],
    );
    fs::write(here.join("message"), "message").expect("written");
    run(
        here,
        "minisign",
        &["-S", "-l", "-s", "firm.key", "-m", "message", "-t", "comment"],
    );
    let legacy = fs::read(here.join("message.minisig")).expect("made by minisign");
    assert_refused!(
        Signature::parse(&legacy).expect_err("refused"),
        Error::BadSignature,
        "legacy"
    );
    run(
        here,
        "minisign",
        &["-S", "-s", "firm.key", "-m", "message", "-t", "comment"],
    );
    let current = fs::read(here.join("message.minisig")).expect("made by minisign");
    let public = fs::read_to_string(here.join("firm.pub")).expect("made by minisign");
    let public = PublicKey::from_file_text(&public).expect("a key");
    let signature = Signature::parse(&current).expect("the current form");
    assert_eq!(
        signature.verify(b"message", &public).expect("verifies"),
        "comment",
        "stock signs, we verify"
    );
}
