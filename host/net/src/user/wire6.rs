//! IPv6 as the user-mode network reads and writes it (RFC 8200), and what a router says of itself (RFC 4443, RFC 4861). The guest is
//! the only other host, so nothing here remembers a neighbour.

use std::net::Ipv6Addr;

use caisson_devices::net::pseudo_header_v6;

use super::wire::{Address, Mac, checksum, word};

/// Ethernet type of IPv6.
pub const IPV6: u16 = 0x86dd;
/// RFC 8200 §3: the header.
pub const IPV6_BYTES: usize = 40;
/// RFC 8200 §4.3, §4.5: options hop by hop, fragments.
pub const HOP_BY_HOP: u8 = 0;
/// See [`HOP_BY_HOP`].
pub const FRAGMENT: u8 = 44;
/// RFC 4443 §1.
pub const ICMP6: u8 = 58;

const ECHO_REQUEST: u8 = 128;
const ECHO_REPLY: u8 = 129;
const LISTENER_REPORT: u8 = 143;
const ROUTER_SOLICITATION: u8 = 133;
const ROUTER_ADVERTISEMENT: u8 = 134;
const NEIGHBOUR_SOLICITATION: u8 = 135;
const NEIGHBOUR_ADVERTISEMENT: u8 = 136;

/// RFC 4861 §7.1.1: whatever crossed a router is not from this link.
const HOP_LIMIT_ON_LINK: u8 = 255;
const HOP_LIMIT: u8 = 64;
/// RFC 4861 §6.2.1, the longest that it allows.
const ROUTER_SECONDS: u16 = 9000;
const FRAGMENT_BYTES: usize = 8;

/// All hosts of a link (RFC 4291 §2.7.1).
pub const ALL_NODES: Ipv6Addr = Ipv6Addr::new(0xff02, 0, 0, 0, 0, 0, 0, 1);

/// An IPv6 address; `::` past the end.
pub fn address6(bytes: &[u8], at: usize) -> Ipv6Addr {
    let found = bytes.get(at..at + 16).and_then(|slice| <[u8; 16]>::try_from(slice).ok());
    found.map_or(Ipv6Addr::UNSPECIFIED, Ipv6Addr::from)
}

/// A whole IPv6 packet. What extension headers say is left to the reader of `protocol`.
#[derive(Debug)]
pub struct Ipv6<'a> {
    /// Source.
    pub source: Ipv6Addr,
    /// Destination.
    pub destination: Ipv6Addr,
    /// The first next header.
    pub protocol: u8,
    /// Routers that it might still have crossed.
    pub hop_limit: u8,
    /// The packet, without Ethernet padding.
    pub packet: &'a [u8],
    /// What follows the header.
    pub payload: &'a [u8],
}

