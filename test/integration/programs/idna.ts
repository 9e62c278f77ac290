// Hosts outside ASCII, with `caisson/idna`: mapped, normalised, checked, written in ASCII.
import { domainToAscii, domainToUnicode } from 'caisson/idna';

const hosts = [
  'über.example',
  'ÜBER.example',
  'faß.de',
  '日本語。jp',
  'Ⅷ.com',
  '１２７.0.0.1',
  'xn--bcher-kva.example',
  'bücher.xn--a',
  'a\u0301.b',
  'ﬁ\u00ad.x',
  '\u0628\u200c\u0628',
  'a\u200d',
  'א1.é',
  'אa.é',
  '\u0301a.é',
  '😀.example',
  'é<',
  'ᏸ.é',
];
for (const host of hosts) {
  try {
    const url = new URL(`https://${host}:8443/ü?ä#ö`);
    console.log(host, url.href, url.hostname);
  } catch (error) {
    console.log(host, error instanceof TypeError ? 'TypeError' : error);
  }
}
console.log(domainToAscii('mañana.com'), domainToAscii('a b.é'), domainToAscii('é.xn--'));
console.log(domainToUnicode('xn--maana-pta.com'), domainToUnicode('xn--a.xn--zca'));
const url = new URL('http://a/');
url.hostname = 'ñ.es';
console.log(url.href, URL.canParse('http://é\u200c/'), URL.parse('http://𝐚𝐛𝐜.de')?.host);
