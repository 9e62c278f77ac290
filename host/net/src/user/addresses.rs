//! Who is who between the guest's network and the host's: where a destination of the guest is on the host, if it may go there, and
//! under which address the guest sees a peer of the host's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::{GATEWAY, GATEWAY6, NAME_SERVER, PREFIX6};

const DNS_PORT: u16 = 53;

/// The rules.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// The guest reaches the host's loopback under the gateway's address.
    pub host_loopback: bool,
    /// Who answers for [`NAME_SERVER`].
    pub name_server: Option<SocketAddr>,
}

fn on_prefix(address: Ipv6Addr) -> bool {
    address.octets()[..8] == PREFIX6.octets()[..8]
}

/// RFC 4291 §2.5.6.
pub fn is_link_local(address: Ipv6Addr) -> bool {
    address.segments()[0] & 0xffc0 == 0xfe80
}

impl View {
    /// Where a destination of the guest is on the host; None when it may not go there.
    pub fn real(&self, to: SocketAddr) -> Option<SocketAddr> {
        let port = to.port();
        let address: IpAddr = match to.ip() {
            IpAddr::V4(GATEWAY) => return self.host_loopback.then_some((Ipv4Addr::LOCALHOST, port).into()),
            IpAddr::V6(GATEWAY6) => return self.host_loopback.then_some((Ipv6Addr::LOCALHOST, port).into()),
            IpAddr::V4(NAME_SERVER) => return self.name_server.filter(|_| port == DNS_PORT),
            IpAddr::V4(four) if reachable4(four) => four.into(),
            IpAddr::V6(six) if reachable6(six) => six.into(),
            _ => return None,
        };
        (port != 0).then_some((address, port).into())
    }

    /// The host's own loopback looks like the gateway, its name server like the network's.
    pub fn shown(&self, from: SocketAddr) -> SocketAddr {
        if self.name_server == Some(from) {
            return (NAME_SERVER, DNS_PORT).into();
        }
        let address: IpAddr = match from.ip() {
            IpAddr::V4(four) if four.is_loopback() => GATEWAY.into(),
            IpAddr::V6(six) if six.is_loopback() || is_link_local(six) || on_prefix(six) => GATEWAY6.into(),
            other => other,
        };
        (address, from.port()).into()
    }
}

fn reachable4(address: Ipv4Addr) -> bool {
    let own_network = address.octets()[..3] == GATEWAY.octets()[..3];
    !(own_network
        || address.is_loopback()
        || address.is_multicast()
        || address.is_broadcast()
        || address.octets()[0] == 0)
}

/// IPv4 addresses in the clothes of IPv6 are none of these: they would get around the rules of IPv4.
fn reachable6(address: Ipv6Addr) -> bool {
    let embedded = address.segments()[..5] == [0; 5] || address.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    !(embedded || on_prefix(address) || is_link_local(address) || address.is_multicast())
}

/// The first name server of a resolv.conf(5).
pub fn name_server(text: &str) -> Option<SocketAddr> {
    let servers = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let address = words.next().filter(|word| *word == "nameserver").and_then(|_| words.next())?;
        address.parse::<IpAddr>().ok()
    });
    servers.map(|address| SocketAddr::new(address, DNS_PORT)).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn destinations_of_the_guest() {
        let closed = View::default();
        let open = View { host_loopback: true, name_server: Some(at("127.0.0.53:53")) };
        for outside in ["192.0.2.1:80", "[2001:db8::1]:80"] {
            assert_eq!(closed.real(at(outside)), Some(at(outside)));
        }
        for refused in [
            "10.0.2.2:80",
            "[fd00:a00:200::2]:80",
            "10.0.2.3:53",
            "10.0.2.77:80",
            "127.0.0.1:80",
            "0.0.0.0:80",
            "224.0.0.1:80",
            "255.255.255.255:80",
            "192.0.2.1:0",
            "[::1]:80",
            "[::]:80",
            "[::ffff:127.0.0.1]:80",
            "[64:ff9b::7f00:1]:80",
            "[fe80::1]:80",
            "[ff02::1]:80",
            "[fd00:a00:200::9]:80",
        ] {
            assert_eq!(closed.real(at(refused)), None, "{refused}");
        }
        assert_eq!(open.real(at("10.0.2.2:80")), Some(at("127.0.0.1:80")));
        assert_eq!(open.real(at("[fd00:a00:200::2]:80")), Some(at("[::1]:80")));
        assert_eq!(open.real(at("10.0.2.3:53")), Some(at("127.0.0.53:53")));
        assert_eq!(open.real(at("10.0.2.3:80")), None);
    }

    #[test]
    fn peers_of_the_host() {
        let view = View { host_loopback: false, name_server: Some(at("[2001:db8::53]:53")) };
        assert_eq!(view.shown(at("127.0.0.9:5")), at("10.0.2.2:5"));
        assert_eq!(view.shown(at("[::1]:5")), at("[fd00:a00:200::2]:5"));
        assert_eq!(view.shown(at("[2001:db8::53]:53")), at("10.0.2.3:53"));
        assert_eq!(view.shown(at("[2001:db8::53]:54")), at("[2001:db8::53]:54"));
    }

    #[test]
    fn the_system_names_its_server() {
        assert_eq!(name_server("# nameserver 1.2.3.4\nsearch x\nnameserver 192.0.2.53\n"), Some(at("192.0.2.53:53")));
        assert_eq!(name_server("nameserver ::1\n"), Some(at("[::1]:53")));
        assert_eq!(name_server("options edns0\nnameserver\n"), None);
    }
}
