import { receiver, type Receiver, type ReceiverChange } from '@mimamori/contract'

const withoutNulls = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** A channel of the same type keeps the fields that the change leaves out, its secrets above all; of another type it starts empty. */
const changedChannel = (before: Receiver['channel'], after: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  withoutNulls(after['type'] === before.type ? { ...before, ...after } : after)

/** The changed receiver. @throws {ZodError} if it is invalid; its paths are those of the change */
export const changeReceiver = (before: Receiver, { channel, ...change }: ReceiverChange): Receiver =>
  receiver.parse({ ...before, ...change, ...channel && { channel: changedChannel(before.channel, channel) } })
