// A JSON module.
import data from './data.json' with { type: 'json' };
console.log(data.name, data.list.length, data.nested.deep[1], JSON.stringify(data));
for (const [k, v] of Object.entries(data.counts)) console.log(k, v + 1);
