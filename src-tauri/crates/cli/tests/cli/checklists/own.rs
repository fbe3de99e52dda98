//! Lists of one's own: kept, used, shared, and taken in only from somebody whose card was verified.

use super::{Desk, OWN, check, own_list};
use crate::{junkai_with, program, succeeded, text};
use serde_json::Value;

fn add(desk: &Desk, file: &str) -> std::process::Output {
    desk.open(&["checklist", "add", &desk.at("vault"), file, "--lang", "en"])
}

/// The vault's own lists as they are printed.
fn own_lists(desk: &Desk) -> Vec<String> {
    let output = desk.open(&["checklist", "list", "--vault", &desk.at("vault"), "--lang", "en"]);
    succeeded(&output, "checklist list --vault");
    let lines = text(&output.stdout);
    lines.lines().skip(13).map(str::to_owned).collect()
}

#[test]
fn a_sound_file_becomes_a_list_like_any_other() {
    let desk = Desk::with_vault();
    let broken = desk.file("broken.toml", own_list(&[("no = \"2\"", "no = \"1\"")]));
    check(&add(&desk, &broken), 1, &["there twice", "1 problems"]);
    assert_eq!(own_lists(&desk), Vec::<String>::new(), "nothing was kept");

    let first = desk.file("first.toml", OWN);
    check(&add(&desk, &first), 0, &["own-list 1 is in the vault"]);
    check(&add(&desk, &first), 1, &["checklist_released"]);
    let next = [(
        "version = \"1\"",
        "version = \"2\"\nprevious = { version = \"1\" }",
    )];
    let vanished = own_list(&[next[0], ("no = \"3\"", "no = \"4\"")]);
    check(
        &add(&desk, &desk.file("a/vanished.toml", vanished)),
        1,
        &["3: an item of the version before"],
    );
    assert_eq!(own_lists(&desk).len(), 1, "no draft is left of what was refused");
    check(
        &add(&desk, &desk.file("b/second.toml", own_list(&next))),
        0,
        &["own-list 2"],
    );
    let lists = own_lists(&desk);
    assert!(
        lists.iter().all(|l| l.starts_with("own-list ")),
        "both versions are listed: {lists:?}"
    );
    assert_eq!(lists.len(), 2, "and nothing else");
    let taken = desk.file("taken.toml", own_list(&[("own-list", "supply-chain")]));
    check(&add(&desk, &taken), 1, &["checklist_id_taken"]);

    let out = desk.at("own.xlsx");
    let vault = desk.at("vault");
    let form = [
        "checklist",
        "form",
        "own-list",
        "--vault",
        &vault,
        "--out",
        &out,
        "--lang",
        "en",
    ];
    check(&desk.open(&form), 0, &["version 2, 3 items"]);
    let without = ["checklist", "form", "own-list", "--out", &desk.at("other.xlsx")];
    check(&crate::junkai(&without), 1, &["checklist_unknown"]);
}

#[test]
fn a_draft_of_somebody_is_not_written_over() {
    let desk = Desk::with_vault();
    let draft: Value = toml::from_str(&own_list(&[("ja = \"題\"", "ja = \"書きかけ\"")])).expect("a list");
    desk.run(&[serde_json::json!({"cmd": "checklist_set", "args": {"checklist": draft}})]);
    check(
        &add(&desk, &desk.file("first.toml", OWN)),
        1,
        &["checklist_differs"],
    );
    assert!(own_lists(&desk)[0].ends_with("(draft)"), "the draft is still one");
}

