import { describe, expect, test } from 'vitest';
import { verdictIn } from '../../src/check/check-result.js';
import type { CheckResult } from '../../src/check/index.js';
import type { Relation } from '../../src/gate/finding.js';
import { checkJunit } from '../../src/report/check-junit.js';
import { checkSarif } from '../../src/report/check-sarif.js';
import { gateJunit } from '../../src/report/gate-junit.js';
import { gateMarkdown } from '../../src/report/gate-markdown.js';
import type { GateResult } from '../../src/report/gate-result.js';
import { gateSarif } from '../../src/report/gate-sarif.js';
import { lineDifference } from '../../src/report/line-difference.js';
import { check } from '../language/texts.js';
import { wrongInJunit, wrongInSarif } from './published.js';

const tool = { name: 'ls2', version: '1', solver: { name: 'z3', version: '2' } };
const { diagnostics } = check('theorem Broken(t: Time)\n  show t = v\n  by auto\n');
const hostile = 'a <b> & "c" \u0001 ]]> | `d`\n- e';

function was(relation: Relation, verdict: 'proved') {
  return { relation, name: 'Old', file: 'old.ls2', verdict };
}

const result: GateResult = {
  tool,
  against: { lock: 'ls2.lock.json' },
  theorems: [
    { name: 'Good', file: 'a b/x.ls2', line: 3, verdict: 'proved', before: was('stronger', 'proved') },
    { name: 'Bad', file: 'a b/x.ls2', line: 7, verdict: 'refuted', before: was('equivalent', 'proved') },
  ],
  findings: [
    {
      code: 'LS2-1203',
      subject: { kind: 'theorem', name: 'Bad' },
      file: 'a b/x.ls2',
      line: 7,
      message: `Bad was proved, and is refuted now: ${hostile}`,
      changes: [{ of: 'P', before: 'one\ntwo', now: 'one\nthree' }],
      events: ['Reset(m, J)', 'Read(J, m.l, e)'],
    },
    {
      code: 'LS2-1203',
      subject: { kind: 'theorem', name: 'Bad' },
      file: 'a b/x.ls2',
      line: 7,
      message: 'no verdict',
      changes: [],
      without: 'limit',
    },
    {
      code: 'LS2-1210',
      subject: { kind: 'axiom', name: 'A' },
      file: 'y.ls2',
      line: 1,
      message: 'A is false',
      changes: [],
    },
    { code: 'LS2-1213', file: 'ls2.lock.json', message: 'out of date', changes: [] },
  ],
  gains: [{ theorem: 'Good', file: 'a b/x.ls2', line: 3, message: 'Good says more' }],
  diagnostics,
};

const checked: CheckResult = {
  tool,
  theorems: (['proved', 'vacuous', 'refuted', 'unknown'] as const).map((came) => ({
    name: `Is_${came}`,
    role: 'theorem',
    file: 'x.ls2',
    line: 3,
    verdict: verdictIn(came),
    expected: 'proved',
    restsOn: { axioms: [], assumptions: [], definitions: [], rules: [], oracle: { ...solverOf(), obligations: 0 } },
    ...(came === 'vacuous' && { witness: { kind: 'none', vacuous: 'proved' } }),
    ...(came === 'unknown' && {
      failure: { kind: 'limit', step: 'the proof', reason: hostile, known: [], knownBefore: 0 },
    }),
  })),
  notChecked: [
    {
      role: 'theorem',
      name: 'Broken',
      file: 'x.ls2',
      line: 9,
      because: { code: 'LS2-0201', file: 'y.ls2', line: 2, message: hostile },
      through: ['P'],
    },
  ],
  axioms: (['held', 'violated'] as const).map((standing) => ({
    name: standing,
    file: 'x.ls2',
    line: 1,
    standing,
    traces: { every: 1, length: 1, random: 1 },
    ...(standing === 'violated' && { violation: ['Reset(m, J)'] }),
  })),
  diagnostics,
};

function solverOf() {
  return { solver: 'z3', version: '2' };
}

