/**
 * The number of the advisory lock that a backup shares while it copies files which rows name: whoever removes files takes it
 * alone, or leaves them for later.
 */
export const lockOfFiles = 94_638;
