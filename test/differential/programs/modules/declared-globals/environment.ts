// What libraries do to run everywhere.
declare const TextEncoder: any;
declare const document: { title: string } | undefined;
declare const Deno: { version: { deno: string } } | undefined;

declare global {
  var window: { location: { host: string } } | undefined;
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export const isBrowser = (): boolean => typeof window !== 'undefined' && typeof document !== 'undefined';

export function host(): string {
  return typeof window === 'undefined' ? 'none' : window.location.host;
}

export function version(): string {
  if (typeof Deno !== 'undefined') return Deno.version.deno;
  return typeof TextEncoder + ' ' + typeof console;
}

export function title(): string {
  return document!.title;
}
