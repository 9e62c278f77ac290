// An uncaught error: its message goes to stderr, and the program ends with 1.
console.log('before');
throw new RangeError('on purpose');