impl<'a> Ipv6<'a> {
    /// None for what is malformed.
    pub fn parse(bytes: &'a [u8]) -> Option<Ipv6<'a>> {
        let total = IPV6_BYTES + usize::from(word(bytes, 4));
        let packet = bytes.get(..total).filter(|packet| packet[0] >> 4 == 6)?;
        Some(Ipv6 {
            source: address6(packet, 8),
            destination: address6(packet, 24),
            protocol: packet[6],
            hop_limit: packet[7],
            packet,
            payload: &packet[IPV6_BYTES..],
        })
    }
}

fn header(source: Ipv6Addr, destination: Ipv6Addr, protocol: u8, hop_limit: u8, length: usize) -> Vec<u8> {
    let mut packet = Vec::with_capacity(IPV6_BYTES + length);
    packet.extend_from_slice(&[0x60, 0, 0, 0]);
    packet.extend_from_slice(&(length as u16).to_be_bytes());
    packet.extend_from_slice(&[protocol, hop_limit]);
    packet.extend_from_slice(&source.octets());
    packet.extend_from_slice(&destination.octets());
    packet
}

/// IPv6 packets that carry `payload`, in fragments where it is longer than `mtu` allows (RFC 8200 §4.5).
pub fn ipv6(
    source: Ipv6Addr,
    destination: Ipv6Addr,
    protocol: u8,
    identification: u16,
    payload: &[u8],
    mtu: usize,
) -> Vec<Vec<u8>> {
    if IPV6_BYTES + payload.len() <= mtu {
        let mut packet = header(source, destination, protocol, HOP_LIMIT, payload.len());
        packet.extend_from_slice(payload);
        return vec![packet];
    }
    let part = (mtu - IPV6_BYTES - FRAGMENT_BYTES) & !7;
    let count = payload.len().div_ceil(part);
    (0..count)
        .map(|index| {
            let piece = &payload[index * part..payload.len().min((index + 1) * part)];
            let mut packet = header(source, destination, FRAGMENT, HOP_LIMIT, FRAGMENT_BYTES + piece.len());
            let offset = (index * part) as u16 | u16::from(index + 1 < count);
            packet.extend_from_slice(&[protocol, 0]);
            packet.extend_from_slice(&offset.to_be_bytes());
            packet.extend_from_slice(&u32::from(identification).to_be_bytes());
            packet.extend_from_slice(piece);
            packet
        })
        .collect()
}

impl Address for Ipv6Addr {
    fn pseudo_header(self, destination: Self, protocol: u8, length: usize) -> u64 {
        let mut addresses = [0; 32];
        addresses[..16].copy_from_slice(&self.octets());
        addresses[16..].copy_from_slice(&destination.octets());
        pseudo_header_v6(&addresses, protocol, length)
    }
}

fn icmp6(source: Ipv6Addr, destination: Ipv6Addr, hop_limit: u8, mut message: Vec<u8>) -> Vec<u8> {
    message[2..4].fill(0);
    let value = checksum(source, destination, ICMP6, &message);
    message[2..4].copy_from_slice(&value.to_be_bytes());
    let mut packet = header(source, destination, ICMP6, hop_limit, message.len());
    packet.extend_from_slice(&message);
    packet
}

/// What the gateway is, as far as its ICMPv6 goes.
#[derive(Clone, Copy, Debug)]
pub struct Router {
    /// Its addresses: of the prefix, and of the link.
    pub address: Ipv6Addr,
    /// See `address`.
    pub link_local: Ipv6Addr,
    /// The prefix that guests make addresses of, 64 bits long.
    pub prefix: Ipv6Addr,
    /// Its hardware address.
    pub mac: Mac,
    /// Of the link.
    pub mtu: u32,
}

/// What became of an ICMPv6 message.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// This packet is the answer.
    Answer(Vec<u8>),
    /// There is nothing to say.
    Nothing,
    /// The guest is about to use an address (RFC 4862 §5.4).
    Claim(Ipv6Addr),
    /// It is malformed, or nobody here speaks it.
    Refused,
}

impl Router {
    /// Who the gateway is for a target: for everybody but the guest.
    fn own(&self, address: Ipv6Addr) -> bool {
        address == self.address || address == self.link_local
    }

    /// Reads a message. Neighbour discovery answers for every address but the sender's own.
    pub fn hear(&self, packet: &Ipv6<'_>) -> Heard {
        let message = packet.payload;
        if message.len() < 8 || checksum(packet.source, packet.destination, ICMP6, message) != 0 {
            return Heard::Refused;
        }
        let on_link = packet.hop_limit == HOP_LIMIT_ON_LINK && message[1] == 0;
        match message[0] {
            ECHO_REQUEST if self.own(packet.destination) => {
                let mut answer = message.to_vec();
                answer[0] = ECHO_REPLY;
                Heard::Answer(icmp6(packet.destination, packet.source, HOP_LIMIT, answer))
            }
            ROUTER_SOLICITATION if on_link => Heard::Answer(self.advertisement()),
            NEIGHBOUR_SOLICITATION if on_link && message.len() >= 24 => {
                self.solicited(packet.source, address6(message, 8))
            }
            NEIGHBOUR_ADVERTISEMENT | LISTENER_REPORT => Heard::Nothing,
            _ => Heard::Refused,
        }
    }

    /// RFC 4861 §7.2.4; to an unspecified sender the answer goes to everybody, and says that the address is taken.
    fn solicited(&self, sender: Ipv6Addr, target: Ipv6Addr) -> Heard {
        let probe = sender.is_unspecified();
        if probe && !self.own(target) {
            return Heard::Claim(target);
        }
        if sender == target || target.is_multicast() {
            return Heard::Nothing;
        }
        let flags = if probe { 0xa0 } else { 0xe0 };
        let mut message = vec![NEIGHBOUR_ADVERTISEMENT, 0, 0, 0, flags, 0, 0, 0];
        message.extend_from_slice(&target.octets());
        // RFC 4861 §4.6.1: the target's hardware address.
        message.extend_from_slice(&[2, 1]);
        message.extend_from_slice(&self.mac);
        Heard::Answer(icmp6(target, if probe { ALL_NODES } else { sender }, HOP_LIMIT_ON_LINK, message))
    }

