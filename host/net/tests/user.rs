//! The user-mode network against an independent stack as guest (smoltcp over Ethernet, with its own DHCP client).

use std::collections::VecDeque;
use std::io::{IoSlice, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use caisson_devices::memory::{Access, OwnedMemory, check};
use caisson_devices::net::{Backend, Incoming};
use caisson_devices::scatter::with_scatter;
use caisson_net::{User, UserOptions};
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::socket::{dhcpv4, tcp, udp};
use smoltcp::wire::{EthernetAddress, HardwareAddress, IpCidr, IpEndpoint, Ipv4Cidr};

const MAC: [u8; 6] = [2, 0, 0, 0, 0, 7];
const GATEWAY: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);
const GUEST: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 15);
const GATEWAY6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xa00, 0x200, 0, 0, 0, 0, 2);
const GUEST6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xa00, 0x200, 0, 0, 0, 0, 0x15);
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Default)]
struct Wire {
    to_guest: VecDeque<Vec<u8>>,
    from_guest: VecDeque<Vec<u8>>,
}

struct Rx(Vec<u8>);
struct Tx<'a>(&'a mut VecDeque<Vec<u8>>);

impl RxToken for Rx {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, f: F) -> R {
        f(&self.0)
    }
}

impl TxToken for Tx<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, f: F) -> R {
        let mut frame = vec![0; length];
        let result = f(&mut frame);
        self.0.push_back(frame);
        result
    }
}

impl Device for Wire {
    type RxToken<'a> = Rx;
    type TxToken<'a> = Tx<'a>;

    fn receive(&mut self, _now: smoltcp::time::Instant) -> Option<(Rx, Tx<'_>)> {
        let frame = self.to_guest.pop_front()?;
        Some((Rx(frame), Tx(&mut self.from_guest)))
    }

    fn transmit(&mut self, _now: smoltcp::time::Instant) -> Option<Tx<'_>> {
        Some(Tx(&mut self.from_guest))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = 1514;
        capabilities
    }
}

struct Guest {
    user: User,
    wire: Wire,
    interface: Interface,
    sockets: SocketSet<'static>,
    memory: OwnedMemory,
    start: Instant,
}

impl Guest {
    fn new(options: UserOptions) -> Guest {
        Guest::with_name_server(options, None)
    }

    fn with_name_server(options: UserOptions, name_server: Option<SocketAddr>) -> Guest {
        let mut user = User::open(&options, name_server).expect("a network");
        user.attached(MAC);
        let mut wire = Wire::default();
        let config = Config::new(HardwareAddress::Ethernet(EthernetAddress(MAC)));
        let interface = Interface::new(config, &mut wire, smoltcp::time::Instant::ZERO);
        let sockets = SocketSet::new(Vec::new());
        Guest { user, wire, interface, sockets, memory: OwnedMemory::new(2048), start: Instant::now() }
    }

    fn with_address(options: UserOptions) -> Guest {
        let mut guest = Guest::new(options);
        guest.configure();
        guest
    }

    fn configure(&mut self) {
        self.interface.update_ip_addrs(|list| list.push(IpCidr::new(GUEST.into(), 24)).expect("room"));
        self.interface.routes_mut().add_default_ipv4_route(GATEWAY).expect("room");
    }

    fn configure6(&mut self) {
        self.interface.update_ip_addrs(|list| list.push(IpCidr::new(GUEST6.into(), 64)).expect("room"));
        self.interface.routes_mut().add_default_ipv6_route(GATEWAY6).expect("room");
    }

    fn with_both(options: UserOptions) -> Guest {
        let mut guest = Guest::with_address(options);
        guest.configure6();
        guest
    }

