//! The command itself: exit codes, backtraces, limits, the sandbox, networks end to end.

mod common;
#[path = "common/net_guest.rs"]
mod net_guest;

use std::net::UdpSocket;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{Parts, descriptor, module, open_queue};

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("caisson-test-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a directory");
        Scratch(path)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn host(arguments: &[&str], file: &Path, rest: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caisson-host"));
    command.args(arguments).arg(file).args(rest);
    command
}

fn run(parts: &Parts<'_>, options: &[&str]) -> Output {
    let scratch = Scratch::new(&format!("{:?}", std::thread::current().id()));
    let file = scratch.file("app.wasm", &module(parts));
    host(&["run", "--no-code-cache"], &file, options).output().expect("runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Prints `length` bytes at `at` through the console in `slot`, ring at `ring`.
fn print(slot: u32, ring: u32, at: u32, length: u32) -> String {
    [
        open_queue(slot, 1, ring, 1),
        descriptor(ring, at, length, 0),
        format!("(i32.store16 (i32.const {}) (i32.const 1))", ring + 18),
    ]
    .concat()
}

#[test]
fn prints_and_exits_with_the_programs_code() {
    let boot = print(0, 0, 0x400, 6) + &print(1, 0x100, 0x410, 5);
    let items = "(data (i32.const 0x400) \"hello\\n\") (data (i32.const 0x410) \"oops\\n\")";
    let parts = Parts { devices: &["console", "console:stderr"], items, boot: &boot, turn: "(i64.const -8)" };
    let output = run(&parts, &[]);
    assert_eq!(output.status.code(), Some(7), "{}", stderr(&output));
    assert_eq!(output.stdout, b"hello\n");
    assert_eq!(output.stderr, b"oops\n");
}

#[test]
fn a_trap_prints_the_console_first_and_a_backtrace_with_names() {
    let scratch = Scratch::new("trap");
    let items = "(data (i32.const 0x400) \"before\\n\") (func $inner unreachable)";
    let boot = print(0, 0, 0x400, 7) + "(call $inner)";
    let bytes = module(&Parts { devices: &["console", "console:stderr"], items, boot: &boot, ..Parts::default() });
    let file = scratch.file("app.wasm", &bytes);
    let map = r#"{"version":1,"sources":["src/a.ts"],"functions":[[3,"inner",0,3,1],[4,"main",0,9,5]],"positions":[]}"#;
    let output = host(&["run", "--no-code-cache"], &file, &[]).output().expect("runs");
    assert_eq!(output.status.code(), Some(134));
    assert_eq!(output.stdout, b"before\n");
    assert!(stderr(&output).contains("\n    at wasm-function[3]\n    at wasm-function[4]"), "{}", stderr(&output));
    scratch.file("app.wasm.map", map.as_bytes());
    let output = host(&["run"], &file, &["--code-cache", scratch.0.join("cache").to_str().expect("UTF-8")])
        .output()
        .expect("runs");
    let text = stderr(&output);
    assert!(
        text.starts_with("trap: ") && text.contains("\n    at inner (src/a.ts:3:1)\n    at main (src/a.ts:9:5)\n"),
        "{text}"
    );
}

#[test]
fn writes_to_sealed_pages_are_named() {
    let store = format!("(i32.store (i32.const {}) (i32.const 0))", common::SEAL.0);
    let fill = format!("(memory.fill (i32.const {}) (i32.const 0) (i32.const 4))", common::SEAL.0);
    for boot in [store, fill] {
        let output = run(&Parts { boot: &boot, ..Parts::default() }, &[]);
        assert_eq!(output.status.code(), Some(134));
        assert!(
            stderr(&output).starts_with("trap: Cannot write memory: the destination is sealed"),
            "{}",
            stderr(&output)
        );
    }
    let output = run(&Parts { boot: "(i32.store (i32.const -8) (i32.const 0))", ..Parts::default() }, &[]);
    assert!(stderr(&output).contains("Cannot access memory: address"), "{}", stderr(&output));
}

#[test]
fn endless_loops_end() {
    let start = Instant::now();
    for (boot, turn) in
        [("(loop $again (br $again))", "(i64.const -1)"), ("", "(loop $again (br $again)) (unreachable)")]
    {
        let output = run(&Parts { boot, turn, ..Parts::default() }, &["--turn-limit-ms", "200"]);
        assert_eq!(output.status.code(), Some(124), "{}", stderr(&output));
        assert!(stderr(&output).contains("time limit"));
    }
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn endless_recursion_traps_and_deep_recursion_does_not() {
    let items = "(global $depth (mut i32) (i32.const 0))
        (func $down (param i64 i64 i64) (result i64)
          (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
          (if (i32.gt_u (global.get $depth) (i32.const LIMIT)) (then (return (local.get 0))))
          (i64.add (call $down (local.get 1) (local.get 2) (local.get 0)) (local.get 1)))";
    let boot = "(drop (call $down (i64.const 1) (i64.const 2) (i64.const 3)))";
    let deep = run(&Parts { items: &items.replace("LIMIT", "200000"), boot, ..Parts::default() }, &[]);
    assert_eq!(deep.status.code(), Some(0), "{}", stderr(&deep));
    let endless = run(&Parts { items: &items.replace("LIMIT", "-1"), boot, ..Parts::default() }, &[]);
    assert_eq!(endless.status.code(), Some(134));
    assert!(stderr(&endless).contains("call stack exhausted"), "{}", stderr(&endless));
    assert!(stderr(&endless).contains("further frames"));
}

#[test]
fn memory_is_bounded_by_its_maximum_and_by_the_option() {
    let boot = "(if (i32.eq (memory.grow (i32.const 12)) (i32.const -1)) (then unreachable))
                (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))";
    assert_eq!(run(&Parts { boot, ..Parts::default() }, &[]).status.code(), Some(0));
    let boot = "(if (i32.eq (memory.grow (i32.const 4)) (i32.const -1)) (then unreachable))
                (if (i32.ne (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))";
    assert_eq!(run(&Parts { boot, ..Parts::default() }, &["--memory-max", "512K"]).status.code(), Some(0));
}

#[test]
fn exceptions_run_within_the_sandbox() {
    // A million exceptions: the engine's own heap for them must be collected.
    let items = "(tag $t (param i64))
        (func $throw (throw $t (i64.const 5)))
        (func $once (result i64)
          (block $caught (result i64)
            (try_table (catch $t $caught) (call $throw))
            unreachable))";
    let boot = "(local $i i32)
        (loop $again
          (if (i64.ne (call $once) (i64.const 5)) (then unreachable))
          (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000000))))";
    let output = run(&Parts { items, boot, ..Parts::default() }, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn a_broken_ring_ends_the_instance_with_the_devices_name() {
    let boot = print(0, 0, 0xffff_fff0, 64);
    let output = run(&Parts { devices: &["console"], boot: &boot, ..Parts::default() }, &[]);
    assert_eq!(output.status.code(), Some(132));
    assert!(
        stderr(&output).starts_with("Cannot use device console in slot 0: 64 bytes at 0xfffffff0"),
        "{}",
        stderr(&output)
    );
}

/// A console queue of four descriptors at 0, available ring at 64, used ring at 80; "abcd" in four buffers, all offered.
fn full_ring(available: u32) -> String {
    let mut boot = open_queue(0, 1, 0, 4);
    for index in 0..4 {
        boot += &descriptor(16 * index, 0x400 + index, 1, 0);
        boot += &format!("(i32.store16 (i32.const {}) (i32.const {index}))", 68 + 2 * index);
    }
    boot + &format!("(i32.store16 (i32.const 66) (i32.const {available}))")
}

#[test]
fn a_full_console_ring_is_printed_without_a_kick_also_after_a_trap() {
    let items = "(data (i32.const 0x400) \"abcd\")";
    for (end, code) in [("", 0), ("unreachable", 134)] {
        let boot = full_ring(4) + end;
        let output = run(&Parts { devices: &["console"], items, boot: &boot, ..Parts::default() }, &[]);
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        assert_eq!(output.stdout, b"abcd");
    }
    let output = run(&Parts { devices: &["console"], items, boot: &full_ring(5), ..Parts::default() }, &[]);
    assert_eq!(output.status.code(), Some(132));
    assert!(stderr(&output).contains("available index 5 is more than a queue ahead"), "{}", stderr(&output));
}

#[test]
fn a_profile_names_functions_and_lines() {
    let scratch = Scratch::new("profile");
    let items = "(func $busy (param $i i32) (result i32)
        (loop $again (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))
        (local.get $i))";
    let boot = "(drop (call $busy (i32.const 400000000)))";
    let file = scratch.file("app.wasm", &module(&Parts { items, boot, ..Parts::default() }));
    let map = r#"{"version":1,"sources":["src/a.ts"],"functions":[[3,"busy",0,3,1],[4,"main",0,9,5]],"positions":[]}"#;
    scratch.file("app.wasm.map", map.as_bytes());
    let profile = scratch.0.join("profile.json");
    let options = ["--profile", profile.to_str().expect("UTF-8")];
    let output = host(&["run", "--no-code-cache"], &file, &options).output().expect("runs");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = std::fs::read(&profile).expect("a profile");
    let profile: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
    let frames = serde_json::json!([
        { "name": "main", "file": "src/a.ts", "line": 9, "col": 5 },
        { "name": "busy", "file": "src/a.ts", "line": 3, "col": 1 },
    ]);
    assert_eq!(profile["shared"]["frames"], frames);
    let samples = profile["profiles"][0]["samples"].as_array().expect("samples");
    assert!(samples.len() > 10 && samples.iter().all(|stack| *stack == serde_json::json!([0, 1])), "{profile}");
    // Sampling does not disarm the limit.
    let endless = "(loop $again (br $again))";
    let file = scratch.file("endless.wasm", &module(&Parts { boot: endless, ..Parts::default() }));
    let options = [&options[..], &["--turn-limit-ms", "200"]].concat();
    let output = host(&["run", "--no-code-cache"], &file, &options).output().expect("runs");
    assert_eq!(output.status.code(), Some(124), "{}", stderr(&output));
}

#[test]
fn a_file_is_found_in_the_cache_by_its_fingerprint_until_it_changes() {
    let scratch = Scratch::new("fingerprint");
    let exits = |code: u32| module(&Parts { turn: &format!("(i64.const -{})", code + 1), ..Parts::default() });
    let file = scratch.file("app.wasm", &exits(3));
    let cache = scratch.0.join("cache");
    let run = || {
        let output = host(&["run"], &file, &["--stats", "--code-cache", cache.to_str().expect("UTF-8")]);
        let output = { output }.output().expect("runs");
        (output.status.code(), stderr(&output).contains("code: from the cache"))
    };
    let references = || {
        let names = std::fs::read_dir(&cache).expect("a cache").map(|entry| entry.expect("an entry").path());
        names.filter(|path| path.extension().is_some_and(|extension| extension == "ref")).count()
    };
    assert_eq!(run(), (Some(3), false));
    assert_eq!(references(), 0, "a file that changed a moment ago may change again unseen");
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(run(), (Some(3), true));
    assert_eq!(references(), 1);
    assert_eq!(run(), (Some(3), true));
    // As long as before, and its own time stamp set back.
    let before = std::fs::metadata(&file).expect("there").modified().expect("a time");
    std::fs::write(&file, exits(4)).expect("written");
    std::fs::File::open(&file).expect("there").set_modified(before).expect("set");
    assert_eq!(run(), (Some(4), false));
    // A reference that names nothing is passed over.
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(run(), (Some(4), true));
    for entry in std::fs::read_dir(&cache).expect("a cache") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "ref") {
            std::fs::write(path, "../../nonsense").expect("written");
        }
    }
    assert_eq!(run(), (Some(4), true));
}

#[test]
fn stack_records_are_resolved_for_the_guest() {
    // Writes the capture register in $inner, selects the record, and prints its text.
    let items = "(func $inner (call $write (i32.const 0x40004) (i32.const 0)))";
    let boot = "(local $i i32) (local $length i32)
        (call $inner)
        (call $write (i32.const 0x40008) (call $read (i32.const 0x40004)))
        (local.set $length (call $read (i32.const 0x40008)))
        (loop $copy
          (i32.store (i32.add (i32.const 0x1000) (local.get $i)) (call $read (i32.add (i32.const 0x50000) (local.get $i))))
          (br_if $copy (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $length))))"
        .to_owned()
        + &print(0, 0, 0x1000, 1)
        + "(i32.store (i32.const 8) (local.get $length))";
    let output = run(&Parts { devices: &["console"], items, boot: &boot, ..Parts::default() }, &[]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "    at wasm-function[3]\n    at wasm-function[4]");
}

