import type { AlertGroup } from '@mimamori/contract'
import { formatDuration } from '@mimamori/contract/format-time'
import { annotationOf } from '../alerts/annotations.ts'
import { Icon } from '../components/index.ts'
import { language, messages } from '../text/index.ts'
import { wallMessages } from './messages.ts'
import type { SilentSite } from './wall-model.ts'

/** As many as fit on a screen, large enough to be read from 5 m. */
const most = 6

/**
 * All, or one fewer than fit and the number of others; `style`: by their number, the more the smaller, so that each has a second
 * line for its subject.
 */
const fitting = <Row extends object>(rows: readonly Row[]): {
  readonly shown: readonly Row[]
  readonly more: number
  readonly style: string
} => ({
  ...rows.length <= most ? { shown: rows, more: 0 } : { shown: rows.slice(0, most - 1), more: rows.length - most + 1 },
  style: `rows of-${Math.min(rows.length, most)}`
})

const More = ({ count }: { count: number }) => count === 0 ? null : <li class="more">{wallMessages.more(count)}</li>

const since = (ms: number, serverNowMs: number): string => formatDuration(Math.max(0, serverNowMs - ms), language)

/** The place: the site, and the devices or their number. */
const placeOf = ({ site, devices, count }: AlertGroup): string =>
  [site ?? '', count > devices.length && devices.length > 0
    ? wallMessages.devices(count)
    : devices.join(messages.comma)].filter(Boolean).join(' · ')

interface AlertProps {
  /** At least one, the most severe first. */
  readonly groups: readonly AlertGroup[]
  readonly serverNowMs: number
}

export const AlertRows = ({ groups, serverNowMs }: AlertProps) => {
  const { shown, more, style } = fitting(groups)
  return (
    <section aria-label={wallMessages.alerts}>
      <ul class={style}>
        {shown.map((group) => (
          <li
            key={`${group.name} ${group.severity} ${group.site ?? ''}`}
            class={group.acknowledged === group.count ? `${group.severity} acknowledged` : group.severity}
          >
            <span class="what"><b>{messages.severities[group.severity]}</b> {annotationOf(group, 'summary', language) ?? group.name}</span>
            <span class="age">{since(Date.parse(group.oldest), serverNowMs)}</span>
            <span class="where">
              {placeOf(group)}
              {group.acknowledged === group.count && <> <Icon shape="fresh" /> {wallMessages.acknowledged}</>}
            </span>
          </li>
        ))}
        <More count={more} />
      </ul>
    </section>
  )
}

interface SiteProps {
  readonly sites: readonly SilentSite[]
  readonly serverNowMs: number
}

export const SiteRows = ({ sites, serverNowMs }: SiteProps) => {
  const { shown, more, style } = fitting(sites)
  return (
    <section aria-label={wallMessages.absent}>
      <ul class={`${style} sites`}>
        {shown.map(({ site, silent, down, late, expected, sinceMs }) => (
          <li key={site} class={silent + down > 0 ? 'silent' : 'late'}>
            <span class="what">{site === '' ? messages.noSite : site}</span>
            <span class="age">{sinceMs === undefined ? '' : since(sinceMs, serverNowMs)}</span>
            <span class="where">{wallMessages.absentOf(silent, down, late, expected)}</span>
          </li>
        ))}
        <More count={more} />
      </ul>
    </section>
  )
}
