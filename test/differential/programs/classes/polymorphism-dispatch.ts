// One call site, many receiver classes and object literals.
interface Speaker {
  speak(times: number): string;
}
class Dog implements Speaker {
  speak(times: number): string {
    return 'woof'.repeat(times);
  }
}
class Cat implements Speaker {
  constructor(private mood: string) {}
  speak(): string {
    return `meow (${this.mood})`;
  }
}
class Puppy extends Dog {
  override speak(times: number): string {
    return super.speak(times).toUpperCase();
  }
}
const robot: Speaker = { speak: (n) => `beep${n}` };
const parrot = {
  heard: ['hi'],
  speak(n: number): string {
    return this.heard.concat(String(n)).join('/');
  },
};
const all: Speaker[] = [new Dog(), new Cat('calm'), new Puppy(), robot, parrot];
for (let round = 1; round <= 2; round++) console.log(all.map((s) => s.speak(round)));
