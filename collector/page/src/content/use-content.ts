import type { ContentDeviceView, ContentSetView } from '@mimamori/contract'
import { useEffect } from 'preact/hooks'
import { usePolledAnswer } from '../server/index.ts'

export interface OneContent { readonly content: ContentSetView, readonly devices: readonly ContentDeviceView[] }

/** While devices download a version, its bar is to be seen filling. */
const whileFillingMs = 3000

/** Devices that report begin within minutes of a publication; one that is off may wait for days. */
const beginMs = 10 * 60_000

export const isFilling = ({ counts: { downloading, waiting }, versions }: ContentSetView): boolean =>
  downloading > 0 || (waiting > 0 && Date.now() - Date.parse(versions[0]?.publishedAt ?? '') < beginMs)

/** Polls a path more often while a device downloads. */
export const usePolledContent = <Answer>(path: string, isDownloading: (answer: Answer) => boolean) => {
  const polled = usePolledAnswer<Answer>(path)
  const { answer, refresh } = polled
  const isBusy = answer !== undefined && isDownloading(answer)
  useEffect(() => {
    if (!isBusy) return
    const timer = setInterval(() => { if (!document.hidden) refresh() }, whileFillingMs)
    return () => clearInterval(timer)
  }, [isBusy, refresh])
  return polled
}
