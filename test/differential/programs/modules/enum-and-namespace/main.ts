// Enums, const enums, namespaces and merged declarations across modules.
import { Color, Level, Util, name } from './defs.ts';
console.log(Color.Green, Color[0], Level.High, Util.twice(Color.Blue), Util.Inner.VERSION, name(Color.Red));
for (const c of [Color.Red, Color.Blue] as const) console.log(c, Color[c]);
