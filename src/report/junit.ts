/** What came of one thing that was to hold. */
export interface JunitCase {
  readonly name: string;
  /** The file, which groups cases. */
  readonly file: string;
  /** What else is known of it, in a word each. */
  readonly properties?: Readonly<Record<string, string>>;
  /** Absent where all is well. `error`: nothing is known to be wrong, and there is no answer. */
  readonly problem?: {
    readonly kind: 'failure' | 'error';
    readonly type: string;
    readonly message: string;
    readonly text: string;
  };
  /** Where it was not tried at all: why. */
  readonly skipped?: string;
}

/** Cases as JUnit's XML, a suite for each file. No times: the output is the same from run to run. */
export function junit(cases: readonly JunitCase[]): string {
  const files = [...new Set(cases.map(({ file }) => file))].sort();
  const suites = files.map((file) =>
    suite(
      file,
      cases.filter((each) => each.file === file),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ls2"${counts(cases)}>`,
    ...suites.flat(),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(file: string, cases: readonly JunitCase[]): readonly string[] {
  return [`  <testsuite name="${escaped(file)}"${counts(cases)}>`, ...cases.flatMap(caseLines), '  </testsuite>'];
}

function counts(cases: readonly JunitCase[]): string {
  const count = (kind: 'failure' | 'error'): number => cases.filter(({ problem }) => problem?.kind === kind).length;
  const skipped = cases.filter((each) => each.skipped !== undefined).length;
  return ` tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${skipped}"`;
}

function caseLines({ name, file, properties = {}, problem, skipped }: JunitCase): readonly string[] {
  const attributes = `name="${escaped(name)}" classname="${escaped(file)}"`;
  const inside = [...propertyLines(Object.entries(properties)), ...problemLines(problem), ...skippedLines(skipped)];
  if (inside.length === 0) return [`    <testcase ${attributes}/>`];
  return [`    <testcase ${attributes}>`, ...inside.map((line) => `      ${line}`), '    </testcase>'];
}

function propertyLines(properties: readonly (readonly [name: string, value: string])[]): readonly string[] {
  if (properties.length === 0) return [];
  const lines = properties.map(([name, value]) => `  <property name="${escaped(name)}" value="${escaped(value)}"/>`);
  return ['<properties>', ...lines, '</properties>'];
}

const skippedLines = (why: string | undefined): readonly string[] =>
  why === undefined ? [] : [`<skipped message="${escaped(why)}"/>`];

function problemLines(problem: JunitCase['problem']): readonly string[] {
  if (problem === undefined) return [];
  const { kind, type, message, text } = problem;
  return [`<${kind} type="${escaped(type)}" message="${escaped(message)}">${escaped(text)}</${kind}>`];
}

/** XML 1.0 has no way to write most control characters; they are shown as missing. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
