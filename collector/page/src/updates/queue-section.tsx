import type { QueueView, UpdateQueue } from '@mimamori/contract'
import type { ComponentChildren } from 'preact'
import { CopyLine, Link } from '../components/index.ts'
import { formatExactTime, formatRevision } from '../text/index.ts'
import { updateMessages } from './messages.ts'

/** More would push the runs off the screen. */
const shownUnfolded = 8

const script = './scripts/update-all-clients.sh'

/** The wanted update: `kiosk 4f1d2c9`, or as set in the inventory. */
export const formatWanted = ({ release, reference, revision }: Omit<UpdateQueue['waiting'][number], 'host' | 'since' | 'run'>): string => {
  const wanted = revision ?? reference
  return [release, wanted === undefined ? undefined : formatRevision(wanted)].filter(Boolean).join(' ') || updateMessages.queue.byInventory
}

/** Lists the devices that wait to be caught up, for what and since when; and the pinned ones. Nothing if there are none. */
export const QueueSection = ({ queue: { waiting, pinned } }: { queue: QueueView }) => (
  <>
    {waiting.length > 0 && (
      <section class="queue" aria-label={updateMessages.queue.title}>
        <h2>{updateMessages.queue.title}</h2>
        <p>{updateMessages.queue.about(waiting.length)}</p>
        <Folding rows={waiting.map(({ host, enrolled, since, tries = 0, ...wanted }) => (
          <Row key={host} host={host} enrolled={enrolled}>
            {[
              formatWanted(wanted),
              updateMessages.queue.since(formatExactTime(since)),
              ...tries > 0 ? [updateMessages.queue.tries(tries)] : []
            ].join(' · ')}
          </Row>
        ))}
        />
        <CopyLine what={updateMessages.queue.drop} command={`${script} --drop ${waiting[0]!.host}`} />
      </section>
    )}
    {pinned.length > 0 && (
      <section class="queue" aria-label={updateMessages.queue.pinned}>
        <h2>{updateMessages.queue.pinned}</h2>
        <p>{updateMessages.queue.pinnedAbout}</p>
        <Folding rows={pinned.map(({ host, enrolled, since, by }) => (
          <Row key={host} host={host} enrolled={enrolled}>
            {[updateMessages.queue.pinnedSince(formatExactTime(since)), updateMessages.by(by)].join(' · ')}
          </Row>
        ))}
        />
        <CopyLine what={updateMessages.queue.unpin} command={`${script} --unpin ${pinned[0]!.host}`} />
      </section>
    )}
  </>
)

/** A list whose end is folded if it is long. */
const Folding = ({ rows }: { rows: readonly ComponentChildren[] }) => (
  <>
    <ul>{rows.slice(0, shownUnfolded)}</ul>
    {rows.length > shownUnfolded && (
      <details>
        <summary>{updateMessages.queue.more(rows.length - shownUnfolded)}</summary>
        <ul>{rows.slice(shownUnfolded)}</ul>
      </details>
    )}
  </>
)

const Row = ({ host, enrolled, children }: { host: string, enrolled: boolean, children: ComponentChildren }) => (
  <li>
    {enrolled ? <Link to={`/admin/devices/${encodeURIComponent(host)}`}>{host}</Link> : <span>{host}</span>}
    <span class="place">{children}</span>
  </li>
)
