/**
 * What nothing may be called in a model that is written by itself, in small letters: words that are reserved or begin a declaration or an item, and what the logic declares. Names that
 * differ from these by letters' size alone are left out as well.
 */
export const reservedWords: ReadonlySet<string> = new Set(
  [
    'forall exists not true false assume show proof qed or iff by auto using with expect',
    'import sort constructor function action event fluent predicate axiom define constant machine memory pcr dpcr principal on reset latelaunch run program chain setup platform theorem lemma',
    'image concludes holds is reads m t i j e u x k',
    'time thread location name principal key term programs host acts at jump start owner machineof honest also none agent pk pair h sig enc symenc sinit dinit unset eval mem islocked contains',
    'read write extend lock unlock send receive new sign verify dec symdec hash proj1 proj2 match',
  ].flatMap((words) => words.split(' ')),
);
