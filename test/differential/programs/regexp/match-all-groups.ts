// match and matchAll, named groups, indices.
const text = '2024-01-15, 2023-12-31 and 1999-07-04';
console.log(text.match(/\d{4}/g), text.match(/nope/g), text.match(/(\d+)-(\d+)/)?.slice(1));
for (const { groups, index } of text.matchAll(/(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)/g)) console.log(index, groups?.y, groups?.['m'], { ...groups });
const d = /b(?<x>c)?/d.exec('abd')!;
console.log(d.indices?.[0], d.indices?.groups?.['x'], d.groups);
console.log([...'k1=v1;k2=v2'.matchAll(/(\w+)=(\w+)/g)].map(([, k, v]) => [k, v]), 'aBc'.match(/[A-Z]/i)?.[0]);
const pairs = Object.fromEntries([...'a:1,b:2'.matchAll(/(?<k>\w):(?<v>\d)/g)].map((x) => [x.groups!.k, Number(x.groups!.v)]));
console.log(pairs);
