//! The DHCP server of the user-mode network (RFC 2131, 2132): one address, always the same, always available.

use std::net::Ipv4Addr;

use super::wire::{Mac, address};

/// Port that a server listens on (RFC 2131 §4.1).
pub const SERVER_PORT: u16 = 67;
/// Port that a client listens on.
pub const CLIENT_PORT: u16 = 68;

const MAGIC_COOKIE: [u8; 4] = [99, 130, 83, 99];
const OPTIONS_AT: usize = 240;
const LEASE_SECONDS: u32 = 86_400;
const BROADCAST_FLAG: u8 = 0x80;
/// RFC 1542 §2.1: the least a BOOTP message is long.
const MESSAGE_BYTES_MIN: usize = 300;

// RFC 2132, options.
const SUBNET_MASK: u8 = 1;
const ROUTER: u8 = 3;
const NAME_SERVERS: u8 = 6;
const REQUESTED_ADDRESS: u8 = 50;
const LEASE_TIME: u8 = 51;
const MESSAGE_TYPE: u8 = 53;
const SERVER_IDENTIFIER: u8 = 54;

// RFC 2132 §9.6, message types.
const DISCOVER: u8 = 1;
const OFFER: u8 = 2;
const REQUEST: u8 = 3;
const ACK: u8 = 5;
const NAK: u8 = 6;
const INFORM: u8 = 8;

/// What the server tells clients.
#[derive(Clone, Copy, Debug)]
pub struct Lease {
    /// The client's address.
    pub client: Ipv4Addr,
    /// The server's own, and the router's.
    pub gateway: Ipv4Addr,
    /// The network's mask.
    pub mask: Ipv4Addr,
    /// Who is asked for names.
    pub name_server: Option<Ipv4Addr>,
}

/// An answer: the message, and where it goes.
#[derive(Debug)]
pub struct Answer {
    /// The message.
    pub message: Vec<u8>,
    /// IP destination.
    pub destination: Ipv4Addr,
    /// Hardware destination.
    pub mac: Mac,
}

/// The value of an option (RFC 2132 §2); the options' bytes are hostile.
fn option(mut options: &[u8], wanted: u8) -> Option<&[u8]> {
    loop {
        match options {
            [0, rest @ ..] => options = rest,
            [255, ..] | [] | [_] => return None,
            [code, length, rest @ ..] => {
                let length = usize::from(*length);
                if *code == wanted {
                    return rest.get(..length);
                }
                options = rest.get(length..)?;
            }
        }
    }
}

