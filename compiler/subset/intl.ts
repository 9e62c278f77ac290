// `Intl`: a module carries no locale data.
import { isGlobal, refused, type Check } from './check.ts';

const NAMES = new Set(['Intl']);

export const checkIntl: Check = (node, frontend) =>
  isGlobal(node, NAMES, frontend) ? refused('CSN1014', node) : undefined;
