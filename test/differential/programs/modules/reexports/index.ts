// A barrel.
export * from './a.ts';
export { original as renamed } from './b.ts';
export * as utils from './utils.ts';
export { default as def } from './b.ts';
export type { Shape } from './types.ts';
