//! The user-mode network: an Ethernet with one guest on it, made of ordinary sockets of this process, without privileges.
//!
//! 10.0.2.0/24; the guest is 10.0.2.15 by DHCP (or whatever it says it is), the gateway 10.0.2.2 answers ARP for every
//! other address and answers ping, and 10.0.2.3 is the host's first name server. The same over IPv6: the gateway is a router that
//! advertises fd00:a00:200::/64, and fd00:a00:200::2. UDP and TCP to other addresses leave through host sockets; published ports
//! come in. The host's own loopback is out of reach unless asked for. Fragments of the guest are dropped and counted.

mod addresses;
mod dhcp;
pub(crate) mod sockets;
mod tcp;
mod udp;
mod wire;
mod wire6;

use std::collections::VecDeque;
use std::io::IoSlice;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use caisson_devices::net::{Backend, Capabilities, Incoming, fold, sum};
use caisson_devices::scatter::Scatter;

use crate::spec::{Protocol, Publish};
use addresses::View;
use sockets::Poller;
use tcp::{CONNECTION_TOKEN, LISTENER_TOKEN, Packet, Tcp};
use udp::Udp;
use wire::{ARP, ETHERNET_BYTES, ICMP, IPV4, Ipv4, Mac, TCP, UDP, UDP_BYTES, address, ethernet, word};
use wire6::{FRAGMENT, HOP_BY_HOP, Heard, ICMP6, IPV6, Ipv6, Router};

pub use addresses::name_server;

/// The gateway, DHCP server and only other host.
pub const GATEWAY: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 2);
/// What DHCP gives the guest.
pub const GUEST: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 15);
/// The host's first name server, under an address of this network (port 53 only).
pub const NAME_SERVER: Ipv4Addr = Ipv4Addr::new(10, 0, 2, 3);
/// The gateway over IPv6.
pub const GATEWAY6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xa00, 0x200, 0, 0, 0, 0, 2);
/// What the gateway advertises, 64 bits (RFC 4193).
pub const PREFIX6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xa00, 0x200, 0, 0, 0, 0, 0);
/// The gateway on its link; routers advertise themselves by such addresses (RFC 4861 §6.1.2).
const GATEWAY_LINK: Ipv6Addr = Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 2);
/// A router that was advertised is good for 9000 s (RFC 4861 §6.2.1 lets it come each 600 s).
const ADVERTISE_NS: u64 = 600_000_000_000;
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

/// The guest's addresses, as far as it showed them.
pub struct Guest {
    /// Of IPv4.
    pub four: Ipv4Addr,
    /// Of IPv6, of more than the link.
    pub six: Option<Ipv6Addr>,
}

const ROUTER: Router =
    Router { address: GATEWAY6, link_local: GATEWAY_LINK, prefix: PREFIX6, mac: GATEWAY_MAC, mtu: MTU as u32 };

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
    guest: Guest,
    view: View,
    /// When the router advertises itself again; None before anybody asked.
    advertise_at: Option<u64>,
    published: Vec<(Publish, SocketAddr)>,
    identification: u16,
    now_ns: u64,
    frame: Vec<u8>,
    buffer: Vec<u8>,
    events: Vec<u64>,
    counters: Counters,
}

impl User {
    /// Opens the network and its published ports; the error is a sentence. `name_server` answers for [`NAME_SERVER`]; without one
    /// DHCP tells of none.
    pub fn open(options: &UserOptions, name_server: Option<SocketAddr>) -> Result<User, String> {
        let failure = |error: std::io::Error| format!("Cannot open user-mode network: {error}");
        let mut seed = [0; 8];
        // SAFETY: 8 live, writable bytes. Too few random bytes only make sequence numbers of this private network plainer.
        unsafe { libc::getrandom(seed.as_mut_ptr().cast(), seed.len(), 0) };
        let view = View { host_loopback: options.host_loopback, name_server };
        let mut user = User {
            poller: Poller::new().map_err(failure)?,
            udp: Udp::new(view),
            tcp: Tcp::new(u64::from_ne_bytes(seed), view),
            queue: VecDeque::new(),
            guest_mac: [0xff; 6],
            guest: Guest { four: GUEST, six: None },
            view,
            advertise_at: None,
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
            IPV6 => self.handle_ip6(payload),
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
            self.guest.four = sender;
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
            self.guest.four = packet.source;
        }
        let sent = match packet.protocol {
            ICMP => self.handle_icmp(&packet),
            UDP => self.handle_udp(packet.destination.into(), packet.payload),
            TCP => self.handle_tcp(packet.source.into(), packet.destination.into(), packet.packet, packet.payload),
            _ => return self.drop_foreign(),
        };
        self.counters.unreachable += u64::from(!sent);
        sent
    }

