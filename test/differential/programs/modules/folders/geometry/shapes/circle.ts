// The leaf.
import { PI } from '../../constants.ts';
export const area = (r: number): number => PI * r * r;
