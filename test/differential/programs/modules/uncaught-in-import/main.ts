// An error while an imported module runs: the importer never does. (exit code 1)
import { value } from './bad.ts';
console.log('never', value);