    fn step(&mut self) {
        let now = self.start.elapsed();
        self.user.service(now.as_nanos() as u64);
        let region = check(&self.memory, 0, 2048, Access::Write).expect("valid");
        loop {
            let user = &mut self.user;
            let got = with_scatter(&mut self.memory, &[region], 0, &mut Vec::new(), |into| user.receive(into));
            let Some(Incoming::Frame(length)) = got else { break };
            self.wire.to_guest.push_back(self.memory.bytes[..length].to_vec());
        }
        let now = smoltcp::time::Instant::from_micros(now.as_micros() as i64);
        self.interface.poll(now, &mut self.wire, &mut self.sockets);
        while let Some(frame) = self.wire.from_guest.pop_front() {
            self.user.transmit(&[IoSlice::new(&frame)]);
        }
    }

    fn until(&mut self, what: &str, mut done: impl FnMut(&mut Guest) -> bool) {
        let start = Instant::now();
        while !done(self) {
            assert!(start.elapsed() < PATIENCE, "Cannot wait longer: {what}");
            self.step();
            std::thread::sleep(Duration::from_micros(200));
        }
    }

    fn tcp(&mut self) -> SocketHandle {
        let buffer = || tcp::SocketBuffer::new(vec![0; 65_536]);
        self.sockets.add(tcp::Socket::new(buffer(), buffer()))
    }

    fn connect(&mut self, port: u16, local: u16) -> SocketHandle {
        self.connect_to((GATEWAY, port).into(), local)
    }

    fn connect_to(&mut self, to: SocketAddr, local: u16) -> SocketHandle {
        let handle = self.tcp();
        let socket = self.sockets.get_mut::<tcp::Socket<'_>>(handle);
        socket.connect(self.interface.context(), to, local).expect("a connection");
        handle
    }

    fn udp(&mut self, port: u16) -> SocketHandle {
        let buffer = || udp::PacketBuffer::new(vec![udp::PacketMetadata::EMPTY; 8], vec![0; 65_536]);
        let handle = self.sockets.add(udp::Socket::new(buffer(), buffer()));
        self.sockets.get_mut::<udp::Socket<'_>>(handle).bind(port).expect("bound");
        handle
    }

    fn state(&mut self, handle: SocketHandle) -> tcp::State {
        self.sockets.get_mut::<tcp::Socket<'_>>(handle).state()
    }
}

fn loopback() -> UserOptions {
    UserOptions { host_loopback: true, ..UserOptions::default() }
}

fn published(text: &str) -> UserOptions {
    UserOptions { publish: vec![text.parse().expect("valid")], ..UserOptions::default() }
}

fn port(address: SocketAddr) -> u16 {
    address.port()
}

#[test]
fn dhcp_gives_the_address_and_the_router() {
    let mut guest = Guest::new(UserOptions::default());
    let handle = guest.sockets.add(dhcpv4::Socket::new());
    let mut configured = None;
    guest.until("a lease", |guest| {
        if let Some(dhcpv4::Event::Configured(config)) = guest.sockets.get_mut::<dhcpv4::Socket<'_>>(handle).poll() {
            configured = Some((config.address, config.router));
        }
        configured.is_some()
    });
    assert_eq!(configured, Some((Ipv4Cidr::new(GUEST, 24), Some(GATEWAY))));
}

#[test]
fn udp_goes_out_and_comes_back() {
    let server = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    server.set_nonblocking(true).expect("non-blocking");
    let to = port(server.local_addr().expect("bound"));
    let mut guest = Guest::with_address(loopback());
    let buffer = || udp::PacketBuffer::new(vec![udp::PacketMetadata::EMPTY; 8], vec![0; 65_536]);
    let handle = guest.sockets.add(udp::Socket::new(buffer(), buffer()));
    let socket = guest.sockets.get_mut::<udp::Socket<'_>>(handle);
    socket.bind(4000).expect("bound");
    socket.send_slice(b"question", IpEndpoint::new(GATEWAY.into(), to)).expect("sent");
    let mut bytes = [0; 2000];
    let mut from = None;
    guest.until("the question", |_| {
        from = server.recv_from(&mut bytes).ok();
        from.is_some()
    });
    let (length, from) = from.expect("arrived");
    assert_eq!(&bytes[..length], b"question");
    server.send_to(b"answer", from).expect("sent");
    guest.until("the answer", |guest| {
        let socket = guest.sockets.get_mut::<udp::Socket<'_>>(handle);
        socket.recv().is_ok_and(|(answer, meta)| {
            assert_eq!(answer, b"answer");
            assert_eq!(meta.endpoint, IpEndpoint::new(GATEWAY.into(), to));
            true
        })
    });
}

