import type { Collector } from '@mimamori/exporter'
import { counter, gauge } from '@mimamori/exporter/text-format'
import type { ContentState } from './content-state.ts'

interface MeasuredContent {
  state (): ContentState
  /** Since the start. */
  downloadedBytes (): number
}

/** The content that the agent keeps for others, and its writes to the card. */
export const contentCollector = (content: MeasuredContent): Collector => ({
  name: 'content',
  collect () {
    const { sets } = content.state()
    return [
      gauge(
        'mimamori_agent_content_left_bytes',
        'Bytes of a set of content that are still to be downloaded.',
        sets.flatMap(({ name, bytesLeft }) => bytesLeft === undefined ? [] : [{ labels: { set: name }, value: bytesLeft }])
      ),
      gauge(
        'mimamori_agent_content_problem',
        '1 if a set of content is not what it should be, by the kind of the problem.',
        sets.flatMap(({ name, problem }) => problem === undefined ? [] : [{ labels: { set: name, kind: problem.kind }, value: 1 }])
      ),
      counter(
        'mimamori_agent_content_downloaded_bytes_total',
        'Bytes of content that the agent has downloaded and written.',
        [{ labels: {}, value: content.downloadedBytes() }]
      )
    ].filter(({ samples }) => samples.length > 0)
  }
})
