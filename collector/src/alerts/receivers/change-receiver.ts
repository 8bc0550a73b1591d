import { receiver, type Receiver, type ReceiverChange } from '@mimamori/contract'

const withoutNulls = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** A channel of the same type keeps what the change leaves out, its secrets above all; of another type it begins anew. */
const changedChannel = (before: Receiver['channel'], after: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  withoutNulls(after['type'] === before.type ? { ...before, ...after } : after)

/** The receiver as it will be. @throws {ZodError} where that is none; its paths are those of the change */
export const changeReceiver = (before: Receiver, { channel, ...change }: ReceiverChange): Receiver =>
  receiver.parse({ ...before, ...change, ...channel && { channel: changedChannel(before.channel, channel) } })
