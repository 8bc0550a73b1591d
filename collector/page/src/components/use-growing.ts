import { useEffect, useState } from 'preact/hooks'

/** More than fit on a screen. */
const atFirst = 60
const eachFrame = 80

/** How many rows to draw: a screenful at once and the rest over the next frames, so that a thousand block nothing. */
export const useGrowing = (total: number): number => {
  const [count, setCount] = useState(atFirst)
  useEffect(() => {
    if (count >= total) return
    const frame = requestAnimationFrame(() => setCount(count + eachFrame))
    return () => cancelAnimationFrame(frame)
  }, [count, total])
  return count
}
