//! UDP of the user-mode network: one host socket per guest port and family for what the guest starts, one per published port for
//! what others start. Tables are bounded; the entry that was idle longest makes room.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::SocketAddr;
use std::os::fd::OwnedFd;

use super::addresses::View;
use super::sockets::{self, Poller};

/// Ports of the guest that have a socket of their own at the same time.
pub const OUTBOUND_MAX: usize = 256;
/// Clients of one published port that can be answered.
pub const CLIENTS_MAX: usize = 4096;
/// Datagrams taken from one socket before others get their turn.
pub const DATAGRAMS_MAX: usize = 64;

/// Epoll tokens of published sockets are their index; those of outbound sockets are guest port plus this, and for IPv6 plus
/// [`SIX_TOKEN`].
pub const OUTBOUND_TOKEN: u64 = 1 << 16;
const SIX_TOKEN: u64 = 1 << 17;

struct Published {
    socket: OwnedFd,
    guest: u16,
    /// From the address that the guest sees to the real one.
    clients: HashMap<SocketAddr, SocketAddr>,
    order: VecDeque<SocketAddr>,
}

struct Outbound {
    socket: OwnedFd,
    used: u64,
}

/// The sockets.
pub struct Udp {
    published: Vec<Published>,
    /// By token.
    outbound: HashMap<u64, Outbound>,
    view: View,
    uses: u64,
}

/// A datagram for the guest.
pub struct Datagram<'a> {
    /// Where it comes from, as the guest sees it.
    pub source: SocketAddr,
    /// The guest's port.
    pub port: u16,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl Udp {
    /// No sockets yet.
    pub fn new(view: View) -> Udp {
        Udp { published: Vec::new(), outbound: HashMap::new(), view, uses: 0 }
    }

    /// Binds a published port; returns the address it got.
    pub fn publish(&mut self, poller: &Poller, host: SocketAddr, guest: u16, shared: bool) -> io::Result<SocketAddr> {
        let socket = sockets::datagrams(host, shared)?;
        let bound = socket.local_addr()?;
        let socket = OwnedFd::from(socket);
        poller.set(&socket, self.published.len() as u64, 0, libc::EPOLLIN as u32)?;
        self.published.push(Published { socket, guest, clients: HashMap::new(), order: VecDeque::new() });
        Ok(bound)
    }

    /// Sends what the guest sent from `port` to `to`.
    pub fn send(&mut self, poller: &Poller, port: u16, to: SocketAddr, bytes: &[u8]) -> bool {
        let answered = self.published.iter().filter(|published| published.guest == port);
        for published in answered {
            if let Some(client) = published.clients.get(&to) {
                return sockets::send_to(&published.socket, bytes, *client).is_ok();
            }
        }
        let Some(real) = self.view.real(to) else { return false };
        let Some(socket) = self.outbound(poller, port, real) else { return false };
        sockets::send_to(socket, bytes, real).is_ok()
    }

    fn outbound(&mut self, poller: &Poller, port: u16, to: SocketAddr) -> Option<&OwnedFd> {
        self.uses += 1;
        let token = u64::from(port) + if to.is_ipv6() { SIX_TOKEN } else { OUTBOUND_TOKEN };
        if !self.outbound.contains_key(&token) {
            if self.outbound.len() == OUTBOUND_MAX {
                let oldest = self.outbound.iter().min_by_key(|entry| entry.1.used).map(|entry| *entry.0)?;
                self.outbound.remove(&oldest);
            }
            let socket = sockets::socket(libc::SOCK_DGRAM, to).ok()?;
            poller.set(&socket, token, 0, libc::EPOLLIN as u32).ok()?;
            self.outbound.insert(token, Outbound { socket, used: 0 });
        }
        let entry = self.outbound.get_mut(&token)?;
        entry.used = self.uses;
        Some(&entry.socket)
    }

    /// Takes what arrived at the socket with this token.
    pub fn receive(&mut self, token: u64, buffer: &mut [u8], mut deliver: impl FnMut(Datagram<'_>)) {
        for _ in 0..DATAGRAMS_MAX {
            if token >= OUTBOUND_TOKEN {
                let Some(entry) = self.outbound.get(&token) else { return };
                match sockets::receive_from(&entry.socket, buffer) {
                    Ok((length, from)) => {
                        let source = self.view.shown(from);
                        deliver(Datagram { source, port: token as u16, bytes: &buffer[..length] });
                    }
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                    // An ICMP error of an earlier datagram: the guest learns of it by silence, as over any NAT.
                    Err(_) => {}
                }
                continue;
            }
            let Some(published) = self.published.get_mut(token as usize) else { return };
            match sockets::receive_from(&published.socket, buffer) {
                Ok((length, from)) => {
                    let source = published.client(self.view.shown(from), from);
                    deliver(Datagram { source, port: published.guest, bytes: &buffer[..length] });
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) => {}
            }
        }
    }
}

impl Published {
    /// The address under which the guest sees a client.
    fn client(&mut self, shown: SocketAddr, real: SocketAddr) -> SocketAddr {
        if self.clients.insert(shown, real).is_none() {
            self.order.push_back(shown);
            if self.order.len() > CLIENTS_MAX
                && let Some(oldest) = self.order.pop_front()
            {
                self.clients.remove(&oldest);
            }
        }
        shown
    }
}
