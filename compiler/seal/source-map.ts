// The `.map` beside a module: function names and the TypeScript position of code offsets, and what the build did.
// It exists so that what ships stays small while traps, `size` and `inspect` still speak of TypeScript lines.
// The format is in docs/abi.md: JSON, version 1, all lists sorted by their first element.

/** Index of the function, name, index of its source, line, column, and its bytes in the code section. */
export type MapFunction = readonly [
  index: number,
  name: string,
  source: number,
  line: number,
  column: number,
  bytes?: number,
];
/** Offset in the module, index of the source, line, column; holds up to the next entry. */
export type MapPosition = readonly [offset: number, source: number, line: number, column: number];

export interface SourceMapJson {
  readonly version: 1;
  readonly sources: readonly string[];
  readonly functions: readonly MapFunction[];
  readonly positions: readonly MapPosition[];
  /** Optional: what ran at build time. */
  readonly build?: BuildSummary;
}

/** What the build evaluated; part of the `.map`, so it holds nothing that differs from one build to the next. */
export interface BuildSummary {
  /** Statements at the top level of the program's modules, and how many of them ran at build time. */
  readonly statements: number;
  readonly evaluated: number;
  /** Why evaluation ended where it did. */
  readonly stopped: string;
}

export type SourceMapResult =
  { readonly ok: true; readonly map: SourceMapJson } | { readonly ok: false; readonly reason: string };

/** One entry a line, so that a diff of two maps can be read. */
export function encodeSourceMap(map: SourceMapJson): string {
  const list = (entries: readonly unknown[]): string => entries.map((entry) => JSON.stringify(entry)).join(',\n');
  const build = map.build === undefined ? '' : `,\n"build":${JSON.stringify(map.build)}`;
  return (
    `{"version":1,\n"sources":${JSON.stringify(map.sources)},\n"functions":[\n${list(map.functions)}],\n` +
    `"positions":[\n${list(map.positions)}]${build}}\n`
  );
}

/** Reads a `.map`; a foreign or damaged file is a reason, never an exception. */
export function decodeSourceMap(text: string): SourceMapResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  const map = value as Partial<SourceMapJson> | null;
  if (map === null || typeof map !== 'object' || map.version !== 1)
    return { ok: false, reason: 'its version is not 1' };
  const valid =
    Array.isArray(map.sources) &&
    map.sources.every((source) => typeof source === 'string') &&
    isTable(map.functions, 5, 1) &&
    isTable(map.positions, 4, -1);
  return valid
    ? { ok: true, map: map as SourceMapJson }
    : { ok: false, reason: 'its lists are not of the documented form' };
}

/** Rows of at least `width` numbers, but for a text in column `textColumn`. */
function isTable(rows: unknown, width: number, textColumn: number): boolean {
  if (!Array.isArray(rows)) return false;
  return rows.every(
    (row: unknown) =>
      Array.isArray(row) &&
      row.length >= width &&
      row.every((cell, column) => typeof cell === (column === textColumn ? 'string' : 'number')),
  );
}

/** The position that covers `offset`, by binary search. */
export function positionAt(map: SourceMapJson, offset: number): MapPosition | undefined {
  let low = 0;
  let high = map.positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((map.positions[middle] as MapPosition)[0] <= offset) low = middle + 1;
    else high = middle;
  }
  return map.positions[low - 1];
}
