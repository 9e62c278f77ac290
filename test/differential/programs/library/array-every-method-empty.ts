// Every Array method on an empty array and on a single element.
for (const a of [[], [7]] as number[][]) {
  console.log(a.map((x) => x), a.filter(Boolean), a.every((x) => x > 9), a.some((x) => x > 1), a.find((x) => x), a.findIndex((x) => x === 7), a.findLast((x) => x), a.reduce((s, x) => s + x, 1), a.reduceRight((s, x) => s + x, 1));
  console.log(a.join(), a.concat(a), a.slice(1), a.indexOf(7), a.lastIndexOf(7), a.includes(7), a.at(0), a.at(-1), a.flat(), a.flatMap((x) => [x, x]), a.toSorted(), a.toReversed(), a.toSpliced(0, 1), [...a.entries()], [...a.keys()]);
  console.log(a.sort(), a.reverse(), a.fill(3), a.copyWithin(0, 0), a.splice(0, 1), a.push(), a.unshift(), a.pop(), a.shift(), a.length, String(a), a.toString());
}