#[test]
fn boot_parameters_arguments_and_environment_arrive() {
    let boot = "(local $i i32) (local $length i32)
        (if (i32.ne (call $read (i32.const 0x20000)) (i32.const 0x53494143)) (then unreachable))
        (local.set $length (call $read (i32.const 0x20004)))
        (loop $copy
          (i32.store (i32.add (i32.const 0x1000) (local.get $i)) (call $read (i32.add (i32.const 0x20008) (local.get $i))))
          (br_if $copy (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $length))))"
        .to_owned()
        + &print(0, 0, 0x1000, 1)
        + "(i32.store (i32.const 8) (local.get $length))";
    let options = ["--param", "a=b=c", "--env", "X=1", "--", "one", "two\n"];
    let output = run(&Parts { devices: &["console"], boot: &boot, ..Parts::default() }, &options);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(text, "a=b=c\nargv=[\"one\",\"two\\n\"]\nenv={\"X\":\"1\"}\n");
}

#[test]
fn refusals_have_their_exit_codes() {
    let scratch = Scratch::new("refusals");
    let file = scratch.file("app.wasm", &module(&Parts { devices: &["vsock"], ..Parts::default() }));
    assert_eq!(host(&["run"], &file, &[]).output().expect("runs").status.code(), Some(69));
    assert_eq!(host(&["run"], &file, &["--nonsense"]).output().expect("runs").status.code(), Some(64));
    // Also where the module has no use for a network.
    let plain = scratch.file("plain.wasm", &module(&Parts::default()));
    for options in [["--net", "nonsense"], ["--publish", "53"]] {
        let output = host(&["run"], &plain, &options).output().expect("runs");
        assert_eq!(output.status.code(), Some(64), "{}", stderr(&output));
    }
    assert_eq!(host(&["run"], &scratch.0.join("none"), &[]).output().expect("runs").status.code(), Some(66));
    let other = scratch.file("other.wasm", b"\0asm\x01\0\0\0");
    let output = host(&["verify"], &other, &["--json"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(65));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"sealed\":false"));
}

