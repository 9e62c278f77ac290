// Classes of more fields than fit into few cache lines: their slots are certain, also after an instance grew into a dictionary.

class Wide {
  a0 = 0; a1 = 1; a2 = 2; a3 = 3; a4 = 4; a5 = 5; a6 = 6; a7 = 7; a8 = 8; a9 = 9;
  b0 = 10; b1 = 11; b2 = 12; b3 = 13; b4 = 14; b5 = 15; b6 = 16; b7 = 17; b8 = 18; b9 = 19;
  c0 = 20; c1 = 21; c2 = 22; c3 = 23; c4 = 24; c5 = 25; c6 = 26; c7 = 27; c8 = 28; c9 = 29;
  #hidden = 30;

  step(): number {
    this.a0++;
    this.c9 += this.a0;
    this.#hidden += this.c9;
    return this.#hidden;
  }
}

class Wider extends Wide {
  d0 = 'd';
  d1: string | undefined;
  d2 = [1, 2];

  override step(): number {
    this.d0 += this.a9;
    this.d1 = this.d0;
    this.d2.push(super.step());
    return this.d2.length;
  }
}

const plain = new Wide();
const wider = new Wider();
for (let i = 0; i < 5; i++) console.log(plain.step(), wider.step());
console.log(plain.c9, wider.d1, wider.d2.join());
console.log(Object.keys(wider).length, JSON.stringify(wider).length);

// As a record, it takes names until it is a dictionary; the fields stay what they are.
const open = wider as unknown as Record<string, unknown>;
for (let i = 0; i < 140; i++) open[`x${i}`] = i;
console.log(wider.step(), wider.c9, open['c9'], open['x139'], Object.keys(open).length);
open['c9'] = 1000;
wider.a0 = 7;
console.log(wider.step(), wider.c9, open['a0'], Object.keys(open).slice(0, 3).join(), 'd1' in open);
