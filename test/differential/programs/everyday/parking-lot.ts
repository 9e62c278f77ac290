// Slots, tickets, fees and a full lot.
class Lot {
  readonly #free: number[];
  readonly #tickets = new Map<string, { slot: number; at: number }>();
  constructor(size: number) {
    this.#free = Array.from({ length: size }, (_, i) => i + 1);
  }
  enter(plate: string, at: number): string {
    if (this.#tickets.has(plate)) return `${plate} is already in`;
    const slot = this.#free.shift();
    if (slot === undefined) return 'full';
    this.#tickets.set(plate, { slot, at });
    return `slot ${slot}`;
  }
  leave(plate: string, at: number): string {
    const t = this.#tickets.get(plate);
    if (!t) return `${plate} unknown`;
    this.#tickets.delete(plate);
    this.#free.push(t.slot);
    this.#free.sort((a, b) => a - b);
    return `fee ${(Math.ceil(Math.max(0, at - t.at - 15) / 60) * 2.5).toFixed(2)}`;
  }
}
const lot = new Lot(2);
console.log(lot.enter('A', 0), lot.enter('A', 1), lot.enter('B', 5), lot.enter('C', 6), lot.leave('A', 10), lot.enter('C', 20), lot.leave('B', 200), lot.leave('Z', 1), lot.leave('C', 81));