#[test]
fn the_code_cache_is_used_and_not_trusted_when_others_could_write_it() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new("cache");
    let file = scratch.file("app.wasm", &module(&Parts::default()));
    let cache = scratch.0.join("cache");
    let state = || {
        let options = ["--stats", "--code-cache", cache.to_str().expect("UTF-8")];
        stderr(&host(&["run"], &file, &options).output().expect("runs"))
    };
    assert!(state().contains("code: compiled"));
    assert!(state().contains("code: from the cache"));
    std::fs::set_permissions(&cache, std::fs::Permissions::from_mode(0o777)).expect("changed");
    assert!(state().contains("code: compiled"));
}

#[test]
fn at_most_18_system_calls_are_allowed_with_a_tap() {
    let output = Command::new(env!("CARGO_BIN_EXE_caisson-host")).arg("syscalls").output().expect("runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.lines().count() <= 18, "{text}");
    assert!(!text.contains("open") && !text.contains("exec") && !text.contains("socket"));
}

/// Ends the host when a test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn terminate(mut self) -> (Option<i32>, String) {
        // SAFETY: a signal to a child that was not waited for.
        unsafe { libc::kill(self.0.id() as i32, libc::SIGTERM) };
        let mut text = String::new();
        let mut stderr = self.0.stderr.take().expect("piped");
        std::io::Read::read_to_string(&mut stderr, &mut text).expect("UTF-8");
        (self.0.wait().expect("ended").code(), text)
    }
}

