/** What the axiom is called that says what terms contain that a constructor of a model makes. */
export const containmentName = (name: string): string => `CONT_${name}`;
