//! The user-mode network: an Ethernet with one guest on it, made of ordinary sockets of this process, without privileges.
//!
//! 10.0.2.0/24; the guest is 10.0.2.15 by DHCP (or whatever it says it is), the gateway 10.0.2.2 answers ARP for every
//! other address and answers ping. UDP and TCP to other addresses leave through host sockets; published ports come in.
//! The host's own loopback is out of reach unless asked for. Fragments of the guest are dropped and counted.

mod dhcp;
pub(crate) mod sockets;
mod tcp;
mod udp;
mod wire;

use std::collections::VecDeque;
use std::io::IoSlice;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4};

use caisson_devices::net::{Backend, Capabilities, Incoming, fold, sum};
use caisson_devices::scatter::Scatter;

use crate::spec::{Protocol, Publish};
use sockets::Poller;
use tcp::{CONNECTION_TOKEN, LISTENER_TOKEN, Tcp};
use udp::Udp;
use wire::{ARP, ETHERNET_BYTES, ICMP, IPV4, Ipv4, Mac, TCP, UDP, UDP_BYTES, address, ethernet, word};

/// The gateway, DHCP server and only other host.
pub const GATEWAY: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);
/// What DHCP gives the guest.
pub const GUEST: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 15);
const MASK: Ipv4Addr = Ipv4Addr::new(255, 255, 255, 0);
/// The gateway's hardware address: locally administered.
pub const GATEWAY_MAC: Mac = [0x52, 0x55, 10, 0, 2, 2];
/// IP packets on this network.
pub const MTU: usize = 1500;
/// Frames that wait for the guest; beyond that they are dropped.
pub const QUEUE_FRAMES_MAX: usize = 1024;
const DATAGRAM_BYTES_MAX: usize = 65_535;

/// What `--net user` can be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserOptions {
    /// The guest reaches the host's loopback under the gateway's address.
    pub host_loopback: bool,
    /// Ports that come in.
    pub publish: Vec<Publish>,
    /// Other instances publish the same ports: the kernel divides connections and datagrams between them.
    pub shared: bool,
}

/// What was dropped, by why.
#[derive(Default)]
struct Counters {
    malformed: u64,
    fragments: u64,
    foreign: u64,
    unreachable: u64,
    overflow: u64,
}

/// The network.
pub struct User {
    poller: Poller,
    udp: Udp,
    tcp: Tcp,
    queue: VecDeque<Vec<u8>>,
    guest_mac: Mac,
    guest: Ipv4Addr,
    host_loopback: bool,
    published: Vec<(Publish, SocketAddr)>,
    identification: u16,
    now_ns: u64,
    frame: Vec<u8>,
    buffer: Vec<u8>,
    events: Vec<u64>,
    counters: Counters,
}

