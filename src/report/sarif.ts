import type { Tool } from '../check/index.js';
import { type Code, entryOf, groups, severityOf } from '../diagnostics/index.js';

/** A place in a file: lines and columns count from 1, columns in UTF-16 units; ends are exclusive. */
export interface SarifPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface SarifResult {
  readonly code: Code;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly place: SarifPlace;
  /** What it is about: the name of a theorem or axiom. */
  readonly name?: string;
  readonly related?: readonly {
    readonly message: string;
    readonly place: SarifPlace;
  }[];
  /** The events of an attack, in order. */
  readonly events?: readonly string[];
}

/**
 * Results as a log in SARIF 2.1.0, one run. Rules are the codes of the table that occur; an attack is a code flow, whose steps are all at the place of
 * what they refute: the events of a trace stand in no file.
 */
export function sarif({ name, version }: Tool, results: readonly SarifResult[], properties?: object): string {
  const codes = groups.flatMap((group) => group.codes).filter((code) => results.some((result) => result.code === code));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name, version, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => resultOf(result, codes.indexOf(result.code))),
        ...(properties && { properties }),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf(code: Code): object {
  const { title, explanation, remedy, example } = entryOf(code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: {
      text: `${explanation}\n\nFor example:\n\n${example}\n\nWhat to do: ${remedy}`,
      markdown: `${explanation}\n\n\`\`\`\n${example}\n\`\`\`\n\n**What to do:** ${remedy}`,
    },
    defaultConfiguration: { level: severityOf(code) },
  };
}

function resultOf(
  { code, level, message, place, name, related = [], events = [] }: SarifResult,
  ruleIndex: number,
): object {
  const physicalLocation = physical(place);
  const logical = name === undefined ? {} : { logicalLocations: [{ name, kind: 'declaration' }] };
  return {
    ruleId: code,
    ruleIndex,
    level,
    message: { text: message },
    locations: [{ physicalLocation, ...logical }],
    ...(related.length > 0 && {
      relatedLocations: related.map((each) => ({
        physicalLocation: physical(each.place),
        message: { text: each.message },
      })),
    }),
    ...(events.length > 0 && {
      codeFlows: [
        {
          message: { text: 'the attack' },
          threadFlows: [
            {
              locations: events.map((text, i) => ({
                executionOrder: i + 1,
                location: { physicalLocation, message: { text } },
              })),
            },
          ],
        },
      ],
    }),
  };
}

function physical({ file, line, column, endLine, endColumn }: SarifPlace): object {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return {
    artifactLocation: { uri },
    ...(line !== undefined && {
      region: {
        startLine: line,
        ...(column !== undefined && { startColumn: column }),
        ...(endLine !== undefined && { endLine }),
        ...(endColumn !== undefined && { endColumn }),
      },
    }),
  };
}
