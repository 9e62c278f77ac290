//! Networks for the net device: a TAP, unix sockets in QEMU's framing, and a user-mode network that needs no privileges.
//! Every one is a [`Backend`]; nothing here knows of WebAssembly.

mod pcap;
mod spec;
mod tap;
mod unix;
mod user;

use std::path::Path;

use caisson_devices::net::Backend;

pub use pcap::SendCapture;
pub use spec::{NetworkSpec, Protocol, Publish};
pub use tap::Tap;
pub use unix::{Datagram, Stream};
pub use user::{User, UserOptions};

/// MTU where the network does not say another.
pub const DEFAULT_MTU: u16 = 1500;

/// A network that is open and ready to be put behind a device.
pub struct Network {
    /// What was asked for.
    pub spec: NetworkSpec,
    /// The network.
    pub backend: Box<dyn Backend + Send>,
    /// Its MTU.
    pub mtu: u16,
    /// Writes what crosses the device to a file.
    pub capture: Option<SendCapture>,
}

impl Network {
    /// Opens a network; the error is a sentence.
    pub fn open(spec: NetworkSpec, pcap: Option<&Path>) -> Result<Network, String> {
        let failure = |what: &str, error: std::io::Error| format!("Cannot open {what}: {error}");
        let mut mtu = DEFAULT_MTU;
        let backend: Box<dyn Backend + Send> = match &spec {
            NetworkSpec::Tap(name) => {
                let tap = Tap::open(name).map_err(|error| failure(&format!("TAP device {name}"), error))?;
                mtu = tap.mtu();
                Box::new(tap)
            }
            NetworkSpec::Unix(path) => {
                Box::new(Stream::connect(path).map_err(|error| failure(&path.display().to_string(), error))?)
            }
            NetworkSpec::UnixListen(path) => {
                Box::new(Stream::listen(path).map_err(|error| failure(&path.display().to_string(), error))?)
            }
            NetworkSpec::UnixDatagram { path, local } => Box::new(
                Datagram::connect(path, local.as_deref())
                    .map_err(|error| failure(&path.display().to_string(), error))?,
            ),
            NetworkSpec::User(options) => {
                // As for the system's own programs: without a resolv.conf there is no server.
                let system = std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default();
                Box::new(User::open(options, user::name_server(&system))?)
            }
        };
        let capture = match pcap {
            Some(path) => Some(pcap::open(path).map_err(|error| failure(&path.display().to_string(), error))?),
            None => None,
        };
        Ok(Network { spec, backend, mtu, capture })
    }
}
