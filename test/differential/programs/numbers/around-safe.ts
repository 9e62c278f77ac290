// Sums and products around 2^53, where doubles are rounded and machine integers would not be.
const two53 = 2 ** 53;
const safe = Number.MAX_SAFE_INTEGER;
console.log((two53 + 1) | 0, (two53 + 1) >>> 0, (two53 + 3) | 0, (safe + 1) | 0, (safe + 2) | 0, (safe + 3) >>> 0);
console.log((two53 + 1) % 2, (two53 + 2) % 4, (safe + 2) % 3, (-two53 - 1) | 0, (-safe - 2) >> 0);
console.log((3000000001 * 3000000001) | 0, (94906267 * 94906267) | 0, (94906265 * 94906265) | 0, (two53 * 2 + 1) % 3);
function grow(from: number, rounds: number): number[] {
  const seen: number[] = [];
  let sum = from;
  for (let i = 0; i < rounds; i++) {
    sum = sum + 1;
    seen.push(sum % 8, sum | 0);
  }
  return seen;
}
console.log(grow(safe - 2, 5).join(), grow(two53 - 1, 3).join(), grow(-two53, 2).join());
function counted(): string {
  let sum = 9007199254740000;
  let last = 0;
  for (let i = 0; i < 1000; i++) {
    sum += 1;
    last = (sum * 3) | 0;
  }
  return `${sum} ${last} ${sum === 9007199254741000} ${Math.floor(sum / 7)} ${sum % 1000}`;
}
console.log(counted());
function products(): string {
  let state = 12345;
  let text = '';
  for (let i = 0; i < 6; i++) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += `${state} ${(state * 4194305) | 0} ${(state * state) >>> 0};`;
  }
  return text;
}
console.log(products());
const list = [two53, safe, -two53];
for (const x of list) console.log((x + 1) | 0, (x - 1) | 0, (x + x) | 0, x + 1 > x, x + 1 === x + 2, Math.floor((x + 1) / 2));
let index = safe;
index++;
index++;
console.log(index, index | 0, index === two53, [1, 2, 3][index], new Uint8Array(4)[index]);
export {};
