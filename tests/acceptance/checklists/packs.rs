//! Lists on their way from one office to another: as a pack, and with the bundle of a survey.

use super::{code, interview, list, name, own, released, set};
use junkai_app::{Code, Env, sample_now};
use junkai_bundle::{Card, Pack};
use junkai_core::Lang;
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Runs a real program; whether it succeeded.
fn runs(folder: &Path, program: &str, args: &[&str]) -> bool {
    let status = Command::new("timeout")
        .arg("60")
        .arg(program)
        .args(args)
        .current_dir(folder)
        .output();
    let status = status
        .unwrap_or_else(|e| panic!("{program} runs (make setup installs it): {e}"))
        .status;
    assert_ne!(
        status.code(),
        Some(127),
        "{program} is installed (make setup installs it)"
    );
    status.success()
}

#[test]
fn tar_and_minisign_alone_verify_a_shared_list() {
    let mut laptop = released();
    let card = laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    let pack = laptop.path("own.junkai-checklist");
    let exported = laptop.app.export_checklist("own", "1", &pack).expect("exports");
    let again = laptop
        .app
        .export_checklist("own", "1", &pack)
        .expect("over the older one");
    assert_eq!(
        exported.sha256, again.sha256,
        "the same list, card and key give the same file"
    );
    let bytes = std::fs::read(&pack).expect("there");
    assert_eq!(exported.bytes, bytes.len() as u64, "of the size that was said");

    let folder = laptop.path("");
    assert!(
        runs(&folder, "tar", &["xf", "own.junkai-checklist"]),
        "tar unpacks it"
    );
    std::fs::write(laptop.path("firm.pub"), card.minisign_public_key).expect("written");
    let verify = ["-Vm", "checklist.toml", "-p", "firm.pub"];
    assert!(runs(&folder, "minisign", &verify), "minisign verifies it");
    let text = std::fs::read_to_string(laptop.path("checklist.toml")).expect("there");
    let read: Value = toml::from_str(&text).expect("it is TOML");
    assert_eq!(
        read,
        laptop.run("checklist_get", name("1")),
        "and says what the list says"
    );
    std::fs::write(laptop.path("checklist.toml"), text.replace('a', "b")).expect("written");
    assert!(!runs(&folder, "minisign", &verify), "an altered one it refuses");
    let shown = std::fs::read_to_string(laptop.path("sender.card")).expect("there");
    assert_eq!(shown, card.card, "whose it is stands beside it");
    let audit = laptop.run("audit_verify", json!({}));
    assert_eq!(audit["holds"], true, "and the vault's log of it holds");
}

#[test]
fn only_a_released_list_is_exported_and_never_over_something_else() {
    let mut laptop = Laptop::new();
    let out = laptop.path("own.junkai-checklist");
    let export = |laptop: &mut Laptop, version: &str| {
        let out = laptop.path("own.junkai-checklist");
        code(laptop.app.export_checklist("own", version, &out))
    };
    assert_eq!(
        export(&mut laptop, "1"),
        Some(Code::ChecklistUnknown),
        "one that is not there"
    );
    set(&mut laptop, &list("1", &["a"]));
    assert_eq!(
        export(&mut laptop, "1"),
        Some(Code::ChecklistNotReleased),
        "a draft"
    );
    laptop.run("checklist_release", name("1"));
    assert_eq!(
        export(&mut laptop, "1"),
        Some(Code::OwnCardMissing),
        "nobody could tell whose it is"
    );
    laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    std::fs::write(&out, "a photo").expect("written");
    assert_eq!(
        export(&mut laptop, "1"),
        Some(Code::TargetExists),
        "over something else"
    );
    assert_eq!(
        std::fs::read_to_string(&out).expect("there"),
        "a photo",
        "which stays"
    );
    let gone = laptop.path("unplugged/x");
    let exported = laptop.app.export_checklist("own", "1", &gone);
    assert_eq!(
        code(exported),
        Some(Code::FolderGone),
        "into a folder that is not there"
    );
    let embedded = laptop.app.export_checklist("mhlw-5.2-admin", "1", &gone);
    assert_eq!(
        code(embedded),
        Some(Code::ChecklistUnknown),
        "a list that everybody has"
    );
}

