// Validation that collects problems, error classes with data, instanceof chains and rethrow filters.
class ValidationError extends Error {
  constructor(readonly fields: Record<string, string[]>) {
    super(Object.entries(fields).map(([k, v]) => `${k}: ${v.join('|')}`).join('; '));
    this.name = new.target.name;
  }
  get count(): number {
    return Object.values(this.fields).flat().length;
  }
}
class StrictError extends ValidationError {
  override get count(): number {
    return super.count * 100;
  }
}
const rules: Record<string, ((v: unknown) => string | false)[]> = {
  name: [(v) => typeof v !== 'string' && 'not text', (v) => typeof v === 'string' && v.length < 2 && 'short'],
  age: [(v) => !Number.isInteger(v) && 'not whole', (v) => (v as number) < 0 && 'negative'],
};
function validate(o: Record<string, unknown>, strict = false): void {
  const fields: Record<string, string[]> = {};
  for (const [k, fs] of Object.entries(rules)) {
    const problems = fs.map((f) => f(o[k])).filter((p) => p !== false);
    if (problems.length > 0) fields[k] = problems;
  }
  if (Object.keys(fields).length > 0) throw strict ? new StrictError(fields) : new ValidationError(fields);
}
for (const [o, strict] of [[{ name: 'ok', age: 3 }], [{ name: 'x', age: -1.5 }], [{}, true], [{ name: 5, age: -2 }, true]] as [Record<string, unknown>, boolean?][]) {
  try {
    validate(o, strict);
    console.log('valid', o);
  } catch (e) {
    if (!(e instanceof ValidationError)) throw e;
    console.log(e.name, e.message, e.count, e instanceof StrictError, Object.keys(e));
  }
}
