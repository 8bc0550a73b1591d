/** The longest wait of a batch for other devices' batches, which share its commit. */
export const shareWithinMs = 3000

/** The wait is not worth it for fewer: it would only slow down one that sends line after line. */
const fewestDevices = 3

/** Small batches that are committed at once after a quiet time, before others wait for each other. */
const mostAtOnce = 64

/** A larger batch is of a device that has more to send, and fills pages by itself. */
const smallBytes = 16_384

/** Decides for each log batch whether it may wait for others, so that a fleet does not have whole pages written for each line. */
export const createCommitSharing = (monotonicMs = () => performance.now()): (deviceId: string, bytes: number) => boolean => {
  /** When each device was last heard, the latest at the end. */
  const heardMs = new Map<string, number>()
  let atOnce = mostAtOnce
  let refilledMs = monotonicMs()
  return (deviceId, bytes) => {
    const nowMs = monotonicMs()
    heardMs.delete(deviceId)
    heardMs.set(deviceId, nowMs)
    for (const [device, ms] of heardMs) {
      if (nowMs - ms <= shareWithinMs) break
      heardMs.delete(device)
    }
    atOnce = Math.min(mostAtOnce, atOnce + (nowMs - refilledMs) / shareWithinMs)
    refilledMs = nowMs
    if (bytes > smallBytes || heardMs.size < fewestDevices) return false
    if (atOnce < 1) return true
    atOnce -= 1
    return false
  }
}
