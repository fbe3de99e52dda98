//! "A bundle goes to nobody whose fingerprint I have not compared."

use junkai_app::{Code, Env, sample_now};
use junkai_core::Lang;
use junkai_tests::laptop::Laptop;
use serde_json::json;

#[test]
fn nothing_is_sealed_for_a_stranger() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let office = junkai_app::make_office(&mut env, "supervisor", "監督企業").expect("keys are made");
    let stranger = junkai_app::make_office(&mut env, "stranger", "無関係").expect("keys are made");
    laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    let out = laptop.path("x.junkai");
    std::fs::write(&out, "yesterday's bundle").expect("an old file is there");

    let sealed = |laptop: &mut Laptop, cards: &[String]| {
        laptop
            .app
            .seal(survey, Lang::Ja, cards, &out)
            .map(|_| ())
            .map_err(|e| e.code)
    };
    assert_eq!(
        sealed(&mut laptop, &[]),
        Err(Code::NoVerifiedRecipient),
        "without a recipient there is no bundle"
    );
    assert_eq!(
        sealed(&mut laptop, std::slice::from_ref(&office.card)),
        Err(Code::NoVerifiedRecipient),
        "a card that was never verified gets nothing"
    );
    let wrong = laptop
        .app
        .verify_card(&office.card, &stranger.fingerprint)
        .map_err(|e| e.code);
    assert_eq!(
        wrong,
        Err(Code::CardFingerprintDiffers),
        "another card's fingerprint verifies nothing"
    );
    laptop
        .app
        .verify_card(&office.card, &office.fingerprint)
        .expect("the right one does");
    assert_eq!(
        sealed(&mut laptop, &[office.card.clone(), stranger.card.clone()]),
        Err(Code::NoVerifiedRecipient),
        "one stranger among the recipients stops the whole"
    );
    assert_eq!(
        std::fs::read_to_string(&out).expect("still there"),
        "yesterday's bundle",
        "the old file stays"
    );
    assert_eq!(
        laptop.run("export_list", json!({})),
        json!([]),
        "nothing is in the ledger, for nothing left"
    );

    laptop.run("card_retire", json!({"fingerprint": office.fingerprint}));
    assert_eq!(
        sealed(&mut laptop, std::slice::from_ref(&office.card)),
        Err(Code::NoVerifiedRecipient),
        "a retired card gets nothing"
    );
}

#[test]
fn a_missing_folder_leaves_everything_as_it_was() {
    let mut laptop = Laptop::new();
    let survey = laptop.bare_survey();
    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let office = junkai_app::make_office(&mut env, "supervisor", "監督企業").expect("keys are made");
    laptop
        .app
        .verify_card(&office.card, &office.fingerprint)
        .expect("the fingerprint fits");
    laptop
        .app
        .own_card("firm-1", "調査会社")
        .expect("the firm's card");
    let before = laptop.dump(survey);
    let gone = laptop.path("unplugged/x.junkai");
    let error = laptop
        .app
        .seal(survey, Lang::Ja, &[office.card], &gone)
        .map(|_| ())
        .expect_err("there is no such folder");
    assert_eq!(error.code, Code::FolderGone, "the reason is named");
    assert_eq!(laptop.dump(survey), before, "the vault is untouched");
}
