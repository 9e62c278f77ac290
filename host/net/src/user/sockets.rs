//! Host sockets for the user-mode network: never blocking, and made with the few system calls that the sandbox leaves.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6, TcpListener, UdpSocket};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// Connections that wait for `accept`.
const BACKLOG: i32 = 128;
/// Events taken from epoll at once.
pub const EVENTS_MAX: usize = 64;

fn check(result: i32) -> io::Result<i32> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// An address as the kernel takes it, of either family, with the length that counts.
struct Raw {
    bytes: libc::sockaddr_in6,
    length: libc::socklen_t,
}

const ROOM: libc::socklen_t = size_of::<libc::sockaddr_in6>() as libc::socklen_t;

impl Raw {
    /// Room for an answer of the kernel's.
    fn empty() -> Raw {
        let bytes = libc::sockaddr_in6 {
            sin6_family: 0,
            sin6_port: 0,
            sin6_flowinfo: 0,
            sin6_addr: libc::in6_addr { s6_addr: [0; 16] },
            sin6_scope_id: 0,
        };
        Raw { bytes, length: ROOM }
    }

    fn new(address: SocketAddr) -> Raw {
        let mut raw = Raw::empty();
        match address {
            SocketAddr::V4(address) => {
                let four = libc::sockaddr_in {
                    sin_family: libc::AF_INET as libc::sa_family_t,
                    sin_port: address.port().to_be(),
                    sin_addr: libc::in_addr { s_addr: u32::from(*address.ip()).to_be() },
                    sin_zero: [0; 8],
                };
                raw.length = size_of::<libc::sockaddr_in>() as libc::socklen_t;
                // SAFETY: an address of IPv4 is smaller than one of IPv6 and aligned no stricter.
                unsafe { (&raw mut raw.bytes).cast::<libc::sockaddr_in>().write(four) };
            }
            SocketAddr::V6(address) => {
                raw.bytes = libc::sockaddr_in6 {
                    sin6_family: libc::AF_INET6 as libc::sa_family_t,
                    sin6_port: address.port().to_be(),
                    sin6_flowinfo: 0,
                    sin6_addr: libc::in6_addr { s6_addr: address.ip().octets() },
                    sin6_scope_id: address.scope_id(),
                };
            }
        }
        raw
    }

    fn pointer(&self) -> *const libc::sockaddr {
        (&raw const self.bytes).cast()
    }

    fn cooked(&self) -> SocketAddr {
        if self.bytes.sin6_family == libc::AF_INET as libc::sa_family_t {
            // SAFETY: as in `new`; the family says which it is, and all bits mean something.
            let four = unsafe { (&raw const self.bytes).cast::<libc::sockaddr_in>().read() };
            let address = Ipv4Addr::from(u32::from_be(four.sin_addr.s_addr));
            return SocketAddrV4::new(address, u16::from_be(four.sin_port)).into();
        }
        let address = Ipv6Addr::from(self.bytes.sin6_addr.s6_addr);
        SocketAddrV6::new(address, u16::from_be(self.bytes.sin6_port), 0, self.bytes.sin6_scope_id).into()
    }
}

fn family(address: SocketAddr) -> i32 {
    if address.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 }
}

/// A socket of `kind` (SOCK_STREAM or SOCK_DGRAM) of the family of `to`.
pub fn socket(kind: i32, to: SocketAddr) -> io::Result<OwnedFd> {
    // SAFETY: socket has no preconditions; a result that is not negative is a new descriptor, owned by nobody else.
    unsafe {
        let descriptor = check(libc::socket(family(to), kind | libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC, 0))?;
        Ok(OwnedFd::from_raw_fd(descriptor))
    }
}

/// Starts to connect.
pub fn connect(socket: &OwnedFd, address: SocketAddr) -> io::Result<()> {
    let address = Raw::new(address);
    // SAFETY: a live address of its own length.
    let result = check(unsafe { libc::connect(socket.as_raw_fd(), address.pointer(), address.length) });
    match result {
        Err(error) if error.raw_os_error() != Some(libc::EINPROGRESS) => Err(error),
        _ => Ok(()),
    }
}

