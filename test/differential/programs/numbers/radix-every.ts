// Texts of doubles of every size in every radix, as one hash and, for some, in full.
let h = 0;
const add = (s: string): void => { for (let i = 0; i < s.length; i++) h = (Math.imul(h, 31) + s.charCodeAt(i)) | 0; };
for (let r = 2; r <= 36; r++) for (let e = -1074; e < 1024; e += 13) for (const m of [1, 1.5, 1.9999999999999998, 1.2345678901234567]) add((m * 2 ** e).toString(r));
for (const x of [2 ** 53, 2 ** 54, 2 ** 60 + 2 ** 10, 1e21, 1.7976931348623157e308, 5e-324]) for (const r of [2, 3, 16, 36]) add(x.toString(r));
for (const x of [2 ** 53, 2 ** 54, 2 ** 60 + 2 ** 10, 1e21]) for (const r of [2, 3, 16, 36]) console.log(x.toString(r));
console.log(h);
