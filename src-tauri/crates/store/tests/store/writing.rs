//! Reading and writing records, and what the log says of it.

use crate::support::{SURVEY, actor, comment, comment_id, open, refused, say, survey_file, with_survey};
use junkai_core::drawing::{DiagramKind, DiagramNode, NodeKind};
use junkai_core::evidence::Evidence;
use junkai_core::review::Comment;
use junkai_core::survey::Survey;
use junkai_core::{EvidenceId, NodeId, RecordKind, RecordRef, SurveyId};
use junkai_store::{Action, Error, FieldChange, Vault};
use serde_json::json;
use std::io::Read;
use uuid::Uuid;

fn node(zone: Option<u128>) -> DiagramNode {
    DiagramNode {
        diagram: DiagramKind::Network,
        kind: NodeKind::Zone,
        label: Some("外来".into()),
        zone: zone.map(|n| NodeId(Uuid::from_u128(n))),
        asset: None,
        system: None,
        x: None,
        y: None,
        note: None,
    }
}

fn node_id(n: u128) -> NodeId {
    NodeId(Uuid::from_u128(n))
}

fn survey() -> Survey {
    serde_json::from_value(json!({"firm": "調査会社"})).expect("a survey")
}

/// Length of the log.
fn size(vault: &mut Vault) -> u64 {
    vault.read(SURVEY, |r| r.chain()).expect("reads").size
}

#[test]
fn revisions_count_writes_and_a_stale_one_changes_nothing() {
    let (_dir, mut vault) = with_survey();
    let mut put = |text: &str, expected: Option<u64>, seconds: i64| {
        vault.write(SURVEY, &actor(seconds), |w| {
            w.put(comment_id(1), &comment(text), expected, None)
        })
    };
    assert_eq!(put("one", None, 2).expect("creates"), 1, "the first revision");
    assert_eq!(put("two", Some(1), 3).expect("changes"), 2, "the second");
    assert_eq!(
        put("two", Some(2), 4).expect("nothing to do"),
        2,
        "what does not differ is not written"
    );
    for (expected, why) in [(Some(1), "stale"), (Some(3), "ahead"), (None, "exists")] {
        let error = refused(put("three", expected, 5), why);
        assert!(matches!(error, Error::Conflict { rev: 2 }), "{why}: got {error}");
    }
    let kept = vault
        .read(SURVEY, |r| r.get::<Comment>(comment_id(1)))
        .expect("reads")
        .expect("is there");
    assert_eq!(
        (kept.rev, kept.record.text.as_str()),
        (2, "two"),
        "refused writes changed nothing"
    );
    assert_eq!(size(&mut vault), 2, "and left no entry");
}

#[test]
fn changing_or_removing_what_is_not_there_is_refused() {
    let (_dir, mut vault) = with_survey();
    let id = Uuid::from_u128(9);
    let put = vault.write(SURVEY, &actor(2), |w| {
        w.put(comment_id(9), &comment("x"), Some(1), None)
    });
    let removed = vault.write(SURVEY, &actor(2), |w| w.remove::<Comment>(comment_id(9), 1, None));
    for error in [refused(put, "no record"), refused(removed, "no record")] {
        let named = matches!(error, Error::UnknownRecord { kind: RecordKind::Comment, id: i } if i == id);
        assert!(named, "got {error}");
    }
}

#[test]
fn a_reference_to_nothing_is_refused_and_names_the_field() {
    let (_dir, mut vault) = with_survey();
    let put = vault.write(SURVEY, &actor(2), |w| {
        w.put(node_id(1), &node(Some(7)), None, None)
    });
    let missing = RecordRef {
        kind: RecordKind::DiagramNode,
        id: Uuid::from_u128(7),
    };
    let error = refused(put, "no such zone");
    assert!(
        matches!(error, Error::UnknownReference { field: "zone", to } if to == missing),
        "got {error}"
    );
    vault
        .write(SURVEY, &actor(3), |w| {
            w.put(node_id(1), &node(Some(1)), None, None)
        })
        .expect("itself is there");
}

#[test]
fn what_others_refer_to_cannot_be_removed() {
    let (_dir, mut vault) = with_survey();
    vault
        .write(SURVEY, &actor(2), |w| {
            w.put(node_id(1), &node(None), None, None)?;
            w.put(node_id(2), &node(Some(1)), None, None)
        })
        .expect("writes both");
    let error = refused(
        vault.write(SURVEY, &actor(3), |w| {
            w.remove::<DiagramNode>(node_id(1), 1, None)
        }),
        "in use",
    );
    let by = vec![RecordRef {
        kind: RecordKind::DiagramNode,
        id: Uuid::from_u128(2),
    }];
    assert!(
        matches!(error, Error::InUse { by: b } if b == by),
        "the referring record is named"
    );
    vault
        .write(SURVEY, &actor(4), |w| {
            w.remove::<DiagramNode>(node_id(2), 1, None)?;
            w.remove::<DiagramNode>(node_id(1), 1, Some("walled off"))
        })
        .expect("the other way round works");
    let left = vault.read(SURVEY, |r| r.all::<DiagramNode>()).expect("reads");
    assert!(left.is_empty(), "both are gone");
}

