// Build-time evaluation: runs the program's top-level statements one by one in the build's own JavaScript engine, until
// one reaches an effect (any virtio import), throws, or exceeds its budget. That one is undone and runs at boot with all
// that follow; the memory the others left behind becomes the module's data (docs/internals.md, "Memory").
import type binaryen from 'binaryen';

export interface Evaluation {
  /** Top-level statements that ran. */
  readonly steps: number;
  readonly image: { readonly base: number; readonly bytes: Uint8Array } | null;
  readonly stopped: string;
}

export interface EvaluationInput {
  readonly mc: { readonly m: binaryen.Module; readonly known: { readonly mutableBase: number } };
  readonly steps: number;
  /** Clears, in the memory from `base` on, what only the first `steps` needed. */
  readonly forget: (steps: number, image: { readonly base: number; readonly bytes: Uint8Array }) => void;
  /** Exports to call when the first `steps` have run: they compile the regular expressions that the rest may evaluate. */
  readonly patterns: (steps: number, image: { readonly base: number; readonly bytes: Uint8Array }) => readonly string[];
}

/** A snapshot larger than this stays out of the module: its last step runs at boot instead. */
export const SNAPSHOT_BYTES_MAX = 16 << 20;

/** The bus register that errors record their stack by (docs/abi.md). */
const STACK_CAPTURE = 0x40004;
const SETTLING_ROUNDS = 2;

class EffectReached extends Error {}

export async function evaluateTopLevel(generated: EvaluationInput): Promise<Evaluation> {
  const { m, known } = generated.mc;
  const binary = m.emitBinary();
  m.dispose();
  const stop = (): never => {
    throw new EffectReached();
  };
  const module = await WebAssembly.compile(binary as Uint8Array<ArrayBuffer>);
  // An error made at build time has no record of its stack, as on a host that keeps none.
  const read = (address: number): number => (address === STACK_CAPTURE ? 0 : stop());
  const write = (address: number): void => (address === STACK_CAPTURE ? undefined : stop());
  const instance = await WebAssembly.instantiate(module, { virtio: { read, write, now: stop } });
  const exports = instance.exports as Record<string, unknown>;
  const memory = exports['memory'] as WebAssembly.Memory;
  const region = (): Uint8Array => new Uint8Array(memory.buffer, known.mutableBase);
  let steps = 0;
  let stopped = 'all of it ran';
  let before = region().slice();
  for (; steps < generated.steps; steps++) {
    const step = exports[`step.${steps}`];
    if (typeof step !== 'function') {
      stopped = 'top-level await';
      break;
    }
    const reason = attempt(step as () => void);
    if (reason === null && memory.buffer.byteLength - known.mutableBase > SNAPSHOT_BYTES_MAX)
      stopped = 'the snapshot would exceed its limit';
    else if (reason !== null) stopped = reason;
    else {
      before = region().slice();
      continue;
    }
    restore(region(), before);
    break;
  }
  const prepared = generated.patterns(steps, { base: known.mutableBase, bytes: region() }).filter((name) => {
    if (attempt(exports[name] as () => void) === null) {
      before = region().slice();
      return true;
    }
    restore(region(), before);
    return false;
  });
  if (steps === 0 && prepared.length === 0) return { steps: 0, image: null, stopped };
  // What was reachable only from what is cleared goes with the first collection, and shows the rest to be cleared.
  for (let round = 0; round < SETTLING_ROUNDS; round++) {
    generated.forget(steps, { base: known.mutableBase, bytes: region() });
    (exports['settle'] as () => void)();
  }
  return { steps, image: { base: known.mutableBase, bytes: region().slice() }, stopped };
}

function attempt(step: () => void): string | null {
  try {
    step();
    return null;
  } catch (error) {
    return error instanceof EffectReached
      ? 'it reaches an effect'
      : error instanceof RangeError
        ? 'it exceeds the stack'
        : 'it throws';
  }
}

function restore(region: Uint8Array, before: Uint8Array): void {
  region.set(before);
  region.fill(0, before.length);
}
