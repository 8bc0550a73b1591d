import type { CollectorProcess } from '../../collector/test/collector-process.ts'

/** One request as the administrator; gives the answer's JSON. @throws with the collector's own words for any answer but 2xx */
export const askAsAdmin = async <Answer>(
  { origin, adminToken }: Pick<CollectorProcess, 'origin' | 'adminToken'>,
  path: string,
  body?: unknown,
  change: 'POST' | 'PATCH' | 'PUT' = 'POST'
): Promise<Answer> => {
  const method = body === undefined ? 'GET' : change
  const response = await fetch(new URL(path, origin), {
    method,
    headers: { authorization: `Bearer ${adminToken}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000)
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`)
  return JSON.parse(text) as Answer
}
