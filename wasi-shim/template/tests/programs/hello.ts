// Prints, and greets whom the arguments name.
console.log(`hello, ${process.argv[2] ?? 'world'}`);
