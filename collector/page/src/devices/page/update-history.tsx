import type { ClientStatus, DeviceDetails, RequestAction, RunKind } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { Icon } from '../../components/icons.tsx'
import { ageWords, exactWords } from '../../text/times.ts'
import { followHere } from '../../components/navigation/path.ts'
import { RunButtons } from '../../updates/run-requests/run-buttons.tsx'
import { HostBadge } from '../../updates/badges.tsx'
import { HostMessage } from '../../updates/host-message.tsx'
import { hostCondition } from '../../updates/run-condition.ts'
import { lastUpdateTitle, releaseWords } from '../../updates/last-update.ts'
import { wantedWords } from '../../updates/queue-section.tsx'
import { durationWords, fileName, revisionWords } from '../../updates/run-messages.ts'
import { updateMessages } from '../../updates/messages.ts'

/** That the device is being updated at this moment. */
export const UnderWay = ({ update: { run, since } }: { readonly update: NonNullable<ClientStatus['update']> }) => (
  <p class="why under_way" role="status">
    <span><Icon shape="under_way" /> {updateMessages.device.underWay(exactWords(since))} <a href={`/admin/updates/${run}`} onClick={followHere}>{updateMessages.device.see}</a></span>
  </p>
)

/** That it waits to be caught up with an update, or is pinned. */
const Waiting = ({ details: { waiting, pinned } }: { readonly details: Pick<DeviceDetails, 'waiting' | 'pinned'> }) => (
  <>
    {waiting && <p class="waits"><Icon shape="waiting" /> {updateMessages.device.waits(wantedWords(waiting), exactWords(waiting.since))}</p>}
    {pinned && <p class="waits"><Icon shape="paused" /> {updateMessages.device.pinned(pinned.by, exactWords(pinned.since))}</p>}
  </>
)

/** What the newest update of each release came to. */
const LastUpdates = ({ updates, serverNowMs }: { readonly updates: DeviceDetails['lastUpdates'], readonly serverNowMs: number }) => (
  <dl class="last-updates">
    {updates.map((update) => (
      <div key={update.release ?? ''}>
        <dt>{lastUpdateTitle(update)}</dt>
        <dd><HostBadge condition={update.outcome} kind="update" action={null} /> {revisionWords(update)} <a href={`/admin/updates/${update.run}`} title={exactWords(update.at)} onClick={followHere}>{ageWords(update.at, { serverNowMs })}</a></dd>
      </div>
    ))}
  </dl>
)

interface HistoryProps {
  readonly id: string
  readonly details: DeviceDetails
  /** What a runner would do that is requested now. */
  readonly allowed: readonly RequestAction[]
  readonly serverNowMs: number
}

/** What its last updates came to, and what other playbooks did on it; each the newest first. */
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
        <a href={`/admin/updates/${host.run}`} onClick={followHere}>{exactWords(host.finishedAt ?? host.startedAt) || host.run}</a>
        <HostBadge condition={hostCondition(host, host)} kind={kind} action={host.action} />
        <div class="message">{[kind === 'other' ? fileName(host.playbook) : releaseWords(host), revisionWords(host), durationWords(host)].filter(Boolean).join(' · ')} <HostMessage host={host} /></div>
      </li>
    ))}
  </ol>
)
