import { useEffect, useState } from 'preact/hooks'

/** The browser's time, read again every few seconds: for ages that grow while nothing else happens. */
export const useNow = (everyMs = 5000): number => {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return nowMs
}
