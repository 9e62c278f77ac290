// Private statics, closures over this and static factories combined.
class IdGen {
  static #next = 1;
  readonly #prefix: string;
  #issued: string[] = [];
  private constructor(prefix: string) {
    this.#prefix = prefix;
  }
  static for(prefix: string): () => string {
    const g = new IdGen(prefix);
    return () => g.#make();
  }
  #make(): string {
    const id = `${this.#prefix}${IdGen.#next++}`;
    this.#issued.push(id);
    return `${id}/${this.#issued.length}`;
  }
}
const [u, o] = ['user', 'order'].map((p) => IdGen.for(p));
console.log(u(), o(), u(), u(), o());
