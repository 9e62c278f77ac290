// JSON.parse puts objects together from the keys that usually follow each other: objects that differ in their keys, their order,
// their number, with keys that come twice or are indices, nested deeply, many of them, with errors in the middle.

function show(text: string): void {
  try {
    const value: unknown = JSON.parse(text);
    const again = JSON.stringify(value);
    console.log(again.length > 300 ? `${again.slice(0, 100)}…${again.length}` : again);
  } catch (error) {
    console.log((error as Error).name, (error as Error).message);
  }
}

show('[{"a":1,"b":2},{"a":3,"b":4},{"b":5,"a":6},{"a":7},{"a":8,"b":9,"c":10},{"a":11,"ab":12},{"a":13,"b":14}]');
show('[{"a":1,"a":2},{"a":1,"b":2,"a":3,"c":4},{"x":{"a":1,"a":[2]},"y":0},{"a":1}]');
show('[{"a":1,"1":2,"0":3,"b":4},{"1":1},{"a":{"2":{"b":{"1":[{"c":1}]}}}},{"a":1,"b":2}]');
show('[{"a":1,"b":2,"c":3,"d":4,"e":5},{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9},{"a":1},{},{"e":5}]');
show('{"é":1,"ключ":2,"":3,"a b":4,"\\u0061":5,"\\"":6,"__proto__":{"x":1},"constructor":7,"toString":8}');
show('[{"é":1},{"é":2},{"ключ":1},{"ключ":2},{"a\\n":1},{"a\\n":2}]');
show('[{"a":1},{"a" : 2},{"a":3,},{"a":4}]');
show('[{"a":1},{"a');
show('[{"a":1},{"a"');
show('[{"a":1},{"b":{"c":[1,2,{"d":}]}}]');
show('[1,2,[3,[4,[5,[6,[7]]]]],{"a":[{"b":[{"c":[]}]}]}]');
show('"' + 'x'.repeat(7) + '\\n' + 'y'.repeat(9) + '"');
show('"12345678\u00011234"');
show('["1234567\\"","12345678","123456789","é12345678","\\u00e9\\ud83d\\ude00 plain"]');
show('[0,-0,1,-1,12345678,123456789,1234567890,12345678901234567890,0.1,1e5,1E-5,-1.5e+3,01]');
show('[1.]');
show('[-]');
show('[1e]');
show('  [ 1 ,\t2\n,\r3 ]  x');

let wide = '';
for (let i = 0; i < 200; i++) wide += `${i === 0 ? '' : ','}"key${i}":${i}`;
show(`[{${wide}},{${wide}}]`);
const rows: string[] = [];
for (let i = 0; i < 150; i++) {
  const optional = i % 3 === 0 ? `,"o${i % 5}":[${i},"t${i % 7}"]` : '';
  rows.push(`{"id":${i},"name":"n${i % 10}","nested":{"x":${i / 4},"y":null,"z":true}${optional},"last":"é\\t${i}"}`);
}
show(`[${rows.join()}]`);
interface Row {
  readonly id: number;
  readonly name: string;
  readonly nested: { readonly x: number };
  readonly last: string;
}
let sum = 0;
for (let round = 0; round < 2; round++)
  for (const { id, name, nested, last } of JSON.parse(`[${rows.join(' , ')}]`) as Row[]) sum += id + name.length + nested.x + last.length;
console.log(sum);
show('['.repeat(400) + ']'.repeat(400));
show('{"a":'.repeat(200) + '1' + '}'.repeat(200));
const parsed = JSON.parse('[{"a":1,"b":2,"c":3,"d":4,"e":5},{"a":1,"b":2,"c":3,"d":4,"e":5}]') as Record<string, number>[];
for (const record of parsed) {
  record['f'] = 6;
  delete record['b'];
  record['g'] = 7;
  record['b'] = 8;
  console.log(Object.keys(record).join(), Object.values(record).join(), record, { ...record });
}
console.log(JSON.parse('[{"a":[1,{"b":2}]},{"a":[1,{"b":3}]}]', (key, value: unknown) => (key === 'b' ? (value as number) * 2 : value)));
