import { useEffect, useState } from 'preact/hooks'

/**
 * Whether the server still knows this browser; undefined if it does not answer. A redirect, unlike a 401, is no error in the browser's
 * console.
 */
export const isLoggedIn = async (): Promise<boolean | undefined> => {
  const answer = await fetch('/admin', { redirect: 'manual' }).catch(() => undefined)
  if (answer?.type === 'opaqueredirect') return false
  return answer?.ok === true ? true : undefined
}

const ended = 'mimamori-session-ended'

/** A form for a change, or a dialog with a new key: its content is nowhere else. Filters are in the address. */
const hasForm = (): boolean => document.querySelector('main form:not([role="search"]), main dialog') !== null

/**
 * For a page whose session has ended: the server shows the login in its place, which leads back here. A page with an open form stays and
 * shows a banner.
 */
export const logInAndReturn = (): void => {
  if (hasForm()) window.dispatchEvent(new Event(ended))
  else location.reload()
}

const againMs = 5000

/** Whether the session has ended while a form is open, until somebody has logged in with this browser again. */
export const useSessionEnded = (): boolean => {
  const [isEnded, setEnded] = useState(false)
  useEffect(() => {
    const end = () => setEnded(true)
    window.addEventListener(ended, end)
    return () => window.removeEventListener(ended, end)
  }, [])
  useEffect(() => {
    if (!isEnded) return
    const check = async () => { if (await isLoggedIn() === true) setEnded(false) }
    const timer = setInterval(() => void check(), againMs)
    return () => clearInterval(timer)
  }, [isEnded])
  return isEnded
}
