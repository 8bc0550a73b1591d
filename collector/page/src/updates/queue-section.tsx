import type { ComponentChildren } from 'preact'
import type { QueueView, UpdateQueue } from '@mimamori/contract'
import { CopyLine } from '../parts/copy-line.tsx'
import { exactWords } from '../parts/time-words.ts'
import { formatRevision } from '../parts/values.ts'
import { followHere } from '../path.ts'
import { words } from '../words.ts'

/** More would push the runs off the screen. */
const shownUnfolded = 8

const script = './scripts/update-all-clients.sh'

/** What a device is to get: `kiosk 4f1d2c9`, or that the inventory says it. */
export const wantedWords = ({ release, reference, revision }: Omit<UpdateQueue['waiting'][number], 'host' | 'since' | 'run'>): string => {
  const wanted = revision ?? reference
  return [release, wanted === undefined ? undefined : formatRevision(wanted)].filter(Boolean).join(' ') || words.updates.queue.byInventory
}

/** Who waits to be caught up, for what and since when; and who is pinned. Nothing where there is nobody. */
export const QueueSection = ({ queue: { waiting, pinned } }: { queue: QueueView }) => (
  <>
    {waiting.length > 0 && (
      <section class="queue" aria-label={words.updates.queue.title}>
        <h2>{words.updates.queue.title}</h2>
        <p>{words.updates.queue.about(waiting.length)}</p>
        <Folding rows={waiting.map(({ host, enrolled, since, tries = 0, ...wanted }) => (
          <Row key={host} host={host} enrolled={enrolled}>{[wantedWords(wanted), words.updates.queue.since(exactWords(since)), ...tries > 0 ? [words.updates.queue.tries(tries)] : []].join(' · ')}</Row>
        ))}
        />
        <CopyLine what={words.updates.queue.drop} command={`${script} --drop ${waiting[0]!.host}`} />
      </section>
    )}
    {pinned.length > 0 && (
      <section class="queue" aria-label={words.updates.queue.pinned}>
        <h2>{words.updates.queue.pinned}</h2>
        <p>{words.updates.queue.pinnedAbout}</p>
        <Folding rows={pinned.map(({ host, enrolled, since, by }) => (
          <Row key={host} host={host} enrolled={enrolled}>{[words.updates.queue.pinnedSince(exactWords(since)), words.updates.by(by)].join(' · ')}</Row>
        ))}
        />
        <CopyLine what={words.updates.queue.unpin} command={`${script} --unpin ${pinned[0]!.host}`} />
      </section>
    )}
  </>
)

/** A list whose end is folded where it is long. */
const Folding = ({ rows }: { rows: readonly ComponentChildren[] }) => (
  <>
    <ul>{rows.slice(0, shownUnfolded)}</ul>
    {rows.length > shownUnfolded && (
      <details>
        <summary>{words.updates.queue.more(rows.length - shownUnfolded)}</summary>
        <ul>{rows.slice(shownUnfolded)}</ul>
      </details>
    )}
  </>
)

const Row = ({ host, enrolled, children }: { host: string, enrolled: boolean, children: ComponentChildren }) => (
  <li>
    {enrolled ? <a href={`/admin/devices/${encodeURIComponent(host)}`} onClick={followHere}>{host}</a> : <span>{host}</span>}
    <span class="place">{children}</span>
  </li>
)
