import { z } from 'zod'
import { about, requestId } from './about.ts'
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
 * `done`: work without a run is done. `refused`: it was not begun, or not finished, and `message` says why. `lost`: nobody fetched it, or
 * its runner never answered; the list of runs then shows whether a run has begun.
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

/** `POST /api/run-requests`. `language`: of the runner's messages. */
export const wantedRun = z
  .strictObject({
    action: z.enum(requestActions).meta(about('What to start; `rotate-keys` has the server put new keys on the devices.', 'update')),
    devices: devices.describe('The devices; null for every device of the inventory. For `rotate-keys`, 1 to 10.'),
    language: z.enum(languages).default('en').meta(about('The language in which the runner answers.', 'en'))
  })
  .refine(areFew, few)
export type WantedRun = z.infer<typeof wantedRun>

/** A requested run, or requested new keys. */
export const runRequest = z.object({
  id: z.string().meta(about('The ID of the request.', '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11')),
  action: z.enum(requestActions).meta(about('What to start.', 'update')),
  devices: devices.describe('The devices; null for every device of the inventory. For `rotate-keys`, 1 to 10.'),
  by: z.string().meta(about('Who requested it.', 'tanaka')),
  requestedAt: utcTimestamp.meta(about('When it was requested.', '2026-11-25T08:49:58.000Z')),
  state: z.enum(runRequestStates).meta(about(
    'waiting for a runner, fetched by one, started, done (new keys), refused, or lost: nobody answered.',
    'started'
  )),
  run: runId.nullable().meta(about('The run that has begun; null if none has.', '20261125-085000-0a1b2c')),
  message: z.string().nullable().describe(
    'What is done, or why it was refused, in the words of the runner; null before, and where a run has begun.'
  )
})
export type RunRequest = z.infer<typeof runRequest>

export const oneRunRequest = z.object({ requestId, request: runRequest.describe('What was requested.') })
export type OneRunRequest = z.infer<typeof oneRunRequest>

/** `GET /api/run-requests`: newest first. `actions`: the actions that a runner would start now; empty if none listens. */
export const runRequestList = z.object({
  requestId,
  actions: z.array(z.enum(requestActions)).describe('What a runner that listens now would start; empty if none does.'),
  requests: z.array(runRequest).describe('What was requested, newest first.')
})
export type RunRequestList = z.infer<typeof runRequestList>

/** `POST /api/run-requests/fetch`, from a runner: the actions that it would start, and how long the answer may wait for a request. */
export const fetchRunRequest = z.strictObject({
  actions: z.array(z.enum(requestActions)).min(1).max(requestActions.length).describe('What this runner would start.'),
  waitSeconds: z.number().int().min(0).max(30).meta(about('How long the answer waits for a request.', 25))
})

/** The answer to that; null if nobody has requested anything. */
export const fetchedRunRequest = z.object({
  requestId,
  request: z
    .object({
      id: z.uuid().meta(about('The ID of the request.', '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11')),
      action: z.enum(requestActions).meta(about('What to start.', 'update')),
      devices: devices.describe('The devices; null for every device of the inventory. For `rotate-keys`, 1 to 10.'),
      by: z.string().min(1).max(100).regex(/^[^\p{Cc}]*$/u).meta(about('Who requested it.', 'tanaka')),
      language: z.enum(languages).meta(about('The language in which the runner answers.', 'en'))
    })
    .refine(areFew, few)
    .nullable().describe('What is requested; null if nothing is.')
})
export type FetchedRunRequest = NonNullable<z.infer<typeof fetchedRunRequest>['request']>

const messageText = z.string().min(1).max(4000)

/** `POST /api/run-requests/ID/answer`, from the runner that fetched it: the run that has begun, the work that is done, or why it is not. */
export const runRequestAnswer = z.union([
  z.strictObject({ run: runId.meta(about('The run that has begun.', '20261125-085000-0a1b2c')) }),
  z.strictObject({ done: messageText.meta(about('What is done.', 'pi-kiosk-03 uses its new key. The old one has ended.')) }),
  z.strictObject({ message: messageText.meta(about('Why it was not begun, or not finished.', 'another run is in progress')) })
])
export type RunRequestAnswer = z.infer<typeof runRequestAnswer>
