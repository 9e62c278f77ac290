// A class hierarchy of events with bubbling, stopping and handlers found by class.
abstract class Ev {
  stopped = false;
  readonly path: string[] = [];
  stop(): void {
    this.stopped = true;
  }
}
class Click extends Ev {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {
    super();
  }
}
class Key extends Ev {
  constructor(readonly key: string) {
    super();
  }
}
type Ctor<E extends Ev> = abstract new (...args: never[]) => E;
class View {
  #handlers: [Ctor<Ev>, (e: any) => void][] = [];
  constructor(
    readonly name: string,
    readonly parent?: View,
  ) {}
  on<E extends Ev>(type: Ctor<E>, f: (e: E) => void): this {
    this.#handlers.push([type, f]);
    return this;
  }
  dispatch<E extends Ev>(e: E): E {
    for (let v: View | undefined = this; v && !e.stopped; v = v.parent) {
      e.path.push(v.name);
      for (const [type, f] of v.#handlers) if (e instanceof type) f(e);
    }
    return e;
  }
}
const log: string[] = [];
const root = new View('root').on(Ev as Ctor<Ev>, (e) => log.push(`root ${e.constructor.name}`));
const panel = new View('panel', root).on(Key, (e) => e.key === 'Escape' && e.stop());
const button = new View('button', panel).on(Click, ({ x, y }) => log.push(`click ${x},${y}`)).on(Key, (e) => log.push(`key ${e.key}`));
console.log(button.dispatch(new Click(1, 2)).path, button.dispatch(new Key('a')).path, button.dispatch(new Key('Escape')).path, panel.dispatch(new Click(0, 0)).stopped, log);
