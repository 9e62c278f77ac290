// Positions of a `.map` as a reader of stacks wants them: code of the language that was inlined into a function of the program counts as
// the place where that function stands, and nothing of an earlier function reaches into a later one.
import type { MapFunction, MapPosition, SourceMapJson } from './source-map.ts';

type Map = Pick<SourceMapJson, 'sources' | 'functions' | 'positions'>;

/** Sources of the language's own functions. */
const LANGUAGE = /[\\/]runtime[\\/]lang[\\/]/;

/** The map with such positions. `starts[i]`: the offset in the module where the code of function i begins; -1 where it has none. */
export function ownPositions<M extends Map>(map: M, starts: readonly number[]): M {
  const ofLanguage = map.sources.map((source) => LANGUAGE.test(source));
  const functions = map.functions
    .filter(([index]) => (starts[index] ?? -1) >= 0)
    .toSorted(([a], [b]) => starts[a]! - starts[b]!);
  const positions: MapPosition[] = [];
  let next = 0;
  for (const [at, entry] of functions.entries()) {
    const start = starts[entry[0]]!;
    const following = functions[at + 1];
    const end = following === undefined ? Infinity : starts[following[0]]!;
    while (next < map.positions.length && map.positions[next]![0] < start) next++;
    positions.push(begin(entry, start));
    const inside = !ofLanguage[entry[2]];
    for (; next < map.positions.length && map.positions[next]![0] < end; next++) {
      const position = map.positions[next]!;
      if (inside && ofLanguage[position[1]]) continue;
      if (positions.at(-1)![0] === position[0]) positions.pop();
      positions.push(position);
    }
  }
  return { ...map, positions };
}

/** Where the function is declared: valid until a position of its own. */
function begin([, , source, line, column]: MapFunction, start: number): MapPosition {
  return [start, source, line, column];
}
