// Compound assignment and increment on properties, elements and computed targets evaluates the target once.
let calls = 0;
const box = { n: 1, list: [1, 2, 3] };
function get(): typeof box {
  calls++;
  return box;
}
get().n += 5;
get().n++;
get().list[calls - 1] *= 10;
get().list[0]--;
console.log(box, calls);
let i = 0;
const a = [0, 0, 0];
a[i++] += 7;
a[i++] -= 7;
console.log(a, i, a[i]++, a[i]);
const key: 'n' = 'n';
box[key] **= 2;
console.log(box.n, (box[key] = 9), box.n);
