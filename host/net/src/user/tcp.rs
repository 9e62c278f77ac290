//! TCP of the user-mode network: smoltcp ends the guest's connections, host sockets carry them on. A connection that the
//! guest starts is accepted only once the host's attempt has succeeded, so a refusal looks like one.

use std::collections::VecDeque;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::os::fd::OwnedFd;

use smoltcp::iface::{Config, Interface, PollResult, SocketHandle, SocketSet};
use smoltcp::phy::{Device, DeviceCapabilities, Medium, RxToken, TxToken};
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use smoltcp::time::Instant;
use smoltcp::wire::{HardwareAddress, IpCidr};

use super::addresses::View;
use super::sockets::{self, Poller};
use super::wire::word;
use super::{GATEWAY, GATEWAY6, Guest, MTU};

/// Connections at the same time, in both directions together.
pub const CONNECTIONS_MAX: usize = 256;
/// Connections taken from a listener before others get their turn.
pub const ACCEPTS_MAX: usize = 16;
/// Bytes buffered per connection and direction.
pub const BUFFER_BYTES: usize = 64 * 1024;
/// Packets that wait for smoltcp.
pub const PACKETS_MAX: usize = 1024;
/// First port of connections that come from the gateway (RFC 6335 §6).
const EPHEMERAL_PORT: u16 = 49_152;

/// Epoll tokens: listeners from here on, connections from [`CONNECTION_TOKEN`] on.
pub const LISTENER_TOKEN: u64 = 1 << 20;
/// See [`LISTENER_TOKEN`].
pub const CONNECTION_TOKEN: u64 = 1 << 24;

const SYN: u8 = 0x02;
const ACK: u8 = 0x10;

/// Packets between the network and smoltcp.
#[derive(Default)]
struct Packets {
    from_guest: VecDeque<Vec<u8>>,
    to_guest: VecDeque<Vec<u8>>,
}

struct Incoming(Vec<u8>);
struct Outgoing<'a>(&'a mut VecDeque<Vec<u8>>);

impl RxToken for Incoming {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, action: F) -> R {
        action(&self.0)
    }
}

impl TxToken for Outgoing<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, length: usize, action: F) -> R {
        let mut packet = vec![0; length];
        let result = action(&mut packet);
        self.0.push_back(packet);
        result
    }
}

impl Device for Packets {
    type RxToken<'a> = Incoming;
    type TxToken<'a> = Outgoing<'a>;

    fn receive(&mut self, _now: Instant) -> Option<(Incoming, Outgoing<'_>)> {
        let packet = self.from_guest.pop_front()?;
        Some((Incoming(packet), Outgoing(&mut self.to_guest)))
    }

    fn transmit(&mut self, _now: Instant) -> Option<Outgoing<'_>> {
        (self.to_guest.len() < PACKETS_MAX).then_some(Outgoing(&mut self.to_guest))
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ip;
        capabilities.max_transmission_unit = MTU;
        capabilities
    }
}

struct Connection {
    handle: SocketHandle,
    socket: OwnedFd,
    /// The guest's endpoint, and the other one as the guest sees it.
    key: (SocketAddr, SocketAddr),
    connecting: bool,
    /// The host has no more to say; the guest has no more to say.
    host_done: bool,
    guest_done: bool,
    interest: u32,
}

/// A packet of the guest.
pub struct Packet<'a> {
    /// Its source.
    pub source: IpAddr,
    /// Its destination.
    pub destination: IpAddr,
    /// The whole packet.
    pub packet: &'a [u8],
    /// The segment.
    pub segment: &'a [u8],
}

/// The connections.
pub struct Tcp {
    interface: Interface,
    sockets: SocketSet<'static>,
    packets: Packets,
    listeners: Vec<(OwnedFd, u16)>,
    connections: Vec<Option<Connection>>,
    next_port: u16,
    view: View,
    dirty: bool,
    /// When smoltcp wants to be polled.
    deadline: Option<u64>,
    refused: Refused,
}

/// Connections that could not be taken on, and why.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refused {
    /// There were [`CONNECTIONS_MAX`] of them.
    pub too_many: u64,
    /// The host has no socket for it, or no way.
    pub failed: u64,
}

impl Tcp {
    /// No connections yet.
    pub fn new(seed: u64, view: View) -> Tcp {
        let mut packets = Packets::default();
        let mut config = Config::new(HardwareAddress::Ip);
        config.random_seed = seed;
        let mut interface = Interface::new(config, &mut packets, Instant::ZERO);
        interface.update_ip_addrs(|addresses| {
            let _ = addresses.push(IpCidr::new(GATEWAY.into(), 24));
            let _ = addresses.push(IpCidr::new(GATEWAY6.into(), 64));
        });
        // Whatever the guest calls, it reaches the host here.
        interface.set_any_ip(true);
        let _ = interface.routes_mut().add_default_ipv4_route(GATEWAY);
        let _ = interface.routes_mut().add_default_ipv6_route(GATEWAY6);
        Tcp {
            interface,
            sockets: SocketSet::new(Vec::new()),
            packets,
            listeners: Vec::new(),
            connections: Vec::new(),
            next_port: EPHEMERAL_PORT,
            view,
            dirty: false,
            deadline: None,
            refused: Refused::default(),
        }
    }