/// Sends segments at once (RFC 9293 §3.7.4's Nagle algorithm has run in the guest already).
pub fn no_delay(socket: &OwnedFd) {
    let on = 1i32;
    // SAFETY: a live i32 of its own length. Failure costs latency only.
    unsafe {
        libc::setsockopt(socket.as_raw_fd(), libc::IPPROTO_TCP, libc::TCP_NODELAY, (&raw const on).cast(), 4);
    }
}

/// The error that a connection attempt ended with; 0 for none.
pub fn pending_error(socket: &OwnedFd) -> i32 {
    let mut error = 0i32;
    let mut length = 4;
    // SAFETY: a live i32 and its length.
    let result = unsafe {
        let place = (&raw mut error).cast();
        libc::getsockopt(socket.as_raw_fd(), libc::SOL_SOCKET, libc::SO_ERROR, place, &raw mut length)
    };
    if result < 0 { libc::EIO } else { error }
}

/// A socket of `kind` that is bound to a published port. `shared`: others may bind it too, and the kernel divides what comes
/// between them (socket(7), SO_REUSEPORT).
fn bound(kind: i32, address: SocketAddr, shared: bool) -> io::Result<OwnedFd> {
    let socket = socket(kind, address)?;
    let mut options = vec![];
    if kind == libc::SOCK_STREAM {
        options.push((libc::SOL_SOCKET, libc::SO_REUSEADDR));
    }
    if shared {
        options.push((libc::SOL_SOCKET, libc::SO_REUSEPORT));
    }
    if address.is_ipv6() {
        // The other family has a socket of its own.
        options.push((libc::IPPROTO_IPV6, libc::IPV6_V6ONLY));
    }
    for (level, option) in options {
        let on = 1i32;
        // SAFETY: a live i32 of its own length.
        check(unsafe { libc::setsockopt(socket.as_raw_fd(), level, option, (&raw const on).cast(), 4) })?;
    }
    let address = Raw::new(address);
    // SAFETY: a live address of its own length.
    check(unsafe { libc::bind(socket.as_raw_fd(), address.pointer(), address.length) })?;
    Ok(socket)
}

/// Listens for connections.
pub fn listen(address: SocketAddr, shared: bool) -> io::Result<TcpListener> {
    let socket = bound(libc::SOCK_STREAM, address, shared)?;
    // SAFETY: listen has no preconditions.
    check(unsafe { libc::listen(socket.as_raw_fd(), BACKLOG) })?;
    Ok(TcpListener::from(socket))
}

/// Takes datagrams.
pub fn datagrams(address: SocketAddr, shared: bool) -> io::Result<UdpSocket> {
    bound(libc::SOCK_DGRAM, address, shared).map(UdpSocket::from)
}

/// Takes a connection.
pub fn accept(listener: &OwnedFd) -> io::Result<(OwnedFd, SocketAddr)> {
    let mut from = Raw::empty();
    let flags = libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
    // SAFETY: a live address with room for either family, and its length; a result that is not negative is a new descriptor.
    unsafe {
        let place = (&raw mut from.bytes).cast();
        let descriptor = check(libc::accept4(listener.as_raw_fd(), place, &raw mut from.length, flags))?;
        Ok((OwnedFd::from_raw_fd(descriptor), from.cooked()))
    }
}

/// Takes a datagram and its source.
pub fn receive_from(socket: &OwnedFd, into: &mut [u8]) -> io::Result<(usize, SocketAddr)> {
    let mut from = Raw::empty();
    // SAFETY: a live, writable slice of its own length; a live address with room for either family, and its length.
    let got = unsafe {
        let place = (&raw mut from.bytes).cast();
        libc::recvfrom(socket.as_raw_fd(), into.as_mut_ptr().cast(), into.len(), 0, place, &raw mut from.length)
    };
    usize::try_from(got).map(|got| (got, from.cooked())).map_err(|_| io::Error::last_os_error())
}