impl User {
    /// Opens the network and its published ports; the error is a sentence.
    pub fn open(options: &UserOptions) -> Result<User, String> {
        let failure = |error: std::io::Error| format!("Cannot open user-mode network: {error}");
        let mut seed = [0; 8];
        // SAFETY: 8 live, writable bytes. Too few random bytes only make sequence numbers of this private network plainer.
        unsafe { libc::getrandom(seed.as_mut_ptr().cast(), seed.len(), 0) };
        let mut user = User {
            poller: Poller::new().map_err(failure)?,
            udp: Udp::default(),
            tcp: Tcp::new(u64::from_ne_bytes(seed)),
            queue: VecDeque::new(),
            guest_mac: [0xff; 6],
            guest: GUEST,
            host_loopback: options.host_loopback,
            published: Vec::new(),
            identification: 0,
            now_ns: 0,
            frame: Vec::new(),
            buffer: vec![0; DATAGRAM_BYTES_MAX],
            events: Vec::new(),
            counters: Counters::default(),
        };
        for publish in &options.publish {
            let bound = user.bind(publish, publish.host, options.shared);
            let bound = bound.map_err(|error| format!("Cannot publish {}: {error}", publish.host))?;
            user.published.push((*publish, bound));
            if publish.both {
                // A host without IPv6 publishes on IPv4 alone.
                let other = SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), bound.port());
                if let Ok(bound) = user.bind(publish, other, options.shared) {
                    user.published.push((*publish, bound));
                }
            }
        }
        Ok(user)
    }

    fn bind(&mut self, publish: &Publish, host: SocketAddr, shared: bool) -> std::io::Result<SocketAddr> {
        match publish.protocol {
            Protocol::Udp => self.udp.publish(&self.poller, host, publish.guest, shared),
            Protocol::Tcp => self.tcp.publish(&self.poller, host, publish.guest, shared),
        }
    }

    /// Published ports with the addresses they got.
    pub fn published(&self) -> &[(Publish, SocketAddr)] {
        &self.published
    }

    /// Where a destination of the guest is on the host; None when it may not go there.
    fn real(&self, address: Ipv4Addr, port: u16) -> Option<SocketAddrV4> {
        let reachable = match address {
            GATEWAY => return self.host_loopback.then_some(SocketAddrV4::new(Ipv4Addr::LOCALHOST, port)),
            other => !(other.is_loopback() || other.is_multicast() || other.is_broadcast() || other.octets()[0] == 0),
        };
        let own_network = address.octets()[..3] == GATEWAY.octets()[..3];
        (reachable && !own_network && port != 0).then_some(SocketAddrV4::new(address, port))
    }

    fn push(queue: &mut VecDeque<Vec<u8>>, counters: &mut Counters, frame: Vec<u8>) {
        if queue.len() < QUEUE_FRAMES_MAX {
            queue.push_back(frame);
        } else {
            counters.overflow += 1;
        }
    }

    fn deliver_ip(&mut self, mac: Mac, source: Ipv4Addr, destination: Ipv4Addr, protocol: u8, payload: &[u8]) {
        self.identification = self.identification.wrapping_add(1);
        for packet in wire::ipv4(source, destination, protocol, self.identification, payload, MTU) {
            Self::push(&mut self.queue, &mut self.counters, ethernet(mac, GATEWAY_MAC, IPV4, &packet));
        }
    }

    fn handle(&mut self, frame: &[u8]) -> bool {
        if frame.len() < ETHERNET_BYTES {
            self.counters.malformed += 1;
            return false;
        }
        self.guest_mac.copy_from_slice(&frame[6..12]);
        let payload = &frame[ETHERNET_BYTES..];
        match word(frame, 12) {
            ARP => self.handle_arp(payload),
            IPV4 => self.handle_ip(payload),
            _ => self.drop_foreign(),
        }
    }

    /// RFC 826: the gateway answers for everyone but the guest itself. Probes and announcements (RFC 5227 §2.1.1, §2.3) are
    /// about the guest's own address and stay unanswered.
    fn handle_arp(&mut self, arp: &[u8]) -> bool {
        let request = arp.len() >= 28 && arp[..8] == [0, 1, 8, 0, 6, 4, 0, 1];
        let (sender, target) = (address(arp, 14), address(arp, 24));
        if !request {
            return false;
        }
        if sender == target || (sender.is_unspecified() && target != GATEWAY) {
            return true;
        }
        if !sender.is_unspecified() {
            self.guest = sender;
        }
        let mut answer = arp[..28].to_vec();
        answer[7] = 2;
        answer[8..14].copy_from_slice(&GATEWAY_MAC);
        answer[14..18].copy_from_slice(&target.octets());
        answer[18..28].copy_from_slice(&arp[8..18]);
        Self::push(&mut self.queue, &mut self.counters, ethernet(self.guest_mac, GATEWAY_MAC, ARP, &answer));
        true
    }

    fn handle_ip(&mut self, bytes: &[u8]) -> bool {
        let Some(packet) = Ipv4::parse(bytes) else {
            let dropped =
                if wire::is_fragment(bytes) { &mut self.counters.fragments } else { &mut self.counters.malformed };
            *dropped += 1;
            return false;
        };
        if !packet.source.is_unspecified() {
            self.guest = packet.source;
        }
        let sent = match packet.protocol {
            ICMP => self.handle_icmp(&packet),
            UDP => self.handle_udp(&packet),
            TCP => {
                let real = self.real(packet.destination, word(packet.payload, 2));
                self.tcp.packet(&self.poller, &packet, real, self.now_ns)
            }
            _ => return self.drop_foreign(),
        };
        self.counters.unreachable += u64::from(!sent);
        sent
    }

    /// Of a protocol that nobody here speaks.
    fn drop_foreign(&mut self) -> bool {
        self.counters.foreign += 1;
        false
    }

    /// RFC 792: the gateway answers echo requests.
    fn handle_icmp(&mut self, packet: &Ipv4<'_>) -> bool {
        let echo = packet.destination == GATEWAY && packet.payload.len() >= 8 && packet.payload[..2] == [8, 0];
        if !echo || fold(sum(packet.payload)) != 0xffff {
            return false;
        }
        let mut answer = packet.payload.to_vec();
        answer[0] = 0;
        answer[2..4].fill(0);
        let value = !fold(sum(&answer));
        answer[2..4].copy_from_slice(&value.to_be_bytes());
        self.deliver_ip(self.guest_mac, GATEWAY, packet.source, ICMP, &answer);
        true
    }

    fn handle_udp(&mut self, packet: &Ipv4<'_>) -> bool {
        let length = usize::from(word(packet.payload, 4));
        if length < UDP_BYTES || length > packet.payload.len() {
            return false;
        }
        let (from, to) = (word(packet.payload, 0), word(packet.payload, 2));
        let bytes = &packet.payload[UDP_BYTES..length];
        if to == dhcp::SERVER_PORT && (packet.destination == GATEWAY || packet.destination.is_broadcast()) {
            return self.handle_dhcp(bytes);
        }
        let real = self.real(packet.destination, to);
        self.udp.send(&self.poller, from, SocketAddrV4::new(packet.destination, to), real, bytes)
    }

    fn handle_dhcp(&mut self, message: &[u8]) -> bool {
        let lease = dhcp::Lease { client: GUEST, gateway: GATEWAY, mask: MASK };
        let Some(answer) = dhcp::answer(&lease, message) else { return false };
        let ports = ((GATEWAY, dhcp::SERVER_PORT), (answer.destination, dhcp::CLIENT_PORT));
        let datagram = wire::udp(ports.0, ports.1, &answer.message);
        self.deliver_ip(answer.mac, GATEWAY, answer.destination, UDP, &datagram);
        true
    }
}

