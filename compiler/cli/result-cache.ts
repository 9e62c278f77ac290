// Results of earlier builds and checks, kept on disk. It exists so that `caisson run app.ts` and `caisson check` answer at
// once when nothing has changed. An entry holds while every file that the compiler asked for still has the same contents.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest, stillHolds, type Observation } from './disk-host.ts';

/** Entries kept; the least recently used go first. */
export const CACHE_ENTRIES_MAX = 64;

/** Files of one entry, by name; the name becomes part of a file name. */
export type CachedFiles = Readonly<Record<string, Uint8Array | string>>;

interface CacheRecord {
  readonly observations: readonly Observation[];
  readonly files: readonly string[];
}

export class ResultCache {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The paths of an entry's files, or undefined when there is none that still holds. */
  find(key: string): Readonly<Record<string, string>> | undefined {
    const record = this.#read(key);
    if (record === undefined || !stillHolds(record.observations)) return undefined;
    const paths = Object.fromEntries(record.files.map((name) => [name, this.#path(key, name)]));
    if (!Object.values(paths).every((path) => statSync(path, { throwIfNoEntry: false }) !== undefined))
      return undefined;
    const now = new Date();
    utimesSync(this.#path(key, 'json'), now, now);
    return paths;
  }

  /** Stores an entry and returns the paths of its files. */
  store(key: string, observations: readonly Observation[], files: CachedFiles): Readonly<Record<string, string>> {
    mkdirSync(this.#directory, { recursive: true });
    this.#prune();
    const record: CacheRecord = { observations, files: Object.keys(files) };
    const paths: Record<string, string> = {};
    for (const [name, contents] of Object.entries(files)) paths[name] = this.#write(key, name, contents);
    this.#write(key, 'json', JSON.stringify(record));
    return paths;
  }

  #path(key: string, name: string): string {
    return join(this.#directory, `${key}.${name}`);
  }

  #write(key: string, name: string, contents: Uint8Array | string): string {
    const path = this.#path(key, name);
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
    return path;
  }

  #read(key: string): CacheRecord | undefined {
    try {
      return JSON.parse(readFileSync(this.#path(key, 'json'), 'utf8')) as CacheRecord;
    } catch {
      return undefined;
    }
  }

  #prune(): void {
    const records = readdirSync(this.#directory).filter((name) => name.endsWith('.json'));
    if (records.length < CACHE_ENTRIES_MAX) return;
    const age = (name: string): number =>
      statSync(join(this.#directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const oldest = records.toSorted((a, b) => age(a) - age(b)).slice(0, records.length - CACHE_ENTRIES_MAX + 1);
    for (const record of oldest) {
      const key = record.slice(0, -'json'.length);
      for (const name of readdirSync(this.#directory)) {
        if (name.startsWith(key)) rmSync(join(this.#directory, name), { force: true });
      }
    }
  }
}

/** Where a user's caches belong (XDG base directories). */
export function cacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'caisson');
}

/** A key over the options and the compiler itself: its files by name, size and time. */
export function cacheKey(parts: Readonly<Record<string, unknown>>): string {
  return digest(JSON.stringify({ parts, compiler: compilerIdentity(), node: process.version }));
}

function compilerIdentity(): string {
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));
  const stamps = files.toSorted().map((name) => {
    const { size, mtimeMs } = statSync(join(root, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return digest(stamps.join('\n'));
}
