import { z } from 'zod'
import { utcInstant } from './instant.ts'
import { deviceId } from './device-id.ts'
import { languages } from './language.ts'
import { runActions } from './run-action.ts'
import { runId } from './update-run.ts'

/**
 * `waiting`: no runner has fetched it. `fetched`: one has, and prepares the run. `started`: its run has begun. `refused`: it was not begun, and `message` says
 * why. `lost`: nobody fetched it, or who did never answered; whether a run has begun is then to be seen among the runs.
 */
export const runRequestStates = ['waiting', 'fetched', 'started', 'refused', 'lost'] as const

/** What somebody asks for. Null: every device of the inventory. */
const devices = z.array(deviceId).min(1).max(1000).nullable()

/** `POST /api/run-requests`. `language`: of what the runner says. */
export const wantedRun = z.strictObject({ action: z.enum(runActions), devices, language: z.enum(languages).default('en') })
export type WantedRun = z.infer<typeof wantedRun>

/** A run that somebody has asked for. */
export const runRequest = z.object({
  id: z.string(),
  action: z.enum(runActions),
  devices,
  by: z.string(),
  requestedAt: utcInstant,
  state: z.enum(runRequestStates),
  run: runId.nullable(),
  message: z.string().nullable()
})
export type RunRequest = z.infer<typeof runRequest>

export const oneRunRequest = z.object({ requestId: z.string(), request: runRequest })
export type OneRunRequest = z.infer<typeof oneRunRequest>

/** `GET /api/run-requests`: newest first. `actions`: what a runner would start now; empty where none listens. */
export const runRequestList = z.object({ requestId: z.string(), actions: z.array(z.enum(runActions)), requests: z.array(runRequest) })
export type RunRequestList = z.infer<typeof runRequestList>

/** `POST /api/run-requests/fetch`, from a runner: what it would start, and how long the answer may wait for a request. */
export const fetchRunRequest = z.strictObject({ actions: z.array(z.enum(runActions)).min(1).max(runActions.length), waitSeconds: z.number().int().min(0).max(30) })
export type FetchRunRequest = z.infer<typeof fetchRunRequest>

/** The answer to that; null where nobody has asked for anything. */
export const fetchedRunRequest = z.object({
  requestId: z.string(),
  request: z.object({ id: z.uuid(), action: z.enum(runActions), devices, by: z.string().min(1).max(100).regex(/^[^\p{Cc}]*$/u), language: z.enum(languages) }).nullable()
})
export type FetchedRunRequest = NonNullable<z.infer<typeof fetchedRunRequest>['request']>

/** `POST /api/run-requests/ID/answer`, from the runner that fetched it. */
export const runRequestAnswer = z.union([z.strictObject({ run: runId }), z.strictObject({ message: z.string().min(1).max(4000) })])
export type RunRequestAnswer = z.infer<typeof runRequestAnswer>
