//! Unix sockets in QEMU's framing (`-netdev stream` and `-netdev dgram`): a stream carries a 4-byte big-endian length in
//! front of each frame, a datagram is a frame. Peers are switches, passt, and QEMU itself.

use std::io::{self, IoSlice, Read, Write};
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::Path;

use caisson_devices::net::{Backend, Capabilities, Incoming};
use caisson_devices::scatter::Scatter;

/// The longest frame a peer may send: a 64 KiB packet with its Ethernet header and a VLAN tag.
pub const FRAME_BYTES_MAX: usize = 65_536 + 18;
/// Bytes that wait for a stream's peer to read; beyond that, frames are dropped.
pub const PENDING_BYTES_MAX: usize = 1 << 20;
const LENGTH_BYTES: usize = 4;
const READ_BYTES: usize = 2 * (FRAME_BYTES_MAX + LENGTH_BYTES);
/// How soon a full stream is tried again.
const RETRY_NS: u64 = 1_000_000;

/// A stream socket: connected, or waiting for one peer at a time.
#[derive(Debug)]
pub struct Stream {
    listener: Option<UnixListener>,
    peer: Option<UnixStream>,
    /// Bytes read and not yet handed out: `incoming[at..end]`.
    incoming: Vec<u8>,
    at: usize,
    end: usize,
    pending: Vec<u8>,
    now_ns: u64,
    lost_peers: u64,
}

impl Stream {
    fn new(listener: Option<UnixListener>, peer: Option<UnixStream>) -> Stream {
        Stream {
            listener,
            peer,
            incoming: vec![0; READ_BYTES],
            at: 0,
            end: 0,
            pending: Vec::new(),
            now_ns: 0,
            lost_peers: 0,
        }
    }

    /// Connects to a peer that listens.
    pub fn connect(path: &Path) -> io::Result<Stream> {
        let peer = UnixStream::connect(path)?;
        peer.set_nonblocking(true)?;
        Ok(Stream::new(None, Some(peer)))
    }

