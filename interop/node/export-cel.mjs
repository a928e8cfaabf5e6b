// Writes the official conformance suite of CEL as one JSON file, for CelConformanceIT:
//   node export-cel.mjs [FILE]      (default: target/cel-conformance.json)
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";

const file = process.argv[2] ?? "target/cel-conformance.json";
const cases = [];

function collect(suite, path) {
  for (const test of suite.tests ?? []) {
    cases.push({ group: path[0], section: path.slice(1).join("/"), ...test.original });
  }
  for (const inner of suite.suites ?? []) {
    collect(inner, [...path, inner.name]);
  }
}

collect(tests, []);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, JSON.stringify(cases));
console.log(`${cases.length} cases written to ${file}`);
