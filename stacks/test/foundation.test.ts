/*
 * One file for all suites: the templates are synthesised once (house.ts) instead of once per file. The checkers, which take as
 * long as everything else, have a file and so a worker of their own.
 */
import "./data.suite.ts";
import "./identity.suite.ts";
import "./backup.suite.ts";
import "./watch.suite.ts";
import "./edge.suite.ts";
import "./boundary.suite.ts";
import "./delivery.suite.ts";
import "./permissions.suite.ts";
import "./whole.suite.ts";
import "./replacement.suite.ts";
import "./installation.suite.ts";
