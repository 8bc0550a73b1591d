import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'

/**
 * A part of a stream for one feed, so that a page needs one stream for all of its topics: its events have the topic before their
 * names (`log:lines`), and its end is not the stream's.
 */
export const topicOf = (stream: EventStream, topic: string): EventStream => {
  let isOver = false
  return {
    body: stream.body,
    send (event, json, id) { if (!isOver) stream.send(`${topic}:${event}`, json, id) },
    drained: () => stream.drained(),
    // The stream has beats of its own.
    beat: () => undefined,
    isLetIn: stream.isLetIn,
    close () { isOver = true },
    get closed () { return isOver || stream.closed }
  }
}

/** One browser's stream of server-sent events (HTML standard, section 9.2). */
export interface EventStream {
  readonly body: PassThrough
  /** An event whose data is a JSON text without line breaks. `id`: the position at which its reader can resume (`Last-Event-ID`). */
  send (event: string, json: string, id?: string): void
  /** Resolves once the browser has read enough for more to be sent, or the stream is closed. */
  drained (): Promise<void>
  /** A comment that keeps proxies from closing the connection. */
  beat (): void
  /** Whether its reader still has access. */
  readonly isLetIn: () => boolean
  close (): void
  readonly closed: boolean
}

/**
 * A browser with this many unread bytes is suspended or too slow: its stream is closed, and it reconnects for the whole state. The state of
 * a thousand devices is some 1.5 MB.
 */
const unreadBytes = 4 * 1024 * 1024

export const createEventStream = (isLetIn = () => true): EventStream => {
  const body = new PassThrough()
  const write = (text: string) => {
    if (body.destroyed || body.writableEnded) return
    if (body.writableLength > unreadBytes) body.destroy()
    else body.write(text)
  }
  const drained = async () => {
    if (!body.writableNeedDrain) return
    const over = new AbortController()
    try {
      // An ended stream emits no `drain`.
      await Promise.race(['drain', 'finish', 'close'].map((event) => once(body, event, { signal: over.signal })))
    } finally {
      over.abort()
    }
  }
  return {
    body,
    drained,
    send: (event, json, id) => write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${json}\n\n`),
    beat: () => write(': beat\n\n'),
    isLetIn,
    close: () => { body.end() },
    get closed () { return body.destroyed || body.writableEnded }
  }
}

export const sendStream = (reply: FastifyReply, stream: EventStream): FastifyReply =>
  reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream.body)
