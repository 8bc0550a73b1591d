import { optionWord, shellWord } from '../text/index.ts'
import type { DeviceChange } from './edit-draft.ts'
import type { PauseRequest } from './pause-draft.ts'

const optionNames: Readonly<Record<keyof DeviceChange, string>> = {
  name: 'name', address: 'address', site: 'site', role: 'role',
  silentAfterSeconds: 'silent-after', downAfterSeconds: 'down-after', downSeverity: 'down-severity', scrapeUrl: 'scrape-url'
}

/** The words after `mimamori` that change a device; undefined if there is nothing to change. */
export const editCommand = (id: string, change: DeviceChange): string | undefined => {
  const options = (Object.keys(optionNames) as (keyof DeviceChange)[])
    .flatMap((field) => change[field] === undefined ? [] : [`--${optionNames[field]} ${optionWord(change[field])}`])
  return options.length === 0 ? undefined : ['devices set', id, ...options].join(' ')
}

export const pauseCommand = (id: string, { until, reason }: PauseRequest): string =>
  [
    'devices pause',
    id,
    ...until === undefined ? [] : [`--until ${until.replace('.000Z', 'Z')}`],
    ...reason === undefined ? [] : [`--reason ${shellWord(reason)}`]
  ].join(' ')
