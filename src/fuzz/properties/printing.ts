import { isDeepStrictEqual } from 'node:util';
import type { Ast } from '../../language/index.js';
import { format, parse } from '../../language/index.js';
import { printFile } from '../../language/printer.js';
import { sourceFiles } from '../arbitraries/syntax.js';
import { bare } from '../arbitraries/tree.js';
import { isObject } from '../json.js';
import { demand, type Property } from '../property.js';

/** Whatever the grammar allows is printed so that it is read as it was. */
export const printing = (): Property<Ast.SourceFile> => ({
  name: 'printing',
  target: 'language',
  compares: 'a syntax tree with what is read of it after it was printed; a formatted text with itself formatted again',
  says: 'They are the same.',
  cases: sourceFiles,
  perRun: 40,
  check: (file, tally) => {
    const text = printFile(file);
    const read = parse(text, file.path);
    demand(read.diagnostics.length === 0, `what is printed is not read: ${read.diagnostics[0]?.message}`);
    demand(isDeepStrictEqual(bare(read.file), bare(file)), `what is printed is read as something else:\n${text}`);
    const once = format(text, file.path);
    demand(once.kind === 'formatted', 'what is printed cannot be formatted');
    const twice = format(once.text, file.path);
    demand(twice.kind === 'formatted' && twice.text === once.text, `formatted twice it is another text:\n${once.text}`);
    for (const { kind } of file.declarations) tally.count('declarations', kind);
  },
  show: printFile,
  read: (given) => (isFile(given) ? given : undefined),
});

const isFile = (value: unknown): value is Ast.SourceFile => isObject(value) && Array.isArray(value['declarations']);
