// Intersections of objects, functions with properties, brands and mixed-in behaviours.
type Named = { name: string };
type Aged = { age: number; tags?: string[] };
type Person = Named & Aged & { greet(): string };
const make = (name: string, age: number): Person => ({ name, age, greet() { return `${this.name} (${this.age})`; } });
const extend = <A extends object, B extends object>(a: A, b: B): A & B => Object.assign(a, b);
const p = extend(make('Ann', 3), { pet: { name: 'Rex' } as Named });
console.log(p.greet(), p.pet.name, p, p.tags?.length);
type Fn = ((n: number) => number) & { calls: number; reset(): void };
const counted: Fn = Object.assign((n: number) => (counted.calls++, n * 2), { calls: 0, reset() { counted.calls = 0; } });
console.log(counted(2) + counted(3), counted.calls, (counted.reset(), counted.calls));
type Id<B extends string> = string & { readonly __id?: B };
const userId: Id<'user'> = 'u1';
const describe = (x: Named | Aged | (Named & Aged)): string => ('name' in x && 'age' in x ? `${x.name}${x.age}` : 'name' in x ? x.name : `${x.age}`);
console.log(userId.toUpperCase(), describe({ name: 'n' }), describe({ age: 1 }), describe({ name: 'b', age: 2 }), describe(p));
