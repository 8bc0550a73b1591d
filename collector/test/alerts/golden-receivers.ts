import { readFileSync } from 'node:fs'
import { mailRelay, receiver, type Receiver } from '@mimamori/contract'
import type { NotificationSettings } from '../../src/alerts/receivers/receivers.ts'

const golden = JSON.parse(readFileSync(new URL('../../contract/fixtures/receivers/receivers.json', import.meta.url), 'utf8')) as {
  readonly relay: object
  readonly receivers: readonly object[]
}

/** Of the contract's fixtures: one of each channel, all of them enabled. */
export const everyReceiver: readonly Receiver[] = golden.receivers.map((each) => ({ ...receiver.parse(each), enabled: true }))
export const goldenReceiver = (name: string): Receiver => everyReceiver.find((each) => each.name === name)!
export const everyReceiverSettings: NotificationSettings = {
  receivers: everyReceiver,
  relay: mailRelay.parse({ ...golden.relay, user: 'mimamori', password: 'relay-pass-word' })
}

/** What must stand in no text that anybody reads. */
export const goldenSecrets = [
  'f2c1a4', 'xq3f7t', '9fQe', 'IncomingWebhook', 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2', 's3cret-of-the-tower', 'relay-pass-word',
  'night-watch-3', 'qW3rTy7', 'tower-pin-4711', 'x7Kd-vQ', 'AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', 'nhS0Wn3rTok+n',
  '4f0c1d2e3a5b6978a0b1c2d3e4f50617'
]
