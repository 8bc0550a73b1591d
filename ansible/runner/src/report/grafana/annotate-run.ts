import { hostOutcomes, type HostCounts, type HostFinished, type HostOutcome, type RunOutcome } from '@mimamori/contract'
import { stepName } from '@mimamori/contract/step-name'
import { singleFlight } from '@mimamori/program/single-flight'
import type { RunnerClock } from '../../platform/clock.ts'
import type { RunText } from '../../text/run-text.en.ts'
import type { RunReporter } from '../run-reporter.ts'
import type { AnnotationFiles } from './annotation-files.ts'
import { deliverAnnotations } from './deliver-annotations.ts'
import type { GrafanaClient } from './grafana-client.ts'

/** The run of an annotation. */
export interface AnnotatedRun {
  readonly id: string
  /** Its kind, unless it is an update. */
  readonly title: string | undefined
  readonly startMs: number
  readonly revision: string | undefined
  /** The address of the run's page. */
  readonly link: string
}

export interface RunAnnotationsOptions {
  readonly files: AnnotationFiles
  readonly client: GrafanaClient
  readonly run: AnnotatedRun
  readonly text: RunText
  readonly clock: Pick<RunnerClock, 'nowMs'>
  readonly warn: (reason: string) => void
}

/** The worst outcome first: it gives the region its colour. */
const byBadness: readonly HostOutcome[] = ['failed', 'rolled_back', 'unreachable', 'skipped', 'updated', 'unchanged']

/** The worst outcome among a run's hosts, or that of the run if it was stopped. */
const worstOutcome = (counts: HostCounts, outcome: RunOutcome): string =>
  outcome === 'cancelled' || outcome === 'interrupted' ? outcome : byBadness.find((name) => counts[name] > 0) ?? outcome

/** Outcomes that a device is marked for. */
const marked: ReadonlySet<HostOutcome> = new Set(['failed', 'rolled_back', 'unreachable'])

/** Marks a run in Grafana: a region from its start to its end, and a mark for each device that was not updated. */
export const annotateRun = (
  { files, client, run: { id: run, title, startMs, revision, link }, text, clock, warn }: RunAnnotationsOptions
): Partial<RunReporter> => {
  const tags = ['mimamori', 'update', `run:${run}`]
  const deliver = singleFlight(async () => {
    for (const reason of await deliverAnnotations(files, client)) warn(reason)
  }, ({ message }) => { warn(message) })

  const want = (annotation: Parameters<AnnotationFiles['want']>[0]): void => {
    try {
      files.want(annotation, warn)
    } catch (error) {
      // A file that cannot be read or written does not delay the others.
      warn((error as Error).message)
      return
    }
    void deliver()
  }
  const regionText = (counts: HostCounts): string =>
    text.annotation({ title, run, revision, link, counts: ([
      ...hostOutcomes, 'waiting', 'under_way'
    ] as const).flatMap((name) => counts[name] > 0
      ? [text.count(text.states[name], counts[name])]
      : []) })

  const progress = (counts: HostCounts): void => {
    want({ run, time: startMs, timeEnd: clock.nowMs(), tags, text: regionText(counts), isComplete: false })
  }
  const mark = ({ host, outcome, at, step, message }: HostFinished): void => {
    if (!marked.has(outcome)) return
    const described = text.mark({ host, outcome, step: step && stepName(step), message, link })
    want({
      run, device: host, time: Date.parse(at), tags: [...tags, `device:${host}`, `outcome:${outcome}`], text: described, isComplete: true
    })
  }
  return {
    start: progress,
    progress,
    item (item) {
      // An unreachable device is tried again, and marked at the end.
      if (item.state === 'finished' && item.outcome !== 'unreachable') mark(item)
    },
    async end ({ endedAt, outcome, counts, hosts }) {
      for (const one of hosts) if (one.outcome === 'unreachable') mark(one)
      const ended = [...tags, `outcome:${worstOutcome(counts, outcome)}`]
      want({ run, time: startMs, timeEnd: Date.parse(endedAt), tags: ended, text: regionText(counts), isComplete: true })
      await deliver()
    }
  }
}
