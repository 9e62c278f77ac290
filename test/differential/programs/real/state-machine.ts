// A typed finite state machine for an order workflow, with guards, hooks, history and a text diagram.
type State = 'cart' | 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'refunded';
type Event =
  | { type: 'PLACE'; items: number }
  | { type: 'PAY'; amount: number }
  | { type: 'SHIP'; carrier?: string }
  | { type: 'DELIVER' }
  | { type: 'CANCEL'; reason: string };
interface Context {
  items: number;
  due: number;
  paid: number;
  carrier: string | null;
  notes: string[];
}
interface Transition<E extends Event = Event> {
  target: State | ((c: Context, e: E) => State);
  guard?: (c: Context, e: E) => boolean;
  action?: (c: Context, e: E) => void;
}
type Transitions = { [K in Event['type']]?: Transition<Extract<Event, { type: K }>>[] };
type Machine = Record<State, { on?: Transitions; enter?: (c: Context) => void; exit?: (c: Context) => void; final?: boolean }>;

const PRICE = 25;
const machine: Machine = {
  cart: {
    on: {
      PLACE: [
        {
          target: 'placed',
          guard: (_, e) => e.items > 0,
          action: (c, e) => {
            c.items = e.items;
            c.due = e.items * PRICE;
          },
        },
      ],
    },
  },
  placed: {
    enter: (c) => c.notes.push(`due ${c.due}`),
    on: {
      PAY: [
        { target: 'paid', guard: (c, e) => c.paid + e.amount >= c.due, action: (c, e) => void (c.paid += e.amount) },
        { target: 'placed', guard: (_, e) => e.amount > 0, action: (c, e) => void (c.paid += e.amount) },
      ],
      CANCEL: [{ target: (c) => (c.paid > 0 ? 'refunded' : 'cancelled'), action: (c, e) => void c.notes.push(`cancelled: ${e.reason}`) }],
    },
  },
  paid: {
    enter: (c) => c.notes.push(c.paid > c.due ? `change ${c.paid - c.due}` : 'exact'),
    exit: (c) => c.notes.push('leaving paid'),
    on: {
      SHIP: [{ target: 'shipped', action: (c, e) => void (c.carrier = e.carrier ?? 'post') }],
      CANCEL: [{ target: 'refunded' }],
    },
  },
  shipped: { on: { DELIVER: [{ target: 'delivered' }] } },
  delivered: { final: true },
  cancelled: { final: true },
  refunded: { final: true, enter: (c) => void (c.paid = 0) },
};

class Order {
  state: State = 'cart';
  readonly history: State[] = ['cart'];
  readonly context: Context = { items: 0, due: 0, paid: 0, carrier: null, notes: [] };
  #listeners = new Set<(from: State, to: State, e: Event) => void>();

  onTransition(f: (from: State, to: State, e: Event) => void): () => void {
    this.#listeners.add(f);
    return () => void this.#listeners.delete(f);
  }
  can(type: Event['type']): boolean {
    return (machine[this.state].on?.[type]?.length ?? 0) > 0;
  }
  send(event: Event): boolean {
    const candidates = (machine[this.state].on?.[event.type] ?? []) as Transition[];
    const chosen = candidates.find((t) => t.guard?.(this.context, event) ?? true);
    if (!chosen) return false;
    const from = this.state;
    machine[from].exit?.(this.context);
    const to = typeof chosen.target === 'function' ? chosen.target(this.context, event) : chosen.target;
    chosen.action?.(this.context, event);
    this.state = to;
    this.history.push(to);
    machine[to].enter?.(this.context);
    for (const l of this.#listeners) l(from, to, event);
    return true;
  }
}

function simulate(name: string, events: Event[]): void {
  const order = new Order();
  const log: string[] = [];
  const off = order.onTransition((from, to, e) => log.push(`${from}-${e.type}->${to}`));
  const accepted = events.map((e) => order.send(e));
  off();
  console.log(name, order.state, accepted.map(Number).join(''), machine[order.state].final ?? false);
  console.log(' ', log.join(' '), order.context, order.history.length);
}

simulate('happy', [{ type: 'PLACE', items: 2 }, { type: 'PAY', amount: 50 }, { type: 'SHIP', carrier: 'ups' }, { type: 'DELIVER' }, { type: 'DELIVER' }]);
simulate('parts', [{ type: 'PLACE', items: 1 }, { type: 'PAY', amount: 10 }, { type: 'PAY', amount: 0 }, { type: 'PAY', amount: 20 }, { type: 'SHIP' }]);
simulate('refund', [{ type: 'PLACE', items: 3 }, { type: 'PAY', amount: 1 }, { type: 'CANCEL', reason: 'late' }]);
simulate('cancel', [{ type: 'PLACE', items: 0 }, { type: 'PLACE', items: 3 }, { type: 'CANCEL', reason: 'mind' }, { type: 'PAY', amount: 5 }]);
simulate('early', [{ type: 'SHIP' }, { type: 'DELIVER' }]);
for (const [state, { on = {}, final }] of Object.entries(machine)) {
  console.log(state.padEnd(10), final ? '(final)' : Object.entries(on).map(([e, ts]) => `${e}/${ts.length}`).join(' '));
}
console.log(new Order().can('PLACE'), new Order().can('PAY'));
