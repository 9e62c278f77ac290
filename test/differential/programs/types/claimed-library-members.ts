// A program that declares more of the library than there is finds nothing there: `Symbol.observable` is undefined.
declare global { interface SymbolConstructor { readonly observable: symbol } }
const $$observable = /* #__PURE__ */ (() => (typeof Symbol === 'function' && Symbol.observable) || '@@observable')();
function mk(): any { const store = { a: 1, [$$observable]: () => 1 } as unknown; return store; }
console.log(mk(), $$observable, Symbol.observable, (Symbol as any).foo);
export {};
