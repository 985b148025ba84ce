/** The command was used wrongly, or what it needs is not there: the message goes to stderr as it is, the exit code is 2. */
export class UsageError extends Error {}
