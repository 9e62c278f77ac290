// What Node's import.meta does not have is undefined; enums of modes chosen by it fold away.
const env = (import.meta as any).env;
console.log(env, (import.meta as any).env?.MODE, (import.meta as any).hot ? 'hot' : 'cold', typeof (import.meta as any).env, typeof import.meta.url);
console.log((import.meta as any)?.glob === undefined, import.meta.url.startsWith('file:'));
if ((import.meta as any).hot) (import.meta as any).hot.accept();