fn start(mut command: Command) -> Running {
    Running(command.stderr(Stdio::piped()).stdin(Stdio::null()).spawn().expect("starts"))
}

fn free_port() -> u16 {
    UdpSocket::bind("127.0.0.1:0").expect("a socket").local_addr().expect("bound").port()
}

#[test]
fn udp_through_the_user_mode_network_in_the_sandbox() {
    let scratch = Scratch::new("user");
    let file = scratch.file("app.wasm", &net_guest::net_guest([10, 0, 2, 15], 0));
    let port = free_port();
    let capture = scratch.0.join("frames.pcap");
    let publish = format!("{port}:7/udp");
    let options = ["--publish", &publish, "--stats", "--pcap", capture.to_str().expect("UTF-8")];
    let running = start(host(&["run", "--no-code-cache"], &file, &options));
    let client = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    client.set_read_timeout(Some(Duration::from_millis(100))).expect("set");
    let mut answer = [0; 100];
    let answered = (0..50).find(|_| {
        client.send_to(b"are you there?", ("127.0.0.1", port)).expect("sent");
        client.recv(&mut answer).is_ok_and(|length| &answer[..length] == b"are you there?")
    });
    assert!(answered.is_some(), "no answer; the host says: {}", running.terminate().1);
    let (code, text) = running.terminate();
    assert_eq!(code, Some(128 + libc::SIGTERM));
    assert!(text.contains("net: frames sent: 1\n") || text.contains("net: frames sent: "), "{text}");
    let bytes = std::fs::read(capture).expect("a capture");
    assert!(bytes.len() >= 24 + 2 * (16 + 56) && bytes[..4] == 0xa1b2_3c4du32.to_le_bytes());
}

