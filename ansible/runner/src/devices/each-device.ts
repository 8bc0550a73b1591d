import type { Terminal } from '../cli/terminal.ts'
import type { DevicesText } from '../text/devices-text.en.ts'
import { fewAtATime } from './few-at-a-time.ts'
import type { DeviceResult } from './steps.ts'

interface EachDevice<Item, Result> {
  readonly items: readonly Item[]
  readonly atATime: number
  readonly work: (item: Item) => Promise<Result>
  readonly terminal: Pick<Terminal, 'writeError'>
  readonly text: Pick<DevicesText, 'progress'> & { readonly outcomes: Readonly<Record<string, string>> }
}

/** Works on several devices, a few at a time, and says how far it is. Gives the results in the order of the devices. */
export const eachDevice = <Item, Result extends DeviceResult>({ items, atATime, work, terminal, text }: EachDevice<Item, Result>): Promise<Result[]> => {
  let ended = 0
  return fewAtATime(items, atATime, async (item) => {
    const result = await work(item)
    ended++
    if (items.length > 1) terminal.writeError(`${text.progress(ended, items.length)} ${result.id}: ${text.outcomes[result.outcome]}\n`)
    return result
  })
}
