// A text adventure: a world of rooms and items, a command parser with synonyms, conditions, scoring and a scripted play.
type Direction = 'north' | 'south' | 'east' | 'west' | 'up' | 'down';
interface Item {
  readonly id: string;
  readonly names: readonly string[];
  description: string;
  fixed?: boolean;
  lit?: boolean;
  use?(game: Game, target?: Item): string | undefined;
}
interface Room {
  title: string;
  description: string | ((g: Game) => string);
  dark?: boolean;
  exits: Partial<Record<Direction, string | ((g: Game) => string | { blocked: string })>>;
  items: Set<string>;
}
const OPPOSITE: Record<Direction, Direction> = { north: 'south', south: 'north', east: 'west', west: 'east', up: 'down', down: 'up' };
const SYNONYMS: Record<string, string> = { n: 'north', s: 'south', e: 'east', w: 'west', u: 'up', d: 'down', get: 'take', grab: 'take', x: 'examine', l: 'look', i: 'inventory', inv: 'inventory', put: 'drop', light: 'use', unlock: 'use' };

class Game {
  readonly carried = new Set<string>();
  readonly flags = new Set<string>();
  readonly visited = new Set<string>();
  room = 'hall';
  moves = 0;
  score = 0;
  over = false;
  constructor(
    readonly rooms: Record<string, Room>,
    readonly items: Record<string, Item>,
  ) {}

  get here(): Room {
    return this.rooms[this.room];
  }
  get lit(): boolean {
    return !this.here.dark || [...this.carried, ...this.here.items].some((id) => this.items[id].lit);
  }
  award(flag: string, points: number): void {
    if (this.flags.has(flag)) return;
    this.flags.add(flag);
    this.score += points;
  }
  #find(words: string[], ...places: Set<string>[]): Item | undefined {
    for (const place of places) {
      for (const id of place) if (this.items[id].names.some((n) => words.includes(n))) return this.items[id];
    }
    return undefined;
  }
  look(): string {
    if (!this.lit) return 'It is pitch dark.';
    const { title, description, items, exits } = this.here;
    const text = typeof description === 'function' ? description(this) : description;
    const seen = [...items].map((id) => this.items[id].names[0]);
    return [`== ${title} ==`, text, seen.length > 0 && `You see: ${seen.join(', ')}.`, `Exits: ${Object.keys(exits).join(', ')}.`].filter(Boolean).join('\n');
  }
  go(direction: Direction): string {
    const exit = this.here.exits[direction];
    if (exit === undefined) return `You cannot go ${direction}.`;
    const to = typeof exit === 'string' ? exit : exit(this);
    if (typeof to === 'object') return to.blocked;
    this.room = to;
    if (!this.visited.has(to)) {
      this.visited.add(to);
      this.score++;
    }
    return this.look();
  }
  command(line: string): string {
    const [verb = '', ...rest] = line.toLowerCase().trim().split(/\s+/).map((w) => SYNONYMS[w] ?? w).filter((w) => !['the', 'a', 'to', 'with', 'at'].includes(w));
    this.moves++;
    switch (verb) {
      case 'north':
      case 'south':
      case 'east':
      case 'west':
      case 'up':
      case 'down':
        return this.go(verb);
      case 'go':
        return rest[0] && rest[0] in OPPOSITE ? this.go(rest[0] as Direction) : 'Go where?';
      case 'look':
        return this.look();
      case 'inventory':
        return this.carried.size ? `You carry: ${[...this.carried].map((id) => this.items[id].names[0]).join(', ')}.` : 'You carry nothing.';
      case 'take': {
        if (!this.lit) return 'You fumble in the dark.';
        if (rest[0] === 'all') {
          const all = [...this.here.items].filter((id) => !this.items[id].fixed);
          return all.map((id) => this.#take(this.items[id])).join(' ') || 'Nothing to take.';
        }
        const item = this.#find(rest, this.here.items);
        return item ? this.#take(item) : `There is no ${rest.join(' ') || 'thing'} here.`;
      }
      case 'drop': {
        const item = this.#find(rest, this.carried);
        if (!item) return 'You do not have that.';
        this.carried.delete(item.id);
        this.here.items.add(item.id);
        return `Dropped ${item.names[0]}.`;
      }
      case 'examine': {
        const item = this.#find(rest, this.carried, this.lit ? this.here.items : new Set());
        return item?.description ?? 'You see nothing like that.';
      }
      case 'use': {
        const item = this.#find(rest.slice(0, 1), this.carried, this.here.items);
        const target = this.#find(rest.slice(1), this.carried, this.here.items);
        return item?.use?.(this, target) ?? 'Nothing happens.';
      }
      case 'quit':
        this.over = true;
        return 'Goodbye.';
      default:
        return verb ? `I do not know how to ${verb}.` : 'Pardon?';
    }
  }
  #take(item: Item): string {
    if (item.fixed) return `The ${item.names[0]} will not move.`;
    this.here.items.delete(item.id);
    this.carried.add(item.id);
    if (item.id === 'crown') this.award('crown', 10);
    return `Taken ${item.names[0]}.`;
  }
}

function create(): Game {
  const list: Item[] = [
    { id: 'lamp', names: ['lamp', 'lantern'], description: 'An oil lamp.', use: (g) => ((g.items['lamp'].lit = !g.items['lamp'].lit), `The lamp is ${g.items['lamp'].lit ? 'on' : 'off'}.`) },
    { id: 'key', names: ['key'], description: 'A brass key.', use: (g, t) => (t?.id === 'door' ? (g.award('unlocked', 5), 'Click.') : undefined) },
    { id: 'door', names: ['door'], description: 'A heavy door.', fixed: true },
    { id: 'crown', names: ['crown', 'treasure'], description: 'It glitters.' },
  ];
  return new Game(
    {
      hall: { title: 'Hall', description: (g) => (g.flags.has('unlocked') ? 'The door stands open.' : 'A locked door bars the north.'), exits: { north: (g) => (g.flags.has('unlocked') ? 'vault' : { blocked: 'The door is locked.' }), east: 'study' }, items: new Set(['lamp', 'door']) },
      study: { title: 'Study', description: 'Books everywhere.', exits: { west: 'hall', down: 'cellar' }, items: new Set() },
      cellar: { title: 'Cellar', description: 'Damp walls.', dark: true, exits: { up: 'study' }, items: new Set(['key']) },
      vault: { title: 'Vault', description: 'Gold!', exits: { south: 'hall' }, items: new Set(['crown']) },
    },
    Object.fromEntries(list.map((i) => [i.id, i])),
  );
}

const game = create();
const script = 'look;n;take door;take all;i;go east;d;take key;x key;light lamp;look;grab the key;x key;u;w;use lamp key;unlock key with door;north;get treasure;s;drop lamp;look;dance;go nowhere;;put sword;quit';
for (const line of script.split(';')) {
  if (game.over) break;
  console.log(`> ${line}\n${game.command(line)}`);
}
console.log(game.score, game.moves, [...game.visited], [...game.flags], game.over);