    /// RFC 4861 §4.2, to everybody: this router, its link's MTU, and a prefix that is on the link and to make addresses of.
    pub fn advertisement(&self) -> Vec<u8> {
        let mut message = vec![ROUTER_ADVERTISEMENT, 0, 0, 0, HOP_LIMIT, 0];
        message.extend_from_slice(&ROUTER_SECONDS.to_be_bytes());
        message.extend_from_slice(&[0; 8]);
        message.extend_from_slice(&[1, 1]);
        message.extend_from_slice(&self.mac);
        message.extend_from_slice(&[5, 1, 0, 0]);
        message.extend_from_slice(&self.mtu.to_be_bytes());
        message.extend_from_slice(&[3, 4, 64, 0xc0]);
        message.extend_from_slice(&[0xff; 8]);
        message.extend_from_slice(&[0; 4]);
        message.extend_from_slice(&self.prefix.octets());
        icmp6(self.link_local, ALL_NODES, HOP_LIMIT_ON_LINK, message)
    }
}

#[cfg(test)]
mod tests {
    use super::super::wire::{UDP, udp};
    use super::*;

    const ROUTER: Router = Router {
        address: Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 2),
        link_local: Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 2),
        prefix: Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 0),
        mac: [2, 0, 0, 0, 0, 2],
        mtu: 1500,
    };
    const GUEST: Ipv6Addr = Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 0x15);

    fn heard(source: Ipv6Addr, hop_limit: u8, message: &[u8]) -> Heard {
        let packet = icmp6(source, ROUTER.address, hop_limit, message.to_vec());
        ROUTER.hear(&Ipv6::parse(&packet).expect("valid"))
    }

    fn solicitation(target: Ipv6Addr) -> Vec<u8> {
        let mut message = vec![NEIGHBOUR_SOLICITATION, 0, 0, 0, 0, 0, 0, 0];
        message.extend_from_slice(&target.octets());
        message
    }

    #[test]
    fn packets_parse_as_they_were_built() {
        let datagram = udp((ROUTER.address, 53), (GUEST, 4000), b"hello");
        assert_eq!(checksum(ROUTER.address, GUEST, UDP, &datagram), 0);
        let packets = ipv6(ROUTER.address, GUEST, UDP, 7, &datagram, 1500);
        let parsed = Ipv6::parse(&packets[0]).expect("valid");
        assert_eq!((parsed.source, parsed.destination, parsed.payload), (ROUTER.address, GUEST, &datagram[..]));
        assert!(Ipv6::parse(&packets[0][..50]).is_none());
        assert!(Ipv6::parse(&[0x60]).is_none());
    }

    #[test]
    fn long_payloads_are_fragmented() {
        let packets = ipv6(ROUTER.address, GUEST, UDP, 7, &[1; 4000], 1500);
        let shapes: Vec<_> = packets.iter().map(|packet| (packet.len(), packet[6], word(packet, 42))).collect();
        assert_eq!(shapes, [(1496, FRAGMENT, 1), (1496, FRAGMENT, 1448 | 1), (1152, FRAGMENT, 2896)]);
    }

    #[test]
    fn answers_for_everybody_but_the_guest() {
        let other = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
        let Heard::Answer(answer) = heard(GUEST, 255, &solicitation(other)) else { panic!("no answer") };
        let parsed = Ipv6::parse(&answer).expect("valid");
        assert_eq!(
            (parsed.source, parsed.destination, parsed.payload[0], parsed.payload[4]),
            (other, GUEST, 136, 0xe0)
        );
        assert_eq!(&parsed.payload[26..32], &ROUTER.mac);
        assert_eq!(heard(Ipv6Addr::UNSPECIFIED, 255, &solicitation(GUEST)), Heard::Claim(GUEST));
        assert!(matches!(heard(Ipv6Addr::UNSPECIFIED, 255, &solicitation(ROUTER.address)), Heard::Answer(_)));
        assert_eq!(heard(GUEST, 255, &solicitation(GUEST)), Heard::Nothing);
    }

    #[test]
    fn what_crossed_a_router_or_is_damaged_is_refused() {
        assert_eq!(heard(GUEST, 64, &solicitation(ROUTER.address)), Heard::Refused);
        assert_eq!(heard(GUEST, 64, &[ROUTER_SOLICITATION, 0, 0, 0, 0, 0, 0, 0]), Heard::Refused);
        assert_eq!(heard(GUEST, 255, &[1, 0, 0, 0, 0, 0, 0, 0]), Heard::Refused);
        let mut packet = icmp6(GUEST, ROUTER.address, 255, solicitation(ROUTER.address));
        packet[50] ^= 1;
        assert_eq!(ROUTER.hear(&Ipv6::parse(&packet).expect("valid")), Heard::Refused);
    }
}
