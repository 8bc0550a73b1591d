import type { EventStream } from './event-stream.ts'

/**
 * A part of a stream for one feed, so that a page needs one stream for all that it follows: its events have the topic before their
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