#[test]
fn udp_comes_in_through_a_published_port() {
    let mut guest = Guest::with_address(published("0:7/udp"));
    let at = guest.user.published()[0].1;
    let buffer = || udp::PacketBuffer::new(vec![udp::PacketMetadata::EMPTY; 8], vec![0; 65_536]);
    let handle = guest.sockets.add(udp::Socket::new(buffer(), buffer()));
    guest.sockets.get_mut::<udp::Socket<'_>>(handle).bind(7).expect("bound");
    let client = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    client.set_nonblocking(true).expect("non-blocking");
    client.send_to(b"ping", at).expect("sent");
    let mut answer = [0; 64];
    guest.until("the echo", |guest| {
        let socket = guest.sockets.get_mut::<udp::Socket<'_>>(handle);
        if let Ok((bytes, meta)) = socket.recv().map(|(bytes, meta)| (bytes.to_vec(), meta)) {
            socket.send_slice(&bytes, meta.endpoint).expect("sent");
        }
        client.recv(&mut answer).is_ok_and(|length| answer[..length] == *b"ping")
    });
}

#[test]
fn tcp_goes_out() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
    let to = port(listener.local_addr().expect("bound"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut text = Vec::new();
        stream.read_to_end(&mut text).expect("read");
        stream.write_all(&text).expect("written");
    });
    let mut guest = Guest::with_address(loopback());
    let handle = guest.connect(to, 5000);
    // More than all buffers on the way hold together.
    let sent: Vec<u8> = (0..3_000_000u32).map(|i| (i % 251) as u8).collect();
    let (mut at, mut received, mut closed) = (0, Vec::new(), false);
    guest.until("the echo", |guest| {
        let socket = guest.sockets.get_mut::<tcp::Socket<'_>>(handle);
        if at < sent.len() && socket.can_send() {
            at += socket.send_slice(&sent[at..]).expect("sending");
        } else if at == sent.len() && !closed {
            socket.close();
            closed = true;
        }
        while socket.can_recv() {
            socket.recv(|bytes| (bytes.len(), received.extend_from_slice(bytes))).expect("receiving");
        }
        received.len() == sent.len()
    });
    assert!(received == sent);
    server.join().expect("the server");
}

#[test]
fn a_refused_connection_is_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
    let to = port(listener.local_addr().expect("bound"));
    drop(listener);
    let mut guest = Guest::with_address(loopback());
    let handle = guest.connect(to, 5001);
    guest.until("the refusal", |guest| guest.state(handle) == tcp::State::Closed);
}

#[test]
fn the_hosts_loopback_is_out_of_reach_unless_asked_for() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
    let to = port(listener.local_addr().expect("bound"));
    let mut guest = Guest::with_address(UserOptions::default());
    let handle = guest.connect(to, 5002);
    guest.until("the refusal", |guest| guest.state(handle) == tcp::State::Closed);
    listener.set_nonblocking(true).expect("non-blocking");
    assert!(listener.accept().is_err());
}

#[test]
fn tcp_comes_in_through_a_published_port() {
    let mut guest = Guest::with_address(published("0:80/tcp"));
    let at = guest.user.published()[0].1;
    let handle = guest.tcp();
    guest.sockets.get_mut::<tcp::Socket<'_>>(handle).listen(80).expect("listening");
    let client = std::thread::spawn(move || {
        let mut stream = TcpStream::connect(at).expect("connected");
        stream.write_all(b"GET").expect("written");
        stream.shutdown(std::net::Shutdown::Write).expect("shut");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("read");
        text
    });
    guest.until("the request", |guest| {
        let socket = guest.sockets.get_mut::<tcp::Socket<'_>>(handle);
        let ready = socket.recv_queue() == 3 && socket.can_send();
        if ready {
            socket.send_slice(b"200").expect("sent");
            socket.close();
        }
        ready
    });
    guest.until("the client", |_| client.is_finished());
    assert_eq!(client.join().expect("the client"), "200");
    guest.until("the end", |guest| matches!(guest.state(handle), tcp::State::Closed | tcp::State::TimeWait));
}

