// `declare` in a module names a global that exists, or one that the program asks for with `typeof` before it reads it.
import { encode, host, isBrowser, title, version } from './environment.ts';

declare const TextDecoder: new (label?: string) => { decode(bytes: Uint8Array): string };
declare function parseInt(text: string, radix: number): number;
declare function atob(text: string): string;

console.log(encode('grüße'));
console.log(new TextDecoder('utf-8').decode(encode('grüße')));
console.log(parseInt('ff', 16), atob('aGk='));
console.log(isBrowser(), host(), version());
try {
  console.log(title());
} catch (error) {
  console.log(error instanceof ReferenceError, (error as Error).message);
}