    /// Listens on a published port; returns the address it got.
    pub fn publish(&mut self, poller: &Poller, host: SocketAddr, guest: u16, shared: bool) -> io::Result<SocketAddr> {
        let listener = sockets::listen(host, shared)?;
        let bound = listener.local_addr()?;
        let listener = OwnedFd::from(listener);
        poller.set(&listener, LISTENER_TOKEN + self.listeners.len() as u64, 0, libc::EPOLLIN as u32)?;
        self.listeners.push((listener, guest));
        Ok(bound)
    }

    /// Takes a packet of the guest.
    pub fn packet(&mut self, poller: &Poller, packet: &Packet<'_>, now_ns: u64) -> bool {
        if packet.segment.len() < 20 || self.packets.from_guest.len() >= PACKETS_MAX {
            return false;
        }
        let guest = SocketAddr::new(packet.source, word(packet.segment, 0));
        let other = SocketAddr::new(packet.destination, word(packet.segment, 2));
        let starts = packet.segment[13] & (SYN | ACK) == SYN;
        let known = self.connections.iter().flatten().any(|connection| connection.key == (guest, other));
        if let (true, false, Some(real)) = (starts, known, self.view.real(other)) {
            self.call(poller, guest, other, real);
        }
        self.packets.from_guest.push_back(packet.packet.to_vec());
        self.dirty = true;
        if starts {
            // A listening socket must meet its own SYN before the next one is made.
            let now = Instant::from_micros((now_ns / 1000) as i64);
            self.interface.poll_ingress_single(now, &mut self.packets, &mut self.sockets);
        }
        true
    }

    /// Starts a connection on the host and a socket that waits for the guest's SYN. Without one, smoltcp refuses the SYN.
    fn call(&mut self, poller: &Poller, guest: SocketAddr, other: SocketAddr, real: SocketAddr) {
        let Some(index) = self.place() else {
            self.refused.too_many += 1;
            return;
        };
        let mut inner = new_socket();
        let socket = sockets::socket(libc::SOCK_STREAM, real).and_then(|socket| {
            sockets::no_delay(&socket);
            sockets::connect(&socket, real).map(|()| socket)
        });
        let (Ok(socket), Ok(())) = (socket, inner.listen(other)) else {
            self.refused.failed += 1;
            return;
        };
        inner.pause_synack(true);
        let handle = self.sockets.add(inner);
        self.insert(
            poller,
            index,
            Connection {
                handle,
                socket,
                key: (guest, other),
                connecting: true,
                host_done: false,
                guest_done: false,
                interest: 0,
            },
        );
    }

    fn place(&mut self) -> Option<usize> {
        if let Some(free) = self.connections.iter().position(Option::is_none) {
            return Some(free);
        }
        if self.connections.len() == CONNECTIONS_MAX {
            return None;
        }
        self.connections.push(None);
        Some(self.connections.len() - 1)
    }

    fn insert(&mut self, poller: &Poller, index: usize, mut connection: Connection) {
        set_interest(poller, index, &mut connection, libc::EPOLLOUT as u32);
        self.connections[index] = Some(connection);
        self.dirty = true;
    }

    /// A published port has callers. Who calls over IPv6 and finds a guest without it looks like the gateway.
    pub fn accept(&mut self, poller: &Poller, listener: usize, guest: &Guest) {
        for _ in 0..ACCEPTS_MAX {
            let Some((descriptor, port)) = self.listeners.get(listener) else { return };
            let Ok((socket, from)) = sockets::accept(descriptor) else { return };
            let port = *port;
            sockets::no_delay(&socket);
            let Some(index) = self.place() else {
                self.refused.too_many += 1;
                continue;
            };
            let mut other = self.view.shown(from);
            let at = if other.is_ipv6() { guest.six.map(IpAddr::V6) } else { Some(guest.four.into()) };
            if at.is_none() {
                other.set_ip(GATEWAY.into());
            }
            if other.ip() == GATEWAY || other.ip() == GATEWAY6 {
                other.set_port(self.next_port);
                self.next_port = self.next_port.checked_add(1).unwrap_or(EPHEMERAL_PORT);
            }
            let guest = SocketAddr::new(at.unwrap_or(guest.four.into()), port);
            let mut inner = new_socket();
            if inner.connect(self.interface.context(), guest, other).is_err() {
                self.refused.failed += 1;
                continue;
            }
            let handle = self.sockets.add(inner);
            self.insert(
                poller,
                index,
                Connection {
                    handle,
                    socket,
                    key: (guest, other),
                    connecting: false,
                    host_done: false,
                    guest_done: false,
                    interest: 0,
                },
            );
        }
    }

