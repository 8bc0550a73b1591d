import type { LineBatch } from '../log-backend.ts'

/**
 * The writers about a device, as the label `job`. Each has streams of its own: Loki refuses lines more than an hour behind the newest of
 * their stream, and an agent that comes back has all of its backlog behind lines that others wrote in between
 * (docs/adr/0032-one-stream-a-push-to-loki.md).
 */
const jobs = { agent: 'mimamori', push: 'mimamori-push', updates: 'mimamori-updates' } as const

/** Matches the jobs of devices' lines among everything else in a Loki, as a pattern. */
export const deviceJobs = `(${Object.values(jobs).join('|')})(-late-[0-9]+)?`

export const jobOf = ({ runId, isUnordered = false }: LineBatch): string =>
  runId !== undefined ? jobs.updates : isUnordered ? jobs.push : jobs.agent

/** For lines that are too far behind in as many streams of theirs (docs/adr/0032-one-stream-a-push-to-loki.md). */
export const lateJob = (job: string, late: number): string => late === 0 ? job : `${job}-late-${late}`
