// A variable that is bound again and again: each bound function holds the one before.
type Task = (...parts: string[]) => string;
const join: Task = function (this: { sign: string } | undefined, ...parts) {
  return parts.join(this?.sign ?? '+');
};

let task: Task = join;
for (const part of ['a', 'b', 'c']) task = task.bind(undefined, part);
console.log(task('z'), task.name, task.length);

let signed: Task = join;
for (let i = 0; i < 3; i++) signed = signed.bind({ sign: String(i) }, `p${i}`);
console.log(signed('q'));

class Hooks {
  private readonly before: ((name: string) => string)[] = [];
  hook = (callback: (name: string) => string): void => void this.before.push(callback);
  call(name: string): string[] {
    return this.before.map((callback) => callback.bind(this)(name));
  }
}
const hooks = new Hooks();
hooks.hook = hooks.hook.bind(hooks);
hooks.hook((name) => name.toUpperCase());
hooks.hook = hooks.hook.bind(hooks);
hooks.hook(String);
console.log(hooks.call('x'));

function twin(first: Task, second: Task, depth: number): Task {
  return depth === 0 ? first : twin(second.bind(undefined, `s${depth}`), first.bind(undefined, `f${depth}`), depth - 1);
}
console.log(twin(join, (...parts) => parts.join('-'), 3)('end'));
