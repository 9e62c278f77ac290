// Uint8Array to and from Base64 and hexadecimal, with what is wrong with the input.
const t = (f: () => unknown): void => { try { console.log(f()); } catch (e) { console.log((e as Error).name, (e as Error).message); } };
