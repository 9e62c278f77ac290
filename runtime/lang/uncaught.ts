import { consoleWrite } from '../device/console.ts';
import { endWith } from './start.ts';
import type { Val } from './intrinsics.ts';
export function reportUncaught(v: Val): void { consoleWrite(1, 'Uncaught\n'); endWith(1); }
