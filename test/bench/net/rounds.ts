// What the network benchmarks share: CPU time of processes and of everybody else, medians of interleaved rounds, a table.

import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, the unit of times in /proc; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Seconds in user and kernel mode. */
  readonly seconds: number;
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        // proc_pid_stat(5): behind the name in parentheses come state, ppid, …, utime as the 14th field, stime as the 15th.
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        const ticks = Number(fields[11]) + Number(fields[12]);
        return [{ pid: Number(name), parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND }];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
}

/** CPU seconds of a process and its descendants. */
export function cpuSeconds(root: number): number {
  const all = processes();
  const family = new Set([root]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid, parent } of all) {
      if (!family.has(parent) || family.has(pid)) continue;
      family.add(pid);
      grown = true;
    }
  }
  return all.filter(({ pid }) => family.has(pid)).reduce((total, { seconds }) => total + seconds, 0);
}

/** CPU seconds that all processes together have used, interrupts apart. */
export function busySeconds(): number {
  const [line] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user, nice, system] = line!.split(/\s+/).slice(1).map(Number);
  return (user! + nice! + system!) / TICKS_PER_SECOND;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** `1.23 (1.10 to 1.31)`. */
export function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

/** Prints rows under their heads, the first column left, the others right aligned. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  console.log(line(head));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
}
