// `eval`: the program is closed at build time.
import { isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['eval']);

export const checkEval: Check = (node, frontend) =>
  isGlobal(node, NAMES, frontend) ? refused('CSN1001', node) : undefined;
