import type { Receiver, Severity } from '@mimamori/contract'
import { repeatSecondsOf } from '../receivers/repeat-interval.ts'
import { lateEndLabel, lateEndReceiver } from './late-ends.ts'

/** A node of Alertmanager's tree (https://prometheus.io/docs/alerting/latest/configuration/#route). */
export interface Route {
  readonly receiver?: string
  readonly matchers?: readonly string[]
  readonly continue?: true
  readonly group_by?: readonly string[]
  readonly group_wait?: string
  readonly group_interval?: string
  readonly repeat_interval?: string
  readonly mute_time_intervals?: readonly string[]
  readonly routes?: readonly Route[]
}

/** The labels of a test alert: its receiver, and the id of the test, so that each is a message of its own. */
export const testLabels = { receiver: 'mimamori_test', id: 'mimamori_test_id' } as const

/** A test goes to a receiver of its own, which sends no resolution of the test. No receiver of ours has a slash in its name. */
export const testReceiver = (name: string): string => `${name}/test`
/** Alertmanager's name of the intervals of a receiver's quiet hours. */
export const quietIntervalName = (name: string): string => `quiet-${name}`
/** Alertmanager's name of the intervals in which a group of sites is closed: by the first of them. */
export const offHoursName = ([site]: readonly [string, ...string[]]): string => `off-hours-${site}`

const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`
const asRegex = (text: string): string => text.replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)

/** Alerts without a site, such as the collector's own, concern the receivers of every site: nobody else may be notified. */
const siteMatcher = (sites: readonly string[]): readonly string[] =>
  sites.length === 0 ? [] : [`site=~${quoted(['', ...sites.map(asRegex)].join('|'))}`]
/** Info is for machines (it inhibits others): only a receiver that names it is notified of it. */
const severityMatcher = (severities: readonly Severity[]): readonly string[] => [
  severities.length === 0 ? 'severity!="info"' : `severity=~${quoted(severities.join('|'))}`
]

/** An alert without one of our severities counts as a warning. */
const matcherOf: Readonly<Record<Severity, string>> = {
  critical: 'severity="critical"',
  warning: 'severity!~"critical|info"',
  info: 'severity="info"'
}

/** Sites of a receiver that close at the same times. */
interface Closing {
  readonly interval: string
  readonly matcher: string
}

const oneOf = (sites: readonly string[]): string =>
  sites.length === 1 ? `site=${quoted(sites[0]!)}` : `site=~${quoted(sites.map(asRegex).join('|'))}`

interface BranchOptions {
  /** The sites that have opening hours; those with the same hours together. */
  readonly offHours: readonly (readonly [string, ...string[]])[]
  /** Routes that only group alerts: in each branch before all others. */
  readonly groups: readonly Route[]
  /** Whether it is reminded of alerts that go on; yes by default. */
  readonly isReminded?: boolean
}

/**
 * The branch of one receiver; the other receivers are notified, too. While a site is closed nobody is notified of its warnings: critical
 * alerts come through, such as a DeviceDown that is set to critical.
 */
export const routeOf = (receiver: Receiver, { offHours, groups, isReminded = true }: BranchOptions): Route => {
  const { name, sites, severities, quietHours } = receiver
  // One for each severity, even if it changes nothing: by the matchers on its way Alertmanager knows what a receiver was notified of, so
  // that new quiet hours would otherwise send everything that fires again.
  const leaf = (severity: Severity, closing?: Closing): Route => {
    const repeat = isReminded ? repeatSecondsOf(receiver, severity) : undefined
    const mutes =
      severity === 'critical'
        ? []
        : [...(quietHours === null ? [] : [quietIntervalName(name)]), ...(closing === undefined ? [] : [closing.interval])]
    return {
      matchers: [matcherOf[severity], ...(closing === undefined ? [] : [closing.matcher])],
      ...(repeat !== undefined && { repeat_interval: `${repeat}s` }),
      ...(mutes.length > 0 && { mute_time_intervals: mutes })
    }
  }
  const closings = offHours.flatMap((all): readonly Closing[] => {
    const own = all.filter((each) => sites.length === 0 || sites.includes(each))
    return own.length === 0 ? [] : [{ interval: offHoursName(all), matcher: oneOf(own) }]
  })
  const leaves = [
    ...closings.flatMap((each) => [leaf('warning', each), leaf('info', each)]),
    ...(['critical', 'warning', 'info'] as const).map((severity) => leaf(severity))
  ]
  return {
    receiver: name,
    matchers: [...siteMatcher(sites), ...severityMatcher(severities)],
    continue: true,
    routes: [...groups.map((group): Route => ({ ...group, routes: leaves })), ...leaves]
  }
}

/** The receiver of messages that Alertmanager sends without the collector. No receiver of ours has a slash in its name. */
export const pastCollectorReceiver = (name: string): string => `${name}/past-collector`

/** A receiver's branch with a route that notifies it of CollectorDown without the collector. */
export const withCollectorDown = (branch: Route, receiver: Receiver): Route => ({
  ...branch,
  routes: [
    {
      receiver: pastCollectorReceiver(receiver.name), matchers: ['alertname="CollectorDown"'],
      repeat_interval: `${repeatSecondsOf(receiver, 'critical')}s`
    },
    ...branch.routes!
  ]
})

/**
 * The branch of late ends: each goes to its receiver, and is muted in the same hours as the alert itself. The repeat interval is the
 * longest time for which Alertmanager's notification log keeps an entry; the collector ends it earlier.
 */
export const lateEndRoute = (receivers: readonly Receiver[], options: BranchOptions): Route => ({
  matchers: [`${lateEndLabel}!=""`],
  repeat_interval: '5d',
  routes: receivers.map((receiver) => ({
    receiver: lateEndReceiver(receiver.name), matchers: [`${lateEndLabel}="${receiver.name}"`],
    routes: routeOf(receiver, { ...options, isReminded: false }).routes!
  }))
})

/** The receiver that stores the alerts. No receiver of ours can have this name. */
export const keepingReceiver = 'collector'
/** Every alert goes to the collector as it comes, in addition to other receivers; except Watchdog, which is none. */
export const keepingRoute: Route = {
  receiver: keepingReceiver,
  matchers: ['alertname!="Watchdog"'],
  continue: true,
  group_wait: '0s',
  group_interval: '5s'
}

/**
 * The branch of test alerts: each goes at once to its receiver, and to nobody else. Alertmanager retries for the length of a group's
 * interval, at least ten seconds; a test that failed must not arrive minutes later.
 */
export const testRoute = (names: readonly string[]): Route => ({
  matchers: [`${testLabels.receiver}!=""`],
  group_by: [testLabels.receiver, testLabels.id],
  group_wait: '0s',
  group_interval: '10s',
  routes: names.map((name) => ({ receiver: testReceiver(name), matchers: [`${testLabels.receiver}="${name}"`] }))
})
