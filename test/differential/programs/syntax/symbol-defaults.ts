// The line that tsc's notes recommend for older engines: symbols that are there keep their value, the default is not evaluated.
let made = 0;
const make = (name: string): symbol => { made++; return Symbol(name); };
(Symbol as any).dispose ??= make('Symbol.dispose');
(Symbol as { asyncDispose: symbol }).asyncDispose ||= make('Symbol.asyncDispose');
const kept = ((Symbol as any).iterator ??= make('mine')) === Symbol.iterator;
class Res { [Symbol.dispose](): void { console.log('disposed'); } }
{ using r = new Res(); console.log(made, kept, typeof Symbol.dispose, String(Symbol.asyncDispose), r instanceof Res); }
