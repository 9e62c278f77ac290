// The smallest program: it prints one line and ends. Nothing but the console driver is linked.
console.log('Hello from a sealed module.');
