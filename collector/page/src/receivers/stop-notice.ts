import type { ClientStatus, ReceiverView, Severity } from '@mimamori/contract'
import { alertDelays } from '@mimamori/contract/alert-delays'
import { formatDuration } from '@mimamori/contract/format-time'
import { language } from '../text/index.ts'
import { receiverMessages } from './messages.ts'

type Limited = Pick<ClientStatus, 'site' | 'state' | 'silentAfterSeconds' | 'downAfterSeconds' | 'downSeverity'>

const { scrape, evaluate, deviceSilentFor, groupWait } = alertDelays

/** From the least to the most, in whole minutes: `12 min`, `7 min – 62 min`. */
const range = (seconds: readonly number[]): string | undefined => {
  if (seconds.length === 0) return undefined
  const ends = [Math.min(...seconds), Math.max(...seconds)].map((each) => formatDuration(Math.ceil(each / 60) * 60_000, language))
  return [...new Set(ends)].join(language === 'ja' ? '〜' : ' – ')
}

/**
 * Says what a receiver is notified of when one of its devices stops, also at night, and when at the latest: by its sites, severities and
 * quiet hours, and by the limits of the devices.
 */
export const stopNotice = (
  { enabled, sites, severities, quietHours }: Pick<ReceiverView, 'enabled' | 'sites' | 'severities' | 'quietHours'>,
  devices: readonly Limited[]
): string => {
  const { stops: text } = receiverMessages
  if (!enabled) return text.disabled
  const own = devices.filter(({ site, state }) => (state === 'active' || state === 'pending') &&
    (sites.length === 0 || site === '' || sites.includes(site)))
  if (own.length === 0) return text.noDevice
  const takes = (severity: Severity): boolean => severities.length === 0 ? severity !== 'info' : severities.includes(severity)
  const isWarned = takes('warning')
  const down = own.filter(({ downSeverity }) => takes(downSeverity))
  const downIn = range(down.map(({ downAfterSeconds }) => downAfterSeconds + scrape + evaluate + groupWait))
  const silentIn = isWarned
    ? range(own.map(({ silentAfterSeconds }) => silentAfterSeconds + deviceSilentFor + scrape + evaluate + groupWait))
    : undefined
  return [
    downIn === undefined
      ? text.notDown
      : text.down(downIn, down.length === own.length ? undefined : { count: down.length, of: own.length }),
    silentIn === undefined ? text.notSilent : text.silent(silentIn),
    ...quietHours !== null && isWarned ? [text.quiet(quietHours.from, quietHours.to)] : [],
    ...isWarned ? [text.closed] : []
  ].join(text.between)
}
