import { z } from 'zod'
import { longestWayMs, storedBoot, type HeardBoot } from './heard-boot.ts'

/** A machine that reports with a device's key. */
export interface Sender {
  readonly address?: string
  readonly hostname?: string
}

/** A boot and its machine, from its newest messages. */
export interface SendersBoot extends HeardBoot, Sender {}

/** Two machines that reported in turn with one key: a card was copied. */
export interface IdentityConflict {
  /** Server time at which one of them was last heard after the other. */
  readonly atMs: number
  /** Both machines; the one that was heard last is the last. */
  readonly senders: readonly Sender[]
  /** The boots of both, in the same order. Absent in a conflict that an older version stored. */
  readonly boots?: readonly string[]
}

const storedSender = z.object({ address: z.string().exactOptional(), hostname: z.string().exactOptional() }) satisfies z.ZodType<Sender>
export const storedSendersBoot = z.object({ ...storedBoot.shape, ...storedSender.shape }) satisfies z.ZodType<SendersBoot>
export const storedConflict = z.object({
  atMs: z.number(),
  senders: z.array(storedSender),
  boots: z.array(z.string()).exactOptional()
}) satisfies z.ZodType<IdentityConflict>

const senderOf = ({ address, hostname }: Sender): Sender => ({
  ...(address !== undefined && { address }),
  ...(hostname !== undefined && { hostname })
})

/** Enough for a device and its copies, each restarted a few times. */
const mostBoots = 8

/** The boots of a device, the running one last, and the conflict that a message showed. */
export interface BootsAfterMessage {
  readonly boots: readonly SendersBoot[]
  readonly conflict?: IdentityConflict
}

/**
 * The boots after a message of one of them, received at `atMs` and sent at `sentMs` of the server's clock. A boot that is new has
 * taken the place of the one before it: the device was restarted, or its card is in another machine. The kernel never uses a boot ID
 * twice, so if the former one returns, it was still running, in a machine of its own; unless its message was only long under way,
 * sent before the newer boot began.
 */
export const afterBoot = (
  boots: readonly SendersBoot[],
  heard: SendersBoot,
  { atMs, sentMs }: { readonly atMs: number, readonly sentMs: number }
): BootsAfterMessage => {
  const newest = boots.at(-1)
  if (newest?.boot === heard.boot) return { boots: [...boots.slice(0, -1), heard] }
  const index = boots.findIndex(({ boot }) => boot === heard.boot)
  if (newest === undefined || index === -1) return { boots: [...boots, heard].slice(-mostBoots) }
  if (sentMs - newest.startedMs <= longestWayMs) return { boots: boots.with(index, heard) }
  return {
    boots: [...boots.toSpliced(index, 1), heard],
    conflict: { atMs, senders: [senderOf(newest), senderOf(heard)], boots: [newest.boot, heard.boot] }
  }
}

/** The device whose conflict a boot belongs to, by boot. */
export type ConflictsByBoot = Map<string, string>

export const recordConflict = (
  byBoot: ConflictsByBoot,
  deviceId: string,
  { before, after }: { readonly before?: IdentityConflict | undefined, readonly after?: IdentityConflict | undefined }
): void => {
  if (before === after) return
  for (const boot of before?.boots ?? []) byBoot.delete(boot)
  for (const boot of after?.boots ?? []) byBoot.set(boot, deviceId)
}
