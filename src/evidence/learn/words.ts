/** Words that no name may be in a model that is written by itself. */
export const reservedWords: ReadonlySet<string> = new Set(
  'forall exists not true false assume show proof qed or iff machine program constant theorem lemma platform setup chain define import'.split(
    ' ',
  ),
);
