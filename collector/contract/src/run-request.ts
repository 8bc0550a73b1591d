import { z } from 'zod'
import { utcTimestamp } from './timestamp.ts'
import { deviceId } from './device-id.ts'
import { languages } from './language.ts'
import { runActions } from './run-action.ts'
import { runId } from './update-run.ts'

/** Actions that can be requested: a run, or `rotate-keys`: new keys, which the server puts on the devices. */
export const requestActions = [...runActions, 'rotate-keys'] as const
export type RequestAction = typeof requestActions[number]

/**
 * `waiting`: no runner has fetched it. `fetched`: one has, and prepares the run, or works on the devices. `started`: its run has begun.
 * `done`: what needs no run is done. `refused`: it was not begun, or not finished, and `message` says why. `lost`: nobody fetched it, or
 * who did never answered; whether a run has begun is then to be seen among the runs.
 */
export const runRequestStates = ['waiting', 'fetched', 'started', 'done', 'refused', 'lost'] as const

/** The devices of a request. Null: every device of the inventory. */
const devices = z.array(deviceId).min(1).max(1000).nullable()

/** As many as are worked on at the same time: somebody waits for the answer. */
const mostRotated = 10

interface Wanted {
  readonly action: RequestAction
  readonly devices: z.infer<typeof devices>
}

const areFew = ({ action, devices: wanted }: Wanted): boolean =>
  action !== 'rotate-keys' || (wanted !== null && wanted.length <= mostRotated)
const few = { path: ['devices'], error: `expected 1 to ${mostRotated} devices for rotate-keys` }

/** `POST /api/run-requests`. `language`: of what the runner says. */
export const wantedRun = z
  .strictObject({ action: z.enum(requestActions), devices, language: z.enum(languages).default('en') })
  .refine(areFew, few)
export type WantedRun = z.infer<typeof wantedRun>

/** A run, or new keys, that somebody has asked for. */
export const runRequest = z.object({
  id: z.string(),
  action: z.enum(requestActions),
  devices,
  by: z.string(),
  requestedAt: utcTimestamp,
  state: z.enum(runRequestStates),
  run: runId.nullable(),
  message: z.string().nullable()
})
export type RunRequest = z.infer<typeof runRequest>

export const oneRunRequest = z.object({ requestId: z.string(), request: runRequest })
export type OneRunRequest = z.infer<typeof oneRunRequest>

/** `GET /api/run-requests`: newest first. `actions`: what a runner would start now; empty where none listens. */
export const runRequestList = z.object({ requestId: z.string(), actions: z.array(z.enum(requestActions)), requests: z.array(runRequest) })
export type RunRequestList = z.infer<typeof runRequestList>

/** `POST /api/run-requests/fetch`, from a runner: what it would start, and how long the answer may wait for a request. */
export const fetchRunRequest = z.strictObject({
  actions: z.array(z.enum(requestActions)).min(1).max(requestActions.length),
  waitSeconds: z.number().int().min(0).max(30)
})
export type FetchRunRequest = z.infer<typeof fetchRunRequest>

/** The answer to that; null where nobody has asked for anything. */
export const fetchedRunRequest = z.object({
  requestId: z.string(),
  request: z
    .object({
      id: z.uuid(),
      action: z.enum(requestActions),
      devices,
      by: z
        .string()
        .min(1)
        .max(100)
        .regex(/^[^\p{Cc}]*$/u),
      language: z.enum(languages)
    })
    .refine(areFew, few)
    .nullable()
})
export type FetchedRunRequest = NonNullable<z.infer<typeof fetchedRunRequest>['request']>

const sentences = z.string().min(1).max(4000)

/** `POST /api/run-requests/ID/answer`, from the runner that fetched it: the run that has begun, what is done, or why it is not. */
export const runRequestAnswer = z.union([
  z.strictObject({ run: runId }),
  z.strictObject({ done: sentences }),
  z.strictObject({ message: sentences })
])
export type RunRequestAnswer = z.infer<typeof runRequestAnswer>
