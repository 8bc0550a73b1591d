import { useEffect } from 'preact/hooks'
import { pageStream, type Topic } from './page-stream.ts'

/** Follows something on the page's stream; something else once its parameters are others. */
export const useTopic = (topic: Topic): void => {
  useEffect(() => pageStream.follow(topic), [JSON.stringify(topic.parameters)])
}
