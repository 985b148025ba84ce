/** What the names of this process's directories for TPMs begin with, in the directory for temporary files. */
export const temporaryPrefix = (): string => `ls2-swtpm-${process.pid}-`;
