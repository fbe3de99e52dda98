//! Manifests that are signed by the right sender and still not to be believed, and those of other versions.

use crate::support::*;
use junkai_bundle::*;
use serde_json::{Value, json};

/// Opens a bundle whose manifest was changed before the sender signed it.
fn outcome(change: impl FnOnce(&mut Value)) -> Result<Manifest> {
    let (from, to) = pair();
    let mut forge = Forge::new(&from, &to);
    change(&mut forge.manifest);
    open_bytes(&forge.seal(), &to, &from).map(|opened| opened.manifest().clone())
}

fn refused(change: impl FnOnce(&mut Value)) -> Error {
    outcome(change).expect_err("a hostile manifest was accepted")
}

/// Opens a bundle with these very bytes as its manifest.
fn refused_bytes(rewrite: impl FnOnce(String) -> Vec<u8>) -> Error {
    let (from, to) = pair();
    let forge = Forge::new(&from, &to);
    let text = serde_json::to_string(&forge.manifest).expect("a value is JSON");
    let files = forge.front_of(rewrite(text));
    let blocks: Vec<_> = files
        .iter()
        .chain(&forge.files)
        .map(|(name, content)| tar_file(name, content))
        .collect();
    forge.refusal_of_blocks(&blocks)
}

#[test]
fn newer_formats() {
    let error = refused(|manifest| manifest["version"]["major"] = json!(2));
    assert_refused!(&error, Error::NewerFormat { .. }, "a newer major version");
    assert_eq!(
        error.to_string(),
        "made in a newer format, needs bundle 2",
        "and it says which"
    );
    let error = refused(|manifest| {
        *manifest = json!({"format": "junkai-bundle", "version": {"major": 3, "minor": 0}})
    });
    assert_refused!(error, Error::NewerFormat { .. }, "whatever else it holds");
    assert_refused!(
        refused(|manifest| manifest["suite"] = json!("pq-v2")),
        Error::NewerFormat { .. },
        "another suite"
    );
    let error = refused(|manifest| manifest["critical"] = json!(["redaction"]));
    assert_refused!(
        error,
        Error::UnknownCritical,
        "something that must not be ignored"
    );
    let error = refused(|manifest| {
        manifest["version"]["minor"] = json!(4);
        manifest["kind"] = json!("new-kind");
    });
    assert_refused!(
        &error,
        Error::NewerFormat { .. },
        "a value that came with a newer minor version"
    );
    assert_eq!(
        error.to_string(),
        "made in a newer format, needs bundle 1.4",
        "and it says which"
    );
}

#[test]
fn checklists_are_demanded_exactly_where_there_are_some() {
    for critical in [json!(["checklists"]), json!(["checklists", "checklists"])] {
        let error = refused(|manifest| manifest["critical"] = critical.clone());
        assert_refused!(
            error,
            Error::ManifestInvalid { .. },
            format!("{critical} without any")
        );
    }
    let error = refused(|manifest| manifest["critical"] = json!(["checklists", "redaction"]));
    assert_refused!(error, Error::UnknownCritical, "something else beside it");
    let error = refused(|manifest| manifest["entries"][1]["name"] = json!("checklists/own_1.toml"));
    assert_refused!(
        error,
        Error::ManifestInvalid { .. },
        "a checklist that is not demanded"
    );
}

#[test]
fn fields_of_a_newer_minor_version_are_kept() {
    let manifest = outcome(|manifest| {
        manifest["version"]["minor"] = json!(1);
        manifest["retention_until"] = json!("2027-03-31");
        manifest["sender"]["device"] = json!("dev-2");
    });
    let manifest = manifest.expect("a newer minor version can be read");
    assert_eq!(
        manifest.more["retention_until"],
        json!("2027-03-31"),
        "an unknown field is kept"
    );
    assert_eq!(
        manifest.version,
        Version { major: 1, minor: 1 },
        "the version is the sender's"
    );
}

#[test]
fn not_a_manifest() {
    assert_refused!(
        refused(|manifest| manifest["format"] = json!("other")),
        Error::NotABundle,
        "another format"
    );
    assert_refused!(
        refused(|manifest| *manifest = json!([])),
        Error::NotABundle,
        "a list"
    );
    for (bytes, why) in [
        (b"".to_vec(), "nothing"),
        (b"{".to_vec(), "a cut"),
        (b"\xff\xfe".to_vec(), "not UTF-8"),
    ] {
        assert_refused!(refused_bytes(|_| bytes), Error::ManifestInvalid { .. }, why);
    }
    let deep = || "[".repeat(100_000).into_bytes();
    assert_refused!(
        refused_bytes(|_| deep()),
        Error::ManifestInvalid { .. },
        "nested 100,000 deep"
    );
    let error = refused_bytes(|text| format!("{text}{{}}").into_bytes());
    assert_refused!(
        error,
        Error::ManifestInvalid { .. },
        "something behind the object"
    );
}

