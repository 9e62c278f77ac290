// `caisson/idna`: from its import on, `URL` takes hosts outside ASCII.

import { domainToAscii } from '../idna/index.ts';
import { domainProcessing } from './url-host.ts';

export { domainToAscii, domainToUnicode } from '../idna/index.ts';

domainProcessing.processor = { toAscii: domainToAscii };
