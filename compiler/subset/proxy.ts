// `Proxy`: property access is resolved at build time.
import { isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['Proxy']);

export const checkProxy: Check = (node, frontend) =>
  isGlobal(node, NAMES, frontend) ? refused('CSN1006', node) : undefined;
