import type { Text } from '../text/index.ts'

/** Everything a command works with; the real ones are in main.ts. */
export interface CommandContext {
  readonly flags: CommandFlags
  readonly env: Readonly<Record<string, string | undefined>>
  readonly text: Text
  /** Writes a line for a person. */
  readonly print: (line: string) => void
}

export interface CommandFlags {
  readonly config?: string | undefined
  /** For `once`. */
  readonly print: boolean
  /** For `status`. */
  readonly reported: boolean
}

/** One verb of the program. It gives the exit code: 0 on success, 1 on failure, 2 if the configuration is wrong. */
export type Command = (context: CommandContext) => Promise<number>