#[test]
fn a_record_with_problems_is_refused_with_all_of_them() {
    let (_dir, mut vault) = with_survey();
    let put = vault.write(SURVEY, &actor(2), |w| {
        w.put(comment_id(1), &comment(" "), None, None)
    });
    match refused(put, "blank text") {
        Error::Invalid(problems) => assert_eq!(problems[0].field, "text", "the field is named"),
        other => panic!("got {other}"),
    }
    let raw = vault.write(SURVEY, &actor(2), |w| {
        w.put_raw(
            RecordKind::Comment,
            Uuid::from_u128(1),
            &json!({"text": "a", "nonsense": 1}),
            None,
            None,
        )
    });
    assert!(
        matches!(refused(raw, "unknown field"), Error::Invalid(_)),
        "JSON is held to the same form"
    );
}

#[test]
fn a_closure_that_fails_or_panics_leaves_nothing() {
    let (_dir, mut vault) = with_survey();
    let failed: junkai_store::Result<()> = vault.write(SURVEY, &actor(2), |w| {
        w.put(comment_id(1), &comment("a"), None, None)?;
        w.put(comment_id(2), &comment(""), None, None)?;
        Ok(())
    });
    assert!(failed.is_err(), "the second is blank");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        vault.write(SURVEY, &actor(3), |w| {
            w.put(comment_id(3), &comment("b"), None, None)?;
            std::panic::resume_unwind(Box::new("a handler broke"));
            #[expect(unreachable_code, reason = "gives the closure its type")]
            Ok(())
        })
    }));
    assert!(panicked.is_err(), "the panic comes through");
    assert_eq!(size(&mut vault), 0, "no entry of either");
    assert!(
        vault
            .read(SURVEY, |r| r.all::<Comment>())
            .expect("reads")
            .is_empty(),
        "no record of either"
    );
    say(&mut vault, 4, "the vault still works", 4);
}

#[test]
fn a_refusal_inside_a_write_may_be_survived() {
    let (_dir, mut vault) = with_survey();
    vault
        .write(SURVEY, &actor(2), |w| {
            assert!(w.put(comment_id(1), &comment(""), None, None).is_err(), "blank");
            w.put(comment_id(2), &comment("fine"), None, None)
        })
        .expect("nothing had been begun when it was refused");
    assert_eq!(size(&mut vault), 1, "one entry");
}

#[test]
fn unknown_and_doubled_surveys_are_refused() {
    let (_dir, mut vault) = with_survey();
    let unknown = SurveyId(Uuid::from_u128(77));
    let error = refused(vault.read(unknown, |r| r.chain()), "no such survey");
    assert!(
        matches!(error, Error::UnknownSurvey { survey } if survey == unknown),
        "got {error}"
    );
    let error = refused(vault.survey_create(SURVEY, "again", &actor(2)), "is there");
    assert!(
        matches!(error, Error::SurveyExists { survey: SURVEY }),
        "got {error}"
    );
}

#[test]
fn the_log_holds_every_field_before_and_after() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "one", 2);
    vault
        .write(SURVEY, &actor(3), |w| {
            let changed = Comment {
                place: Some("p. 3".into()),
                ..comment("two")
            };
            w.put(comment_id(1), &changed, Some(1), Some("typing slip"))
        })
        .expect("changes");
    vault
        .write(SURVEY, &actor(4), |w| w.remove::<Comment>(comment_id(1), 2, None))
        .expect("removes");
    let log = vault.read(SURVEY, |r| r.changes(..)).expect("reads");
    let actions: Vec<_> = log.iter().map(|c| (c.seq, c.action, c.rev, c.by.at)).collect();
    let at = |s| actor(s).at;
    let expected = [
        (1, Action::Create, 1, at(2)),
        (2, Action::Update, 2, at(3)),
        (3, Action::Remove, 2, at(4)),
    ];
    assert_eq!(actions, expected, "who did what, when, to which revision");
    let change = |field: &str, before: Option<&str>, after: Option<&str>| FieldChange {
        field: field.into(),
        before: before.map(|b| json!(b)),
        after: after.map(|a| json!(a)),
    };
    assert_eq!(log[0].fields, [change("text", None, Some("one"))], "creation");
    let update = [
        change("place", None, Some("p. 3")),
        change("text", Some("one"), Some("two")),
    ];
    assert_eq!(log[1].fields, update, "change");
    assert_eq!(
        log[1].reason.as_deref(),
        Some("typing slip"),
        "the reason for a correction"
    );
    assert_eq!(
        log[2].fields,
        [
            change("place", Some("p. 3"), None),
            change("text", Some("two"), None)
        ],
        "removal"
    );
    let part = vault.read(SURVEY, |r| r.changes(2..3)).expect("reads");
    assert_eq!(part, log[1..2], "a part of the log");
    let history = vault
        .read(SURVEY, |r| r.history(RecordKind::Comment, Uuid::from_u128(1)))
        .expect("reads");
    assert_eq!(history, log, "the record's own history");
}

