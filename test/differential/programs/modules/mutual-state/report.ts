// A reader and writer.
import * as s from './state.ts';
export const report = (): string => `${s.state.label}:${s.count}:${s.state.history.join('+')}`;
export const bumpTwice = (): void => {
  s.increment();
  s.increment(10);
};
