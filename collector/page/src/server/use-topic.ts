import { useEffect } from 'preact/hooks'
import { pageStream, type Topic } from './page-stream.ts'

/** Follows a subject on the page's stream; another one once its parameters differ. */
export const useTopic = (topic: Topic): void => {
  useEffect(() => pageStream.follow(topic), [JSON.stringify(topic.parameters)])
}