#[test]
fn several_instances_share_a_published_port() {
    let scratch = Scratch::new("instances");
    let file = scratch.file("app.wasm", &net_guest::net_guest([10, 0, 2, 15], 0));
    let port = free_port();
    let publish = format!("{port}:7/udp");
    let running =
        start(host(&["run", "--no-code-cache"], &file, &["--publish", &publish, "--instances", "3", "--stats"]));
    let mut answer = [0; 100];
    // The kernel divides by the client's address: many clients meet every instance.
    let mut answered = 0;
    for round in 0..200 {
        let client = UdpSocket::bind("127.0.0.1:0").expect("a socket");
        client.set_read_timeout(Some(Duration::from_millis(100))).expect("set");
        client.send_to(b"are you there?", ("127.0.0.1", port)).expect("sent");
        answered += u32::from(client.recv(&mut answer).is_ok());
        if round > 60 && answered > 60 {
            break;
        }
    }
    let (code, text) = running.terminate();
    assert_eq!(code, Some(128 + libc::SIGTERM), "{text}");
    assert!(answered > 60, "{answered} answers; {text}");
    for number in 1..=3 {
        assert!(text.contains(&format!("instance: {number}\n")), "{text}");
    }
    let idle = text.matches("net: frames sent: 0\n").count();
    assert_eq!((text.matches("net: frames sent: ").count(), idle), (3, 0), "{text}");
}

#[test]
fn instances_need_a_network_of_their_own() {
    let scratch = Scratch::new("instances-tap");
    let file = scratch.file("app.wasm", &net_guest::net_guest([10, 0, 2, 15], 0));
    for (options, reason) in [
        (&["--net", "tap:none"][..], "it has one address"),
        (&["--publish", "0:7/udp"], "each would get another port"),
        (&["--pcap", "/dev/null"], "leave out --pcap"),
    ] {
        let options = [&["--instances", "2"][..], options].concat();
        let output = host(&["run", "--no-code-cache"], &file, &options).output().expect("ran");
        assert_eq!(output.status.code(), Some(64));
        assert!(String::from_utf8_lossy(&output.stderr).contains(reason));
    }
}

