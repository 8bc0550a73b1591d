import { useEffect, useState } from 'preact/hooks'
import { isLoggedIn } from '../server/index.ts'

/** `none`: nobody is logged in, and the address has no link's token. `refused`: that was revoked. `lost`: the server does not answer. */
export type WallSession = 'opening' | 'open' | 'none' | 'refused' | 'lost'

/** A server that starts, or a link that is made valid again by a backup. */
const againMs = { lost: 5000, refused: 60_000 } as const

/** The token stays in the address: a display that is reloaded, or whose browser is restarted, is logged in again. */
const exchange = async (token: string): Promise<WallSession> => {
  const answer = await fetch(
    '/api/wall/session',
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) }
  ).catch(() => undefined)
  if (answer?.ok === true) return 'open'
  return answer?.status === 401 ? 'refused' : 'lost'
}

const open = async (): Promise<WallSession> => {
  const loggedIn = await isLoggedIn()
  if (loggedIn === undefined) return 'lost'
  if (loggedIn) return 'open'
  const token = location.hash.slice(1)
  return token === '' ? 'none' : await exchange(token)
}

/** Logs the display in by the token in its address, unless its browser is logged in already. */
export const useWallSession = (): WallSession => {
  const [session, setSession] = useState<WallSession>('opening')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const poll = async () => {
      const next = await open()
      if (isOver) return
      setSession(next)
      if (next === 'lost' || next === 'refused') timer = setTimeout(() => void poll(), againMs[next])
    }
    void poll()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [])
  return session
}
