//! The command `bench-start`: from the start of a process to its first answered frame, or to its end for a program without
//! a network. The frame crosses a unix socket, which needs no privileges; the code is in the cache, as at any later start.

use std::io::{Read, Write};
use std::net::Ipv4Addr;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::bench::median;
use crate::cli::BenchStart;
use crate::run::Failure;

const PEER: [u8; 6] = [2, 0, 0, 0, 0, 9];
const ANSWER_WAIT: Duration = Duration::from_secs(10);
const ARP_REPLY: u8 = 2;

/// The command.
pub fn bench(options: &BenchStart) -> Result<u8, Failure> {
    let directory = std::env::temp_dir().join(format!("caisson-bench-start-{}", std::process::id()));
    std::fs::create_dir_all(&directory)?;
    let result = rounds(options, &directory);
    let _ = std::fs::remove_dir_all(&directory);
    let (name, middle) = result?;
    if options.json {
        println!("{}", serde_json::json!({ name: middle }));
    } else {
        println!("{name:32} {middle:>12.2} us");
    }
    Ok(0)
}

fn rounds(options: &BenchStart, directory: &Path) -> Result<(&'static str, f64), Failure> {
    let mut samples = Vec::new();
    // The first fills the cache.
    for round in 0..options.rounds.max(1) + 1 {
        let took = match options.answers {
            Some(address) => until_answer(&options.file, address, directory)?,
            None => until_end(&options.file, directory)?,
        };
        if round > 0 {
            samples.push(took.as_nanos() as u64);
        }
    }
    let name = if options.answers.is_some() { "start_to_answer_us" } else { "start_to_end_us" };
    Ok((name, median(samples) as f64 / 1e3))
}

fn host(file: &Path, directory: &Path) -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("run").arg(file).arg("--code-cache").arg(directory.join("code"));
    command.stdin(Stdio::null()).stdout(Stdio::null());
    Ok(command)
}

fn until_end(file: &Path, directory: &Path) -> std::io::Result<Duration> {
    let mut command = host(file, directory)?;
    let start = Instant::now();
    command.spawn()?.wait()?;
    Ok(start.elapsed())
}

fn until_answer(file: &Path, address: Ipv4Addr, directory: &Path) -> std::io::Result<Duration> {
    let path = directory.join("frames");
    let _ = std::fs::remove_file(&path);
    let listener = UnixListener::bind(&path)?;
    let mut command = host(file, directory)?;
    command.arg("--net").arg(format!("unix:{}", path.display()));
    command.arg("--param").arg(format!("net0.address={address}/24"));
    let start = Instant::now();
    let mut child = command.spawn()?;
    let answered = listener.accept().and_then(|(stream, _)| answer(stream, address));
    let took = start.elapsed();
    child.kill()?;
    child.wait()?;
    answered.map(|()| took)
}

/// Asks for the hardware address of `address` (RFC 826) in QEMU's framing and waits for the reply.
fn answer(mut stream: UnixStream, address: Ipv4Addr) -> std::io::Result<()> {
    let [a, b, c, _] = address.octets();
    let mut request = vec![0xff; 6];
    request.extend_from_slice(&PEER);
    request.extend_from_slice(&[8, 6, 0, 1, 8, 0, 6, 4, 0, 1]);
    request.extend_from_slice(&PEER);
    request.extend_from_slice(&[a, b, c, 254, 0, 0, 0, 0, 0, 0]);
    request.extend_from_slice(&address.octets());
    stream.set_read_timeout(Some(ANSWER_WAIT))?;
    stream.write_all(&[&(request.len() as u32).to_be_bytes()[..], &request].concat())?;
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length)?;
        let mut frame = vec![0; u32::from_be_bytes(length) as usize];
        stream.read_exact(&mut frame)?;
        if frame.len() >= 42 && frame[12..14] == [8, 6] && frame[21] == ARP_REPLY && frame[..6] == PEER {
            return Ok(());
        }
    }
}