#[test]
fn a_list_from_another_office_is_taken_once_its_card_was_verified() {
    let mut from = released();
    let card = from.app.own_card("firm-1", "調査会社").expect("the firm's card");
    let pack = from.path("own.junkai-checklist");
    from.app.export_checklist("own", "1", &pack).expect("exports");

    let mut to = Laptop::new();
    let survey = json!(to.bare_survey());
    let import = |to: &mut Laptop, take: bool| to.app.import_checklist(&pack, take);
    let shown = import(&mut to, false).expect("it can be looked at");
    assert_eq!(
        (
            shown.id.as_str(),
            shown.version.as_str(),
            shown.items,
            shown.signer.as_str()
        ),
        ("own", "1", 2, "調査会社"),
        "what it is and who says so"
    );
    assert_eq!(
        (&shown.fingerprint, shown.verified, shown.taken),
        (&card.fingerprint, false, false),
        "unverified"
    );
    assert_eq!(json!(shown.here), "new", "nothing stands under its name");
    assert_eq!(
        code(import(&mut to, true)),
        Some(Code::ChecklistSignerNotVerified),
        "not from a stranger"
    );
    to.run("card_add", json!({"card": shown.card}));
    assert_eq!(
        code(import(&mut to, true)),
        Some(Code::ChecklistSignerNotVerified),
        "nor from one whose fingerprint nobody compared"
    );
    assert_eq!(own(&mut to), [], "nothing was kept so far");
    to.run("card_verify", json!({"fingerprint": card.fingerprint}));
    let looked = import(&mut to, false).expect("it can be looked at");
    assert!(
        looked.verified && looked.problems.is_empty() && !looked.taken,
        "now nothing is in the way"
    );
    assert_eq!(own(&mut to), [], "looking changes nothing");
    assert!(
        import(&mut to, true).expect("it is taken").taken,
        "and it says so"
    );
    let expected = [("1".into(), "released".into(), Some("調査会社".into()))];
    assert_eq!(own(&mut to), expected, "with the name of its maker");
    assert_eq!(
        to.run("checklist_get", name("1")),
        from.run("checklist_get", name("1")),
        "the same list"
    );
    interview(&mut to, &survey, "1").expect("interviews can be held on it");

    let again = import(&mut to, true).expect("a second time");
    assert_eq!(json!(again.here), "same", "it is here already");
    assert_eq!(own(&mut to), expected, "and changes nothing");
    to.run("card_retire", json!({"fingerprint": card.fingerprint}));
    assert_eq!(
        code(import(&mut to, true)),
        Some(Code::ChecklistSignerNotVerified),
        "a retired card is no longer believed"
    );
}

#[test]
fn another_text_under_the_same_version_is_refused() {
    let mut from = released();
    let card = from.app.own_card("firm-1", "調査会社").expect("the firm's card");
    let pack = from.path("own.junkai-checklist");
    from.app.export_checklist("own", "1", &pack).expect("exports");
    let mut to = Laptop::new();
    to.app
        .verify_card(&card.card, &card.fingerprint)
        .expect("the fingerprint fits");
    set(&mut to, &list("1", &["x"]));
    for state in ["draft", "released"] {
        let shown = to
            .app
            .import_checklist(&pack, false)
            .expect("it can be looked at");
        assert_eq!(json!(shown.here), "different", "{state}: it is said beforehand");
        let taken = to.app.import_checklist(&pack, true);
        assert_eq!(
            code(taken),
            Some(Code::ChecklistDiffers),
            "over one's own {state}"
        );
        assert_eq!(
            to.run("checklist_get", name("1"))["items"][0]["no"],
            "x",
            "which stays"
        );
        let _ = to.app.dispatch("checklist_release", name("1"));
    }
    let own_pack = from
        .app
        .import_checklist(&pack, true)
        .expect("one's own comes back");
    assert!(own_pack.verified, "the own card needs no comparison");
    assert_eq!(json!(own_pack.here), "same", "and is here already");
}

/// An office that signs what no honest program would.
struct Forger {
    key: junkai_bundle::SigningKey,
    card: Card,
}

impl Forger {
    fn new(laptop: &mut Laptop) -> Self {
        let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
        let office = junkai_app::make_office(&mut env, "forger", "無関係").expect("keys are made");
        laptop
            .app
            .verify_card(&office.card, &office.fingerprint)
            .expect("the fingerprint fits");
        let seed = office
            .identity_file
            .lines()
            .find_map(|l| l.strip_prefix("# junkai signing key: "));
        let seed = data_encoding::BASE64
            .decode(seed.expect("the key's line").as_bytes())
            .expect("a seed");
        let key = junkai_bundle::SigningKey::from_bytes(&seed.try_into().expect("32 bytes"));
        Self {
            key,
            card: Card::parse(&office.card).expect("a card"),
        }
    }

    fn pack(&self, id: &str, version: &str, text: &str) -> Vec<u8> {
        let pack = Pack::sign(id, version, text, &self.card, &self.key).expect("it can be signed");
        pack.bytes().to_vec()
    }
}

