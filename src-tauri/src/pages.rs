//! What the window's pages are made of: the built pages, and beside them the documents' font, which the program carries
//! in any case.
//!
//! Invariant: everything comes out of the program itself, under the pages' own origin, so that the content policy needs
//! no exception. Deliberately absent: files of the machine.

use std::borrow::Cow;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{App, Assets, Context, Wry};

/// Where `styles/tokens.css` asks for the font, for kanji that are not in the pages' own part of it.
const DOCUMENT_FONT: &str = "/fonts/documents.ttf";

/// The built pages and the font beside them.
struct Pages(Box<dyn Assets<Wry>>);

/// Puts the documents' font beside the pages.
pub(crate) fn with_font(mut context: Context<Wry>) -> Context<Wry> {
    let built = context.set_assets(Box::new(Nothing));
    context.set_assets(Box::new(Pages(built)));
    context
}

impl Assets<Wry> for Pages {
    fn setup(&self, app: &App<Wry>) {
        self.0.setup(app);
    }

    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        if key.as_ref() == DOCUMENT_FONT {
            return Some(Cow::Borrowed(junkai_app::DOCUMENT_FONT));
        }
        self.0.get(key)
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        self.0.iter()
    }

    fn csp_hashes(&self, html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        self.0.csp_hashes(html_path)
    }
}

/// What stands there for the moment between the one and the other.
struct Nothing;

impl Assets<Wry> for Nothing {
    fn get(&self, _: &AssetKey) -> Option<Cow<'_, [u8]>> {
        None
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}