describe('SARIF', () => {
  test('of the gate is as its schema says, has a rule for each code, and an attack as a code flow', () => {
    const text = gateSarif(result);
    expect(wrongInSarif(text)).toEqual([]);
    const [run] = JSON.parse(text).runs;
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(rules).toEqual(['LS2-0201', 'LS2-1203', 'LS2-1210', 'LS2-1213']);
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]).toBe(ruleId);
    const [flow] = run.results[1].codeFlows;
    expect(
      flow.threadFlows[0].locations.map((each: { location: { message: object } }) => each.location.message),
    ).toEqual([{ text: 'Reset(m, J)' }, { text: 'Read(J, m.l, e)' }]);
    expect(run.results[1].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'a%20b/x.ls2' },
      region: { startLine: 7 },
    });
  });

  test('of a check is as its schema says: what is as expected is no result', () => {
    const text = checkSarif(checked);
    expect(wrongInSarif(text)).toEqual([]);
    const [run] = JSON.parse(text).runs;
    expect(run.results.map((each: { ruleId: string; level: string }) => [each.ruleId, each.level])).toEqual([
      ['LS2-0201', 'error'],
      ['LS2-1304', 'error'],
      ['LS2-1301', 'error'],
      ['LS2-1302', 'warning'],
      ['LS2-1305', 'warning'],
      ['LS2-1303', 'error'],
    ]);
  });

  test('that its schema does not allow is seen here', () => {
    expect(wrongInSarif(gateSarif(result).replace('"startLine": 7', '"startLine": 0'))).not.toEqual([]);
    expect(wrongInSarif(gateSarif(result).replace('"ruleId"', '"rule"'))).not.toEqual([]);
  });
});

describe("JUnit's XML", () => {
  test('of the gate is as its schema says, with a case for each theorem', async () => {
    const text = gateJunit(result);
    expect(await wrongInJunit(text)).toEqual([]);
    expect(text).toContain('<testsuites name="ls2" tests="5" failures="3" errors="1" skipped="0">');
    expect(text).toContain(
      '<testcase name="Good" classname="a b/x.ls2">\n      <properties>\n        <property name="relation" value="stronger"/>',
    );
    expect(text).toContain('&lt;b&gt; &amp; &quot;c&quot; \ufffd');
    expect(text.match(/<testcase name="Bad"/g)).toHaveLength(1);
  });

  test('of a check is as its schema says', async () => {
    const text = checkJunit(checked);
    expect(await wrongInJunit(text)).toEqual([]);
    expect(text).toContain('<testsuites name="ls2" tests="8" failures="3" errors="2" skipped="1">');
  });

  test('that its schema does not allow is seen here', async () => {
    expect(await wrongInJunit(gateJunit(result).replace(' errors="1"', ''))).not.toEqual([]);
    expect(await wrongInJunit(gateJunit(result).replace('&lt;', '<'))).not.toEqual([]);
  });
});

describe('the summary for a pull request', () => {
  test('has what the gate stops at, with what changed folded, and what became better', () => {
    const text = gateMarkdown(result);
    expect(text.startsWith('### ls2 gate: fails\n\n2 theorems against `ls2.lock.json`.\n')).toBe(true);
    expect(text).toContain('a \\<b\\> & "c"');
    expect(text).toContain('  ```diff\n    one\n  - two\n  + three\n  ```\n');
    expect(text).toContain('- ✅ Good says more (`a b/x.ls2:3`)');
  });

  test('says so where nothing changed', () => {
    const theorems = result.theorems.map((each) => ({ ...each, before: was('equivalent', 'proved') }));
    expect(gateMarkdown({ ...result, theorems, findings: [], gains: [], diagnostics: [] })).toBe(
      '### ls2 gate: passes\n\n2 theorems against `ls2.lock.json`: all stands as it stood.\n',
    );
  });
});

describe('the difference of two texts', () => {
  test.each([
    ['a\nb\nc', 'a\nb\nc', ''],
    ['a\nb\nc\nd\ne', 'a\nb\nx\nd\ne', ' b|-c|+x| d'],
    ['', 'a', '-|+a'],
    ['a\nb', 'b\na', '-a| b|+a'],
  ])('of %j and %j', (before, now, expected) => {
    expect(
      lineDifference(before, now)
        .map(({ sign, line }) => `${sign}${line}`)
        .join('|'),
    ).toBe(expected);
  });
});
