// Poker hands: parsing, ranking with kickers, comparison, best of seven, winners, odds by enumeration and a deck.
const SUITS = ['clubs', 'diamonds', 'hearts', 'spades'] as const;
type Suit = (typeof SUITS)[number];
const FACES = '23456789TJQKA';
enum Rank {
  HighCard,
  Pair,
  TwoPairs,
  Three,
  Straight,
  Flush,
  FullHouse,
  Four,
  StraightFlush,
}

class Card {
  private constructor(
    readonly value: number,
    readonly suit: Suit,
  ) {}
  static readonly #all = new Map<string, Card>();
  static {
    for (const suit of SUITS) for (let value = 2; value <= 14; value++) {
      const c = new Card(value, suit);
      Card.#all.set(`${FACES[value - 2]}${suit[0]}`, c);
    }
  }
  static parse(text: string): Card {
    const c = Card.#all.get(text[0].toUpperCase() + text.slice(1).toLowerCase());
    if (!c) throw new SyntaxError(`no card ${JSON.stringify(text)}`);
    return c;
  }
  static get all(): Card[] {
    return [...Card.#all.values()];
  }
  toString(): string {
    return FACES[this.value - 2] + this.suit[0];
  }
}

class Hand {
  readonly rank: Rank;
  readonly tiebreak: readonly number[];
  constructor(readonly cards: readonly Card[]) {
    if (new Set(cards).size !== 5) throw new RangeError(`a hand has five different cards, got ${cards.join(' ')}`);
    const counts = [...Map.groupBy(cards, (c) => c.value)].map(([value, cs]) => [value, cs.length] as const).sort(([a, n], [b, m]) => m - n || b - a);
    const values = counts.map(([v]) => v);
    const flush = cards.every((c) => c.suit === cards[0].suit);
    const wheel = values.join() === '14,5,4,3,2';
    const straight = values.length === 5 && (wheel || values[0] - values[4] === 4);
    const shape = counts.map(([, n]) => n).join('');
    this.tiebreak = wheel ? [5, 4, 3, 2, 1] : values;
    this.rank = straight && flush ? Rank.StraightFlush : shape === '41' ? Rank.Four : shape === '32' ? Rank.FullHouse : flush ? Rank.Flush : straight ? Rank.Straight : shape === '311' ? Rank.Three : shape === '221' ? Rank.TwoPairs : shape === '2111' ? Rank.Pair : Rank.HighCard;
  }
  static parse(text: string): Hand {
    return new Hand(text.split(/\s+/).map(Card.parse));
  }
  compare(o: Hand): number {
    if (this.rank !== o.rank) return this.rank - o.rank;
    const at = this.tiebreak.findIndex((v, i) => v !== o.tiebreak[i]);
    return at < 0 ? 0 : this.tiebreak[at] - o.tiebreak[at];
  }
  toString(): string {
    return `${this.cards.join(' ')} (${Rank[this.rank].replace(/(?!^)[A-Z]/g, (c) => ` ${c.toLowerCase()}`)} ${this.tiebreak.map((v) => FACES[v - 2] ?? '1').join('')})`;
  }
}

function* combinations<T>(items: readonly T[], k: number, from = 0): Generator<T[]> {
  if (k === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - k; i++) for (const rest of combinations(items, k - 1, i + 1)) yield [items[i], ...rest];
}
const best = (cards: readonly Card[]): Hand => [...combinations(cards, 5)].map((c) => new Hand(c)).reduce((a, b) => (b.compare(a) > 0 ? b : a));

class Deck {
  readonly #cards = Card.all;
  #seed: number;
  constructor(seed: number) {
    this.#seed = seed;
    for (let i = this.#cards.length - 1; i > 0; i--) {
      this.#seed = (this.#seed * 1103515245 + 12345) & 0x7fffffff;
      const j = this.#seed % (i + 1);
      [this.#cards[i], this.#cards[j]] = [this.#cards[j], this.#cards[i]];
    }
  }
  deal(n: number): Card[] {
    if (n > this.#cards.length) throw new RangeError('deck is empty');
    return this.#cards.splice(0, n);
  }
}

const hands = ['TS JS QS KS AS', '5h 4h 3h 2h AH', '9c 9d 9h 9s 2c', 'KD KH KC 3S 3D', '2c 5c 9c Jc Kc', '6d 7h 8c 9s Td', 'AH 2D 3C 4S 5H', '7C 7D 7H KS 2D', 'QS QD 4H 4C AS', 'qh qc 4s 4d 2s', 'JD JC 9H 8S 2C', 'AS KD 9C 5H 3D'].map(Hand.parse);
for (const h of hands) console.log(`${h}`);
console.log(hands.every((h, i) => i === 0 || hands[i - 1].compare(h) > 0), hands.toSorted((a, b) => a.compare(b))[0].toString(), hands[8].compare(hands[9]) > 0, hands[0].compare(hands[0]));
for (let seed = 1; seed <= 4; seed++) {
  const deck = new Deck(seed);
  const players = Object.fromEntries(['ann', 'bob', 'cy'].map((n) => [n, deck.deal(2)]));
  const board = deck.deal(5);
  const results = Object.entries(players).map(([name, hole]) => ({ name, hand: best([...hole, ...board]) }));
  const top = results.reduce((a, b) => (b.hand.compare(a.hand) > 0 ? b : a));
  const winners = results.filter((r) => r.hand.compare(top.hand) === 0).map((r) => r.name);
  console.log(board.join(' '), results.map((r) => `${r.name}: ${players[r.name].join(' ')} ${Rank[r.hand.rank]}`).join(', '), winners);
}
const hole = ['As', 'Ah'].map(Card.parse);
const flop = ['Kd', 'Kc', '2h'].map(Card.parse);
const rest = Card.all.filter((c) => !hole.includes(c) && !flop.includes(c));
const tally = new Map<Rank, number>();
for (const turn of combinations(rest.filter((_, i) => i % 3 === 0), 2)) {
  const { rank } = best([...hole, ...flop, ...turn]);
  tally.set(rank, (tally.get(rank) ?? 0) + 1);
}
console.log([...tally].sort(([a], [b]) => a - b).map(([r, n]) => `${Rank[r]} ${n}`));
for (const bad of ['1c 2c 3c 4c 5c', 'As As 2c 3c 4c', 'As 2c', 'AX 2c 3c 4c 5c']) {
  try {
    console.log(`${Hand.parse(bad)}`);
  } catch (e) {
    console.log(String(e));
  }
}
console.log([...combinations([1, 2, 3, 4], 2)].length, [...combinations([], 0)], new Deck(3).deal(3).join(), Object.keys(Rank).length);
