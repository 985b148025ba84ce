import type { SignatureHelp } from 'vscode-languageserver';
import { formOf, parameterText } from '../names/signature.js';
import type { Analysis } from '../workspace.js';
import { callAround, cursorAt } from './cursor.js';

/** What is being called at a cursor takes, and which argument is being written. */
export function signature(analysis: Analysis, offset: number): SignatureHelp | null {
  const { names, text } = analysis;
  const call = callAround(cursorAt(analysis, offset), text, (name) => names.actions.has(name));
  if (call === undefined) return null;
  const { image } = call.callee;
  const found = names.values.get(image) ?? names.facts.get(image) ?? names.actions.get(image);
  if (found === undefined) return null;
  const { meaning } = found;
  const { doc } = meaning.declaration;
  return {
    activeSignature: 0,
    activeParameter: call.argument,
    signatures: [
      {
        label: formOf(meaning, image),
        parameters: (meaning.params ?? []).map((parameter) => ({ label: parameterText(parameter) })),
        ...(doc !== undefined && { documentation: { kind: 'markdown', value: doc } }),
      },
    ],
  };
}
