// as const, satisfies, typeof types and keyof over real values.
const routes = { home: '/', user: '/user/:id' } as const;
type Route = keyof typeof routes;
const names = Object.keys(routes) as Route[];
console.log(names.map((n) => routes[n].length));
const palette = { red: [255, 0, 0], green: '#0f0' } satisfies Record<string, string | number[]>;
console.log(palette.red.map((n) => n / 5), palette.green.toUpperCase());
const levels = ['debug', 'info', 'error'] as const;
type Level = (typeof levels)[number];
const rank: Record<Level, number> = { debug: 0, info: 1, error: 2 };
const enabled = (min: Level) => levels.filter((l) => rank[l] >= rank[min]);
console.log(enabled('info'), enabled('error'));
const handlers = {
  add: (a: number, b: number) => a + b,
  neg: (a: number) => -a,
} satisfies Record<string, (...n: number[]) => number>;
console.log(handlers.add(1, 2), handlers.neg(3));
const [x, y] = [1, 'a'] as const;
console.log(x, y);
