import { type InlayHint, InlayHintKind } from 'vscode-languageserver';
import { rangeOf } from '../places.js';
import type { Analysis } from '../workspace.js';

/** The sorts of variables that do not say theirs. */
export const hints = ({ path, checked }: Analysis): InlayHint[] =>
  checked.inferred
    .filter(({ file }) => file === path)
    .map(({ span, sort }) => ({
      position: rangeOf(span).end,
      label: `: ${sort}`,
      kind: InlayHintKind.Type,
      paddingRight: false,
    }));
