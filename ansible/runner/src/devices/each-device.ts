import type { Terminal } from '../platform/terminal/terminal.ts'
import type { DevicesText } from './devices-text.en.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { fewAtATime } from './few-at-a-time.ts'
import type { DeviceResult } from './steps.ts'

interface EachDevice<Item, Result> {
  readonly items: readonly Item[]
  readonly atATime: number
  readonly work: (item: Item) => Promise<Result>
  /** Prints the results, in the order of the devices. */
  readonly print: (results: readonly Result[], exitCode: number) => void
  readonly terminal: Pick<Terminal, 'writeError'>
  readonly text: Pick<DevicesText, 'progress'> & { readonly outcomes: Readonly<Record<string, string>> }
}

/**
 * Works on several devices, a few at a time, says how far it is, prints the results and gives the exit code.
 * @throws a mistake of ours, which leaves the other devices as they are, once what was done before it is printed
 */
export const eachDevice = async <Item, Result extends DeviceResult>({ items, atATime, work, print, terminal, text }: EachDevice<Item, Result>): Promise<number> => {
  let ended = 0
  const { results, failure } = await fewAtATime(items, atATime, async (item) => {
    const result = await work(item)
    ended++
    if (items.length > 1) terminal.writeError(`${text.progress(ended, items.length)} ${result.id}: ${text.outcomes[result.outcome]}\n`)
    return result
  })
  const exitCode = failure ? exitCodes.internal : exitCodeOf(results)
  if (!failure || results.length > 0) print(results, exitCode)
  if (failure) throw failure.error
  return exitCode
}
