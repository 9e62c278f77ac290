// Enums as keys of records with exhaustive tables and iteration.
enum Suit {
  Clubs = 'C',
  Hearts = 'H',
}
enum Rank {
  Two = 2,
  Three,
  Ace = 14,
}
const names: Record<Suit, string> = { [Suit.Clubs]: 'clubs', [Suit.Hearts]: 'hearts' };
const points: Partial<Record<Rank, number>> = { [Rank.Ace]: 11 };
const deck = Object.values(Suit).flatMap((s) => Object.values(Rank).filter((r): r is Rank => typeof r === 'number').map((r) => ({ s, r })));
console.log(deck.length, deck.map(({ s, r }) => `${Rank[r]} of ${names[s]} (${points[r] ?? r})`));
console.log(Object.entries(names), points, Object.keys(Rank), (Object.keys(Suit) as (keyof typeof Suit)[]).map((k) => Suit[k]));