#[test]
fn a_published_port_takes_callers_of_both_families() {
    let mut guest = Guest::with_address(published("0:80/tcp"));
    let at: Vec<SocketAddr> = guest.user.published().iter().map(|published| published.1).collect();
    if at.len() == 1 {
        return; // A host without IPv6.
    }
    assert!(at[0].is_ipv4() && at[1].is_ipv6() && at[0].port() == at[1].port(), "{at:?}");
    for address in at {
        let handle = guest.tcp();
        guest.sockets.get_mut::<tcp::Socket<'_>>(handle).listen(80).expect("listening");
        let client = TcpStream::connect(address).expect("connected");
        guest.until("the connection", |guest| guest.state(handle) == tcp::State::Established);
        drop(client);
    }
}

#[test]
fn what_is_dropped_is_counted_by_why() {
    let mut guest = Guest::with_address(UserOptions::default());
    let frame = |ether_type: u16, packet: &[u8]| {
        let mut frame = vec![0x52, 0x55, 10, 0, 2, 2, 2, 0, 0, 0, 0, 9];
        frame.extend_from_slice(&ether_type.to_be_bytes());
        frame.extend_from_slice(packet);
        frame
    };
    let packet = |fragment: u16, protocol: u8, destination: [u8; 4]| {
        let mut packet =
            vec![0x45, 0, 0, 28, 0, 1, (fragment >> 8) as u8, fragment as u8, 64, protocol, 0, 0, 10, 0, 2, 15];
        packet.extend_from_slice(&destination);
        let sum = packet.chunks(2).fold(0u32, |sum, two| sum + u32::from(u16::from_be_bytes([two[0], two[1]])));
        let folded = !(((sum & 0xffff) + (sum >> 16)) as u16);
        packet[10..12].copy_from_slice(&folded.to_be_bytes());
        packet.extend_from_slice(&[0, 1, 0, 9, 0, 8, 0, 0]);
        packet
    };
    let outside = [192, 0, 2, 1];
    for bytes in [
        vec![0; 5],
        frame(0x0800, &[0x45, 0, 0, 20, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 2, 15, 192, 0, 2, 1]),
        frame(0x0800, &packet(0x2000, 17, outside)),
        frame(0x0800, &packet(0, 47, outside)),
        frame(0x86dd, &[0x60; 40]),
        frame(0x1234, &[0x60; 40]),
        frame(0x0800, &packet(0, 17, [127, 0, 0, 1])),
    ] {
        assert!(!guest.user.transmit(&[IoSlice::new(&bytes)]));
    }
    let mut counted = Vec::new();
    guest.user.counters(&mut |name, value| counted.push((name, value)));
    for (name, value) in [
        ("dropped, malformed", 3),
        ("dropped, fragments", 1),
        ("dropped, of an unknown protocol", 2),
        ("dropped, without a way to their destination", 1),
        ("dropped, the guest's queue was full", 0),
    ] {
        assert!(counted.contains(&(name, value)), "{name}: {counted:?}");
    }
}

