// The reviver's third argument: the source text of primitives that were not changed meanwhile.
const log: unknown[] = [];
const show = (k: string, v: unknown, context: unknown): unknown => { log.push([k, typeof v === 'object' ? '-' : v, JSON.stringify(context)]); return v; };
JSON.parse(' {"a":1.50,"b" : [true,null,"s\\"\\u0041"],"c":{"d":-0,"e":12345678901234567890, "__proto__": 1e3}, "":[ ] , "a":2} ', show as never); console.log(log);
type Reviver = (this: any, k: string, v: any, context: { source?: string }) => unknown;
const parse = (text: string, reviver: Reviver): any => JSON.parse(text, reviver as never);
console.log(parse('{"id":12345678901234567890,"n":1,"list":[9007199254740993]}', (_k, v, { source }) => (typeof v === 'number' && !Number.isSafeInteger(v) ? BigInt(source!) : v)));
console.log(parse('[1,2,{"x":3},[4,5]]', function (k, v, context) { if (k === '0' && this.length === 4 && v === 1) { this[1] = 9; this[3] = [4, 7, 8]; this[2].y = 1; } return 'source' in context ? `${context.source}` : v; }));
console.log(parse('{"keep":1,"toString":2,"drop":3}', function (k, v, context) { if (k === 'keep') { delete this.drop; this.added = 5; } return k === '' ? [Object.keys(v), v.added] : [v, context.source]; }));
console.log(parse('1', (k, v, c) => [k, v, Object.keys(c)]), parse('"x"', (_k, v, c) => v + c.source), parse('[]', (_k, v, c) => [v, c]), JSON.parse('{"a":[1,2]}', (k, v) => (k === 'a' ? v.length : v)));
try { parse('[1', () => 0); } catch (e) { console.log((e as Error).name); }
const run = (text: string, f: (this: any, k: string, v: any) => unknown): void => {
  const lines: string[] = [];
  JSON.parse(text, function (this: any, k: string, v: any, c: { source?: string }) { lines.push(`${k}:${typeof v === 'object' ? 'o' : v}/${c.source}`); return f.call(this, k, v) ?? v; } as never);
  console.log(text, lines.join(' '));
};
run('[1,[4,5]]',function (k, v) { if(k==='0'&&v===1) this[1]=[4,5]; });
run('[1,[4,5]]',function (k, v) { if(k==='0'&&v===1) this[1]=[4,5,6]; });
run('[1,[4,5]]',function (k, v) { if(k==='0'&&v===1) this[1]=[4]; });
run('[1,[4,5]]',function (k, v) { if(k==='0'&&v===1) this[1][1]=7; });
run('[1,[4,5]]',function (k, v) { if(k==='0'&&v===1) this[1].push(7); });
run('[1,[4,5],6]',function (k, v) { if(k==='0'&&v===1) this[1].length=1; });
run('[1,{"a":4,"b":5},6]',function (k, v) { if(k==='0'&&v===1) this[1]={a:4,b:5}; });
run('[1,{"a":4,"b":5},6]',function (k, v) { if(k==='0'&&v===1) {this[1].c=7; this[1].a=4;} });
run('[1,{"a":4,"b":5},6]',function (k, v) { if(k==='0'&&v===1) {delete this[1].a; } });
run('[1,{"a":4,"b":5},6]',function (k, v) { if(k==='0'&&v===1) {this[2]=6; this[1]=this[1]; } });
run('[1,{"a":4,"b":5},6]',function (k, v) { if(k==='0'&&v===1) {this[1]=6; this[2]={a:4}; } });
run('{"x":1,"y":[2],"z":{"w":3}}',function (k, v) { if(k==='x') {this.y=[2]; this.z={w:3}; } });
run('{"x":1,"y":[2],"z":{"w":3}}',function (k, v) { if(k==='x') {this.y[0]=2; this.z.w=3; } });
run('{"x":1,"y":[2,[3]],"z":{"w":3}}',function (k, v) { if(k==='x') {const t=this.z; this.y[1]=[3]; this.z={w:t.w}; } });