    /// Listens; frames flow once a peer has connected, and again when another one does after it has gone.
    pub fn listen(path: &Path) -> io::Result<Stream> {
        // A socket that a previous run left behind would be in the way; anything else stays.
        if UnixStream::connect(path).is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused) {
            std::fs::remove_file(path)?;
        }
        let listener = UnixListener::bind(path)?;
        listener.set_nonblocking(true)?;
        Ok(Stream::new(Some(listener), None))
    }

    fn lose_peer(&mut self) {
        self.peer = None;
        (self.at, self.end) = (0, 0);
        self.pending.clear();
        self.lost_peers += 1;
    }

    fn flush(&mut self) {
        while let (Some(peer), false) = (&mut self.peer, self.pending.is_empty()) {
            match peer.write(&self.pending) {
                Ok(written) => {
                    self.pending.drain(..written);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return,
                Err(_) => self.lose_peer(),
            }
        }
    }

    /// Length of the first frame, when its length is there.
    fn length(&self) -> Option<usize> {
        let bytes = self.incoming[self.at..self.end].first_chunk::<LENGTH_BYTES>()?;
        Some(u32::from_be_bytes(*bytes) as usize)
    }

    fn whole(&self) -> bool {
        self.length().is_some_and(|length| self.end - self.at >= LENGTH_BYTES + length)
    }

    /// Reads on; false when there is nothing now.
    fn fill(&mut self) -> bool {
        self.incoming.copy_within(self.at..self.end, 0);
        (self.at, self.end) = (0, self.end - self.at);
        let Some(peer) = &mut self.peer else { return false };
        match peer.read(&mut self.incoming[self.end..]) {
            Ok(0) => {
                self.lose_peer();
                false
            }
            Ok(got) => {
                self.end += got;
                true
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => false,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => true,
            Err(_) => {
                self.lose_peer();
                false
            }
        }
    }
}

impl Backend for Stream {
    fn capabilities(&self) -> Capabilities {
        Capabilities::default()
    }

    fn receive(&mut self, mut into: Scatter<'_>) -> Incoming {
        while !self.whole() {
            if self.length().is_some_and(|length| length > FRAME_BYTES_MAX) {
                // Out of step: no later byte can be trusted either.
                self.lose_peer();
                return Incoming::Empty;
            }
            if !self.fill() {
                return Incoming::Empty;
            }
        }
        let length = self.length().unwrap_or(0);
        let start = self.at + LENGTH_BYTES;
        self.at = start + length;
        if length == 0 || length > into.bytes() {
            return Incoming::Dropped;
        }
        Incoming::Frame(into.fill(&self.incoming[start..start + length]))
    }

    fn transmit(&mut self, frame: &[IoSlice<'_>]) -> bool {
        self.flush();
        let length: usize = frame.iter().map(|slice| slice.len()).sum();
        if self.peer.is_none() || self.pending.len() + LENGTH_BYTES + length > PENDING_BYTES_MAX {
            return false;
        }
        let prefix = (length as u32).to_be_bytes();
        let mut written = 0;
        if let (true, Some(peer)) = (self.pending.is_empty(), &mut self.peer) {
            let mut slices = Vec::with_capacity(frame.len() + 1);
            slices.push(IoSlice::new(&prefix));
            slices.extend_from_slice(frame);
            match peer.write_vectored(&slices) {
                Ok(count) => written = count,
                Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                Err(_) => {
                    self.lose_peer();
                    return false;
                }
            }
        }
        // A frame that was started must be finished.
        for part in std::iter::once(&prefix[..]).chain(frame.iter().map(|slice| &**slice)) {
            let skip = written.min(part.len());
            written -= skip;
            self.pending.extend_from_slice(&part[skip..]);
        }
        true
    }

    fn service(&mut self, now_ns: u64) {
        self.now_ns = now_ns;
        if let (None, Some(listener)) = (&self.peer, &self.listener) {
            self.peer = accept(listener);
        }
        self.flush();
    }

    fn serves(&self) -> bool {
        self.peer.is_none() && self.listener.is_some()
    }

    fn ready(&self) -> bool {
        self.whole()
    }

    fn link_up(&self) -> bool {
        self.peer.is_some()
    }

    fn input(&self) -> Option<i32> {
        match (&self.peer, &self.listener) {
            (Some(peer), _) => Some(peer.as_raw_fd()),
            (None, Some(listener)) => Some(listener.as_raw_fd()),
            (None, None) => None,
        }
    }

    fn deadline(&self) -> Option<u64> {
        (!self.pending.is_empty()).then_some(self.now_ns + RETRY_NS)
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("peers lost", self.lost_peers);
    }
}

/// Takes a connection that does not block, in one system call.
fn accept(listener: &UnixListener) -> Option<UnixStream> {
    let (null, flags) = (std::ptr::null_mut(), libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC);
    // SAFETY: no address is asked for; a result that is not negative is a new descriptor, owned by nobody else.
    unsafe {
        let descriptor = libc::accept4(listener.as_raw_fd(), null, std::ptr::null_mut(), flags);
        (descriptor >= 0).then(|| UnixStream::from_raw_fd(descriptor))
    }
}

/// A datagram socket with one peer.
#[derive(Debug)]
pub struct Datagram {
    socket: UnixDatagram,
}

impl Datagram {
    /// Sends to `path`; receives at `local`, or at an address that the kernel chooses and the peer sees.
    pub fn connect(path: &Path, local: Option<&Path>) -> io::Result<Datagram> {
        let socket = match local {
            Some(local) => {
                use std::os::unix::fs::FileTypeExt;
                if std::fs::symlink_metadata(local).is_ok_and(|meta| meta.file_type().is_socket()) {
                    std::fs::remove_file(local)?;
                }
                UnixDatagram::bind(local)?
            }
            None => autobind()?,
        };
        socket.connect(path)?;
        socket.set_nonblocking(true)?;
        Ok(Datagram { socket })
    }
}

/// A socket with an abstract address of the kernel's choice (unix(7), "Autobind feature").
fn autobind() -> io::Result<UnixDatagram> {
    let socket = UnixDatagram::unbound()?;
    let family = libc::AF_UNIX as libc::sa_family_t;
    let length = size_of::<libc::sa_family_t>() as libc::socklen_t;
    // SAFETY: an address of the family alone, with its length, asks for autobind; `family` outlives the call.
    let result = unsafe { libc::bind(socket.as_raw_fd(), (&raw const family).cast(), length) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(socket) }
}

impl Backend for Datagram {
    fn capabilities(&self) -> Capabilities {
        Capabilities::default()
    }

    fn receive(&mut self, into: Scatter<'_>) -> Incoming {
        let vectors = into.vectors();
        // SAFETY: `Scatter` promises that its vectors are valid for writes while it lives.
        let got = unsafe { libc::readv(self.socket.as_raw_fd(), vectors.as_ptr(), vectors.len() as i32) };
        match usize::try_from(got) {
            Ok(0) => Incoming::Dropped,
            Ok(length) => Incoming::Frame(length),
            Err(_) => Incoming::Empty,
        }
    }

    fn transmit(&mut self, frame: &[IoSlice<'_>]) -> bool {
        let vectors = frame.as_ptr().cast::<libc::iovec>();
        // SAFETY: IoSlice has the layout of iovec (its documentation says so), and the slices live through the call.
        unsafe { libc::writev(self.socket.as_raw_fd(), vectors, frame.len() as i32) >= 0 }
    }

    fn input(&self) -> Option<i32> {
        Some(self.socket.as_raw_fd())
    }
}
