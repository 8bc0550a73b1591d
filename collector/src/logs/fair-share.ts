export interface Usage {
  readonly deviceId: string
  readonly bytes: number
}

/**
 * How much of the space each device may keep: those that need less than an equal share keep all, and the rest is shared
 * equally among the others. One device that logs in a loop so pushes out its own lines, never another's.
 */
export const fairShares = (usages: readonly Usage[], maxBytes: number): ReadonlyMap<string, number> => {
  const shares = new Map<string, number>()
  const byNeed = [...usages].sort((a, b) => a.bytes - b.bytes)
  let left = maxBytes
  for (const [i, { deviceId, bytes }] of byNeed.entries()) {
    const share = Math.min(bytes, Math.floor(left / (byNeed.length - i)))
    shares.set(deviceId, share)
    left -= share
  }
  return shares
}
