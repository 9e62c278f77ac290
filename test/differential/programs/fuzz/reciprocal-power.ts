// Powers of -1 are reciprocals, rounded as a division is.
for (const x of [9007199254740991, -9007199254740991, 3, 7, -0, 0, 1e-310, Infinity, 49, 0.1]) console.log(x ** -1, Math.pow(x, -1));
