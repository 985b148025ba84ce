/** What came of one thing that was to hold. */
export interface JunitCase {
  readonly name: string;
  /** The file, which groups cases. */
  readonly file: string;
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

function caseLines({ name, file, problem, skipped }: JunitCase): readonly string[] {
  const attributes = `name="${escaped(name)}" classname="${escaped(file)}"`;
  if (skipped !== undefined)
    return [`    <testcase ${attributes}>`, `      <skipped message="${escaped(skipped)}"/>`, '    </testcase>'];
  if (problem === undefined) return [`    <testcase ${attributes}/>`];
  const { kind, type, message, text } = problem;
  return [
    `    <testcase ${attributes}>`,
    `      <${kind} type="${escaped(type)}" message="${escaped(message)}">${escaped(text)}</${kind}>`,
    '    </testcase>',
  ];
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
