//! SVG files, read back with a small parser of their own.

use junkai_diagram::scene::{Anchor, Color, Item, Scene, Stroke};
use junkai_diagram::svg;

const STROKE: Stroke = Stroke {
    color: Color(1, 2, 255),
    width: 1.25,
    dash: true,
};

fn scene(text: &str) -> Scene {
    let color = Color(0, 0, 0);
    Scene {
        width: 100.0,
        height: 50.5,
        items: vec![
            Item::Rect {
                x: -0.001,
                y: 1.0 / 3.0,
                w: 10.0,
                h: 5.0,
                radius: 2.0,
                fill: None,
                stroke: Some(STROKE),
            },
            Item::Line {
                points: vec![(0.0, 0.0), (10.0, 0.0)],
                stroke: STROKE,
                arrow: true,
            },
            Item::Text {
                x: 5.0,
                y: 9.0,
                size: 8.0,
                bold: true,
                anchor: Anchor::Middle,
                color,
                text: text.into(),
            },
        ],
    }
}

/// Reads elements and texts; fails the test where tags do not match or a bare `<`, `>` or `&` stands.
fn read(svg: &str) -> (Vec<String>, Vec<String>) {
    let (mut open, mut names, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let body = svg
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .expect("the file says that it is XML");
    for part in body.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("every tag ends");
        assert!(!text.contains('>'), "text holds no bare bracket: {text:?}");
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes are in pairs: {tag:?}");
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "tags are closed in order");
        } else {
            names.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        for entity in text.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;"]
                .iter()
                .any(|e| entity.starts_with(e));
            assert!(known, "every ampersand begins a known entity: {entity:?}");
        }
        let plain = text
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        texts.push(plain.trim().to_owned());
    }
    assert!(open.is_empty(), "every tag is closed");
    texts.retain(|t| !t.is_empty());
    (names, texts)
}

#[test]
fn texts_come_back_as_they_were() {
    for text in [
        "電子カルテ",
        "a < b & c > \"d\"",
        "</text><script>alert(1)</script>",
        "]]>",
        "&amp;",
    ] {
        let (names, texts) = read(&svg::write(&scene(text), "題 <1>", "説明 & 2"));
        assert_eq!(
            texts,
            ["題 <1>", "説明 & 2", text],
            "nothing is lost and nothing becomes markup"
        );
        assert_eq!(
            names,
            ["svg", "title", "desc", "rect", "polyline", "polygon", "text"],
            "only shapes are written"
        );
    }
}

#[test]
fn characters_that_xml_forbids_are_left_out() {
    let (_, texts) = read(&svg::write(&scene("a\u{0}b\u{b}c\u{ffff}d\ne"), "t", "d"));
    assert_eq!(
        texts[2], "abcd e",
        "control characters go, line breaks become blanks"
    );
}

#[test]
fn numbers_are_short_and_never_written_with_exponents() {
    let svg = svg::write(&scene("x"), "t", "d");
    assert!(
        svg.contains("x=\"0\" y=\"0.33\""),
        "two decimals, no negative zero: {svg}"
    );
    assert!(
        svg.contains("stroke-width=\"1.25\" stroke-dasharray"),
        "widths keep their decimals: {svg}"
    );
    assert!(
        svg.contains("viewBox=\"0 0 100 50.5\""),
        "no trailing zeros: {svg}"
    );
}

#[test]
fn a_file_refers_to_nothing_outside() {
    let svg = svg::write(&scene("x"), "t", "d");
    for word in ["href", "url(", "@import", "<style", "<script", "onload"] {
        assert!(!svg.contains(word), "no {word} in a drawing");
    }
    assert_eq!(
        svg.matches("http").count(),
        1,
        "the namespace is the only address"
    );
}