#[test]
fn a_removed_record_can_be_put_back_from_the_log_and_its_revisions_go_on() {
    let (_dir, mut vault) = with_survey();
    say(&mut vault, 1, "taken back", 2);
    vault
        .write(SURVEY, &actor(3), |w| w.remove::<Comment>(comment_id(1), 1, None))
        .expect("removes");
    let rev = vault
        .write(SURVEY, &actor(4), |w| {
            let last = w.changes(2..)?.remove(0);
            let fields = last.fields.into_iter().filter_map(|f| Some((f.field, f.before?)));
            w.put_raw(
                last.kind,
                last.id,
                &serde_json::Value::Object(fields.collect()),
                None,
                Some("undo"),
            )
        })
        .expect("puts it back");
    assert_eq!(rev, 2, "revision 1 never names two forms");
    let kept = vault
        .read(SURVEY, |r| r.get::<Comment>(comment_id(1)))
        .expect("reads")
        .expect("is back");
    assert_eq!(kept.record.text, "taken back", "as it was");
    assert!(
        vault.audit_verify().expect("verifies").is_sound(),
        "the log agrees"
    );
}

#[test]
fn evidence_is_kept_in_pieces_and_its_hash_is_the_vaults_own() {
    let (dir, mut vault) = with_survey();
    let id = EvidenceId(Uuid::from_u128(3));
    let meta = Evidence {
        name: "サーバ室".into(),
        media_type: "image/jpeg".into(),
        bytes: 1,
        sha256: "a lie".into(),
        taken_on: None,
        note: None,
    };
    let bytes: Vec<u8> = (0..700_001_u32)
        .map(|n| u8::try_from(n * 31 % 251).expect("small"))
        .collect();
    vault
        .write(SURVEY, &actor(2), |w| w.put_evidence(id, &meta, &bytes))
        .expect("keeps it");
    drop(vault);
    let mut vault = open(&dir).expect("opens");
    vault
        .read(SURVEY, |r| {
            let kept = r.get::<Evidence>(id)?.expect("is there");
            assert_eq!(kept.record.bytes, 700_001, "its real size");
            // Worked out with another implementation of SHA-256 on the same bytes.
            assert_eq!(
                kept.record.sha256, "0d246b2ab7108d9d95ac57b24d129081abc34034c3c76f227f435dc64a72d437",
                "its real hash"
            );
            assert_eq!(r.evidence_bytes(id)?.expect("is there"), bytes, "byte for byte");
            let mut streamed = Vec::new();
            r.evidence_reader(id)?
                .read_to_end(&mut streamed)
                .expect("streams");
            assert_eq!(streamed, bytes, "in pieces too");
            Ok(())
        })
        .expect("reads");
    let again = vault.write(SURVEY, &actor(6), |w| w.put_evidence(id, &meta, b"other"));
    assert!(
        matches!(refused(again, "is there"), Error::Conflict { rev: 1 }),
        "bytes never change"
    );
    let forged = vault.write(SURVEY, &actor(6), |w| w.put(id, &meta, Some(1), None));
    assert!(
        matches!(refused(forged, "another hash"), Error::Invalid(p) if p.len() == 2),
        "nor does their hash"
    );
    let renamed = vault.write(SURVEY, &actor(6), |w| {
        let kept = w.get::<Evidence>(id)?.expect("is there");
        let media_type = "application/pdf".into();
        w.put(
            id,
            &Evidence {
                media_type,
                ..kept.record
            },
            Some(1),
            None,
        )
    });
    assert!(
        matches!(refused(renamed, "another type"), Error::Invalid(p) if p.len() == 1 && p[0].field == "media_type"),
        "nor does what they are"
    );
    let no_bytes = vault.write(SURVEY, &actor(6), |w| {
        w.put(EvidenceId(Uuid::from_u128(4)), &meta, None, None)
    });
    assert!(
        matches!(refused(no_bytes, "no bytes"), Error::Invalid(_)),
        "no description without bytes"
    );
    vault
        .write(SURVEY, &actor(7), |w| w.remove::<Evidence>(id, 1, None))
        .expect("removes");
    assert_eq!(
        vault.read(SURVEY, |r| r.evidence_bytes(id)).expect("reads"),
        None,
        "the bytes go with it"
    );
}

