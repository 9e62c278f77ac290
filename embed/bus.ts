// The bus behind the imports `virtio.read` and `virtio.write`: 32 device slots, the boot parameters at 0x20000 and the
// control registers at 0x40000 (docs/abi.md). It exists so that an address is decoded in one place.
import type { GuestMemory } from './guest-memory.ts';
import type { DeviceModel } from './device.types.ts';
import { emptySlot, Slot } from './slot.ts';

export const SLOT_BYTES = 0x1000;
export const SLOTS = 32;
export const BOOT_PAGE = 0x20000;
/** "CAIS", little-endian. */
export const BOOT_MAGIC = 0x53494143;
/** The parameter text fills at most 0x20008..0x3ffff. */
export const BOOT_TEXT_BYTES_MAX = 0x20000 - 8;
export const GENERATION = 0x40000;
export const STACK_CAPTURE = 0x40004;

export interface BusDevice {
  /** The name in the manifest. */
  readonly name: string;
  readonly model: DeviceModel;
}

export class Bus {
  readonly #slots: readonly Slot[];
  readonly #bootText: Uint8Array;

  /** `devices[n]` stands in slot n. `wake` is called when a device owes the module a turn. */
  constructor(devices: readonly BusDevice[], bootText: Uint8Array, memory: GuestMemory, wake: () => void) {
    this.#bootText = bootText;
    this.#slots = devices.map(({ name, model }) => new Slot(model, name, memory, wake));
  }

  /** Whether any device can end a sleep without a deadline. */
  get bringsNews(): boolean {
    return this.#slots.some((slot) => slot.bringsNews);
  }

  read(address: number): number {
    const at = address >>> 0;
    // Accesses are total: where there is nothing, reads give 0.
    if (at % 4 !== 0) return 0;
    if (at < BOOT_PAGE) {
      const slot = this.#slots[Math.floor(at / SLOT_BYTES)];
      return slot === undefined ? emptySlot(at % SLOT_BYTES) : slot.read(at % SLOT_BYTES);
    }
    if (at === BOOT_PAGE) return BOOT_MAGIC;
    if (at === BOOT_PAGE + 4) return this.#bootText.length;
    const text = at - BOOT_PAGE - 8;
    let word = 0;
    for (let i = 0; i < 4; i++) word |= (this.#bootText[text + i] ?? 0) << (8 * i);
    return word;
  }

  write(address: number, value: number): void {
    const at = address >>> 0;
    // Stack capture needs the engine's help, which an embedding lacks: its registers stay 0.
    if (at % 4 === 0 && at < BOOT_PAGE) this.#slots[Math.floor(at / SLOT_BYTES)]?.write(at % SLOT_BYTES, value >>> 0);
  }

  /** Handles what drivers offered without a notification. */
  drain(): void {
    for (const slot of this.#slots) slot.drain();
  }
}

export type BootTextResult =
  { readonly ok: true; readonly text: Uint8Array } | { readonly ok: false; readonly reason: string };

/** The boot parameters as UTF-8 lines `key=value`. */
export function encodeBootText(params: Readonly<Record<string, string>>): BootTextResult {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(params)) {
    if (key === '' || /[=\n]/.test(key))
      return { ok: false, reason: `the key ${JSON.stringify(key)} has no line form` };
    if (value.includes('\n')) return { ok: false, reason: `the value of ${key} has a line end` };
    lines.push(`${key}=${value}\n`);
  }
  const text = new TextEncoder().encode(lines.join(''));
  if (text.length > BOOT_TEXT_BYTES_MAX) return { ok: false, reason: `they are over ${BOOT_TEXT_BYTES_MAX} bytes` };
  return { ok: true, text };
}
