/** A mistake in what was typed: exit 2. */
export class UsageError extends Error { override readonly name = 'UsageError' }

/** Something that did not work, said in the reader's language: exit 1. */
export class CommandError extends Error { override readonly name = 'CommandError' }
