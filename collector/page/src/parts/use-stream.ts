import { useEffect } from 'preact/hooks'
import { isLoggedIn, logInAndReturn } from './session.ts'

export interface StreamHandlers {
  /** By the event's name; one that gives `true` is the last: the stream is closed for good. Only state setters may be used here. */
  readonly on: Readonly<Record<string, (data: string) => boolean | void>>
  /** Told each time that the stream begins. */
  readonly opened?: () => void
  /** Told at each break; the browser tries again by itself. */
  readonly lost: () => void
  /** Asked after an answer that refuses: whether there is no use in trying again. */
  readonly hopeless?: () => Promise<boolean>
}

/**
 * Listens to one of the server's streams while the page is seen. A hidden page holds none: a browser opens six connections
 * to a server over all its tabs, and no more.
 */
export const useStream = (address: string, { on, opened, lost, hopeless }: StreamHandlers): void => {
  useEffect(() => {
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let done = false
    let refusals = 0
    let lastEventId = ''

    const open = () => {
      close()
      // A new stream goes on where the last was closed, as the browser lets one do that broke off.
      source = new EventSource(lastEventId === '' ? address : `${address}&lastEventId=${encodeURIComponent(lastEventId)}`)
      for (const [name, handle] of Object.entries(on)) {
        source.addEventListener(name, ({ data, lastEventId: id }: MessageEvent<string>) => {
          lastEventId = id
          if (handle(data) !== true) return
          done = true
          close()
        })
      }
      source.addEventListener('error', () => {
        lost()
        // The browser tries again by itself after a break, but not after an answer that refuses. Why it does is asked at once.
        if (source?.readyState !== EventSource.CLOSED) return
        refusals += 1
        if (refusals === 1) void retry()
        else again = setTimeout(() => void retry(), retryMs)
      })
      source.addEventListener('open', () => {
        refusals = 0
        opened?.()
      })
    }
    const retry = async () => {
      if (await isLoggedIn() === false) {
        logInAndReturn()
        // Where a form keeps the page, somebody may log in in another tab.
        if (!done) again = setTimeout(() => void retry(), retryMs)
      } else if (!done && !await hopeless?.() && !document.hidden) open()
    }
    const close = () => {
      clearTimeout(again)
      source?.close()
      source = undefined
    }
    const see = () => {
      if (document.hidden) close()
      else if (!source && !done) open()
    }

    see()
    document.addEventListener('visibilitychange', see)
    return () => {
      done = true
      document.removeEventListener('visibilitychange', see)
      close()
    }
  }, [address])
}

const retryMs = 5000
