//! The one window: local pages only, nothing kept on disk by the webview, no way out.
//!
//! Invariant: the webview shows our own pages and the isolation frame, whatever a page, a link or a script asks for.
//! Deliberately absent: a second window, downloads, permissions for camera or place, and developer tools in a release.

use tauri::webview::{NewWindowResponse, PermissionResponse, WebviewWindowBuilder};
use tauri::{App, Url, WebviewUrl};

/// Runs before any script of the page. A content policy does not reach WebRTC in every webview, and what a page stores
/// would lie outside the vault; so both are taken away for good.
const BEFORE_ALL_SCRIPTS: &str = r#"
for (const name of [
  "RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport",
  "localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore",
]) {
  Object.defineProperty(globalThis, name, { value: undefined, writable: false, configurable: false });
}
Object.defineProperty(Document.prototype, "cookie", { value: "", writable: false, configurable: false });
"#;

/// Opens the window.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("巡回 Junkai")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 700.0)
        .incognito(!is_driven_by_test())
        .zoom_hotkeys_enabled(true)
        .browser_extensions_enabled(false)
        .general_autofill_enabled(false)
        .devtools(cfg!(debug_assertions))
        .initialization_script(BEFORE_ALL_SCRIPTS)
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .build()?;
    Ok(())
}

/// A private webview cannot be driven by WebDriver, so the window test of a debug build does without privacy.
/// A release build is always private, and thereby cannot be driven by anybody.
fn is_driven_by_test() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Whether `url` is one of our pages or the frame of the isolation pattern (its name is drawn anew at each build).
fn is_our_page(url: &Url) -> bool {
    match (url.scheme(), url.host_str()) {
        ("tauri", Some("localhost")) => true,
        (scheme, Some("localhost")) => scheme.starts_with("isolation-"),
        // WebView2 has no schemes of its own; Tauri serves ours under reserved names there.
        ("http" | "https", Some(host)) => {
            cfg!(windows)
                && (host == "tauri.localhost"
                    || (host.starts_with("isolation-") && host.ends_with(".localhost")))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: bool) {
        let url = Url::parse(url).expect("the test writes proper addresses");
        assert_eq!(
            is_our_page(&url),
            expected,
            "{url} is one of our pages or it is not shown"
        );
    }

    #[test]
    fn only_our_own_pages_are_shown() {
        check("tauri://localhost/", true);
        check("tauri://localhost/index.html", true);
        check(
            "isolation-0190f2c4-0000-7000-8000-000000000000://localhost/",
            true,
        );
    }

    #[test]
    fn nothing_else_is_shown() {
        check("https://example.org/", false);
        check("http://localhost/", false);
        check("http://127.0.0.1:1/", false);
        check("file:///etc/passwd", false);
        check("data:text/html,x", false);
        check("about:blank", false);
        check("tauri://example.org/", false);
        check("isolation-x://example.org/", false);
        check("blob:tauri://localhost/0", false);
    }
}
