// The HTTP apps end to end under `caisson dev`, asked over loopback: the same sources that are sealed, on Node's sockets, and the same
// tests as in `integration/http.test.ts`.

import { describe } from 'vitest';
import { startDev } from '../peers/apps.ts';
import { proxySuite, webSuite } from './app-suite.ts';

describe('web under caisson dev', () => webSuite(startDev));
describe('proxy under caisson dev', () => proxySuite(startDev));