impl Backend for User {
    fn capabilities(&self) -> Capabilities {
        Capabilities::default()
    }

    fn attached(&mut self, mac: Mac) {
        self.guest_mac = mac;
    }

    fn receive(&mut self, mut into: Scatter<'_>) -> Incoming {
        match self.queue.pop_front() {
            None => Incoming::Empty,
            Some(frame) if frame.len() > into.bytes() => Incoming::Dropped,
            Some(frame) => Incoming::Frame(into.fill(&frame)),
        }
    }

    fn transmit(&mut self, slices: &[IoSlice<'_>]) -> bool {
        let mut frame = std::mem::take(&mut self.frame);
        frame.clear();
        slices.iter().for_each(|slice| frame.extend_from_slice(slice));
        let sent = self.handle(&frame);
        self.frame = frame;
        sent
    }

    fn service(&mut self, now_ns: u64) {
        self.now_ns = now_ns;
        let mut events = std::mem::take(&mut self.events);
        self.poller.events(&mut events);
        for &token in &events {
            if token >= CONNECTION_TOKEN {
                self.tcp.event(&self.poller, (token - CONNECTION_TOKEN) as usize);
            } else if token >= LISTENER_TOKEN {
                self.tcp.accept(&self.poller, (token - LISTENER_TOKEN) as usize, self.guest);
            } else {
                self.receive_datagrams(token);
            }
        }
        self.events = events;
        let (queue, counters, mac) = (&mut self.queue, &mut self.counters, self.guest_mac);
        self.tcp.service(&self.poller, now_ns, |packet| {
            Self::push(queue, counters, ethernet(mac, GATEWAY_MAC, IPV4, packet));
        });
    }

    fn serves(&self) -> bool {
        true
    }

    fn ready(&self) -> bool {
        !self.queue.is_empty()
    }

    fn input(&self) -> Option<i32> {
        Some(self.poller.descriptor())
    }

    fn deadline(&self) -> Option<u64> {
        self.tcp.next_deadline()
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("dropped, malformed", self.counters.malformed);
        visit("dropped, fragments", self.counters.fragments);
        visit("dropped, of an unknown protocol", self.counters.foreign);
        visit("dropped, without a way to their destination", self.counters.unreachable);
        visit("dropped, the guest's queue was full", self.counters.overflow);
        let refused = self.tcp.refused();
        visit("connections refused, too many at once", refused.too_many);
        visit("connections refused, the host could not open them", refused.failed);
    }
}

impl User {
    fn receive_datagrams(&mut self, token: u64) {
        let User { udp, buffer, queue, counters, identification, guest, guest_mac, .. } = self;
        udp.receive(token, buffer, |datagram| {
            let source = (*datagram.source.ip(), datagram.source.port());
            let payload = wire::udp(source, (*guest, datagram.port), datagram.bytes);
            *identification = identification.wrapping_add(1);
            for packet in wire::ipv4(source.0, *guest, UDP, *identification, &payload, MTU) {
                Self::push(queue, counters, ethernet(*guest_mac, GATEWAY_MAC, IPV4, &packet));
            }
        });
    }
}
