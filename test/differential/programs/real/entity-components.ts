// Entity component system with typed queries, bit masks, systems and an event bus.
interface Components {
  position: { x: number; y: number };
  velocity: { dx: number; dy: number };
  health: { hp: number; max: number };
  name: string;
  tags: Set<string>;
}
type Name = keyof Components;
type Entity = number & { readonly __brand: 'entity' };
const NAMES = ['position', 'velocity', 'health', 'name', 'tags'] as const satisfies readonly Name[];
const BIT: Record<Name, number> = Object.fromEntries(NAMES.map((n, i) => [n, 1 << i])) as Record<Name, number>;
type View<K extends Name> = { readonly id: Entity } & { [P in K]: Components[P] };
class World {
  private next = 0;
  private readonly free: Entity[] = [];
  private readonly masks = new Map<Entity, number>();
  private readonly stores: { [K in Name]: Map<Entity, Components[K]> } = {
    position: new Map(),
    velocity: new Map(),
    health: new Map(),
    name: new Map(),
    tags: new Map(),
  };
  private readonly listeners: { [E in keyof Events]?: ((e: Events[E]) => void)[] } = {};
  spawn(parts: Partial<Components> = {}): Entity {
    const id = this.free.pop() ?? (this.next++ as Entity);
    this.masks.set(id, 0);
    for (const k of Object.keys(parts) as Name[]) this.add(id, k, parts[k]!);
    this.emit('spawn', { id, parts: Object.keys(parts) });
    return id;
  }
  add<K extends Name>(id: Entity, k: K, v: Components[K]): this {
    const mask = this.masks.get(id);
    if (mask === undefined) throw new Error(`no entity ${id}`);
    this.masks.set(id, mask | BIT[k]);
    (this.stores[k] as Map<Entity, Components[K]>).set(id, v);
    return this;
  }
  remove(id: Entity, k: Name): boolean {
    const had = this.stores[k].delete(id);
    if (had) this.masks.set(id, this.masks.get(id)! & ~BIT[k]);
    return had;
  }
  kill(id: Entity): void {
    if (!this.masks.delete(id)) return;
    for (const k of NAMES) this.stores[k].delete(id);
    this.free.push(id);
    this.emit('death', { id });
  }
  get<K extends Name>(id: Entity, k: K): Components[K] | undefined {
    return (this.stores[k] as Map<Entity, Components[K]>).get(id);
  }
  *query<const K extends readonly Name[]>(...ks: K): Generator<View<K[number]>> {
    const want = ks.reduce((m, k) => m | BIT[k], 0);
    for (const [id, mask] of this.masks) {
      if ((mask & want) !== want) continue;
      const view: Record<string, unknown> = { id };
      for (const k of ks) view[k] = this.stores[k].get(id);
      yield view as View<K[number]>;
    }
  }
  on<E extends keyof Events>(e: E, f: (ev: Events[E]) => void): void {
    ((this.listeners[e] ??= []) as ((ev: Events[E]) => void)[]).push(f);
  }
  emit<E extends keyof Events>(e: E, ev: Events[E]): void {
    for (const f of this.listeners[e] ?? []) f(ev);
  }
  get count(): number {
    return this.masks.size;
  }
}
interface Events {
  spawn: { id: Entity; parts: string[] };
  death: { id: Entity };
  hit: { id: Entity; by: number };
}
abstract class System {
  static order = 0;
  readonly order = System.order++;
  abstract run(w: World, dt: number): void;
  get label(): string {
    return `${this.order}:${this.constructor.name}`;
  }
}
class Movement extends System {
  run(w: World, dt: number): void {
    for (const { position, velocity } of w.query('position', 'velocity')) {
      position.x += velocity.dx * dt;
      position.y += velocity.dy * dt;
    }
  }
}
class Bounds extends System {
  constructor(private readonly size: number) {
    super();
  }
  run(w: World): void {
    for (const { id, position: p, velocity: v } of w.query('position', 'velocity')) {
      if (p.x < 0 || p.x > this.size) {
        v.dx *= -1;
        p.x = Math.min(Math.max(p.x, 0), this.size);
        w.emit('hit', { id, by: 1 });
      }
      if (p.y < 0 || p.y > this.size) {
        v.dy = -v.dy;
        p.y = Math.min(Math.max(p.y, 0), this.size);
        w.emit('hit', { id, by: 2 });
      }
    }
  }
}
class Decay extends System {
  run(w: World): void {
    for (const { id, health } of [...w.query('health')]) if (--health.hp <= 0) w.kill(id);
  }
}
const w = new World();
const log: string[] = [];
w.on('spawn', ({ id, parts }) => log.push(`+${id}[${parts}]`));
w.on('death', ({ id }) => log.push(`-${id}`));
w.on('hit', ({ id, by }) => {
  const h = w.get(id, 'health');
  if (h) h.hp -= by;
  log.push(`!${id}`);
});
const a = w.spawn({ position: { x: 1, y: 1 }, velocity: { dx: 3, dy: -0.5 }, health: { hp: 9, max: 10 }, name: 'ant' });
w.spawn({ position: { x: 5, y: 5 }, name: 'rock' });
const c = w.spawn({
  position: { x: 9, y: 9 },
  velocity: { dx: 0.25, dy: 0.25 },
  health: { hp: 4, max: 4 },
  tags: new Set(['fast']),
});
const systems: System[] = [new Decay(), new Bounds(10), new Movement()].sort((p, q) => q.order - p.order);
for (let tick = 0; tick < 6; tick++) {
  for (const s of systems) s.run(w, 1);
  if (tick === 3) {
    const d = w.spawn({ name: 'reborn' });
    w.add(d, 'tags', new Set(['new', 'x'])).add(d, 'health', { hp: 99, max: 100 });
  }
}
console.log(
  systems.map((s) => s.label),
  w.count,
  log.join(' '),
);
console.log([...w.query('name')], [...w.query('health', 'tags')]);
console.log(
  w.get(a, 'position'),
  w.get(c, 'velocity'),
  w.remove(a, 'name'),
  w.remove(a, 'name'),
  [...w.query('name')].map((v) => v.name),
);
try {
  w.add(77 as Entity, 'name', 'ghost');
} catch (e) {
  console.log((e as Error).message);
}
console.log([...w.query()].length, BIT, w);
