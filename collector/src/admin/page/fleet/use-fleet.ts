import { useEffect, useState } from 'preact/hooks'
import type { FleetStatus } from '../../../fleet/client-status.ts'
import { language } from '../words.ts'
import { changedFleet, unknownFleet, wholeFleet, type Fleet, type FleetChange } from './fleet.ts'

/**
 * Listens to the server's stream while the page is seen. A hidden page holds none: a browser opens six connections to a
 * server over all its tabs, and no more.
 */
export const useFleet = (): Fleet => {
  const [fleet, setFleet] = useState(unknownFleet)

  useEffect(() => {
    let source: EventSource | undefined
    let again: ReturnType<typeof setTimeout> | undefined

    const open = () => {
      close()
      source = new EventSource(`/admin/events?lang=${language}`)
      source.addEventListener('fleet', ({ data }: MessageEvent<string>) => setFleet(wholeFleet(JSON.parse(data) as FleetStatus, Date.now())))
      source.addEventListener('change', ({ data }: MessageEvent<string>) => setFleet((last) => changedFleet(last, JSON.parse(data) as FleetChange, Date.now())))
      source.addEventListener('error', () => {
        setFleet((last) => ({ ...last, connected: false }))
        // The browser tries again by itself after a break, but not after an answer that refuses.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(() => void retry(), 5000)
      })
    }
    const retry = async () => {
      const answer = await fetch('/admin', { redirect: 'manual' }).catch(() => undefined)
      if (answer?.type === 'opaqueredirect') location.assign('/admin/login')
      else if (!document.hidden) open()
    }
    const close = () => {
      clearTimeout(again)
      source?.close()
      source = undefined
    }
    const see = () => {
      if (document.hidden) close()
      else if (!source) open()
    }

    see()
    document.addEventListener('visibilitychange', see)
    return () => {
      document.removeEventListener('visibilitychange', see)
      close()
    }
  }, [])

  return fleet
}
