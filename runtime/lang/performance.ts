// performance.now and timeOrigin (High Resolution Time §7): the bus clock in ms, and when it stood at zero.
import { busNow, type f64 } from './intrinsics.ts';

const NS_PER_MS: f64 = 1000000;

export function performance_now(): f64 {
  return busNow() / NS_PER_MS;
}
export function performance_$get_timeOrigin(): f64 {
  return (Date.now() as f64) - busNow() / NS_PER_MS;
}
