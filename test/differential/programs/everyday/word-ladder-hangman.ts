// Hangman rounds with masks, guesses and outcomes.
class Hangman {
  readonly #guessed = new Set<string>();
  constructor(
    private readonly word: string,
    private lives = 3,
  ) {}
  get mask(): string {
    return [...this.word].map((c) => (this.#guessed.has(c) ? c : '_')).join('');
  }
  get state(): 'won' | 'lost' | 'playing' {
    return this.lives <= 0 ? 'lost' : this.mask === this.word ? 'won' : 'playing';
  }
  guess(c: string): string {
    if (this.state !== 'playing') return `already ${this.state}`;
    if (this.#guessed.has(c)) return `${c} again`;
    this.#guessed.add(c);
    if (!this.word.includes(c)) this.lives--;
    return `${this.mask} ${'*'.repeat(this.lives)}`;
  }
}
const play = (word: string, guesses: string): void => {
  const h = new Hangman(word);
  console.log(word, [...guesses].map((g) => h.guess(g)), h.state);
};
play('banana', 'anbz');
play('typescript', 'aeiouxyz');
play('aa', 'baab');
