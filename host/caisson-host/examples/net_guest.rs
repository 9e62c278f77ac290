//! Writes a module that answers ARP, ping and UDP, for trying networks by hand: `net_guest 10.0.9.2 FILE.wasm`.
#[path = "../tests/common/net_guest.rs"]
mod net_guest;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, address, file] = &arguments[..] else { panic!("Cannot write guest: usage is net_guest ADDRESS FILE") };
    let address: std::net::Ipv4Addr = address.parse().expect("an IPv4 address");
    std::fs::write(file, net_guest::net_guest(address.octets(), 0)).expect("a file that can be written");
}
