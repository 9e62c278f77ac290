// What `just mutate` breaks, one at a time, and the suite that must then fail: a suite that passes over a broken subject tests
// nothing. Each is one replacement in one file, a mistake that somebody could make.

/** How a suite runs: vitest on a file, the differential suite on a group of programs, or cargo on a package of host/. */
export type Suite =
  | { readonly vitest: string }
  | { readonly programs: string; readonly mode: string }
  | { readonly cargo: string; readonly test?: string };

export interface Mutation {
  readonly name: string;
  readonly file: string;
  /** Must occur in the file; the first occurrence is replaced. */
  readonly from: string;
  readonly to: string;
  readonly suites: readonly Suite[];
}

const NET = { vitest: 'test/net/net.test.ts' };
const DRIVERS = { vitest: 'test/net/drivers.test.ts' };
const KERNEL = { vitest: 'test/net/kernel.test.ts' };
const DNS = { vitest: 'test/dns/server.test.ts' };
const COMPARED = { vitest: 'test/integration/dns-differential.test.ts' };
const COMPILED = { vitest: 'test/integration/suites.test.ts' };
const VERIFY = { vitest: 'test/seal/verify.test.ts' };
const DEVICES = { cargo: 'caisson-devices' };
const SEAL = { cargo: 'caisson-host', test: 'seal' };

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'checksums forget the end-around carry',
    file: 'runtime/core/checksum.ts',
    from: '  let folded = (sum & 0xffff) + (sum >>> 16);\n  folded = (folded & 0xffff) + (folded >>> 16);',
    to: '  const folded = sum & 0xffff;',
    suites: [NET, KERNEL, COMPILED],
  },
  {
    name: 'ARP replies name the asker as their sender',
    file: 'runtime/arp/arp.wire.ts',
    from: 'writeU32(bytes, start + SENDER_PROTOCOL, sender);',
    to: 'writeU32(bytes, start + SENDER_PROTOCOL, operation === 2 ? target : sender);',
    suites: [NET, KERNEL],
  },
  {
    name: 'an address that is taken is used all the same',
    file: 'runtime/arp/arp.ts',
    from: 'if (this.seesConflict(sender, target, now)) return false;',
    to: '',
    suites: [NET],
  },
  {
    name: 'fragments that overlap are taken',
    file: 'runtime/core/reassembly.ts',
    from: 'return known === blocks && equalBytes(',
    to: 'return known > 0 || equalBytes(',
    suites: [NET],
  },
  {
    name: 'IPv4 headers with a wrong checksum are taken',
    file: 'runtime/ip/ip.ts',
    from: ' || !hasValidIpv4Checksum(bytes, header)',
    to: '',
    suites: [NET],
  },
  {
    name: 'datagrams with a wrong checksum are delivered',
    file: 'runtime/udp/udp.ts',
    from: 'if (packet.checksum === CHECKSUM_UNKNOWN && !this.isSound(bytes, start, source, destination)) return this.drop();',
    to: '',
    suites: [NET],
  },
  {
    name: 'errors are sent without limit',
    file: 'runtime/icmp/icmp.ts',
    from: 'if (!this.takeErrors(now)) {',
    to: 'if (!this.takeErrors(now) && now < 0) {',
    suites: [NET],
  },
  {
    name: 'the DHCP option of the requested address is off by one',
    file: 'runtime/dhcp/dhcp.wire.ts',
    from: 'OPTION_REQUESTED_ADDRESS = 50',
    to: 'OPTION_REQUESTED_ADDRESS = 49',
    suites: [NET, KERNEL],
  },
  {
    name: 'the driver takes another bit for receive checksums',
    file: 'runtime/device/virtio-net.ts',
    from: 'const FEATURE_GUEST_CSUM = 1 << 1;',
    to: 'const FEATURE_GUEST_CSUM = 1 << 2;',
    suites: [DRIVERS],
  },
  {
    name: 'the driver does not ask for a turn with the next used buffer',
    file: 'runtime/device/virtqueue.ts',
    from: 'if (this.eventIndex) this.available[2 + this.size] = this.usedIndex;',
    to: 'if (this.eventIndex) this.available[2 + this.size] = (this.usedIndex - 1) & 0xffff;',
    suites: [DRIVERS],
  },
  {
    name: 'TTLs of answers are one second short',
    file: 'runtime/dns/zone-layout.ts',
    from: 'this.rrsets.push(new RrsetRow(rrset, ttl, flags',
    to: 'this.rrsets.push(new RrsetRow(rrset, ttl - 1, flags',
    suites: [DNS, COMPARED],
  },
  {
    name: 'wildcards are not looked for',
    file: 'runtime/dns/resolver.ts',
    from: 'entry = index.entryWildcard[entry] | 0;',
    to: 'entry = NONE;',
    suites: [DNS],
  },
  {
    name: 'referrals come without the addresses of their servers',
    file: 'runtime/dns/resolver.ts',
    from: '    this.addAddresses(servers, cut, true, name);\n',
    to: '',
    suites: [DNS],
  },
  {
    name: 'an answer that does not fit is not marked as truncated',
    file: 'runtime/dns/resolver.ts',
    from: '    this.truncated = true;\n',
    to: '',
    suites: [DNS],
  },
  {
    name: 'a kept answer does for another name of the same hash',
    file: 'runtime/dns/memo.ts',
    from: 'if (!equalBytes(arena, nameAt, request.name.octets, 0, length)) return false;',
    to: '',
    suites: [{ vitest: 'test/dns/protocol.test.ts' }],
  },
  {
    name: 'a kept answer comes back under the name as it was first spelt',
    file: 'runtime/dns/memo.ts',
    from: 'copyBytes(out, HEADER_LENGTH, query, HEADER_LENGTH, questionEnd - HEADER_LENGTH);',
    to: 'copyBytes(out, HEADER_LENGTH, arena, from + HEADER_LENGTH, questionEnd - HEADER_LENGTH);',
    suites: [DNS],
  },
  {
    name: 'any cookie counts as one of ours',
    file: 'runtime/dns/cookie.ts',
    from: 'return difference === 0;',
    to: 'return difference >= 0;',
    suites: [{ vitest: 'test/dns/protocol.test.ts' }],
  },
  {
    name: 'response rate limiting never leaks',
    file: 'runtime/dns/rate-limit.ts',
    from: 'level = this.levels[bucket] - ((nowMs - this.times[bucket]) * this.perSecond) / 1000;',
    to: 'level = this.levels[bucket];',
    suites: [{ vitest: 'test/dns/protocol.test.ts' }],
  },
  {
    name: 'table.set passes as sealed',
    file: 'compiler/seal/verify.ts',
    from: "  [OPCODE.tableSet, 'table.set'],\n",
    to: '',
    suites: [VERIFY],
  },
  {
    name: 'imports are not checked',
    file: 'compiler/seal/verify.ts',
    from: '  checkImports(module, report);\n',
    to: '',
    suites: [VERIFY],
  },
  {
    name: 'the compiler and the runtime import each other',
    file: 'compiler/diagnostics/report.ts',
    from: '\nimport ',
    to: "\nimport '../../runtime/core/bytes.ts';\nimport ",
    suites: [{ vitest: 'test/tidy/imports.test.ts' }],
  },
  {
    name: 'reads of an array past its end are not checked',
    file: 'compiler/codegen/elements.ts',
    from: 'if (fx.mc.facts.inBounds?.(e) === true) return',
    to: 'if (fx.mc.facts.inBounds?.(e) !== null) return',
    suites: [{ programs: 'arrays/', mode: 'O1' }],
  },
  {
    name: 'the collector forgets what globals hold',
    file: 'runtime/lang/collect.ts',
    from: '  markWords(rootsStart(), rootsEnd());\n',
    to: '',
    suites: [{ programs: 'collections/', mode: 'stress' }],
  },
  {
    name: 'the host lets memory.fill write into the sealed range',
    file: 'host/caisson-host/src/instrument.rs',
    from: 'code.if_(BlockType::Empty).unreachable().end();',
    to: 'code.drop();',
    suites: [SEAL],
  },
  {
    name: 'the pages of the sealed range stay writable',
    file: 'host/caisson-host/src/memory.rs',
    from: 'if len > 0 && !seal.protect(libc::PROT_READ) {',
    to: 'if len > 0 && !seal.protect(libc::PROT_READ | libc::PROT_WRITE) {',
    suites: [SEAL],
  },
  {
    name: 'devices may write into the sealed range',
    file: 'host/devices/src/memory.rs',
    from: 'if address < sealed.end && end > sealed.start {',
    to: 'if address < sealed.end && end > sealed.start && sealed.start == u64::MAX {',
    suites: [DEVICES, SEAL],
  },
  {
    name: 'features need not have been offered',
    file: 'host/devices/src/mmio.rs',
    from: 'self.driver_features & !self.offered() == 0 && ',
    to: '',
    suites: [DEVICES],
  },
  {
    name: 'a chain may be twice as long',
    file: 'host/devices/src/queue.rs',
    from: 'if chain.regions.len() == CHAIN_DESCRIPTORS_MAX {',
    to: 'if chain.regions.len() == CHAIN_DESCRIPTORS_MAX << 1 {',
    suites: [DEVICES],
  },
  {
    name: 'what a device reads may stand behind what it writes',
    file: 'host/devices/src/queue.rs',
    from: 'if access == Access::Read && chain.readable < chain.regions.len() {',
    to: 'if access == Access::Read && chain.readable > chain.regions.len() {',
    suites: [DEVICES],
  },
  {
    name: 'checksums that the host finishes are not inverted',
    file: 'host/devices/src/net/segment.rs',
    from: 'let value = !fold(sum(&frame[start..]));',
    to: 'let value = fold(sum(&frame[start..]));',
    suites: [DEVICES],
  },
];
