// The least a program can do: the time from its start to its end is all there is to see.
import { measure } from '../measure.ts';

measure(() => 1, 1);
