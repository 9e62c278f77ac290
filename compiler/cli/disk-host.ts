// The compiler's files, on a disk, with a record of what it asked for. It exists so that the pipeline never touches `fs`,
// and so that a cached result can be trusted: it holds exactly as long as every question still has the same answer.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { compress } from './compress.ts';
import type { FileHost } from './pipeline.ts';

/** One question to the disk, and a digest of its answer. */
export interface Observation {
  readonly question: 'file' | 'exists' | 'directory' | 'list' | 'real';
  readonly path: string;
  readonly answer: string;
}

/** More than this is not recorded, and the result is not cached. */
export const OBSERVATIONS_MAX = 20_000;

export interface RecordingHost extends FileHost {
  /** What was asked so far; undefined when it was too much to record. */
  observations(): readonly Observation[] | undefined;
}

/** A host that answers from the disk and records. */
export function recordingHost(): RecordingHost {
  const seen = new Map<string, Observation>();
  const record = (question: Observation['question'], path: string, answer: string): void => {
    if (seen.size <= OBSERVATIONS_MAX) seen.set(`${question} ${path}`, { question, path, answer });
  };
  const read = (path: string): Uint8Array | undefined => {
    const bytes = readOrUndefined(path);
    record('file', path, digest(bytes));
    return bytes;
  };
  const exists = (path: string): boolean => {
    const answer = kindOf(path) === 'file';
    record('exists', path, `${answer}`);
    return answer;
  };
  const list = (path: string): readonly string[] => {
    const names = listOrEmpty(path);
    record('list', path, digest(names.join('\n')));
    return names;
  };
  const text = (path: string): string | undefined => {
    const bytes = read(path);
    return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
  };
  return {
    readText: text,
    readFile: text,
    readBytes: read,
    compress,
    exists,
    fileExists: exists,
    list,
    readDirectory: list,
    directoryExists: (path) => {
      const answer = kindOf(path) === 'directory';
      record('directory', path, `${answer}`);
      return answer;
    },
    realPath: (path) => {
      const answer = realOrSame(path);
      record('real', path, answer);
      return answer;
    },
    observations: () => (seen.size > OBSERVATIONS_MAX ? undefined : [...seen.values()]),
  };
}

/** True when the disk still gives every recorded answer. */
export function stillHolds(observations: readonly Observation[]): boolean {
  return observations.every(({ question, path, answer }) => answerTo(question, path) === answer);
}

function answerTo(question: Observation['question'], path: string): string {
  if (question === 'file') return digest(readOrUndefined(path));
  if (question === 'exists') return `${kindOf(path) === 'file'}`;
  if (question === 'directory') return `${kindOf(path) === 'directory'}`;
  return question === 'list' ? digest(listOrEmpty(path).join('\n')) : realOrSame(path);
}

export function digest(contents: Uint8Array | string | undefined): string {
  return contents === undefined ? 'none' : createHash('sha256').update(contents).digest('hex').slice(0, 32);
}

function readOrUndefined(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function kindOf(path: string): 'file' | 'directory' | 'none' {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'none' : found.isDirectory() ? 'directory' : 'file';
}

function listOrEmpty(path: string): string[] {
  try {
    return readdirSync(path).toSorted();
  } catch {
    return [];
  }
}

function realOrSame(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
