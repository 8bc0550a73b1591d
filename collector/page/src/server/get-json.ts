import { logInAndReturn } from './session.ts'

/** Gets an answer of the server, undefined if there is none or it refuses. A reader whose session has ended is led to the login. */
export const getJson = async <Answer>(path: string): Promise<Answer | undefined> => {
  const answer = await fetch(path).catch(() => undefined)
  if (answer?.status === 401) logInAndReturn()
  return answer?.ok ? await answer.json().catch(() => undefined) as Answer | undefined : undefined
}
