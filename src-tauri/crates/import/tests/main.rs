//! Workbooks as others make them: good ones, hostile ones, mangled ones, and ones that passed through LibreOffice.

mod good;
mod hostile;
mod mangled;
mod outside;
mod sample;