#[test]
fn what_was_altered_or_is_no_proper_list_is_refused_and_changes_nothing() {
    let mut laptop = Laptop::new();
    let forger = Forger::new(&mut laptop);
    let text = |list: &Value| toml::to_string(list).expect("it is TOML");
    let good = forger.pack("own", "1", &text(&list("1", &["a"])));
    let altered = |from: &str, to: &str| {
        let at = good
            .windows(from.len())
            .position(|w| w == from.as_bytes())
            .expect("it is there");
        let mut bad = good.clone();
        bad[at..at + to.len()].copy_from_slice(to.as_bytes());
        bad
    };
    let mut newer = list("1", &["a"]);
    newer["format"] = json!(2);
    let embedded = text(&list("1", &["a"])).replace("\"own\"", "\"mhlw-5.2-admin\"");
    use Code::{ChecklistIdTaken, ChecklistPackDamaged, ChecklistProblems, NotAChecklistPack};
    let cases: Vec<(&str, Vec<u8>, Code)> = vec![
        (
            "an altered question",
            altered("Is there", "Is THERE"),
            ChecklistPackDamaged,
        ),
        (
            "an altered comment",
            altered("junkai-checklist1 own 1", "junkai-checklist1 own 2"),
            ChecklistPackDamaged,
        ),
        (
            "an altered card",
            altered("無関係", "無関保"),
            ChecklistPackDamaged,
        ),
        ("a cut", good[..good.len() - 1].to_vec(), ChecklistPackDamaged),
        (
            "something behind it",
            [&good[..], b"x"].concat(),
            ChecklistPackDamaged,
        ),
        ("a photo", b"\xff\xd8\xff and so on".to_vec(), NotAChecklistPack),
        ("nothing", Vec::new(), NotAChecklistPack),
        (
            "another name than signed",
            forger.pack("other", "1", &text(&list("1", &["a"]))),
            ChecklistPackDamaged,
        ),
        (
            "another version than signed",
            forger.pack("own", "2", &text(&list("1", &["a"]))),
            ChecklistPackDamaged,
        ),
        (
            "a list of the build",
            forger.pack("mhlw-5.2-admin", "1", &embedded),
            ChecklistIdTaken,
        ),
        (
            "no checklist",
            forger.pack("own", "1", "x = 1\n"),
            ChecklistProblems,
        ),
        ("no TOML", forger.pack("own", "1", "="), ChecklistProblems),
        (
            "an empty list",
            forger.pack("own", "1", &text(&list("1", &[]))),
            ChecklistProblems,
        ),
        (
            "an item twice",
            forger.pack("own", "1", &text(&list("1", &["a", "a"]))),
            ChecklistProblems,
        ),
        (
            "a newer format",
            forger.pack("own", "1", &text(&newer)),
            ChecklistProblems,
        ),
    ];
    let path = laptop.path("x.junkai-checklist");
    for (why, bytes, expected) in cases {
        std::fs::write(&path, bytes).expect("written");
        let taken = laptop.app.import_checklist(&path, true);
        assert_eq!(code(taken), Some(expected), "{why}");
        assert_eq!(own(&mut laptop), [], "{why}: nothing is kept");
    }
    let missing = laptop.path("nowhere");
    let taken = laptop.app.import_checklist(&missing, true);
    assert_eq!(
        code(taken),
        Some(Code::FileUnreadable),
        "a file that is not there"
    );
    std::fs::write(&path, good).expect("written");
    laptop
        .app
        .import_checklist(&path, true)
        .expect("else none of this would prove anything");
}

#[test]
fn the_lists_of_a_survey_travel_with_its_bundle() {
    let mut laptop = released();
    let card = laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    let mut next = list("2", &["a", "b"]);
    next["previous"] = json!({"version": "1"});
    set(&mut laptop, &next);
    laptop.run("checklist_release", name("2"));
    let survey = laptop.bare_survey();
    interview(&mut laptop, &json!(survey), "1").expect("an interview");
    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let office = junkai_app::make_office(&mut env, "supervisor", "監督企業").expect("keys are made");
    laptop
        .app
        .verify_card(&office.card, &office.fingerprint)
        .expect("the fingerprint fits");
    let bundle = laptop.path("x.junkai");
    laptop
        .app
        .seal(survey, Lang::Ja, &[office.card], &bundle)
        .expect("it is sealed");

    let inspected = junkai_app::inspect_bundle(&bundle, &office.identity_file).expect("it can be read");
    assert!(inspected.holds, "all of it holds");
    assert_eq!(
        inspected.view["manifest"]["entries"][1]["name"], "checklists/own_1.toml",
        "it is named"
    );
    let out = laptop.path("opened");
    let today = sample_now().day_in_japan();
    let opened = junkai_app::open_bundle_at(&bundle, &office.identity_file, &card.card, &out, today);
    let opened = opened.expect("it opens");
    let lists: Vec<&String> = opened
        .files
        .iter()
        .filter(|f| f.starts_with("checklists/"))
        .collect();
    assert_eq!(
        lists,
        ["checklists/own_1.toml"],
        "the list that was used, and no other"
    );
    let text = std::fs::read_to_string(out.join("checklists/own_1.toml")).expect("there");
    let read: Value = toml::from_str(&text).expect("it is TOML");
    assert_eq!(read, laptop.run("checklist_get", name("1")), "as it was released");
}
