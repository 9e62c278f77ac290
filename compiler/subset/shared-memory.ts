// `SharedArrayBuffer` and `Atomics`: an instance has one thread.
import { isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['SharedArrayBuffer', 'Atomics']);

export const checkSharedMemory: Check = (node, frontend) =>
  isGlobal(node, NAMES, frontend) ? refused('CSN1024', node, node.text) : undefined;