/// Sends a datagram.
pub fn send_to(socket: &OwnedFd, bytes: &[u8], to: SocketAddr) -> io::Result<usize> {
    let to = Raw::new(to);
    let flags = libc::MSG_NOSIGNAL;
    // SAFETY: a live slice and a live address, each with its own length.
    let sent =
        unsafe { libc::sendto(socket.as_raw_fd(), bytes.as_ptr().cast(), bytes.len(), flags, to.pointer(), to.length) };
    usize::try_from(sent).map_err(|_| io::Error::last_os_error())
}

/// Reads from a connection; 0 at its end.
pub fn read(socket: &OwnedFd, into: &mut [u8]) -> io::Result<usize> {
    // SAFETY: a live, writable slice of its own length.
    let got = unsafe { libc::read(socket.as_raw_fd(), into.as_mut_ptr().cast(), into.len()) };
    usize::try_from(got).map_err(|_| io::Error::last_os_error())
}

/// Writes to a connection.
pub fn write(socket: &OwnedFd, from: &[u8]) -> io::Result<usize> {
    let (null, flags) = (std::ptr::null(), libc::MSG_NOSIGNAL);
    // SAFETY: a live slice of its own length, no address.
    let sent = unsafe { libc::sendto(socket.as_raw_fd(), from.as_ptr().cast(), from.len(), flags, null, 0) };
    usize::try_from(sent).map_err(|_| io::Error::last_os_error())
}

/// Says that nothing more will be written.
pub fn finish_writing(socket: &OwnedFd) {
    // SAFETY: shutdown has no preconditions.
    unsafe { libc::shutdown(socket.as_raw_fd(), libc::SHUT_WR) };
}

/// An epoll instance: what the event loop waits on for all sockets together.
#[derive(Debug)]
pub struct Poller {
    epoll: OwnedFd,
}

impl Poller {
    /// A new one.
    pub fn new() -> io::Result<Poller> {
        // SAFETY: epoll_create1 has no preconditions; its result is a new descriptor.
        let epoll = unsafe { OwnedFd::from_raw_fd(check(libc::epoll_create1(libc::EPOLL_CLOEXEC))?) };
        Ok(Poller { epoll })
    }

    /// The descriptor that is readable when any socket has something.
    pub fn descriptor(&self) -> i32 {
        self.epoll.as_raw_fd()
    }

    /// Changes what is waited for, from `before` to `after`; 0 is nothing, not even errors.
    pub fn set(&self, socket: &OwnedFd, token: u64, before: u32, after: u32) -> io::Result<()> {
        let operation = match (before, after) {
            (0, 0) => return Ok(()),
            (0, _) => libc::EPOLL_CTL_ADD,
            (_, 0) => libc::EPOLL_CTL_DEL,
            _ => libc::EPOLL_CTL_MOD,
        };
        let mut event = libc::epoll_event { events: after, u64: token };
        // SAFETY: two live descriptors and a live event.
        let result = unsafe { libc::epoll_ctl(self.epoll.as_raw_fd(), operation, socket.as_raw_fd(), &raw mut event) };
        check(result).map(|_| ())
    }

    /// What has happened, without waiting.
    pub fn events(&self, into: &mut Vec<u64>) {
        let mut events = [libc::epoll_event { events: 0, u64: 0 }; EVENTS_MAX];
        // SAFETY: room for EVENTS_MAX events.
        let count = unsafe { libc::epoll_wait(self.epoll.as_raw_fd(), events.as_mut_ptr(), EVENTS_MAX as i32, 0) };
        into.clear();
        into.extend(events.iter().take(usize::try_from(count).unwrap_or(0)).map(|event| event.u64));
    }
}
