// Would print if it ran.
console.log('types module ran');
export interface Config {
  name: string;
}
