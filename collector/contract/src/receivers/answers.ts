import { z } from 'zod'
import { mailRelayView } from './mail-relay.ts'
import { receiverView } from './receiver.ts'

/**
 * Whether what is kept is what Alertmanager does. `applied`: it runs on it; `waiting`: written, but it did not answer and reads it when it
 * starts; `refused`: it would not do, and the one before is in use; `by_hand`: somebody else runs it, and it knows what was pasted there.
 */
export const configurationStates = ['applied', 'waiting', 'refused', 'by_hand'] as const
export type ConfigurationState = typeof configurationStates[number]

/**
 * Notes on values that were stored and may not be what was meant, such as a site that no device has: one sentence each, in the language of
 * the request.
 */
const warnings = z.array(z.string())

/** A receiver with what is known of the last notification of it. */
const listedReceiver = receiverView.extend({
  warnings,
  lastNotifiedAt: z.iso.datetime().nullable(),
  /** The cause that prevented the last message that the collector knows of, one sentence with the next step; null if it arrived. */
  lastProblem: z.object({ at: z.iso.datetime(), text: z.string() }).nullable()
})
export type ListedReceiver = z.infer<typeof listedReceiver>

/** `GET /api/receivers`. */
export const receiverList = z.object({
  requestId: z.string(),
  receivers: z.array(listedReceiver),
  relay: mailRelayView.nullable(),
  configuration: z.enum(configurationStates)
})
export type ReceiverList = z.infer<typeof receiverList>

/**
 * `GET /api/receivers/configuration`: for an Alertmanager that somebody else runs. A secret's content is null:
 * its file has to be made by hand.
 */
export const configurationAnswer = z.object({
  requestId: z.string(),
  configuration: z.enum(configurationStates),
  yaml: z.string(),
  files: z.array(z.object({ path: z.string(), content: z.string().nullable() }))
})
export type ConfigurationAnswer = z.infer<typeof configurationAnswer>

/**
 * arrived: the receiver's server took it. failed: it did not. unknown: neither can be said. not_sent: nobody would be notified of a real
 * alert either.
 */
export const testOutcomes = ['arrived', 'failed', 'unknown', 'not_sent'] as const
export type TestOutcome = typeof testOutcomes[number]

/**
 * `POST /api/receivers/:name/test`. `text`: one sentence with the next step, in the language of the request; `steps`: from whom to whom the
 * test went, and whether it arrived.
 */
export const receiverTest = z.object({
  requestId: z.string(),
  outcome: z.enum(testOutcomes),
  text: z.string(),
  steps: z.array(z.object({ outcome: z.enum(testOutcomes), text: z.string() }))
})
export type ReceiverTest = z.infer<typeof receiverTest>

export const oneReceiver = z.object({ requestId: z.string(), receiver: receiverView, configuration: z.enum(configurationStates), warnings })
export const oneMailRelay = z.object({ requestId: z.string(), relay: mailRelayView.nullable(), configuration: z.enum(configurationStates) })
export const onlyConfiguration = z.object({ requestId: z.string(), configuration: z.enum(configurationStates) })
