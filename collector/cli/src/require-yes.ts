import type { Invocation } from './command.ts'
import { CommandError, UsageError } from './errors.ts'

/** Asks whether to go on, unless `--yes` was given. @throws {UsageError} without a terminal; {CommandError} after a no */
export const requireYes = async ({ confirm, isOn, text }: Invocation, question: string): Promise<void> => {
  if (isOn('yes')) return
  if (confirm === undefined) throw new UsageError(text.needsYes)
  if (!await confirm(question)) throw new CommandError(text.stayedUnchanged)
}
