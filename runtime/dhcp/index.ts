// What an app imports as `caisson/dhcp`: a server. The client is part of every network stack without a configured address.

export { DhcpServer, type DhcpDestination, type DhcpServerOptions } from './server.ts';
export { LARGEST_MESSAGE_BYTES } from './dhcp.wire.ts';
export type { DhcpPoolOptions, DhcpReservation } from './pool.ts';
