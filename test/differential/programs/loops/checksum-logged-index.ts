// A checksum loop whose index is also logged, stored in a union and in a tuple.
const data = new Uint8Array(1000).map((_, i) => (i * 37) & 255);
const marks: (string | number)[] = [];
const pairs: [string, number][] = [];
let sum = 0;
for (let i = 0; i < data.length; i += 2) {
  sum += (data[i] << 8) | data[i + 1];
  if (i % 250 === 0) {
    marks.push(i, `at ${i}`);
    pairs.push(['i', i]);
    console.log(i, sum);
  }
}
while (sum >>> 16) sum = (sum & 0xffff) + (sum >>> 16);
console.log(sum, ~sum & 0xffff, marks, new Map(pairs));
