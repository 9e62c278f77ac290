// A module that keeps nothing: the rounds that only learn what a program links and where its data stands (module.ts, `learn`)
// generate into it, which takes half the time of building trees that nobody looks at.
import binaryen from 'binaryen';

/** Answers every builder of a module with expression 0. */
export const DRY_MODULE = dry();

function dry(): binaryen.Module {
  const real = new binaryen.Module();
  const hollow = hollowed(real) as binaryen.Module;
  real.dispose();
  return hollow;
}

function hollowed(part: object): object {
  const copy: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(part)) {
    if (typeof member === 'object' && member !== null) copy[name] = hollowed(member as object);
    // Builders have builders of their own: `local` and `local.get`.
    else if (typeof member === 'function') copy[name] = Object.assign(() => 0, hollowed(member as object));
  }
  return copy;
}
