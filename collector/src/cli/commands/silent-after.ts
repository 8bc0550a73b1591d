import type { Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'

/** `--silent-after-seconds`, where it was given. @throws {UsageError} for anything but a whole number; its bounds are the collector's to check */
export const silentAfterSeconds = ({ option: value, text }: Invocation): number | undefined => {
  const given = value('silent-after-seconds')
  if (given !== undefined && !/^\d{1,9}$/.test(given)) throw new UsageError(text.wrong('--silent-after-seconds', text.expected.silentAfter, given))
  return given === undefined ? undefined : Number(given)
}
