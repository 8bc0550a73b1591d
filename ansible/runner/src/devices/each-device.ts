import { printJson, printLines } from '../platform/terminal/print.ts'
import type { Terminal } from '../platform/terminal/terminal.ts'
import type { DevicesText } from './devices-text.en.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { resultLines, type ResultLinesOptions } from './result-lines.ts'
import type { DeviceResult } from './steps.ts'
import type { CommonArguments } from './verb.ts'

interface Worked<Value> {
  /** In the order of the items. */
  readonly results: Value[]
  /** The first error. */
  readonly failure?: { readonly error: unknown }
}

/** Does the work for each, this many at a time. Once it throws for one, no other item is begun; the work on the others ends. */
const concurrently = async <Item, Value>(
  items: readonly Item[], count: number, work: (item: Item) => Promise<Value>
): Promise<Worked<Value>> => {
  const results: Record<number, Value> = {}
  const queue = items.entries()
  let failure: Worked<Value>['failure']
  const takeNext = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failure) return
      try {
        results[index] = await work(item)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, takeNext))
  return { results: Object.values(results), ...failure && { failure } }
}

interface EachDevice<Item, StepName extends string, Done extends string> extends ResultLinesOptions<StepName, Done> {
  readonly items: readonly Item[]
  readonly atATime: number
  readonly work: (item: Item) => Promise<DeviceResult<StepName, Done>>
  readonly given: Pick<CommonArguments, 'isJson' | 'isPlan'>
  readonly terminal: Pick<Terminal, 'write' | 'writeError'>
  readonly text: ResultLinesOptions<StepName, Done>['text'] & Pick<DevicesText, 'progress'>
  /** Printed after the results: as fields with --json, as lines without. */
  readonly further?: { readonly fields: object, readonly lines: readonly string[] }
}

/**
 * Works on several devices, a few at a time, shows the progress, prints the results in the order of the devices, and gives the exit code.
 * @throws an error of the program itself, which leaves the other devices unchanged, after the work done before it is printed
 */
export const eachDevice = async <Item, StepName extends string, Done extends string>(
  { items, atATime, work, given, terminal, text, optional = [], further }: EachDevice<Item, StepName, Done>
): Promise<number> => {
  let ended = 0
  const { results, failure } = await concurrently(items, atATime, async (item) => {
    const result = await work(item)
    ended++
    if (items.length > 1) terminal.writeError(`${text.progress(ended, items.length)} ${result.id}: ${text.outcomes[result.outcome]}\n`)
    return result
  })
  const exitCode = failure ? exitCodes.internal : exitCodeOf(results)
  if (!failure || results.length > 0) {
    if (given.isJson) printJson(terminal, { exitCode, plan: given.isPlan, devices: results, ...further?.fields })
    else printLines(terminal, [...resultLines(results, { text, optional }), ...further?.lines ?? []])
  }
  if (failure) throw failure.error
  return exitCode
}
