import { z } from 'zod'
import { about, requestId } from './about.ts'
import { runHost, runId, runSummary, updateQueue } from './update-run.ts'

/** `GET /api/updates`: newest first; `nextCursor` is set while older runs follow. */
export const runList = z.object({
  requestId,
  runs: z.array(runSummary).describe('The runs, newest first.'),
  nextCursor: runId.optional().describe('The cursor of the next page; absent on the last page.')
})
export type RunList = z.infer<typeof runList>

/** `GET /api/updates/:run`: a run with all its hosts. */
export const runDetails = z.object({
  requestId,
  serverTime: z.iso.datetime(),
  run: runSummary.describe('The run.'),
  hosts: z.array(runHost)
})
export type RunDetails = z.infer<typeof runDetails>

/** An event of the run's stream, `run` (the first) or `change`: some hosts of it; the first events have all. */
export const runChange = runDetails.omit({ requestId: true })
export type RunChange = z.infer<typeof runChange>

const { waiting, pinned } = updateQueue.shape
const isEnrolled = { enrolled: z.boolean().meta(about('Whether a device is enrolled under this name.', true)) }

/** `GET /api/updates/queue`: the devices that wait for an update, and the pinned ones. */
export const queueView = z.object({
  requestId,
  waiting: z.array(waiting.element.extend(isEnrolled)).describe('The devices in the update queue.'),
  pinned: z.array(pinned.element.extend(isEnrolled))
})
export type QueueView = z.infer<typeof queueView>