    fn handle_ip6(&mut self, bytes: &[u8]) -> bool {
        let Some(packet) = Ipv6::parse(bytes) else {
            self.counters.malformed += 1;
            return false;
        };
        let source = packet.source;
        if !source.is_unspecified() && !addresses::is_link_local(source) && !source.is_multicast() {
            self.guest.six = Some(source);
        }
        let sent = match packet.protocol {
            ICMP6 => return self.handle_icmp6(&packet),
            UDP => self.handle_udp(packet.destination.into(), packet.payload),
            TCP => self.handle_tcp(source.into(), packet.destination.into(), packet.packet, packet.payload),
            // RFC 3810 §5: reports of listeners come behind a router alert, and there is nobody to forward to.
            HOP_BY_HOP => return true,
            FRAGMENT => {
                self.counters.fragments += 1;
                return false;
            }
            _ => return self.drop_foreign(),
        };
        self.counters.unreachable += u64::from(!sent);
        sent
    }

    fn handle_icmp6(&mut self, packet: &Ipv6<'_>) -> bool {
        match ROUTER.hear(packet) {
            Heard::Answer(answer) => {
                self.advertise_at.get_or_insert(self.now_ns + ADVERTISE_NS);
                self.push_ip(IPV6, &answer);
            }
            Heard::Claim(address) if !addresses::is_link_local(address) => self.guest.six = Some(address),
            Heard::Claim(_) | Heard::Nothing => {}
            Heard::Refused => {
                self.counters.unreachable += 1;
                return false;
            }
        }
        true
    }

    fn push_ip(&mut self, ether_type: u16, packet: &[u8]) {
        let frame = ethernet(self.guest_mac, GATEWAY_MAC, ether_type, packet);
        Self::push(&mut self.queue, &mut self.counters, frame);
    }

    fn handle_tcp(&mut self, source: IpAddr, destination: IpAddr, packet: &[u8], segment: &[u8]) -> bool {
        self.tcp.packet(&self.poller, &Packet { source, destination, packet, segment }, self.now_ns)
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

    fn handle_udp(&mut self, destination: IpAddr, datagram: &[u8]) -> bool {
        let length = usize::from(word(datagram, 4));
        if length < UDP_BYTES || length > datagram.len() {
            return false;
        }
        let (from, to) = (word(datagram, 0), word(datagram, 2));
        let bytes = &datagram[UDP_BYTES..length];
        if to == dhcp::SERVER_PORT && (destination == GATEWAY || destination == Ipv4Addr::BROADCAST) {
            return self.handle_dhcp(bytes);
        }
        self.udp.send(&self.poller, from, SocketAddr::new(destination, to), bytes)
    }

    fn handle_dhcp(&mut self, message: &[u8]) -> bool {
        let name_server = self.view.name_server.map(|_| NAME_SERVER);
        let lease = dhcp::Lease { client: GUEST, gateway: GATEWAY, mask: MASK, name_server };
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
                self.tcp.accept(&self.poller, (token - LISTENER_TOKEN) as usize, &self.guest);
            } else {
                self.receive_datagrams(token);
            }
        }
        self.events = events;
        let (queue, counters, mac) = (&mut self.queue, &mut self.counters, self.guest_mac);
        self.tcp.service(&self.poller, now_ns, |packet| {
            let ether_type = if packet.first().is_some_and(|first| first >> 4 == 6) { IPV6 } else { IPV4 };
            Self::push(queue, counters, ethernet(mac, GATEWAY_MAC, ether_type, packet));
        });
        if self.advertise_at.is_some_and(|at| now_ns >= at) {
            self.advertise_at = Some(now_ns + ADVERTISE_NS);
            self.push_ip(IPV6, &ROUTER.advertisement());
        }
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
        self.tcp.next_deadline().into_iter().chain(self.advertise_at).min()
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
            *identification = identification.wrapping_add(1);
            let (port, bytes) = (datagram.source.port(), datagram.bytes);
            let (ether_type, packets) = match (datagram.source.ip(), guest.six) {
                (IpAddr::V4(from), _) => {
                    let payload = wire::udp((from, port), (guest.four, datagram.port), bytes);
                    (IPV4, wire::ipv4(from, guest.four, UDP, *identification, &payload, MTU))
                }
                (IpAddr::V6(from), Some(six)) => {
                    let payload = wire::udp((from, port), (six, datagram.port), bytes);
                    (IPV6, wire6::ipv6(from, six, UDP, *identification, &payload, MTU))
                }
                (IpAddr::V6(_), None) => {
                    counters.unreachable += 1;
                    return;
                }
            };
            for packet in packets {
                Self::push(queue, counters, ethernet(*guest_mac, GATEWAY_MAC, ether_type, &packet));
            }
        });
    }
}
