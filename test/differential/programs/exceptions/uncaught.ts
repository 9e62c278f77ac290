// An uncaught error ends the program after what was printed. (exit code 1)
console.log('before');
class Custom extends Error {
  override name = 'Custom';
}
function fail(): never {
  throw new Custom('boom');
}
try {
  console.log('in try');
} finally {
  console.log('finally');
}
fail();
