// What the frontend asks of the world: files by absolute path. It exists so that the compiler runs on a disk, in a test
// on a map, and in a browser alike; only the command line implements it with `fs`.

export interface FileHost {
  /** The text of a file, or undefined when there is none. Paths are absolute with `/`. */
  readFile(path: string): string | undefined;
  /** The bytes of a file, for imports with `type: "bytes"`. */
  readBytes(path: string): Uint8Array | undefined;
  /** A compressed form of bytes, the same on every machine; undefined where the host cannot compress. */
  compress?(bytes: Uint8Array, coding: 'gzip' | 'brotli'): Uint8Array | undefined;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  /** Names in a directory; empty when there is none. */
  readDirectory(path: string): readonly string[];
  /** Resolves symbolic links, so that one file is one module. */
  realPath(path: string): string;
}

export interface FrontendOptions {
  /** The folder `runtime/` of this package. */
  readonly runtimeDirectory: string;
  /** The folder of TypeScript's `lib.*.d.ts` files; found beside the `typescript` package when missing. */
  readonly libDirectory?: string;
  /** The network stack is the one without IPv6. */
  readonly ipv4Only?: boolean;
  /** Extra compiler options in tsconfig form (`paths`, `verbatimModuleSyntax`, …); ours win where they must. */
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}
