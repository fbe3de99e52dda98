//! Acceptance stories, each named as a surveyor would say it, and the checks that keep the house in order.
//!
//! Invariant: stories speak only to the command table and to real programs (age, tar, minisign, LibreOffice, poppler).

mod audit;
mod bad_input;
mod batch;
mod checklists;
mod comparison;
mod content;
mod contract;
mod documents;
mod drawings;
mod effort;
mod forms;
mod handover;
mod names;
mod progress;
mod search;
mod story_a_hospital_wants_everything_erased;
mod story_a_survey_from_empty_folder_to_opened_bundle;
mod story_every_answer_is_on_disk_when_it_says_saved;
mod story_nothing_is_sealed_for_a_stranger;
mod story_silence_is_a_result;
mod tidy;
mod undo;
