// this in literal methods, nested functions and arrows.
const counter = {
  n: 0,
  steps: [1, 2, 3],
  inc() {
    this.steps.forEach((s) => (this.n += s));
    return this;
  },
  later() {
    return () => this.n;
  },
  nested: {
    n: 'inner',
    get() {
      return this.n;
    },
  },
};
console.log(counter.inc().inc().n, counter.later()(), counter.nested.get());
const { get } = counter.nested;
console.log(get.call({ n: 'called' } as typeof counter.nested), (counter.nested.get)());
const obj = { v: 1, getThis(this: unknown) { return this; } };
console.log(obj.getThis() === obj, (0, obj.getThis)() === undefined, [obj.getThis][0].length);
const actions = { up: (n: number) => n + 1, down: (n: number) => n - 1 };
console.log((Object.keys(actions) as (keyof typeof actions)[]).map((k) => actions[k](10)));