#[test]
fn duplicate_keys() {
    for (find, replace) in [
        ("{\"app\"", "{\"seq\":15,\"app\""),
        ("\"seq\":14", "\"seq\":14,\"seq\":14"),
        ("\"size\":7", "\"size\":7,\"size\":9"),
        ("\"asset\":120", "\"asset\":120,\"asset\":1"),
        (
            "\"seq\":14",
            "\"seq\":14,\"more\":{\"a\":[{\"b\":1,\"\\u0062\":2}]}",
        ),
    ] {
        let error = refused_bytes(|text| {
            assert!(text.contains(find), "the test finds {find}");
            text.replacen(find, replace, 1).into_bytes()
        });
        assert_refused!(error, Error::ManifestInvalid { .. }, replace);
    }
}

#[test]
fn fields_of_the_wrong_form() {
    for field in [
        "version",
        "suite",
        "bundle_id",
        "kind",
        "sender",
        "recipients",
        "seq",
        "created_at",
        "app",
        "schema_version",
        "marking",
        "purpose",
        "entries",
    ] {
        let error = refused(|manifest| drop(manifest.as_object_mut().expect("an object").remove(field)));
        assert_refused!(error, Error::ManifestInvalid { .. }, format!("without {field}"));
        let error = refused(|manifest| manifest[field] = json!(null));
        assert_refused!(error, Error::ManifestInvalid { .. }, format!("{field} is null"));
    }
    let changes: [(&str, Value); 13] = [
        ("/version/major", json!(0)),
        ("/version/minor", json!(-1)),
        ("/critical", json!("none")),
        ("/seq", json!(1.5)),
        ("/kind", json!("Deliverable")),
        ("/prev_bundle_sha256", json!("AB".repeat(32))),
        ("/sender/ed25519", json!("RWQ")),
        ("/sender/key_fingerprint", json!("12345")),
        ("/sender/key_fingerprint", json!(["12345"; 12].join(" "))),
        ("/sender/org", json!("firm\u{202e}130")),
        ("/recipients/0/age", json!("age1")),
        ("/marking", json!("line\nbreak")),
        ("/entries/0/sha256", json!("00")),
    ];
    for (at, value) in changes {
        let error = refused(|manifest| *manifest.pointer_mut(at).expect("the field is there") = value);
        assert_refused!(error, Error::ManifestInvalid { .. }, at);
    }
    let error = refused(|manifest| manifest["recipients"] = json!([]));
    assert_refused!(error, Error::ManifestInvalid { .. }, "no recipients");
}

#[test]
fn entries_that_cannot_be() {
    let entry = |manifest: &Value, index: usize| manifest["entries"][index].clone();
    let error = refused(|manifest| manifest["entries"] = json!([]));
    assert_refused!(error, Error::EntryMissing { .. }, "no entries");
    let error = refused(|manifest| {
        let twice = entry(manifest, 1);
        manifest["entries"]
            .as_array_mut()
            .expect("a list")
            .insert(1, twice);
    });
    assert_refused!(error, Error::EntryDuplicate { .. }, "an entry listed twice");
    let error = refused(|manifest| manifest["entries"].as_array_mut().expect("a list").swap(1, 2));
    assert_refused!(error, Error::EntryOrder { .. }, "listed out of order");
    let error = refused(|manifest| manifest["entries"][3]["name"] = json!("deliverables/con"));
    assert_refused!(error, Error::EntryPath, "a forbidden name");
    let error = refused(|manifest| manifest["entries"][3]["size"] = json!(MAX_ENTRY_BYTES + 1));
    assert_refused!(error, Error::TooLarge { .. }, "an entry over the limit");
    let error = refused(|manifest| manifest["entries"][3]["size"] = json!(u64::MAX));
    assert_refused!(error, Error::TooLarge { .. }, "a size that would overflow a sum");
    let error = refused(|manifest| manifest["entries"][3]["media_type"] = json!("a\r\nb"));
    assert_refused!(error, Error::ManifestInvalid { .. }, "a media type of two lines");
}

#[test]
fn sums_and_counts_over_the_limits() {
    let photo = |index: usize, size: u64| json!({"name": name::evidence_name(index as u32), "size": size, "sha256": "00".repeat(32), "media_type": "image/jpeg"});
    let error = refused(|manifest| {
        let entries = manifest["entries"].as_array_mut().expect("a list");
        entries.truncate(1);
        entries.extend((1..=65).map(|index| photo(index, MAX_ENTRY_BYTES)));
    });
    assert_refused!(error, Error::TooLarge { .. }, "more than 4 GiB together");
    let error = refused(|manifest| {
        let entries = manifest["entries"].as_array_mut().expect("a list");
        entries.truncate(1);
        entries.extend((1..=MAX_ENTRIES).map(|index| photo(index, 0)));
    });
    assert_refused!(error, Error::TooLarge { .. }, "more than 20,000 entries");
    let error = refused(|manifest| {
        let one = manifest["recipients"][0].clone();
        manifest["recipients"] = Value::Array(vec![one; MAX_RECIPIENTS + 1]);
    });
    assert_refused!(
        error,
        Error::TooLarge { .. },
        "more recipients than an age header holds"
    );
}
