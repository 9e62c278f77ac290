// What the regular expressions of a program need of the runtime: tables of Unicode and the parsing of classes with strings are
// linked only where a pattern asks for them, or where a pattern is not known before the program runs.
import type { ModuleContext } from './context.ts';

/** Whether a pattern can have a feature. */
export function isPatternMade(mc: ModuleContext, feature: string): boolean {
  return mc.known.made.has(`pattern:${feature}`);
}
/** Notes what a pattern needs; null where its text or flags are not constant. */
export function notePattern(mc: ModuleContext, pattern: { text: string; flags: string } | null): void {
  for (const [feature, needs] of Object.entries(PATTERN_FEATURES))
    if (pattern === null || needs(pattern.text, pattern.flags)) mc.data.made.add(`pattern:${feature}`);
}
/** Notes that an expression may have an `exec` of its own: methods then ask for it. */
export function noteOverridden(mc: ModuleContext): void {
  mc.data.made.add('pattern:overridden');
}
const PATTERN_FEATURES: Readonly<Record<string, (text: string, flags: string) => boolean>> = {
  strings: (text, flags) => flags.includes('v') && /\\[pq]/.test(text),
  properties: (text, flags) => /[uv]/.test(flags) && /\\[pP]/.test(text),
  'wide-names': (text) => text.includes('(?<') && /[^\x00-\x7f]|\\u/.test(text),
};
