/** How the command ends. */
export const EXIT = { done: 0, wrong: 2, interrupted: 130 };
