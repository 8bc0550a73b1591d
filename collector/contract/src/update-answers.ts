import { z } from 'zod'
import { runHost, runId, runSummary, updateQueue } from './update-run.ts'

/** `GET /api/updates`: newest first; `nextCursor` is there while older runs follow. */
export const runList = z.object({ requestId: z.string(), runs: z.array(runSummary), nextCursor: runId.optional() })
export type RunList = z.infer<typeof runList>

/** `GET /api/updates/:run`: a run with all its hosts. */
export const runDetails = z.object({ requestId: z.string(), serverTime: z.iso.datetime(), run: runSummary, hosts: z.array(runHost) })
export type RunDetails = z.infer<typeof runDetails>

/** An event of the run's stream, `run` (the first) or `change`: some hosts of it; the first events have all. */
export const runChange = runDetails.omit({ requestId: true })
export type RunChange = z.infer<typeof runChange>

const { waiting, pinned } = updateQueue.shape
const isEnrolled = { enrolled: z.boolean() }

/** `GET /api/updates/queue`: who waits to be caught up, and who is pinned. */
export const queueView = z.object({
  requestId: z.string(),
  waiting: z.array(waiting.element.extend(isEnrolled)),
  pinned: z.array(pinned.element.extend(isEnrolled))
})
export type QueueView = z.infer<typeof queueView>
