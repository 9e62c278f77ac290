// State shared by modules through live bindings, setters and objects.
import { count, increment, state, onChange } from './state.ts';
import { report, bumpTwice } from './report.ts';
const log: number[] = [];
onChange((n) => log.push(n));
increment();
bumpTwice();
state.label = 'changed';
console.log(count, report(), log, state);
