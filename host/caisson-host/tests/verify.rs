//! What `verify` refuses, rule by rule; each case is the sealed module with one thing changed.

mod common;

use caisson_host::verify::verify;
use common::{Parts, text};

fn refusal(change: impl Fn(String) -> String, expected: &str) {
    let changed = change(text(&Parts::default()));
    let bytes = wat::parse_str(&changed).unwrap_or_else(|error| panic!("{error}\n{changed}"));
    let violations = verify(&bytes).expect_err(expected);
    assert!(violations.iter().any(|violation| violation.contains(expected)), "{expected}: {violations:?}");
}

fn with(item: &'static str) -> impl Fn(String) -> String {
    move |text| text.replace("(func $boot", &format!("{item} (func $boot"))
}

#[test]
fn the_unchanged_module_is_sealed() {
    let facts = verify(&common::module(&Parts::default())).expect("sealed");
    assert_eq!(facts.seal, common::SEAL.0..common::SEAL.1);
    assert_eq!(facts.memory_pages, (4, 16));
    assert_eq!(facts.image_end, u64::from(common::SEAL.1));
    assert_eq!(facts.imports, ["virtio.read", "virtio.write", "virtio.now"]);
}

#[test]
fn imports_are_the_three() {
    let import = |from: &'static str, to: &'static str| move |text: String| text.replace(from, to);
    refusal(import("\"virtio\" \"now\"", "\"virtio\" \"later\""), "it imports \"virtio\".\"later\"");
    refusal(import("\"virtio\" \"now\"", "\"env\" \"now\""), "it imports \"env\".\"now\"");
    refusal(
        import("\"now\" (func $now (result i64))", "\"now\" (func $now (result i32))"),
        "virtio.now has another type",
    );
    refusal(
        |text| text.replacen("(import", "(import \"virtio\" \"table\" (table 1 funcref)) (import", 1),
        "which is no function",
    );
}

#[test]
fn exports_are_the_five() {
    refusal(with("(func (export \"more\"))"), "it exports \"more\"");
    refusal(|text| text.replace("(export \"turn\")", ""), "it does not export turn");
    refusal(
        |text| text.replace("(export \"turn\") (result i64) (i64.const -1)", "(export \"turn\")"),
        "its export turn",
    );
    refusal(
        |text| {
            text.replace("(export \"boot\")", "").replace("(func $turn", "(export \"boot\" (func $write)) (func $turn")
        },
        "its export boot",
    );
    refusal(
        |text| text.replace("(memory (export \"memory\")", "(global (export \"memory\") i32 (i32.const 0)) (memory"),
        "its export memory is no memory",
    );
}

#[test]
fn tables_and_segments_stay_as_they_are() {
    let table = "(table $t 4 funcref) (elem $e func $boot) (data $d \"x\")";
    for (code, name) in [
        ("(table.set $t (i32.const 0) (ref.null func))", "table.set"),
        ("(drop (table.grow $t (ref.null func) (i32.const 1)))", "table.grow"),
        ("(table.fill $t (i32.const 0) (ref.null func) (i32.const 1))", "table.fill"),
        ("(table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 1))", "table.copy"),
        ("(table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1))", "table.init"),
        ("(elem.drop $e)", "elem.drop"),
        ("(data.drop $d)", "data.drop"),
    ] {
        refusal(
            move |text| {
                with("(func $bad CODE)")(text)
                    .replace("CODE", code)
                    .replace("(func $bad", &format!("{table} (func $bad"))
            },
            name,
        );
    }
}

#[test]
fn memory_is_bounded_and_ordinary() {
    refusal(|text| text.replace("4 16)", "4)"), "its memory has no maximum");
    refusal(|text| text.replace("4 16)", "4 17)"), "its manifest bounds memory to 16 pages, its memory to 17");
    refusal(|text| text.replace("4 16)", "4 16 shared)"), "threads");
    refusal(
        |text| text.replace("(memory (export \"memory\") 4 16)", "(memory (export \"memory\") i64 4 16)"),
        "memory64",
    );
    refusal(with("(memory 1 1)"), "multi");
}

#[test]
fn the_sealed_range_is_constant_and_lies_in_memory() {
    refusal(|text| text.replace("(i32.const 81920))", "(i32.const 0x40001))"), "does not lie in 262144 bytes");
    refusal(|text| text.replace("(i32.const 81920))", "(i32.const 1))"), "its range 73728..1");
    refusal(
        |text| text.replace("\"seal_end\") i32", "\"seal_end\") (mut i32)"),
        "seal_end is no immutable i32 constant",
    );
    refusal(
        |text| text.replace("\"seal_end\") i32 (i32.const 81920)", "\"seal_end\") i64 (i64.const 81920)"),
        "seal_end is no",
    );
}

#[test]
fn other_state_is_refused() {
    refusal(with("(func $s) (start $s)"), "is a start function");
    refusal(with("(global (mut funcref) (ref.null func))"), "a mutable global has type");
    let globals =
        |text: String| with("GLOBALS")(text).replace("GLOBALS", &"(global (mut i32) (i32.const 0))".repeat(17));
    refusal(globals, "17 mutable globals");
}

#[test]
fn manifests_are_checked() {
    let manifest = |to: &'static str| {
        move |text: String| {
            let at = text.find("(@custom").expect("a manifest");
            format!("{} (@custom \"caisson.manifest\" \"{}\"))", &text[..at], to.replace('"', "\\\""))
        }
    };
    refusal(|text| text.replace("caisson.manifest", "other"), "it has 0 manifests");
    refusal(manifest("{"), "its manifest is invalid");
    refusal(manifest(r#"{"version":2,"devices":[],"memory":{"max":16}}"#), "its version is not 1");
    refusal(manifest(r#"{"version":1,"devices":["gpu"],"memory":{"max":16}}"#), "\"gpu\" is unknown");
    refusal(manifest(r#"{"version":1,"devices":["net","net"],"memory":{"max":16}}"#), "is named twice");
    refusal(manifest(r#"{"version":1,"devices":[],"memory":{"max":16},"seed":"XY"}"#), "seed");
}

#[test]
fn anything_else_is_no_module() {
    for bytes in [&b""[..], b"\0asm", b"hello", &[0; 4096]] {
        assert!(verify(bytes).expect_err("refused")[0].starts_with("Cannot verify module: "));
    }
}
