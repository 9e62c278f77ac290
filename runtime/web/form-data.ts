// `FormData` (XHR §4): names with texts or files, in order.

import { Blob, File } from './blob.ts';
import { braced, quoted } from './inspect-text.ts';

export type FormDataEntryValue = string | File;

export class FormData {
  #names: string[];
  #values: FormDataEntryValue[];

  constructor() {
    this.#names = [];
    this.#values = [];
  }

  append(name: string, value: string | Blob, filename?: string): void {
    this.#names.push(`${name}`.toWellFormed());
    this.#values.push(entryValue(value, filename));
  }
  set(name: string, value: string | Blob, filename?: string): void {
    const wanted = `${name}`.toWellFormed();
    const index = this.#names.indexOf(wanted);
    if (index === -1) {
      this.append(name, value, filename);
      return;
    }
    this.#values[index] = entryValue(value, filename);
    this.#remove(wanted, index + 1);
  }
  delete(name: string): void {
    this.#remove(`${name}`.toWellFormed(), 0);
  }
  #remove(name: string, from: number): void {
    let kept = from;
    for (let i = from; i < this.#names.length; i++) {
      if (this.#names[i] === name) continue;
      this.#names[kept] = this.#names[i]!;
      this.#values[kept] = this.#values[i]!;
      kept++;
    }
    this.#names.length = kept;
    this.#values.length = kept;
  }
  get(name: string): FormDataEntryValue | null {
    const index = this.#names.indexOf(`${name}`.toWellFormed());
    return index === -1 ? null : this.#values[index]!;
  }
  getAll(name: string): FormDataEntryValue[] {
    const wanted = `${name}`.toWellFormed();
    const found: FormDataEntryValue[] = [];
    for (let i = 0; i < this.#names.length; i++) if (this.#names[i] === wanted) found.push(this.#values[i]!);
    return found;
  }
  has(name: string): boolean {
    return this.#names.includes(`${name}`.toWellFormed());
  }
  forEach(callback: (value: FormDataEntryValue, name: string, form: FormData) => void, thisArg?: unknown): void {
    for (let i = 0; i < this.#names.length; i++) callback.call(thisArg, this.#values[i]!, this.#names[i]!, this);
  }
  *entries(): IterableIterator<[string, FormDataEntryValue]> {
    for (let i = 0; i < this.#names.length; i++) yield [this.#names[i]!, this.#values[i]!];
  }
  *keys(): IterableIterator<string> {
    for (let i = 0; i < this.#names.length; i++) yield this.#names[i]!;
  }
  *values(): IterableIterator<FormDataEntryValue> {
    for (let i = 0; i < this.#names.length; i++) yield this.#values[i]!;
  }
  [Symbol.iterator](): IterableIterator<[string, FormDataEntryValue]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'FormData';
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth: number): string {
    if (depth < 0) return '[Object]';
    const parts: string[] = [];
    const done: string[] = [];
    for (const name of this.#names) {
      if (done.includes(name)) continue;
      done.push(name);
      const values = this.getAll(name).map((value) =>
        typeof value === 'string'
          ? quoted(value)
          : `File { size: ${value.size}, type: '${value.type}', name: '${value.name}' }`,
      );
      const key = /^[a-zA-Z_][a-zA-Z_0-9]*$/.test(name) ? name : quoted(name);
      parts.push(`${key}: ${values.length === 1 ? values[0]! : `[ ${values.join(', ')} ]`}`);
    }
    return braced('FormData', parts, '\n}');
  }
}

function entryValue(value: string | Blob, filename: string | undefined): FormDataEntryValue {
  if (!(value instanceof Blob)) return `${value}`.toWellFormed();
  if (value instanceof File && filename === undefined) return value;
  const options = value instanceof File ? { type: value.type, lastModified: value.lastModified } : { type: value.type };
  return new File([value], filename ?? 'blob', options);
}
