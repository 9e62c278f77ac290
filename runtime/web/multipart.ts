// multipart/form-data (RFC 7578, HTML §4.10.22.8): forms with files as bytes, both ways. Parts and their heads are bounded, since a
// client makes them.

import { File, joined } from './blob.ts';
import { FormData } from './form-data.ts';

/** Parts of one form. */
export const PARTS_MAX = 1000;
/** The header lines of one part. */
export const PART_HEAD_BYTES_MAX = 4096;

/** The body of a form; `boundary` must not occur in it. */
export function encodeMultipart(form: FormData, boundary: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name.replace(/\r\n|\r|\n/g, '\r\n'))}"`;
    if (typeof value === 'string') {
      pieces.push(encoder.encode(`${head}\r\n\r\n${value.replace(/\r\n|\r|\n/g, '\r\n')}\r\n`));
      continue;
    }
    const type = value.type === '' ? 'application/octet-stream' : value.type;
    pieces.push(encoder.encode(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
    pieces.push(value.contents, encoder.encode('\r\n'));
  }
  pieces.push(encoder.encode(`--${boundary}--\r\n`));
  return joined(pieces);
}
function escaped(text: string): string {
  return text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

/** The form in `bytes`; undefined when it is malformed. */
export function decodeMultipart(bytes: Uint8Array, boundary: string): FormData | undefined {
  const form = new FormData();
  const encoder = new TextEncoder();
  const delimiter = encoder.encode(`--${boundary}`);
  const between = encoder.encode(`\r\n--${boundary}`);
  let at = indexOfBytes(bytes, delimiter, 0);
  if (at !== 0) return undefined;
  at += delimiter.length;
  for (let parts = 0; parts <= PARTS_MAX; parts++) {
    if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) return form;
    if (bytes[at] !== 0x0d || bytes[at + 1] !== 0x0a) return undefined;
    const headEnd = indexOfBytes(bytes, HEAD_END, at);
    if (headEnd === -1 || headEnd - at > PART_HEAD_BYTES_MAX) return undefined;
    const end = indexOfBytes(bytes, between, headEnd + 2);
    if (end === -1) return undefined;
    const start = headEnd + HEAD_END.length;
    if (
      !addPart(form, new TextDecoder().decode(bytes.subarray(at + 2, headEnd)), bytes.slice(Math.min(start, end), end))
    )
      return undefined;
    at = end + between.length;
  }
  return undefined;
}
const HEAD_END = new Uint8Array([0x0d, 0x0a, 0x0d, 0x0a]);

function addPart(form: FormData, head: string, content: Uint8Array<ArrayBuffer>): boolean {
  let name: string | undefined;
  let filename: string | undefined;
  let type = '';
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const field = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (field === 'content-type') type = value;
    if (field !== 'content-disposition' || !value.toLowerCase().startsWith('form-data')) continue;
    name = parameter(value, 'name');
    filename = parameter(value, 'filename');
  }
  if (name === undefined) return false;
  if (filename === undefined) form.append(name, new TextDecoder().decode(content));
  else form.append(name, new File([content], filename, { type: type === '' ? 'text/plain' : type }));
  return true;
}

/** A quoted parameter of Content-Disposition; undefined when it is not there. */
function parameter(value: string, wanted: string): string | undefined {
  const start = value.indexOf(`; ${wanted}="`);
  if (start === -1) return undefined;
  const from = start + wanted.length + 4;
  const end = value.indexOf('"', from);
  if (end === -1) return undefined;
  return value.slice(from, end).replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%22', '"');
}

/** Where `pattern` first stands from `from` on; -1 if nowhere. Boundaries start with rare bytes, so this is quick. */
function indexOfBytes(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const last = bytes.length - pattern.length;
  for (let i = from; i <= last; i++) {
    let length = 0;
    while (length < pattern.length && bytes[i + length] === pattern[length]) length++;
    if (length === pattern.length) return i;
  }
  return -1;
}
