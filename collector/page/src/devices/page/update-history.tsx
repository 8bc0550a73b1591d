import type { ClientStatus, DeviceDetails, RequestAction, RunKind } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { Icon, Link } from '../../components/index.ts'
import { formatAgo, formatExactTime } from '../../text/index.ts'
import { HostBadge } from '../../updates/badges.tsx'
import { HostMessage } from '../../updates/host-message.tsx'
import { lastUpdateTitle, releaseNames } from '../../updates/last-update.ts'
import { updateMessages } from '../../updates/messages.ts'
import { formatWanted } from '../../updates/queue-section.tsx'
import { hostCondition } from '../../updates/run-condition.ts'
import { fileName, formatHostDuration, formatRevisions } from '../../updates/run-messages.ts'
import { RunButtons } from '../../updates/run-requests/run-buttons.tsx'

export const UnderWay = ({ update: { run, since } }: { readonly update: NonNullable<ClientStatus['update']> }) => (
  <p class="why under_way" role="status">
    <span>
      <Icon shape="under_way" /> {updateMessages.device.underWay(formatExactTime(since))}{' '}
      <Link to={`/admin/updates/${run}`}>{updateMessages.device.see}</Link>
    </span>
  </p>
)

/** Shown if it waits for an update, or is pinned. */
const Waiting = ({ details: { waiting, pinned } }: { readonly details: Pick<DeviceDetails, 'waiting' | 'pinned'> }) => (
  <>
    {waiting && (
      <p class="waits">
        <Icon shape="waiting" /> {updateMessages.device.waits(formatWanted(waiting), formatExactTime(waiting.since))}
      </p>
    )}
    {pinned && <p class="waits"><Icon shape="paused" /> {updateMessages.device.pinned(pinned.by, formatExactTime(pinned.since))}</p>}
  </>
)

/** The outcome of the newest update of each release. */
const LastUpdates = ({ updates, serverNowMs }: { readonly updates: DeviceDetails['lastUpdates'], readonly serverNowMs: number }) => (
  <dl class="last-updates">
    {updates.map((update) => (
      <div key={update.release ?? ''}>
        <dt>{lastUpdateTitle(update)}</dt>
        <dd>
          <HostBadge condition={update.outcome} kind="update" action={null} /> {formatRevisions(update)}{' '}
          <Link to={`/admin/updates/${update.run}`} title={formatExactTime(update.at)}>{formatAgo(update.at, { serverNowMs })}</Link>
        </dd>
      </div>
    ))}
  </dl>
)

interface HistoryProps {
  readonly id: string
  readonly details: DeviceDetails
  readonly allowed: readonly RequestAction[]
  readonly serverNowMs: number
}

/** Its last updates, and the runs of other playbooks on it; each the newest first. */
export const UpdateHistory = ({ id, details, details: { lastUpdates, updates, otherRuns }, allowed, serverNowMs }: HistoryProps) => (
  <>
    <section aria-label={updateMessages.device.history}>
      <h2>{updateMessages.device.history}</h2>
      <Waiting details={details} />
      {!isOutOfUse(details.client.state) && <RunButtons device={id} allowed={allowed} />}
      {lastUpdates.length > 0 && <LastUpdates updates={lastUpdates} serverNowMs={serverNowMs} />}
      {updates.length === 0 ? <p class="nothing">{updateMessages.device.none}</p> : <Runs runs={updates} kind="update" />}
    </section>
    {otherRuns.length > 0 && (
      <section aria-label={updateMessages.titles.other}>
        <h2>{updateMessages.titles.other}</h2>
        <Runs runs={otherRuns} kind="other" />
      </section>
    )}
  </>
)

const Runs = ({ runs, kind }: { readonly runs: DeviceDetails['updates'], readonly kind: RunKind }) => (
  <ol class="runs-of-device">
    {runs.map((host) => (
      <li key={host.run}>
        <Link to={`/admin/updates/${host.run}`}>{formatExactTime(host.finishedAt ?? host.startedAt) || host.run}</Link>
        <HostBadge condition={hostCondition(host, host)} kind={kind} action={host.action} />
        <div class="message">{[
          kind === 'other' ? fileName(host.playbook) : releaseNames(host),
          formatRevisions(host),
          formatHostDuration(host)
        ].filter(Boolean).join(' · ')} <HostMessage host={host} />
        </div>
      </li>
    ))}
  </ol>
)
