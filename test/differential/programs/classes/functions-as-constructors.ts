// Functions as constructors: their instances bear the function's name.
function Legacy(this: any, n: number) { this.n = n; }
const o = new (Legacy as any)(4);
console.log(o, o.constructor === Legacy, o.constructor.name, o instanceof (Legacy as any), Object.getPrototypeOf(o) === Legacy.prototype);
const Expr = function (this: any) { this.a = { b: new (Legacy as any)(1) }; } as any;
console.log(new Expr(), [new Expr()], new (function (this: any) { this.q = 1; } as any)());
function Empty(this: any) {}
console.log(new (Empty as any)(), String(new (Empty as any)()), `${Object.prototype.toString.call(new (Empty as any)())}`);
