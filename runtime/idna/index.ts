// What an app imports as `caisson/idna` has these two (web/idna.ts), and `URL` then reads hosts outside ASCII.

export { domainToAscii, domainToUnicode } from './idna.ts';
