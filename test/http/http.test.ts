// Runs the HTTP suites under Node; test/http/compiled.ts runs the same in a sealed module.

import { runSuite } from '../net/run-suite.ts';
import { suite as connections } from './connection.suite.ts';
import { suite as fuzz } from './fuzz.suite.ts';
import { suite as requests } from './requests.suite.ts';
import { suite as responses } from './responses.suite.ts';
import { suite as smuggling } from './smuggling.suite.ts';

runSuite('requests', requests);
runSuite('request smuggling', smuggling);
runSuite('responses', responses);
runSuite('connections', connections);
runSuite('hostile bytes', fuzz);