#[test]
fn a_shared_list_is_taken_only_from_a_verified_signer() {
    let desk = Desk::with_vault();
    let (vault, pack) = (desk.at("vault"), desk.at("list.junkai-checklist"));
    succeeded(&add(&desk, &desk.file("first.toml", OWN)), "checklist add");
    let export =
        |version: &str| desk.open(&["checklist", "export", &vault, "own-list", version, "--out", &pack]);
    check(&export("1"), 1, &["own_card_missing"]);
    let card = desk.at("firm.card");
    let card = desk.open(&[
        "card",
        "new",
        "--vault",
        &vault,
        "--org",
        "firm-1",
        "--name",
        "調査会社",
        "--out",
        &card,
    ]);
    succeeded(&card, "card new");
    let fingerprint = text(&card.stdout).trim().to_owned();
    check(&export("7"), 1, &["checklist_unknown"]);
    assert!(!desk.path("list.junkai-checklist").exists(), "no file appeared");
    let exported = export("1");
    succeeded(&exported, "checklist export");
    let sum = text(&program(desk.folder.path(), 60, "sha256sum", &[&pack]).stdout);
    assert_eq!(sum[..64], text(&exported.stdout)[..64], "its digest is printed");
    stock_programs_verify(&desk, &pack);

    let other = Desk::with_vault();
    let there = other.at("vault");
    let import =
        |file: &str, more: &[&str]| other.open(&[&["checklist", "import", &there, file][..], more].concat());
    let look = import(&pack, &[]);
    check(&look, 0, &["未確認", "junkai card verify"]);
    let shown: Value = serde_json::from_slice(&look.stdout).expect("JSON");
    assert_eq!(
        (&shown["verified"], &shown["taken"]),
        (&false.into(), &false.into()),
        "only looked at"
    );
    assert_eq!(shown["fingerprint"], fingerprint.as_str(), "whose card it is");
    check(&import(&pack, &["--take"]), 4, &["checklist_signer_not_verified"]);
    assert_eq!(own_lists(&other), Vec::<String>::new(), "nothing was kept");

    let verify = [
        "card",
        "verify",
        &desk.at("sender.card"),
        "--vault",
        &there,
        "--fingerprint",
        &fingerprint,
    ];
    succeeded(&other.open(&verify), "card verify with the card out of the file");
    let taken = import(&pack, &["--take"]);
    succeeded(&taken, "checklist import --take");
    assert_eq!(text(&taken.stderr), "", "nothing is left to say");
    assert_eq!(own_lists(&other).len(), 1, "it is a list of the vault now");
    check(&import(&pack, &["--take"]), 0, &["\"same\""]);

    let mut altered = std::fs::read(&pack).expect("the pack");
    let at = altered
        .windows(5)
        .position(|w| w == b"Title")
        .expect("its text is in the clear");
    altered[at] = b'B';
    check(
        &import(&other.file("altered", altered), &["--take"]),
        4,
        &["checklist_pack_damaged"],
    );
    let bytes = std::fs::read(&pack).expect("the pack");
    check(
        &import(&other.file("half", &bytes[..bytes.len() / 2]), &[]),
        4,
        &["checklist_pack_damaged"],
    );
    check(
        &import(&other.file("list.toml", OWN), &[]),
        4,
        &["not_a_checklist_pack"],
    );
    check(&import(&other.at("nowhere"), &[]), 1, &["file_unreadable"]);
    let wrong = junkai_with(
        "another passphrase altogether",
        "",
        &["checklist", "import", &there, &pack],
    );
    check(&wrong, 3, &["wrong_passphrase"]);
}

/// tar and minisign alone unpack and verify a shared list.
fn stock_programs_verify(desk: &Desk, pack: &str) {
    let at = desk.folder.path();
    program(at, 60, "tar", &["xf", pack]);
    let card = std::fs::read_to_string(at.join("sender.card")).expect("the card is in it");
    let card: Value = serde_json::from_str(card.lines().next().expect("a line")).expect("JSON");
    let key = card["ed25519"].as_str().expect("a key");
    program(at, 60, "minisign", &["-Vm", "checklist.toml", "-P", key]);
    let list = std::fs::read_to_string(at.join("checklist.toml")).expect("the list is in it");
    assert!(list.contains("own-list"), "it is the list that was exported");
}
