import type { EventStream } from './event-stream.ts'

const tickMs = 1000
const beatEveryTicks = 15

export interface TickingStreamsOptions {
  /** Sends the streams the changes since the last time. */
  readonly sendChanges: () => Promise<void>
  /** Called when the last listener has left: data for sending can be dropped. */
  readonly forget: () => void
  readonly onError?: ((error: unknown) => void) | undefined
}

/**
 * The streams of one feed, each with the state of its listener. Changes are sent once a second while there are any, and a stream is
 * closed once its listener has no access any more.
 */
export interface TickingStreams<Listener> {
  readonly listeners: ReadonlyMap<EventStream, Listener>
  add (stream: EventStream, listener: Listener): void
  remove (stream: EventStream): void
  /** Runs every second. One that comes while the last is still sending is skipped; every fifteenth begins with a heartbeat. */
  tick (): Promise<void>
  close (): void
}

export const createTickingStreams = <Listener>({ sendChanges, forget, onError }: TickingStreamsOptions): TickingStreams<Listener> => {
  const listeners = new Map<EventStream, Listener>()
  let timer: NodeJS.Timeout | undefined
  let ticks = 0
  let busy = false

  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
    forget()
  }

  const tick = async (): Promise<void> => {
    if (busy) return
    busy = true
    try {
      for (const stream of listeners.keys()) {
        if (!stream.isLetIn()) stream.close()
        if (stream.closed) listeners.delete(stream)
      }
      if (listeners.size === 0) {
        stop()
        return
      }
      ticks += 1
      if (ticks % beatEveryTicks === 0) for (const stream of listeners.keys()) stream.beat()
      await sendChanges()
    } finally {
      busy = false
    }
  }

  return {
    listeners,
    add (stream, listener) {
      listeners.set(stream, listener)
      timer ??= setInterval(() => { tick().catch((error: unknown) => onError?.(error)) }, tickMs).unref()
    },
    remove (stream) { listeners.delete(stream) },
    tick,
    close () {
      stop()
      for (const stream of listeners.keys()) stream.close()
      listeners.clear()
    }
  }
}
