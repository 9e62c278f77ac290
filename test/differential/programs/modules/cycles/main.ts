// Import cycles: functions work across, values follow the order of evaluation.
import { isEven } from './even.ts';
import { isOdd, oddName } from './odd.ts';
import { Parent } from './parent.ts';
console.log(isEven(10), isOdd(7), isEven(3), oddName(), new Parent().child().describe());
