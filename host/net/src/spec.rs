//! What `--net` and `--publish` say.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use crate::user::UserOptions;

/// A network, as asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkSpec {
    /// `tap:NAME`
    Tap(String),
    /// `unix:PATH`
    Unix(PathBuf),
    /// `unix-listen:PATH`
    UnixListen(PathBuf),
    /// `unix-dgram:PATH[,local=PATH]`
    UnixDatagram {
        /// The peer.
        path: PathBuf,
        /// Where the peer sends to; an address of the kernel's choice without it.
        local: Option<PathBuf>,
    },
    /// `user[,host-loopback]`
    User(UserOptions),
}

impl NetworkSpec {
    /// Parses `--net`; the error is a sentence. `shared`: other instances publish the same ports.
    pub fn parse(text: &str, publish: Vec<Publish>, shared: bool) -> Result<NetworkSpec, String> {
        let spec = match text.split_once(':') {
            None if text == "user" || text == "user,host-loopback" => {
                let options = UserOptions { host_loopback: text != "user", publish, shared };
                return Ok(NetworkSpec::User(options));
            }
            Some((_, "")) | None => None,
            Some(("tap", name)) => Some(NetworkSpec::Tap(name.to_owned())),
            Some(("unix", path)) => Some(NetworkSpec::Unix(path.into())),
            Some(("unix-listen", path)) => Some(NetworkSpec::UnixListen(path.into())),
            Some(("unix-dgram", rest)) => {
                let (path, local) =
                    rest.split_once(",local=").map_or((rest, None), |(path, local)| (path, Some(local)));
                Some(NetworkSpec::UnixDatagram { path: path.into(), local: local.map(PathBuf::from) })
            }
            Some(_) => None,
        };
        let spec = spec.ok_or_else(|| {
            format!(
                "Cannot use network {text}: it is none of user[,host-loopback], tap:NAME, unix:PATH, unix-listen:PATH, \
                 unix-dgram:PATH[,local=PATH]"
            )
        })?;
        if publish.is_empty() { Ok(spec) } else { Err(format!("Cannot publish a port: network {text} is not user")) }
    }
}

/// A transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// UDP.
    Udp,
    /// TCP.
    Tcp,
}

/// `[ADDRESS:]HOST:GUEST[/udp|tcp]`, an address of IPv6 in brackets: what arrives at a port of the host goes to a port of the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publish {
    /// Where the host listens; loopback unless an address is given. Port 0 lets the kernel choose.
    pub host: SocketAddr,
    /// No address was given: the loopback of IPv6 is published too, at the same port.
    pub both: bool,
    /// Port of the guest.
    pub guest: u16,
    /// Which transport; TCP unless said.
    pub protocol: Protocol,
}

impl FromStr for Publish {
    type Err = String;

    fn from_str(text: &str) -> Result<Publish, String> {
        let failure = || format!("Cannot publish {text}: it is not [ADDRESS:]HOST:GUEST[/udp|tcp]");
        let (ports, protocol) = match text.split_once('/') {
            None => (text, Protocol::Tcp),
            Some((ports, "tcp")) => (ports, Protocol::Tcp),
            Some((ports, "udp")) => (ports, Protocol::Udp),
            Some(_) => return Err(failure()),
        };
        let (host, guest) = ports.rsplit_once(':').ok_or_else(failure)?;
        let (address, host) = match host.rsplit_once(':') {
            Some((address, host)) => (Some(address_of(address).ok_or_else(failure)?), host),
            None => (None, host),
        };
        let host = host.parse().map_err(|_| failure())?;
        let guest = guest.parse().ok().filter(|port| *port != 0).ok_or_else(failure)?;
        let both = address.is_none();
        let host = SocketAddr::new(address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)), host);
        Ok(Publish { host, both, guest, protocol })
    }
}

/// `1.2.3.4` or `[::1]`.
fn address_of(text: &str) -> Option<IpAddr> {
    match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        Some(address) => address.parse().ok().map(IpAddr::V6),
        None => text.parse().ok().map(IpAddr::V4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_ports() {
        let publish: Publish = "5353:53/udp".parse().expect("valid");
        assert_eq!(publish.host, "127.0.0.1:5353".parse().expect("an address"));
        assert_eq!((publish.guest, publish.protocol, publish.both), (53, Protocol::Udp, true));
        let publish: Publish = "0.0.0.0:8080:80".parse().expect("valid");
        assert_eq!(publish.host, "0.0.0.0:8080".parse().expect("an address"));
        assert_eq!((publish.protocol, publish.both), (Protocol::Tcp, false));
        let publish: Publish = "[::1]:8080:80".parse().expect("valid");
        assert_eq!(publish.host, "[::1]:8080".parse().expect("an address"));
        assert!("8080:80".parse::<Publish>().expect("valid").both);
        for bad in ["::1:8080:80", "[1.2.3.4]:1:2", "80", "80:0", "x:1", "1:2/sctp", "1.2.3:1:2", "70000:1"] {
            assert!(bad.parse::<Publish>().is_err(), "{bad}");
        }
    }

    #[test]
    fn networks() {
        assert_eq!(NetworkSpec::parse("tap:t0", vec![], false), Ok(NetworkSpec::Tap("t0".into())));
        let datagram = NetworkSpec::UnixDatagram { path: "/a".into(), local: Some("/b".into()) };
        assert_eq!(NetworkSpec::parse("unix-dgram:/a,local=/b", vec![], false), Ok(datagram));
        assert!(NetworkSpec::parse("tap:", vec![], false).is_err());
        assert!(NetworkSpec::parse("vde:x", vec![], false).is_err());
        assert!(NetworkSpec::parse("tap:t0", vec!["1:2".parse().expect("valid")], false).is_err());
    }
}
