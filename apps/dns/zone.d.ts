// Zone files come in as text: `import zone from './example.zone' with { type: 'text' }`.

declare module '*.zone' {
  const text: string;
  export default text;
}
