/** The input is wrong: `problems` says what, where and what would be right; describeProblem makes sentences of them. */
export class StudyError extends Error {
  /** @param {import('./types').Problem[]} problems */
  constructor(problems) {
    super(problems.map(({ path, code }) => (path ? `${path}: ${code}` : code)).join('\n'));
    this.name = 'StudyError';
    this.problems = problems;
  }
}
