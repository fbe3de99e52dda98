//! "Our own questions: written here, fixed once released, shared as one file that anybody can verify."

use junkai_app::{Code, Env, SecretString, WireError, sample_now};
use junkai_bundle::{Card, Pack};
use junkai_core::Lang;
use junkai_tests::laptop::{Laptop, PASSPHRASE};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Version `version` of an own list with yes-or-no items of these numbers.
fn list(version: &str, numbers: &[&str]) -> Value {
    let text = |ja: &str, en: &str| json!({"ja": ja, "en": en});
    let items: Vec<Value> = numbers
        .iter()
        .map(|no| {
            json!({"no": no, "section": "s", "text": text(&format!("{no}はありますか。"), &format!("Is there {no}?")),
                "kind": "yes_no", "may_not_apply": false, "derived": true})
        })
        .collect();
    json!({
        "format": 1, "id": "own", "version": version, "audience": "admin", "official": false,
        "title": text("当社の追加質問", "Our own questions"), "source": text("当社作成", "Our own"),
        "sections": [{"id": "s", "title": text("全般", "General")}], "items": items,
    })
}

fn set(laptop: &mut Laptop, list: &Value) -> Vec<String> {
    let saved = laptop.run("checklist_set", json!({"checklist": list}));
    problems(&saved["problems"])
}

/// Problems as `place problem`.
fn problems(found: &Value) -> Vec<String> {
    let words = |p: &Value| format!("{} {}", p["place"], p["problem"]).replace('"', "");
    found
        .as_array()
        .expect("a list of problems")
        .iter()
        .map(words)
        .collect()
}

fn name(version: &str) -> Value {
    json!({"id": "own", "version": version})
}

/// A laptop with version 1 of the own list released, and a contact card.
fn released() -> Laptop {
    let mut laptop = Laptop::new();
    assert_eq!(
        set(&mut laptop, &list("1", &["a", "b"])),
        [""; 0],
        "nothing is wrong with it"
    );
    laptop.run("checklist_release", name("1"));
    laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    laptop
}

/// Own lists in the list: version, state, signer.
fn own(laptop: &mut Laptop) -> Vec<(String, String, Option<String>)> {
    let lines = laptop.run("checklist_list", json!({}));
    let text = |v: &Value| v.as_str().map(String::from);
    let lines = lines.as_array().expect("a list").iter();
    lines
        .filter(|l| l["state"] != "embedded")
        .map(|l| {
            let must = |field: &str| text(&l[field]).expect("a text");
            (must("version"), must("state"), text(&l["signer"]))
        })
        .collect()
}

fn interview(laptop: &mut Laptop, survey: &Value, version: &str) -> Result<Value, WireError> {
    let record =
        json!({"checklist": "own", "checklist_version": version, "audience": "admin", "interviewee": "山田"});
    let args = json!({"survey": survey, "record": record});
    laptop
        .app
        .dispatch("interview_set", args)
        .map(|saved| saved["id"].clone())
}

fn code<T>(result: Result<T, WireError>) -> Option<Code> {
    result.err().map(|e| e.code)
}

#[test]
fn a_draft_is_kept_with_its_problems_and_released_without_any() {
    let mut laptop = Laptop::new();
    let survey = json!(laptop.bare_survey());
    let mut draft = list("1", &["a", "b", "a"]);
    draft["items"][1]["text"]["en"] = json!("");
    draft["items"][1]["show_if"] = json!({"not": {"item": "zz", "is": ["no"]}});
    assert_eq!(
        set(&mut laptop, &draft),
        ["b missing_language", "a duplicate"],
        "what is wrong is said"
    );
    draft["items"][2]["no"] = json!("c");
    assert_eq!(
        set(&mut laptop, &draft),
        ["b missing_language", "b unknown_item"],
        "also what stood behind it"
    );
    assert_eq!(
        laptop.run("checklist_get", name("1")),
        draft,
        "and the draft is kept as it is"
    );
    assert_eq!(
        own(&mut laptop),
        [("1".into(), "draft".into(), None)],
        "as a draft"
    );
    let refused = laptop.refused("checklist_release", name("1"));
    assert_eq!(refused.code, Code::ChecklistProblems, "not with problems");
    assert_eq!(
        problems(&refused.params["problems"]),
        ["b missing_language", "b unknown_item"],
        "which are named"
    );
    assert_eq!(
        code(interview(&mut laptop, &survey, "1")),
        Some(Code::ChecklistNotReleased),
        "and no interview is held on a draft"
    );
    laptop.refused_with("checklist_remove", name("2"), Code::ChecklistUnknown);

    assert_eq!(set(&mut laptop, &list("1", &["a", "b"])), [""; 0], "mended");
    laptop.run("checklist_release", name("1"));
    assert_eq!(
        own(&mut laptop),
        [("1".into(), "released".into(), None)],
        "now it stands"
    );
    let before = laptop.run("checklist_get", name("1"));
    laptop.refused_with(
        "checklist_set",
        json!({"checklist": list("1", &["a"])}),
        Code::ChecklistReleased,
    );
    laptop.refused_with("checklist_release", name("1"), Code::ChecklistReleased);
    laptop.refused_with("checklist_remove", name("1"), Code::ChecklistReleased);
    assert_eq!(
        laptop.run("checklist_get", name("1")),
        before,
        "nothing changes it"
    );
}

#[test]
fn drafts_can_be_thrown_away() {
    let mut laptop = Laptop::new();
    set(&mut laptop, &list("1", &["a"]));
    laptop.run("checklist_remove", name("1"));
    assert_eq!(own(&mut laptop), [], "it is gone");
    laptop.refused_with("checklist_get", name("1"), Code::ChecklistUnknown);
}

