// Modules with top-level await finish before their importers.
import { data } from './data.ts';
import { order } from './order.ts';
order.push('main');
console.log(data, order);
