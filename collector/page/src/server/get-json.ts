import { logInAndReturn } from './session.ts'

/** What the server answers, undefined where it does not or refuses; whose session has ended is led to the log-in. */
export const getJson = async <Answer>(path: string): Promise<Answer | undefined> => {
  const answer = await fetch(path).catch(() => undefined)
  if (answer?.status === 401) logInAndReturn()
  return answer?.ok ? await answer.json().catch(() => undefined) as Answer | undefined : undefined
}
