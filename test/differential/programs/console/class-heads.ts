// Node prints a class as a function when its head has a parenthesis before the first brace, and no base without a name.
type Constructor = new (...args: any[]) => object;
const anonymous = () => class {};
const mixin = <B extends Constructor>(Base: B) => class Mixed extends Base {};
const bases = { 'a(b': class {}, plain: class Plain {} };
class Empty {}
const Unnamed = anonymous();
class FromCall extends anonymous() {}
class FromVariable extends Unnamed {}
class FromMixin extends mixin(Empty) {
  static label = 'x';
}
class FromParenthesis extends (Math.random() > 2 ? Empty : Empty) {}
class FromAssertion extends (Empty as Constructor) {}
class FromCallAsserted extends (mixin(Empty) as typeof Empty) {}
class FromMember extends bases.plain {}
class FromElement extends bases['a(b'] {}
class FromClass extends class Inner {
  method(): number {
    return 1;
  }
} {}
class FromArguments extends mixin<typeof Empty>(Empty) {}
class Nothing extends null {}
class Renamed {
  static override = 1;
  static readonly name: string = 'given';
}
class OfRenamed extends Renamed {}
console.log(FromCall, FromVariable, Unnamed, anonymous(), [anonymous()]);
console.log(FromMixin, FromParenthesis, FromAssertion, FromCallAsserted, FromMember, FromElement);
console.log(FromClass, FromArguments, Nothing, Renamed, OfRenamed);
console.log(class extends mixin(Empty) {}, class extends mixin(class {}) {}, new FromMixin(), new FromCall());
console.log({ kept: FromCall, list: [FromMixin, Empty] }, mixin);
