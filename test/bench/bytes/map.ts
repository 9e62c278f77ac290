// What a small program of the language costs in bytes: a map of numbers, closures, an exception, template strings.
const counts = new Map<string, number>();

function counter(name: string): () => number {
  return () => {
    const next = (counts.get(name) ?? 0) + 1;
    if (next > 3) throw new RangeError(`${name} was counted ${next} times`);
    counts.set(name, next);
    return next;
  };
}

const first = counter('first');
const second = counter('second');
try {
  for (let i = 0; i < 5; i++) console.log(`${first()} and ${second() * 2} of ${counts.size}`);
} catch (error) {
  if (error instanceof RangeError) console.log(`stopped: ${error.message}`);
}