#[test]
fn connections_are_bounded() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
    let to = port(listener.local_addr().expect("bound"));
    // The kernel's own queue of connections that nobody took is shorter than the bound.
    std::thread::spawn(move || listener.incoming().collect::<Vec<_>>());
    let mut guest = Guest::with_address(loopback());
    let handles: Vec<_> = (0..300).map(|index| guest.connect(to, 6000 + index)).collect();
    guest.until("all answers", |guest| {
        handles.iter().all(|handle| matches!(guest.state(*handle), tcp::State::Established | tcp::State::Closed))
    });
    let open = handles.iter().filter(|handle| guest.state(**handle) == tcp::State::Established).count();
    assert_eq!(open, 256);
    let mut refused = 0;
    guest.user.counters(&mut |name, value| {
        refused += if name == "connections refused, too many at once" { value } else { 0 }
    });
    assert_eq!(refused, 44);
}

#[test]
fn garbage_is_survived() {
    let mut guest = Guest::with_address(loopback());
    let mut state = 1u64;
    for _ in 0..20_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let length = (state >> 40) as usize % 120;
        let mut frame: Vec<u8> = (0..length).map(|i| (state.rotate_left(i as u32 * 7) >> 24) as u8).collect();
        for (place, byte) in [(12, 8), (13, (state >> 50) as u8 & 6), (14, 0x45), (16, 0)] {
            if place < length {
                frame[place] = byte;
            }
        }
        guest.user.transmit(&[IoSlice::new(&frame)]);
    }
    guest.step();
}

/// Sends `question` to a server on `host` that the guest sees as `seen`, and gives where the guest says that the answer is from.
fn ask_over_udp(host: IpAddr, seen: impl Fn(u16) -> SocketAddr, make: impl Fn(SocketAddr) -> Guest) -> SocketAddr {
    let server = UdpSocket::bind((host, 0)).expect("a socket");
    server.set_nonblocking(true).expect("non-blocking");
    let at = server.local_addr().expect("bound");
    let mut guest = make(at);
    let handle = guest.udp(4000);
    let to = seen(at.port());
    let mut from = None;
    let mut bytes = [0; 2000];
    guest.until("the question", |guest| {
        let socket = guest.sockets.get_mut::<udp::Socket<'_>>(handle);
        // Before the neighbour is known, smoltcp drops what it is given.
        if socket.send_queue() == 0 {
            let _ = socket.send_slice(b"question", IpEndpoint::from(to));
        }
        from = server.recv_from(&mut bytes).ok();
        from.is_some()
    });
    let (length, from) = from.expect("arrived");
    assert_eq!(&bytes[..length], b"question");
    server.send_to(&[7; 1400], from).expect("sent");
    let mut answered = None;
    guest.until("the answer", |guest| {
        if let Ok((answer, meta)) = guest.sockets.get_mut::<udp::Socket<'_>>(handle).recv() {
            assert_eq!(answer, [7; 1400]);
            answered = Some(SocketAddr::new(meta.endpoint.addr.into(), meta.endpoint.port));
        }
        answered.is_some()
    });
    answered.expect("an answer")
}

fn has_ipv6() -> bool {
    TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
}

#[test]
fn ipv6_tcp_goes_out_and_is_refused_where_nobody_listens() {
    if !has_ipv6() {
        return;
    }
    let listener = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).expect("a listener");
    let to = port(listener.local_addr().expect("bound"));
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut text = [0; 8];
        stream.read_exact(&mut text).expect("read");
        stream.write_all(&text).expect("written");
    });
    let mut guest = Guest::with_both(loopback());
    let handle = guest.connect_to((GATEWAY6, to).into(), 5000);
    let mut received = Vec::new();
    guest.until("the echo", |guest| {
        let socket = guest.sockets.get_mut::<tcp::Socket<'_>>(handle);
        if socket.can_send() && socket.send_queue() == 0 && received.is_empty() {
            socket.send_slice(b"question").expect("sending");
        }
        if socket.can_recv() {
            socket.recv(|bytes| (bytes.len(), received.extend_from_slice(bytes))).expect("receiving");
        }
        received.len() >= 8
    });
    assert_eq!(&received[..8], b"question");
    server.join().expect("the server");
    let refused = guest.connect_to((GATEWAY6, to).into(), 5001);
    guest.until("the refusal", |guest| guest.state(refused) == tcp::State::Closed);
}