    /// Something happened at a connection's host socket.
    pub fn event(&mut self, poller: &Poller, index: usize) {
        let Some(Some(connection)) = self.connections.get_mut(index) else { return };
        self.dirty = true;
        if !connection.connecting {
            return;
        }
        connection.connecting = false;
        let inner = self.sockets.get_mut::<Socket<'_>>(connection.handle);
        if sockets::pending_error(&connection.socket) == 0 {
            inner.pause_synack(false);
        } else {
            inner.abort();
            connection.host_done = true;
            set_interest(poller, index, connection, 0);
        }
    }

    /// Moves bytes both ways and gives the packets for the guest to `deliver`.
    pub fn service(&mut self, poller: &Poller, now_ns: u64, mut deliver: impl FnMut(&[u8])) {
        let now = Instant::from_micros((now_ns / 1000) as i64);
        let due = self.deadline.is_some_and(|at| at <= now_ns);
        if !self.dirty && !due {
            return;
        }
        self.dirty = false;
        loop {
            let result = self.interface.poll(now, &mut self.packets, &mut self.sockets);
            let mut moved = false;
            for index in 0..self.connections.len() {
                moved |= self.pump(poller, index);
            }
            self.packets.to_guest.drain(..).for_each(|packet| deliver(&packet));
            if !moved && result == PollResult::None {
                let at = self.interface.poll_at(now, &self.sockets);
                self.deadline = at.map(|at| at.total_micros().max(0) as u64 * 1000);
                return;
            }
        }
    }

    /// When `service` wants to be called, as of its last call and of what came since.
    pub fn next_deadline(&self) -> Option<u64> {
        if self.dirty { Some(0) } else { self.deadline }
    }

    /// Connections that could not be taken on.
    pub fn refused(&self) -> Refused {
        self.refused
    }

    /// Moves what can be moved; true when something was.
    fn pump(&mut self, poller: &Poller, index: usize) -> bool {
        let Some(Some(connection)) = self.connections.get_mut(index) else { return false };
        let inner = self.sockets.get_mut::<Socket<'_>>(connection.handle);
        let mut moved = false;
        if !connection.connecting {
            moved |= to_host(connection, inner);
            moved |= to_guest(connection, inner);
        }
        let over = matches!(inner.state(), State::Closed)
            || (connection.host_done && connection.guest_done && inner.state() == State::TimeWait);
        if over {
            let handle = connection.handle;
            set_interest(poller, index, connection, 0);
            self.connections[index] = None;
            self.sockets.remove(handle);
            return false;
        }
        let reads = !connection.host_done && !connection.connecting && inner.can_send();
        let writes = connection.connecting || inner.can_recv();
        let interest = if reads { libc::EPOLLIN as u32 } else { 0 } | if writes { libc::EPOLLOUT as u32 } else { 0 };
        set_interest(poller, index, connection, interest);
        moved
    }
}

fn to_host(connection: &mut Connection, inner: &mut Socket<'_>) -> bool {
    let mut moved = false;
    while inner.can_recv() {
        let mut result = Ok(0);
        let _ = inner.recv(|bytes| {
            result = sockets::write(&connection.socket, bytes);
            (*result.as_ref().unwrap_or(&0), ())
        });
        match result {
            Ok(0) => break,
            Ok(_) => moved = true,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
            Err(_) => {
                inner.abort();
                return true;
            }
        }
    }
    let ended = matches!(inner.state(), State::CloseWait | State::LastAck | State::Closing | State::TimeWait);
    if ended && inner.recv_queue() == 0 && !connection.guest_done {
        connection.guest_done = true;
        sockets::finish_writing(&connection.socket);
        moved = true;
    }
    moved
}

fn to_guest(connection: &mut Connection, inner: &mut Socket<'_>) -> bool {
    let mut moved = false;
    while inner.can_send() && !connection.host_done {
        let mut result = Ok(0);
        let _ = inner.send(|room| {
            result = sockets::read(&connection.socket, room);
            (*result.as_ref().unwrap_or(&0), ())
        });
        match result {
            Ok(0) => {
                connection.host_done = true;
                inner.close();
                moved = true;
            }
            Ok(_) => moved = true,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
            Err(_) => {
                inner.abort();
                return true;
            }
        }
    }
    moved
}

fn new_socket() -> Socket<'static> {
    let mut socket = Socket::new(SocketBuffer::new(vec![0; BUFFER_BYTES]), SocketBuffer::new(vec![0; BUFFER_BYTES]));
    socket.set_nagle_enabled(false);
    socket.set_timeout(Some(smoltcp::time::Duration::from_secs(300)));
    socket.set_keep_alive(Some(smoltcp::time::Duration::from_secs(60)));
    socket
}

fn set_interest(poller: &Poller, index: usize, connection: &mut Connection, interest: u32) {
    let token = CONNECTION_TOKEN + index as u64;
    if interest != connection.interest && poller.set(&connection.socket, token, connection.interest, interest).is_ok() {
        connection.interest = interest;
    }
}