#[test]
fn an_idle_instance_sleeps() {
    let scratch = Scratch::new("idle");
    let file = scratch.file("app.wasm", &net_guest::net_guest([10, 0, 2, 15], 0));
    let running = start(host(&["run", "--no-code-cache"], &file, &["--stats"]));
    std::thread::sleep(Duration::from_secs(2));
    let (_, text) = running.terminate();
    let sleeps: u32 =
        text.split("sleeps: ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok()).expect("a count");
    assert!(sleeps <= 3, "{text}");
}

#[test]
fn frames_over_unix_sockets_in_qemus_framing() {
    use std::io::{Read, Write};
    use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
    let scratch = Scratch::new("unix");
    let file = scratch.file("app.wasm", &net_guest::net_guest([10, 0, 9, 2], 0));
    let mut request = vec![0xff; 6];
    request.extend_from_slice(&[2, 0, 0, 0, 0, 9, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 9, 10, 0, 9, 1]);
    request.extend_from_slice(&[0, 0, 0, 0, 0, 0, 10, 0, 9, 2]);
    let framed = [&(request.len() as u32).to_be_bytes()[..], &request].concat();
    let check = |answer: &[u8]| {
        assert_eq!((&answer[..6], &answer[12..14], answer[21]), (&request[6..12], &[8, 6][..], 2));
        assert_eq!(answer[28..32], [10, 0, 9, 2]);
    };
    let exchange = |mut stream: UnixStream| {
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("set");
        // Two frames at once, then one in pieces.
        stream.write_all(&[framed.clone(), framed.clone()].concat()).expect("written");
        let mut answer = [0; 46];
        for round in 0..3 {
            if round == 1 {
                stream.write_all(&framed[..3]).expect("written");
                std::thread::sleep(Duration::from_millis(20));
                stream.write_all(&framed[3..]).expect("written");
            }
            stream.read_exact(&mut answer).expect("an answer");
            assert_eq!(answer[..4], [0, 0, 0, 42]);
            check(&answer[4..]);
        }
    };
    let path = scratch.0.join("s");
    let net = |kind: &str| format!("{kind}:{}", path.display());
    // The host connects.
    let listener = UnixListener::bind(&path).expect("bound");
    let running = start(host(&["run", "--no-code-cache"], &file, &["--net", &net("unix")]));
    exchange(listener.accept().expect("the host").0);
    drop(running);
    drop(listener);
    // The host listens; a second peer may come when the first has gone.
    let running = start(host(&["run", "--no-code-cache"], &file, &["--net", &net("unix-listen")]));
    for _ in 0..2 {
        let connected = (0..100).find_map(|_| {
            std::thread::sleep(Duration::from_millis(20));
            UnixStream::connect(&path).ok()
        });
        exchange(connected.expect("the host listens"));
    }
    drop(running);
    // Datagrams.
    let peer_path = scratch.0.join("d");
    let peer = UnixDatagram::bind(&peer_path).expect("bound");
    peer.set_read_timeout(Some(Duration::from_millis(200))).expect("set");
    let local = scratch.0.join("local");
    let spec = format!("unix-dgram:{},local={}", peer_path.display(), local.display());
    let _running = start(host(&["run", "--no-code-cache"], &file, &["--net", &spec]));
    let mut answer = [0; 100];
    let answered = (0..50).find(|_| {
        let _ = peer.send_to(&request, &local);
        peer.recv(&mut answer).is_ok()
    });
    assert!(answered.is_some());
    check(&answer);
}

#[test]
fn all_threads_are_filtered_unless_told_otherwise() {
    let scratch = Scratch::new("filter");
    let file = scratch.file("app.wasm", &net_guest::net_guest([10, 0, 2, 15], 0));
    for (option, filtered) in [("--stats", "2"), ("--no-sandbox", "0")] {
        let running = start(host(&["run", "--no-code-cache"], &file, &[option]));
        let modes = || -> Vec<String> {
            let tasks = std::fs::read_dir(format!("/proc/{}/task", running.0.id())).expect("tasks");
            let status = tasks.map(|task| std::fs::read_to_string(task.expect("a task").path().join("status")));
            let mode = |text: String| text.split("Seccomp:\t").nth(1).map(|rest| rest[..1].to_owned());
            status.filter_map(|text| mode(text.ok()?)).collect()
        };
        let settled = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            let modes = modes();
            // The main thread, the watchdog and the guest.
            modes.len() == 3 && modes.iter().all(|mode| mode == filtered)
        });
        assert!(settled, "{option}: {:?}", modes());
    }
}
