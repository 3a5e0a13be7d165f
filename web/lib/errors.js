/** The input is wrong: `problems` says what, where and what would be right; describeProblem makes sentences of them. */
export class StudyError extends Error {
  /** @param {import('./types').Problem[]} problems
   * @param {(problem: import('./types').Problem) => string} [describe] a line of the message; workers, which only pass the
   *   problems on, carry no dictionary */
  constructor(problems, describe = ({ path, code }) => (path ? `${path}: ${code}` : code)) {
    super(problems.map(describe).join('\n'));
    this.name = 'StudyError';
    this.problems = problems;
  }
}
