//! The one window: local pages only, nothing kept on disk by the webview, no way out.
//!
//! Invariant: the webview shows our own pages and the isolation frame, whatever a page, a link or a script asks for.
//! Deliberately absent: a second window, downloads, permissions for camera or place, and developer tools in a release.

use crate::host::Host;
use crate::settings::Geometry;
use tauri::webview::{NewWindowResponse, PermissionResponse, WebviewWindow, WebviewWindowBuilder};
use tauri::{App, AppHandle, Manager as _, Url, WebviewUrl, WindowEvent};

/// The label of the one window.
const MAIN: &str = "main";
/// The least that everything fits into.
const LEAST: (f64, f64) = (1024.0, 700.0);

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

/// Opens the window where it was last time.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    let before = app.state::<Host>().window();
    let size = before.map_or((1280.0, 800.0), |g| (g.width.max(LEAST.0), g.height.max(LEAST.1)));
    let mut builder = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("巡回 Junkai")
        .inner_size(size.0, size.1)
        .min_inner_size(LEAST.0, LEAST.1)
        .incognito(!is_driven_by_test())
        // The page has keys of its own, so that the size is remembered and is the same on every system.
        .zoom_hotkeys_enabled(false)
        .browser_extensions_enabled(false)
        // Tauri's own would tell the page the paths of what is dropped; without it the page gets the files alone.
        .disable_drag_drop_handler()
        .general_autofill_enabled(false)
        .devtools(cfg!(debug_assertions))
        .initialization_script(BEFORE_ALL_SCRIPTS)
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    if let Some(geometry) = before.filter(|g| is_on_a_screen(app, g)) {
        builder = builder
            .position(geometry.x, geometry.y)
            .maximized(geometry.maximized);
    }
    let window = builder.build()?;
    scale(app.handle(), app.state::<Host>().settings().zoom);
    let watched = window.clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Resized(_) | WindowEvent::Moved(_))
            && let Ok(Some(geometry)) = geometry(&watched)
        {
            watched.state::<Host>().window_is(geometry);
        }
    });
    Ok(())
}

/// Where the window is now; nothing while it is put away. A window that fills the screen keeps the place that it had
/// before, to go back to.
fn geometry(window: &WebviewWindow) -> tauri::Result<Option<Geometry>> {
    if window.is_minimized()? {
        return Ok(None);
    }
    let maximized = window.is_maximized()?;
    if let Some(before) = window.state::<Host>().window().filter(|_| maximized) {
        return Ok(Some(Geometry { maximized, ..before }));
    }
    let scale = window.scale_factor()?;
    let size = window.inner_size()?.to_logical::<f64>(scale);
    let place = window.outer_position()?.to_logical::<f64>(scale);
    Ok(Some(Geometry {
        width: size.width,
        height: size.height,
        x: place.x,
        y: place.y,
        maximized,
    }))
}

/// Whether enough of the window's upper edge would be seen to get hold of it: the second screen may be gone.
fn is_on_a_screen(app: &App, geometry: &Geometry) -> bool {
    let screens = app.available_monitors().unwrap_or_default();
    screens.iter().any(|screen| {
        let scale = screen.scale_factor();
        let place = screen.position().to_logical::<f64>(scale);
        let size = screen.size().to_logical::<f64>(scale);
        let across =
            geometry.x + geometry.width > place.x + 100.0 && geometry.x < place.x + size.width - 100.0;
        let down = geometry.y >= place.y - 1.0 && geometry.y < place.y + size.height - 100.0;
        across && down
    })
}

/// The one window, while it is there.
pub(crate) fn main(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(MAIN)
}

/// Shows everything at so many percent of its usual size.
pub(crate) fn scale(app: &AppHandle, percent: u16) {
    if let Some(window) = main(app) {
        // A webview that cannot do it shows the usual size.
        let _ = window.set_zoom(f64::from(percent) / 100.0);
    }
}

/// Brings the window to the front.
pub(crate) fn raise(app: &AppHandle) {
    if let Some(window) = main(app) {
        // Whether the system allows it is the system's affair.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Tells the page something by an event of its own; both words are ours.
pub(crate) fn tell(app: &AppHandle, event: &'static str, detail: &'static str) {
    if let Some(window) = main(app) {
        let script =
            format!("globalThis.dispatchEvent(new CustomEvent('{event}', {{ detail: '{detail}' }}));");
        // A page that is gone needs not be told.
        let _ = window.eval(script);
    }
}

/// Opens the system's dialog for printing what the window shows.
pub(crate) fn print(app: &AppHandle) -> tauri::Result<()> {
    main(app).map_or(Ok(()), |window| window.print())
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
