// Using this before super, missing super and double super are ReferenceErrors.
class Base {
  v = 1;
}
class Early extends Base {
  constructor(mode: number) {
    const peek = (): number => this.v;
    if (mode === 1) peek();
    super();
    if (mode === 2) console.log('ok', peek());
  }
}
for (const m of [1, 2]) {
  try {
    new Early(m);
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
class Cond extends Base {
  constructor(flag: boolean) {
    if (flag) super();
    else throw new Error('refused');
  }
}
try {
  console.log(new Cond(true).v);
  new Cond(false);
} catch (e) {
  console.log((e as Error).message);
}
console.log(new Base(), new Early(0).v);
