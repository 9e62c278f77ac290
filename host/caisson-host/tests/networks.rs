//! The sandboxed host on networks that this machine may not have: a TAP in a network namespace, and passt. Where a
//! privilege or a program is missing, the test says so and passes.

#[path = "common/net_guest.rs"]
mod net_guest;

use std::net::UdpSocket;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn start(command: &mut Command) -> Running {
        Running(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts"))
    }

    fn terminate(mut self) -> (Option<i32>, String) {
        // SAFETY: a signal to a child that was not waited for.
        unsafe { libc::kill(self.0.id() as i32, libc::SIGTERM) };
        let mut text = String::new();
        let mut stderr = self.0.stderr.take().expect("piped");
        std::io::Read::read_to_string(&mut stderr, &mut text).expect("UTF-8");
        (self.0.wait().expect("ended").code(), text)
    }
}

fn guest_file(name: &str, address: [u8; 4]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("caisson-test-{}-{name}.wasm", std::process::id()));
    std::fs::write(&path, net_guest::net_guest(address, 0)).expect("written");
    path
}

fn echoed(socket: &UdpSocket, to: &str, text: &[u8]) -> bool {
    let mut answer = [0; 2000];
    socket.send_to(text, to).is_ok() && socket.recv(&mut answer).is_ok_and(|length| &answer[..length] == text)
}

fn ip(arguments: &str) {
    let status = Command::new("ip").args(arguments.split(' ')).status().expect("ip runs");
    assert!(status.success(), "ip {arguments}");
}

#[test]
fn a_tap_guest_answers_arp_ping_and_udp() {
    let test = || {
        // SAFETY: unshare has no preconditions; it affects this thread and the processes it starts.
        if unsafe { libc::unshare(libc::CLONE_NEWNET) } != 0 {
            eprintln!("not tested: network namespaces need a privilege");
            return;
        }
        ip("tuntap add t0 mode tap");
        ip("addr add 10.9.0.1/24 dev t0");
        ip("link set t0 up");
        let file = guest_file("tap", [10, 9, 0, 2]);
        for spin in ["0", "200"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_caisson-host"));
            command.args(["run", "--no-code-cache", "--net", "tap:t0", "--stats", "--spin", spin]).arg(&file);
            let running = Running::start(&mut command);
            let socket = UdpSocket::bind("10.9.0.1:0").expect("a socket");
            socket.set_read_timeout(Some(Duration::from_millis(200))).expect("set");
            assert!((0..50).any(|_| echoed(&socket, "10.9.0.2:7", b"hello")), "{}", running.terminate().1);
            for round in 0..2000u32 {
                assert!(echoed(&socket, "10.9.0.2:7", &round.to_le_bytes()), "datagram {round}");
            }
            // A burst is answered whole: nothing is lost between the rings.
            (0..60u8).for_each(|index| assert!(socket.send_to(&[index; 100], "10.9.0.2:7").is_ok()));
            let mut answer = [0; 200];
            (0..60u8).for_each(|index| assert_eq!((socket.recv(&mut answer).ok(), answer[99]), (Some(100), index)));
            if let Ok(status) =
                Command::new("ping").args(["-q", "-c", "5", "-i", "0.01", "10.9.0.2"]).stdout(Stdio::null()).status()
            {
                assert!(status.success(), "ping");
            }
            let (code, text) = running.terminate();
            assert_eq!(code, Some(128 + libc::SIGTERM), "{text}");
            assert!(text.contains("net: frames lost on send, the network did not take them: 0\n"), "{text}");
        }
        let _ = std::fs::remove_file(file);
    };
    std::thread::spawn(test).join().expect("the test");
}

#[test]
fn passt_carries_udp_to_the_guest() {
    let directory = std::env::temp_dir();
    let path = directory.join(format!("caisson-test-{}-passt", std::process::id()));
    let port = UdpSocket::bind("127.0.0.1:0").expect("a socket").local_addr().expect("bound").port();
    let mut passt = Command::new("passt");
    passt.arg("-f").arg("-s").arg(&path).args(["-a", "10.0.9.2", "-n", "255.255.255.0", "-g", "10.0.9.1", "-i", "lo"]);
    passt.args(["-t", "none", "-M", "02:00:00:00:00:01", "-u", &format!("{port}:7")]);
    let Ok(child) = passt.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn() else {
        eprintln!("not tested: passt is not installed");
        return;
    };
    let _passt = Running(child);
    let connected = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        path.exists()
    });
    if !connected {
        eprintln!("not tested: passt does not run here");
        return;
    }
    let file = guest_file("passt", [10, 0, 9, 2]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_caisson-host"));
    command.args(["run", "--no-code-cache", "--net", &format!("unix:{}", path.display())]).arg(&file);
    let running = Running::start(&mut command);
    let socket = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    socket.set_read_timeout(Some(Duration::from_millis(200))).expect("set");
    let to = format!("127.0.0.1:{port}");
    let answered = (0..25).any(|_| echoed(&socket, &to, b"through passt"));
    let (_, text) = running.terminate();
    let _ = std::fs::remove_file(file);
    let _ = std::fs::remove_file(path);
    assert!(answered, "{text}");
}
