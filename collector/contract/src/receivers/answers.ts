import { z } from 'zod'
import { about, requestId } from '../about.ts'
import { mailRelayView } from './mail-relay.ts'
import { receiverView } from './receiver.ts'

/**
 * Whether Alertmanager runs on the stored settings. `applied`: it does; `waiting`: written, but it did not answer and reads it when it
 * starts; `refused`: it would not work, and the one before is in use; `by_hand`: somebody else runs it, on a configuration pasted there.
 */
export const configurationStates = ['applied', 'waiting', 'refused', 'by_hand'] as const
export type ConfigurationState = typeof configurationStates[number]

/**
 * Notes on values that were stored and may be mistakes, such as a site that no device has: one sentence each, in the language of
 * the request.
 */
const warnings = z.array(z.string())

/** A receiver with its last notification. */
const listedReceiver = receiverView.extend({
  warnings: warnings.describe(
    'Possible mistakes in the stored receiver, such as a site without devices; one sentence each, in the language of the request.'
  ),
  lastNotifiedAt: z.iso.datetime().nullable().meta(about(
    'When an alert or its resolution was last delivered to the receiver; null if none was.',
    '2026-11-28T05:02:00.000Z'
  )),
  lastProblem: z.object({
    at: z.iso.datetime().meta(about('When the delivery failed.', '2026-11-28T05:02:00.000Z')),
    text: z.string().meta(about(
      'The problem and how to fix it, in the language of the request.',
      'http://ntfy.factory.lan does not know this address (404). Copy the webhook’s address again.'
    ))
  }).nullable().describe(
    'Why the last message, of an alert or a test, was not delivered, as far as the collector knows; null if it was delivered, and ' +
      'after a change of the receiver.'
  )
})
export type ListedReceiver = z.infer<typeof listedReceiver>

/** `GET /api/receivers`. */
export const receiverList = z.object({
  requestId,
  receivers: z.array(listedReceiver).describe('The receivers, by name.'),
  relay: mailRelayView.nullable().describe('The mail relay; null if none is configured.'),
  configuration: z.enum(configurationStates).meta(about(
    'The state of Alertmanager’s configuration: applied; waiting (Alertmanager does not respond and reads it when it starts); refused ' +
      '(Alertmanager keeps using the previous one); or by_hand (the collector does not write it).',
    'applied'
  ))
})
export type ReceiverList = z.infer<typeof receiverList>

/**
 * `GET /api/receivers/configuration`: for an Alertmanager that somebody else runs. A secret's content is null:
 * its file has to be made by hand.
 */
export const configurationAnswer = z.object({
  requestId,
  configuration: z.enum(configurationStates),
  yaml: z.string().describe('The Alertmanager configuration, without secrets, which are in the files that it refers to.'),
  files: z.array(z.object({
    path: z.string().meta(about('The path at which Alertmanager reads the file.', '/etc/mimamori/alertmanager/messages.tmpl')),
    content: z.string().nullable().describe(
      'The content of the file; null for a secret. Create that file yourself, readable only by Alertmanager.'
    )
  })).describe('The files that the configuration refers to.')
})
export type ConfigurationAnswer = z.infer<typeof configurationAnswer>

/**
 * arrived: the receiver's server took it. failed: it did not. unknown: neither can be said. not_sent: nobody would be notified of a real
 * alert either.
 */
export const testOutcomes = ['arrived', 'failed', 'unknown', 'not_sent'] as const
export type TestOutcome = typeof testOutcomes[number]

/**
 * `POST /api/receivers/:name/test`. `text`: one sentence with the next step, in the language of the request; `steps`: sender and recipient
 * of each step, and whether the test arrived.
 */
export const receiverTest = z.object({
  requestId,
  outcome: z.enum(testOutcomes).meta(about(
    'arrived (the receiver’s server accepted the test), failed, unknown, or not_sent (alerts are not sent at present either).',
    'arrived'
  )),
  text: z.string().meta(about(
    'The result and what to do next, in the language of the request.',
    'http://ntfy.factory.lan accepted the test. It should be visible there now.'
  )),
  steps: z.array(z.object({
    outcome: z.enum(testOutcomes).meta(about('The outcome of this hop: arrived, failed, unknown or not_sent.', 'arrived')),
    text: z.string().meta(about(
      'The two ends of this hop, in the language of the request.',
      'From the collector to http://ntfy.factory.lan'
    ))
  })).describe('The hops of the test message, starting at the collector.')
})
export type ReceiverTest = z.infer<typeof receiverTest>

export const oneReceiver = z.object({
  requestId,
  receiver: receiverView.describe('The receiver.'),
  configuration: z.enum(configurationStates),
  warnings: warnings.describe(
    'Possible mistakes in the stored receiver, such as a site without devices; one sentence each, in the language of the request.'
  )
})
export const oneMailRelay = z.object({ requestId, relay: mailRelayView.nullable(), configuration: z.enum(configurationStates) })
export const onlyConfiguration = z.object({ requestId, configuration: z.enum(configurationStates) })