#[test]
fn a_snapshot_holds_everything_in_the_order_of_the_documents() {
    let (_dir, mut vault) = with_survey();
    let error = refused(vault.read(SURVEY, |r| r.snapshot()), "nothing recorded");
    assert!(
        matches!(
            error,
            Error::UnknownRecord {
                kind: RecordKind::Survey,
                ..
            }
        ),
        "got {error}"
    );
    vault
        .write(SURVEY, &actor(2), |w| {
            w.put(SURVEY, &survey(), None, None)?;
            for n in [3, 1, 2] {
                w.put(node_id(n), &node(None), None, None)?;
            }
            w.put(comment_id(1), &comment("x"), None, None)
        })
        .expect("writes");
    let snapshot = vault.read(SURVEY, |r| r.snapshot()).expect("reads");
    assert_eq!(snapshot.survey.firm, "調査会社", "the survey itself");
    let ids: Vec<u128> = snapshot.nodes.iter().map(|n| n.id.as_u128()).collect();
    assert_eq!(
        (ids, snapshot.comments.len()),
        (vec![1, 2, 3], 1),
        "nodes by id, and the comment"
    );
}

#[test]
fn every_kind_of_record_can_be_kept_as_json() {
    let (_dir, mut vault) = with_survey();
    for kind in RecordKind::ALL {
        let raw = vault.write(SURVEY, &actor(2), |w| {
            w.put_raw(
                *kind,
                Uuid::from_u128(1),
                &json!({"no such field": 1}),
                None,
                None,
            )
        });
        assert!(
            matches!(refused(raw, "wrong form"), Error::Invalid(_)),
            "{} has a form of its own",
            kind.name()
        );
        assert!(
            vault.read(SURVEY, |r| r.kept(*kind)).expect("reads").is_empty(),
            "nothing of {}",
            kind.name()
        );
    }
}

#[test]
fn a_flipped_byte_in_a_survey_is_found_and_the_rest_of_the_vault_stays() {
    let (dir, mut vault) = with_survey();
    for n in 0..300 {
        say(&mut vault, n, &"long text ".repeat(40), 2);
    }
    let other = SurveyId(Uuid::from_u128(0x0f));
    vault
        .survey_create(other, "other", &actor(3))
        .expect("makes another");
    vault.lock(&actor(4)).expect("locks");
    let mut bytes = std::fs::read(survey_file(&dir)).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    std::fs::write(survey_file(&dir), &bytes).expect("writes");
    let mut vault = open(&dir).expect("the vault itself is whole");
    let read = vault.read(SURVEY, |r| Ok((r.all::<Comment>()?, r.changes(..)?)));
    let error = refused(read, "a page is damaged");
    assert!(
        matches!(error, Error::SurveyDamaged { survey: SURVEY }),
        "got {error}"
    );
    assert_eq!(
        vault.integrity_check(SURVEY).expect("looks").damaged_pages,
        1,
        "one page"
    );
    assert!(
        !vault.audit_verify().expect("verifies").is_sound(),
        "the audit finds it too"
    );
    vault
        .write(other, &actor(6), |w| {
            w.put(comment_id(1), &comment("x"), None, None)
        })
        .expect("others still work");
    drop(vault);
    assert_eq!(
        std::fs::read(survey_file(&dir)).expect("reads"),
        bytes,
        "the damaged file is left as it is"
    );
}

#[test]
fn a_survey_file_that_is_missing_or_another_ones_is_damage() {
    let (dir, mut vault) = with_survey();
    let other = SurveyId(Uuid::from_u128(0x0f));
    vault
        .survey_create(other, "other", &actor(3))
        .expect("makes another");
    vault.lock(&actor(4)).expect("locks");
    let other_file = survey_file(&dir).with_file_name(format!("{other}.db"));
    std::fs::copy(&other_file, survey_file(&dir)).expect("swaps files");
    std::fs::remove_file(&other_file).expect("removes");
    let mut vault = open(&dir).expect("opens");
    for survey in [SURVEY, other] {
        let error = refused(vault.read(survey, |r| r.chain()), "not its file");
        assert!(
            matches!(error, Error::SurveyDamaged { survey: s } if s == survey),
            "got {error}"
        );
    }
}
