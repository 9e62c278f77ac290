// Sequential and parallel loops, ordering of completion.
const log: string[] = [];
const job = (n: number, ms: number): Promise<number> =>
  new Promise((r) =>
    setTimeout(() => {
      log.push(`job${n}`);
      r(n * 10);
    }, ms),
  );
const seq: number[] = [];
for (const [i, ms] of [6, 2, 4].entries()) seq.push(await job(i, ms));
console.log(seq, log.splice(0));
const par = await Promise.all([12, 4, 8].map((ms, i) => job(i, ms)));
console.log(par, log.splice(0));
async function pool<T>(tasks: (() => Promise<T>)[], limit: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < tasks.length) {
      const i = next++;
      results[i] = await tasks[i]();
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
console.log(await pool([1, 2, 3, 4, 5].map((n) => () => Promise.resolve(n * n)), 2));
console.log(await [1, 2, 3].reduce(async (acc, n) => (await acc) + n, Promise.resolve(0)));
