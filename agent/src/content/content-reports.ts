import type { ContentReport } from '@mimamori/contract'
import { contentLimits } from '@mimamori/contract/content-limits'
import type { DeviceClock } from '../device/clock.ts'
import type { ContentState } from './content-state.ts'

/** Tells the collector what this device has of its content. */
export interface ContentReports {
  /** A set changed. */
  changed (): void
  /** A piece of a download came. */
  progressed (): void
  /** The collector answers: what it does not know yet is sent. */
  answered (): void
}

interface Options {
  readonly state: () => ContentState
  /** Gives the status of the answer; rejects without one. */
  readonly post: (body: Buffer) => Promise<number>
  readonly clock: Pick<DeviceClock, 'monotonicMs'>
  readonly onRefused: (status: number) => void
}

/** Between reports in which only the bytes that are left differ. */
const progressEveryMs = 15_000
/** A change of the free space by less than this part of it is not worth a report. */
const worthwhile = 0.1

export const createContentReports = ({ state, post, clock, onRefused }: Options): ContentReports => {
  let sent: ContentReport | undefined
  let sentMs = -Infinity
  let isSending = false
  /** Whether the last try was answered; there is nothing to say before the first answer to a report. */
  let isReachable = false

  const read = (): ContentReport => {
    const { freeBytes, reclaimableBytes, sets } = state()
    // Before the manifest comes, there are also sets that are the device's no more.
    const reported = sets.slice(0, contentLimits.setsOfDevice)
    return { ...freeBytes !== undefined && { freeBytes }, ...reclaimableBytes && { reclaimableBytes }, sets: reported }
  }
  const isProgressDue = (): boolean => clock.monotonicMs() - sentMs >= progressEveryMs
  const withoutProgress = ({ sets }: ContentReport): string =>
    JSON.stringify(sets.map((set) => ({ ...set, bytesLeft: set.bytesLeft === 0 })))
  const isWorthwhile = (next: ContentReport): boolean => {
    if (sent === undefined || withoutProgress(next) !== withoutProgress(sent)) return true
    const [before = 0, now = 0] = [sent.freeBytes, next.freeBytes]
    const hasOtherSpace = Math.abs(now - before) > worthwhile * Math.abs(before)
    return isProgressDue() && (hasOtherSpace || JSON.stringify(next.sets) !== JSON.stringify(sent.sets))
  }

  const send = async (): Promise<void> => {
    if (isSending || !isReachable) return
    const next = read()
    if (!isWorthwhile(next)) return
    isSending = true
    try {
      const status = await post(Buffer.from(JSON.stringify(next)))
      // Busy: it is sent again after the next answer to a report.
      isReachable = status !== 429 && status < 500
      if (!isReachable) return
      if (status >= 400) onRefused(status)
      sent = next
      sentMs = clock.monotonicMs()
    } catch {
      // A device that is cut off does not try with each piece; its reports say why.
      isReachable = false
    } finally {
      isSending = false
    }
    void send()
  }

  return {
    changed: () => void send(),
    progressed () {
      if (isProgressDue()) void send()
    },
    answered () {
      isReachable = true
      void send()
    }
  }
}