#[test]
fn ipv6_loopback_is_out_of_reach_unless_asked_for() {
    let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else { return };
    let to = port(listener.local_addr().expect("bound"));
    let mut guest = Guest::with_both(UserOptions::default());
    for (local, at) in [(5002, GATEWAY6), (5003, Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0x7f00, 1))] {
        let handle = guest.connect_to((at, to).into(), local);
        guest.until("the refusal", |guest| guest.state(handle) == tcp::State::Closed);
    }
    listener.set_nonblocking(true).expect("non-blocking");
    assert!(listener.accept().is_err());
}

#[test]
fn udp_of_both_families_comes_from_the_gateway() {
    let gateway = |port| (GATEWAY, port).into();
    assert_eq!(ask_over_udp(Ipv4Addr::LOCALHOST.into(), gateway, |_| Guest::with_both(loopback())).ip(), GATEWAY);
    if has_ipv6() {
        let gateway = |port| (GATEWAY6, port).into();
        assert_eq!(ask_over_udp(Ipv6Addr::LOCALHOST.into(), gateway, |_| Guest::with_both(loopback())).ip(), GATEWAY6);
    }
}

#[test]
fn the_hosts_name_server_has_an_address_here() {
    let server: SocketAddr = (Ipv4Addr::new(10, 0, 2, 3), 53).into();
    let make = |at| {
        let mut guest = Guest::with_name_server(UserOptions::default(), Some(at));
        guest.configure();
        guest
    };
    assert_eq!(ask_over_udp(Ipv4Addr::LOCALHOST.into(), |_| server, make), server);
    if has_ipv6() {
        assert_eq!(ask_over_udp(Ipv6Addr::LOCALHOST.into(), |_| server, make), server);
    }
}

#[test]
fn callers_over_ipv6_are_seen_over_ipv6_by_a_guest_that_speaks_it() {
    let mut guest = Guest::with_both(published("0:80/tcp"));
    let Some(at) = guest.user.published().get(1).map(|published| published.1) else { return };
    // The guest shows its address by looking for the router.
    let probe = guest.connect_to((GATEWAY6, 9).into(), 5004);
    guest.until("the refusal", |guest| guest.state(probe) == tcp::State::Closed);
    let handle = guest.tcp();
    guest.sockets.get_mut::<tcp::Socket<'_>>(handle).listen(80).expect("listening");
    let client = TcpStream::connect(at).expect("connected");
    guest.until("the connection", |guest| guest.state(handle) == tcp::State::Established);
    let socket = guest.sockets.get_mut::<tcp::Socket<'_>>(handle);
    let ends = (socket.remote_endpoint().expect("open").addr, socket.local_endpoint().expect("open").addr);
    assert_eq!(ends, (GATEWAY6.into(), GUEST6.into()));
    drop(client);
}

#[test]
fn udp_callers_of_both_families_are_answered() {
    let mut guest = Guest::with_both(published("0:7/udp"));
    let at: Vec<SocketAddr> = guest.user.published().iter().map(|published| published.1).collect();
    let probe = guest.connect_to((GATEWAY6, 9).into(), 5005);
    guest.until("the refusal", |guest| guest.state(probe) == tcp::State::Closed);
    let handle = guest.udp(7);
    for to in at {
        let local: IpAddr = if to.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
        let client = UdpSocket::bind((local, 0)).expect("a socket");
        client.set_nonblocking(true).expect("non-blocking");
        client.send_to(b"ping", to).expect("sent");
        let mut answer = [0; 64];
        guest.until("the echo", |guest| {
            let socket = guest.sockets.get_mut::<udp::Socket<'_>>(handle);
            if let Ok((bytes, meta)) = socket.recv().map(|(bytes, meta)| (bytes.to_vec(), meta)) {
                socket.send_slice(&bytes, meta.endpoint).expect("sent");
            }
            client.recv(&mut answer).is_ok_and(|length| answer[..length] == *b"ping")
        });
    }
}
