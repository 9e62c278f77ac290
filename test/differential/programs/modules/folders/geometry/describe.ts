// Imports from below and above.
import { area } from './shapes/circle.ts';
import { PI } from '../constants.ts';
export const describe = (r: number): string => `circle of ${area(r)} with pi ${PI}`;
