/** What stops verdicts, for a client's button. */
export const stopVerdicts = 'ls2.stop';