/// Answers a client's message; None when there is nothing to say.
pub fn answer(lease: &Lease, message: &[u8]) -> Option<Answer> {
    let cookie = message.get(OPTIONS_AT - 4..OPTIONS_AT)?;
    let request = message[0] == 1 && message[1] == 1 && message[2] == 6 && cookie == MAGIC_COOKIE;
    if !request {
        return None;
    }
    let options = &message[OPTIONS_AT..];
    let client = address(message, 12);
    let kind = match *option(options, MESSAGE_TYPE)?.first()? {
        DISCOVER => OFFER,
        REQUEST => {
            let other_server = option(options, SERVER_IDENTIFIER).is_some_and(|id| address(id, 0) != lease.gateway);
            if other_server {
                return None;
            }
            let wanted = option(options, REQUESTED_ADDRESS).map_or(client, |wanted| address(wanted, 0));
            if wanted == lease.client { ACK } else { NAK }
        }
        INFORM => ACK,
        _ => return None,
    };
    let informed = *option(options, MESSAGE_TYPE)?.first()? == INFORM;
    let mut answer = vec![0; OPTIONS_AT];
    answer[..4].copy_from_slice(&[2, 1, 6, 0]);
    answer[4..8].copy_from_slice(&message[4..8]);
    answer[10..12].copy_from_slice(&message[10..12]);
    if kind == ACK {
        answer[12..16].copy_from_slice(&message[12..16]);
    }
    if kind != NAK && !informed {
        answer[16..20].copy_from_slice(&lease.client.octets());
    }
    answer[28..44].copy_from_slice(&message[28..44]);
    answer[OPTIONS_AT - 4..].copy_from_slice(&MAGIC_COOKIE);
    answer.extend_from_slice(&[MESSAGE_TYPE, 1, kind, SERVER_IDENTIFIER, 4]);
    answer.extend_from_slice(&lease.gateway.octets());
    if kind != NAK {
        if !informed {
            answer.extend_from_slice(&[LEASE_TIME, 4]);
            answer.extend_from_slice(&LEASE_SECONDS.to_be_bytes());
        }
        answer.extend_from_slice(&[SUBNET_MASK, 4]);
        answer.extend_from_slice(&lease.mask.octets());
        answer.extend_from_slice(&[ROUTER, 4]);
        answer.extend_from_slice(&lease.gateway.octets());
        if let Some(name_server) = lease.name_server {
            answer.extend_from_slice(&[NAME_SERVERS, 4]);
            answer.extend_from_slice(&name_server.octets());
        }
    }
    answer.push(255);
    answer.resize(answer.len().max(MESSAGE_BYTES_MIN), 0);
    // RFC 2131 §4.1: to ciaddr when there is one, else broadcast or unicast as the client can receive; NAK is broadcast.
    let broadcast = kind == NAK || message[10] & BROADCAST_FLAG != 0;
    let (destination, mac) = if kind != NAK && !client.is_unspecified() {
        (client, message[28..34].try_into().ok()?)
    } else if broadcast {
        (Ipv4Addr::BROADCAST, [0xff; 6])
    } else {
        (lease.client, message[28..34].try_into().ok()?)
    };
    Some(Answer { message: answer, destination, mac })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEASE: Lease = Lease {
        client: Ipv4Addr::new(10, 0, 2, 15),
        gateway: Ipv4Addr::new(10, 0, 2, 2),
        mask: Ipv4Addr::new(255, 255, 255, 0),
        name_server: Some(Ipv4Addr::new(10, 0, 2, 3)),
    };

    fn message(options: &[u8]) -> Vec<u8> {
        let mut message = vec![0; OPTIONS_AT];
        message[..3].copy_from_slice(&[1, 1, 6]);
        message[4..8].copy_from_slice(&[9, 9, 9, 9]);
        message[OPTIONS_AT - 4..].copy_from_slice(&MAGIC_COOKIE);
        message.extend_from_slice(options);
        message
    }

    #[test]
    fn offers_and_acknowledges_its_one_address() {
        let offer = answer(&LEASE, &message(&[53, 1, 1, 255])).expect("an offer");
        assert_eq!(address(&offer.message, 16), LEASE.client);
        assert_eq!(option(&offer.message[OPTIONS_AT..], 53), Some(&[OFFER][..]));
        assert_eq!(option(&offer.message[OPTIONS_AT..], 6), Some(&[10, 0, 2, 3][..]));
        let ack = answer(&LEASE, &message(&[53, 1, 3, 50, 4, 10, 0, 2, 15, 255])).expect("an ack");
        assert_eq!(option(&ack.message[OPTIONS_AT..], 53), Some(&[ACK][..]));
        assert_eq!(&ack.message[4..8], &[9, 9, 9, 9]);
    }

    #[test]
    fn refuses_other_addresses_and_ignores_other_servers() {
        let nak = answer(&LEASE, &message(&[53, 1, 3, 50, 4, 10, 0, 2, 99, 255])).expect("a nak");
        assert_eq!(option(&nak.message[OPTIONS_AT..], 53), Some(&[NAK][..]));
        assert_eq!(nak.destination, Ipv4Addr::BROADCAST);
        assert!(answer(&LEASE, &message(&[53, 1, 3, 54, 4, 1, 2, 3, 4, 255])).is_none());
    }

    #[test]
    fn malformed_messages_are_ignored() {
        assert!(answer(&LEASE, &[]).is_none());
        assert!(answer(&LEASE, &message(&[53])).is_none());
        assert!(answer(&LEASE, &message(&[53, 200, 1])).is_none());
        assert!(answer(&LEASE, &message(&[12, 255, 1, 2])).is_none());
    }
}
