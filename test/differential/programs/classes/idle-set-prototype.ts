// Constructors that set the prototype to what it is: the habit of subclasses of Error from the days of ECMAScript 5.
class BaseError extends Error {
  readonly code: number;
  constructor(message: string, code = 1) {
    super(message);
    Object.setPrototypeOf(this, new.target.prototype);
    this.name = new.target.name;
    this.code = code;
  }
}
class NotFound extends BaseError {
  constructor(what: string) {
    super(`no ${what}`, 404);
  }
}

class Issues extends Error {
  issues: string[] = [];
  constructor(issues: string[]) {
    super();
    const actual = new.target.prototype;
    if (Object.setPrototypeOf) {
      Object.setPrototypeOf(this, actual);
    } else {
      (this as any).__proto__ = actual;
    }
    this.name = 'Issues';
    this.issues = issues;
  }
  override get message(): string {
    return JSON.stringify(this.issues);
  }
}

class Leaf extends TypeError {
  constructor(message: string) {
    super(message);
    const same = Object.setPrototypeOf(this, Leaf.prototype);
    console.log(same === this, Reflect.setPrototypeOf(this, Leaf.prototype));
  }
  describe = (): string => {
    return `${this.name}: ${this.message}`;
  };
}

for (const make of [() => new BaseError('base'), () => new NotFound('page'), () => new Issues(['a', 'b']), () => new Leaf('leaf')]) {
  const error = make();
  console.log(error.name, error.message, error instanceof BaseError, error instanceof NotFound, error instanceof Error);
  console.log(Object.getPrototypeOf(error) === error.constructor.prototype, error.constructor.name);
}
console.log(new Leaf('x').describe(), new NotFound('y').code);