#[test]
fn an_own_list_takes_no_name_that_others_need() {
    let mut laptop = Laptop::new();
    let named = |id: &str, version: &str| {
        let mut list = list(version, &["a"]);
        list["id"] = json!(id);
        json!({"checklist": list})
    };
    for version in ["1", "2"] {
        laptop.refused_with(
            "checklist_set",
            named("mhlw-5.2-admin", version),
            Code::ChecklistIdTaken,
        );
    }
    for (id, version, field) in [
        ("", "1", "id"),
        ("own list", "1", "id"),
        ("Own", "1", "id"),
        ("own_x", "1", "id"),
        ("../own", "1", "id"),
        ("当社", "1", "id"),
        ("own", "", "version"),
        ("own", "1/2", "version"),
        ("own", "第1版", "version"),
    ] {
        let refused = laptop.refused("checklist_set", named(id, version));
        assert_eq!(
            (refused.code, &refused.params["field"]),
            (Code::InvalidArgs, &json!(field)),
            "{id:?} {version:?}"
        );
    }
    assert_eq!(own(&mut laptop), [], "nothing was kept");
}

#[test]
fn a_new_version_says_what_became_of_the_items_and_answers_stay_with_theirs() {
    let mut laptop = released();
    let survey = json!(laptop.bare_survey());
    let first = interview(&mut laptop, &survey, "1").expect("an interview on the released list");
    let answer = json!({"survey": survey, "interview": first, "item": "b", "confirmed": {"kind": "yes_no", "value": true}});
    laptop.run("answer_set", answer);

    let mut next = list("2", &["a", "c"]);
    assert_eq!(
        set(&mut laptop, &next),
        [" previous_unknown"],
        "it must name the version before"
    );
    next["previous"] = json!({"version": "9"});
    assert_eq!(
        set(&mut laptop, &next),
        [" previous_unknown"],
        "one that is there"
    );
    next["previous"] = json!({"version": "1"});
    assert_eq!(set(&mut laptop, &next), ["b vanished"], "no item goes unnoticed");
    laptop.refused_with("checklist_release", name("2"), Code::ChecklistProblems);
    next["previous"]["dropped"] = json!(["b"]);
    assert_eq!(set(&mut laptop, &next), [""; 0], "dropped on purpose");
    laptop.run("checklist_release", name("2"));

    let sheet = |laptop: &mut Laptop, interview: &Value| {
        let sheet = laptop.run(
            "interview_sheet",
            json!({"survey": survey, "interview": interview}),
        );
        let lines = sheet["lines"].as_array().expect("lines").clone();
        let numbers = lines
            .iter()
            .map(|l| l["item"]["no"].as_str().unwrap_or_default().to_owned());
        (
            numbers.collect::<Vec<_>>(),
            lines[1]["answer"]["record"]["confirmed"]["value"].clone(),
        )
    };
    assert_eq!(
        sheet(&mut laptop, &first),
        (vec!["a".into(), "b".into()], json!(true)),
        "the first interview stays on the first version"
    );
    let second = interview(&mut laptop, &survey, "2").expect("an interview on the second");
    assert_eq!(
        sheet(&mut laptop, &second),
        (vec!["a".into(), "c".into()], Value::Null),
        "the second is on the second"
    );
    let overview = laptop.run("survey_overview", json!({"survey": survey}));
    assert_eq!(
        overview["interviews"].as_array().map(Vec::len),
        Some(2),
        "both count"
    );
    let findings = laptop.run("finding_list", json!({"survey": survey}));
    assert!(findings.is_array(), "the rules go over them");
    let set = laptop
        .app
        .render(serde_json::from_value(survey).expect("an id"), Lang::Ja);
    let set = set.expect("documents are made");
    let document = set.documents.iter().find(|d| d.name == "02-checklist-admin.xlsx");
    let cells = crate::bad_input::cells(&document.expect("the system manager's list").bytes);
    for question in ["bはありますか。", "cはありますか。"] {
        assert!(cells.iter().any(|c| c == question), "{question} is printed");
    }
}

#[test]
fn own_lists_are_there_only_while_their_vault_is_open() {
    let mut laptop = released();
    set(&mut laptop, &list("2", &["z"]));
    let there = own(&mut laptop);
    assert_eq!(there.len(), 2, "a released list and a draft");
    let gone = |laptop: &mut Laptop, how: &str| {
        assert_eq!(own(laptop), [], "{how}: no trace in the list");
        for version in ["1", "2"] {
            laptop.refused_with("checklist_get", name(version), Code::ChecklistUnknown);
        }
    };
    let passphrase = SecretString::from(PASSPHRASE);
    let vault = laptop.vault();
    laptop.run("vault_lock", json!({}));
    gone(&mut laptop, "locked by command");
    laptop.app.open_vault(&vault, &passphrase).expect("opens");
    assert_eq!(own(&mut laptop), there, "back with the vault");
    laptop.app.lock().expect("locks");
    gone(&mut laptop, "locked by the app");
    let other = laptop.path("other");
    let recovery = laptop
        .app
        .create_vault(&other, &passphrase)
        .expect("another vault");
    gone(&mut laptop, "in another vault");
    set(&mut laptop, &list("3", &["y"]));
    laptop.app.lock().expect("locks");
    let recovery = SecretString::from(recovery);
    laptop
        .app
        .recover_vault(&other, &recovery, &passphrase)
        .expect("recovers");
    assert_eq!(
        own(&mut laptop),
        [("3".into(), "draft".into(), None)],
        "also after recovery"
    );
}

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
