// The rules of a sealed module, each with its code: what `caisson verify` can find wrong.
// Part of the table in codes.ts. The rules are those of docs/abi.md, *Sealing*.
import type { DiagnosticInfo } from './codes.ts';

const REBUILD = 'Build the module with `caisson build`; its last step applies this rule.';

export const SEAL_RULES = {
  CSN5001: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: a file that is no valid WebAssembly module',
    message: 'Cannot verify module: {}',
    why: 'The file is not a WebAssembly core module, or it is damaged.',
    instead: REBUILD,
  },
  CSN5002: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: an import that is not allowed',
    message: 'Cannot seal module: {}',
    why: 'A sealed module reaches the world through `virtio.read`, `virtio.write` and `virtio.now`, and nothing else.',
    instead: REBUILD,
  },
  CSN5003: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: exports other than the five',
    message: 'Cannot seal module: {}',
    why: 'A module exports exactly `memory`, `boot`, `turn`, `seal_start` and `seal_end`.',
    instead: REBUILD,
  },
  CSN5004: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: an instruction that changes a table',
    message: 'Cannot seal module: {}',
    why: 'Dispatch tables are part of the code. No instruction may write one.',
    instead: REBUILD,
  },
  CSN5005: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: memory without a bound',
    message: 'Cannot seal module: {}',
    why: 'A module has one unshared 32-bit memory with a declared maximum, so that a host knows what it promises.',
    instead: REBUILD,
  },
  CSN5006: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: a sealed range that lies outside memory',
    message: 'Cannot seal module: {}',
    why: '`seal_start` and `seal_end` are immutable i32 constants with 0 <= seal_start <= seal_end <= initial memory size.',
    instead: REBUILD,
  },
  CSN5007: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: a missing or invalid manifest',
    message: 'Cannot seal module: {}',
    why: 'The custom section `caisson.manifest` names the devices that the module needs and its memory bound.',
    instead: REBUILD,
  },
  CSN5008: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: too much state outside linear memory',
    message: 'Cannot seal module: {}',
    why:
      'Between turns all state is linear memory and device registers. Mutable globals are few, hold numbers, and are ' +
      'reset when a turn ends.',
    instead: REBUILD,
  },
  CSN5009: {
    kind: 'seal',
    severity: 'error',
    title: 'Seal: code that runs before boot',
    message: 'Cannot seal module: {}',
    why: 'The range is sealed before `boot`; a start function would run before that.',
    instead: REBUILD,
  },
} as const satisfies Record<string, DiagnosticInfo>;
