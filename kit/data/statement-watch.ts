/** Is told of statements by whoever hands them over to the database, in the asker's own asynchronous context. */
export interface StatementWatch {
  /** A statement is asked now; what is answered here is told of its end: its text, and whether it failed. */
  begin(): (statement: string, failed: boolean) => void;
}
