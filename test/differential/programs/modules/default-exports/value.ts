// A default expression.
const list = [1, 2, 3];
export default list.map((n) => n * n);
