// Runs the TCP suites under Node.

import { runSuite } from '../net/run-suite.ts';
import { suite as abuse } from './abuse.suite.ts';
import { suite as congestion } from './congestion.suite.ts';
import { suite as data } from './data.suite.ts';
import { suite as fuzz } from './fuzz.suite.ts';
import { suite as recovery } from './recovery.suite.ts';
import { suite as sim } from './sim.suite.ts';
import { suite as states } from './states.suite.ts';

runSuite('states', states);
runSuite('data', data);
runSuite('recovery', recovery);
runSuite('simulated network', sim);
runSuite('congestion control', congestion);
runSuite('abuse', abuse);
runSuite('hostile segments', fuzz);
