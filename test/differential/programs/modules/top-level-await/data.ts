// Awaits twice.
import { order } from './order.ts';
order.push('data start');
const first = await Promise.resolve(20);
const second = await new Promise<number>((r) => setTimeout(() => r(22), 1));
order.push('data end');
export const data = first + second;
