//! Offloads against the kernel's own stack, through a TAP in a network namespace of its own: merged UDP bursts, TCP
//! super-frames in both directions. Needs the privilege to make namespaces; without it the tests say so and pass.

#[path = "../../devices/tests/common/mod.rs"]
mod common;

use std::io::{Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::process::Command;
use std::time::{Duration, Instant};

use caisson_devices::net::{GSO_NONE, GSO_TCPV4, Header, NEEDS_CSUM, Net, NetOptions, fold, pseudo_header_v4, sum};
use caisson_net::Tap;
use common::{Driver, Queue};

const GUEST_MAC: [u8; 6] = [2, 0, 0, 0, 0, 1];
const HOST_MAC: [u8; 6] = [2, 0, 0, 0, 0, 0x99];
const HOST: [u8; 4] = [10, 9, 0, 1];
const GUEST: [u8; 4] = [10, 9, 0, 2];
const BUFFERS: u16 = 64;
const RECEIVE_AT: usize = 0x20_000;
const SEND_AT: usize = 0x80_000;
/// CSUM, GUEST_CSUM, GUEST_TSO4, HOST_TSO4, MRG_RXBUF, HOST_USO.
const FEATURES: u64 = 1 | 2 | 1 << 7 | 1 << 11 | 1 << 15 | 1 << 56;

struct Guest {
    driver: Driver,
    receive: Queue,
    transmit: Queue,
    next_send: usize,
}

fn ip(arguments: &str) {
    let status = Command::new("ip").args(arguments.split(' ')).status().expect("ip runs");
    assert!(status.success(), "ip {arguments}");
}

/// Runs `test` on a thread in a namespace with a TAP whose other end is the guest.
fn with_guest(test: impl FnOnce(Guest) + Send + 'static) {
    let thread = std::thread::spawn(move || {
        // SAFETY: unshare has no preconditions; it affects this thread and those it starts.
        if unsafe { libc::unshare(libc::CLONE_NEWNET) } != 0 {
            eprintln!("not tested: network namespaces need a privilege");
            return;
        }
        let tap = Tap::open("t0").expect("a TAP");
        ip("link set t0 address 02:00:00:00:00:99");
        ip("addr add 10.9.0.1/24 dev t0");
        ip("link set t0 up");
        ip("neigh add 10.9.0.2 lladdr 02:00:00:00:00:01 dev t0 nud permanent");
        let options = NetOptions { mac: GUEST_MAC, mtu: tap.mtu() };
        let mut driver = Driver::new(Box::new(Net::new(Box::new(tap), options, None)));
        let features = driver.negotiate(FEATURES);
        assert_eq!(features & FEATURES, FEATURES);
        let receive = driver.queue(0, BUFFERS, 0x1000, features);
        let transmit = driver.queue(1, 64, 0x3000, features);
        driver.start();
        let mut guest = Guest { driver, receive, transmit, next_send: 0 };
        (0..BUFFERS).for_each(|head| guest.post(head));
        test(guest);
    });
    thread.join().expect("the test");
}

impl Guest {
    fn post(&mut self, head: u16) {
        self.driver.offer(&mut self.receive, head, &[(RECEIVE_AT + usize::from(head) * 2048, 2048, true)]);
    }

    /// The next frame with its header, gathered from its buffers.
    fn frame(&mut self) -> Option<(Header, Vec<u8>)> {
        self.driver.receive();
        let (mut frame, mut left) = (Vec::new(), 1);
        let mut heads = Vec::new();
        while left > 0 {
            let Some((head, length)) = self.driver.pop(&mut self.receive) else {
                assert!(frame.is_empty(), "a frame is whole");
                return None;
            };
            let at = RECEIVE_AT + head as usize * 2048;
            frame.extend_from_slice(&self.driver.memory.bytes[at..at + length as usize]);
            left = if heads.is_empty() { self.driver.word(at + 10) } else { left } - 1;
            heads.push(head as u16);
        }
        heads.into_iter().for_each(|head| self.post(head));
        Some((Header::parse(frame[..12].try_into().expect("a header")), frame[12..].to_vec()))
    }

    /// Puts a frame into the ring.
    fn send(&mut self, header: &Header, frame: &[u8]) {
        let head = (self.next_send % 64) as u16;
        // Small frames have a place each; one large frame may use all of it.
        let at = if frame.len() > 2000 { SEND_AT + 0x2_0000 } else { SEND_AT + usize::from(head) * 2048 };
        self.next_send += 1;
        let bytes = [&header.bytes()[..], frame].concat();
        self.driver.store(at, &bytes);
        self.driver.offer(&mut self.transmit, head, &[(at, bytes.len(), false)]);
    }

    fn flush(&mut self) {
        let queue = &self.transmit;
        self.driver.notify(queue);
        while self.driver.pop(&mut self.transmit).is_some() {}
    }
}

/// An Ethernet frame from the guest with IPv4 around `transport`, whose partial checksum is at `checksum`.
fn packet(protocol: u8, mut transport: Vec<u8>, checksum: usize) -> Vec<u8> {
    let mut frame = [&HOST_MAC[..], &GUEST_MAC, &[8, 0, 0x45, 0]].concat();
    frame.extend_from_slice(&((20 + transport.len()) as u16).to_be_bytes());
    frame.extend_from_slice(&[0, 1, 0x40, 0, 64, protocol, 0, 0]);
    frame.extend_from_slice(&[GUEST, HOST].concat());
    let value = !fold(sum(&frame[14..34]));
    frame[24..26].copy_from_slice(&value.to_be_bytes());
    let pseudo = fold(pseudo_header_v4(&frame[26..34], protocol, transport.len()));
    transport[checksum..checksum + 2].copy_from_slice(&pseudo.to_be_bytes());
    frame.extend_from_slice(&transport);
    frame
}

fn udp(port: u16, payload: &[u8]) -> Vec<u8> {
    let mut datagram =
        [53u16.to_be_bytes(), port.to_be_bytes(), (8 + payload.len() as u16).to_be_bytes(), [0, 0]].concat();
    datagram.extend_from_slice(payload);
    packet(17, datagram, 6)
}

#[test]
fn merged_bursts_arrive_as_single_datagrams() {
    with_guest(|mut guest| {
        let socket = UdpSocket::bind("10.9.0.1:4000").expect("a socket");
        socket.set_read_timeout(Some(Duration::from_secs(2))).expect("set");
        let header = Header { flags: NEEDS_CSUM, csum_start: 34, csum_offset: 6, ..Header::default() };
        for index in 0..40u8 {
            guest.send(&header, &udp(4000, &vec![index; if index == 39 { 77 } else { 200 }]));
        }
        guest.flush();
        let mut merged = 0;
        guest.driver.bus.slots().for_each(|(_, slot)| {
            slot.model().counters(&mut |name, value| merged += if name == "frames merged" { value } else { 0 });
        });
        assert_eq!(merged, 40);
        for index in 0..40u8 {
            let mut bytes = [0; 2000];
            let length = socket.recv(&mut bytes).expect("a datagram");
            assert_eq!(bytes[..length], vec![index; if index == 39 { 77 } else { 200 }]);
        }
    });
}

const ACK: u8 = 0x10;

/// A TCP segment from port 80.
fn tcp(port: u16, sequence: u32, acknowledge: u32, flags: u8, options: &[u8], payload: &[u8]) -> Vec<u8> {
    let mut segment = [80u16.to_be_bytes(), port.to_be_bytes()].concat();
    segment.extend_from_slice(&sequence.to_be_bytes());
    segment.extend_from_slice(&acknowledge.to_be_bytes());
    segment.extend_from_slice(&[((20 + options.len()) << 2) as u8, flags, 0xff, 0xff, 0, 0, 0, 0]);
    segment.extend_from_slice(options);
    segment.extend_from_slice(payload);
    packet(6, segment, 16)
}

#[test]
fn tcp_super_frames_go_both_ways() {
    with_guest(|mut guest| {
        let sent: Vec<u8> = (0..2_000_000u32).map(|i| (i % 253) as u8).collect();
        let answer: Vec<u8> = (0..40_000u32).map(|i| (i % 249) as u8).collect();
        let (text, expected) = (sent.clone(), answer.clone());
        let client = std::thread::spawn(move || {
            let mut stream = TcpStream::connect("10.9.0.2:80").expect("connected");
            stream.write_all(&text).expect("written");
            let mut got = Vec::new();
            stream.read_to_end(&mut got).expect("read");
            assert!(got == expected, "the answer arrives whole: {} bytes", got.len());
        });
        let plain = Header { flags: NEEDS_CSUM, csum_start: 34, csum_offset: 16, ..Header::default() };
        let (mut received, mut next, mut largest, mut answered) = (Vec::new(), 0u32, 0, false);
        let start = Instant::now();
        while !client.is_finished() {
            assert!(start.elapsed() < Duration::from_secs(20), "{} bytes received", received.len());
            let Some((header, frame)) = guest.frame() else {
                std::thread::sleep(Duration::from_micros(50));
                continue;
            };
            if frame.len() < 54 || frame[12..14] != [8, 0] || frame[23] != 6 {
                continue;
            }
            let port = u16::from_be_bytes([frame[34], frame[35]]);
            let sequence = u32::from_be_bytes(frame[38..42].try_into().expect("4 bytes"));
            let payload = &frame[34 + usize::from(frame[46] >> 4) * 4..];
            if frame[47] & 2 != 0 {
                next = sequence.wrapping_add(1);
                // MSS 1460, window scale 7.
                guest.send(&plain, &tcp(port, 1000, next, 2 | ACK, &[2, 4, 5, 180, 1, 3, 3, 7], &[]));
            } else if !payload.is_empty() && sequence == next {
                if payload.len() > 1460 {
                    assert_eq!(header.gso_type & 0x7f, GSO_TCPV4);
                } else {
                    assert_eq!(header.gso_type, GSO_NONE);
                }
                largest = largest.max(payload.len());
                received.extend_from_slice(payload);
                next = next.wrapping_add(payload.len() as u32);
                guest.send(&plain, &tcp(port, 1001, next, ACK, &[], &[]));
            }
            if received.len() == sent.len() && !answered {
                answered = true;
                let segment = Header { gso_type: GSO_TCPV4, gso_size: 1460, header_length: 54, ..plain };
                guest.send(&segment, &tcp(port, 1001, next, ACK | 8 | 1, &[], &answer));
            }
            guest.flush();
        }
        client.join().expect("the client");
        assert!(received == sent);
        assert!(largest > 30_000, "the largest frame held {largest} bytes");
    });
}
