/** Entries that are kept: clients send few different headers, and one who makes up ever new ones gains nothing. */
const most = 200;

/** The same function, whose answers for what it was asked lately are remembered: for headers that every request repeats. */
export function remembered<Answer>(answerFor: (header: string | undefined) => Answer) {
  const known = new Map<string | undefined, Answer>();
  return (header: string | undefined): Answer => {
    const kept = known.get(header);
    if (kept !== undefined) return kept;
    const answer = answerFor(header);
    if (known.size >= most) known.clear();
    known.set(header, answer);
    return answer;
  };
}
