// Building a large string by appending, and reading it back.
let out = '';
for (let i = 0; i < 20000; i++) out += String.fromCharCode(97 + (i % 26));
console.log(out.length, out.slice(0, 30), out.charAt(19999), out.indexOf('xyza', 1000));
let reversed = '';
for (let i = 99; i >= 0; i--) reversed = out[i] + reversed;
console.log(reversed === out.slice(0, 100));
const parts: string[] = [];
for (let i = 0; i < 1000; i++) parts.push(`${i}:${i * i}`);
const joined = parts.join(';');
console.log(joined.length, joined.split(';').length, joined.endsWith('999:998001'));
let front = '';
for (let i = 0; i < 500; i++) front = i + ',' + front;
console.log(front.length, front.slice(0, 20));
