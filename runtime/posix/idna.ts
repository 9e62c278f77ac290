// `caisson/idna` under Node, whose `URL` takes hosts outside ASCII without it.

export { domainToAscii, domainToUnicode } from '../idna/index.ts';
