import { createHash } from 'node:crypto'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'

export const sha256Of = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex')

/** Publishes content by the API of a running collector, as a script would. @throws with the collector's own words */
export const createPublisher = ({ origin, adminToken }: Pick<CollectorProcess, 'origin' | 'adminToken'>) => {
  const send = async (method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const response = await fetch(new URL(path, origin), {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json', ...headers },
      body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body)
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  return {
    /** Makes these files the current version; uploads those that the server lacks. */
    async publish (name: string, files: Readonly<Record<string, Buffer | string>>): Promise<void> {
      const contents = Object.entries(files).map(([path, text]) => {
        const content = Buffer.from(text)
        return { path, content, size: content.length, sha256: sha256Of(content) }
      })
      const asked = { files: contents.map(({ size, sha256 }) => ({ size, sha256 })) }
      const { missing } = await send('POST', '/api/content-files/missing', asked) as { readonly missing: readonly { readonly sha256: string }[] }
      for (const { sha256 } of missing) {
        const { content } = contents.find((each) => each.sha256 === sha256)!
        await send('PATCH', `/api/content-files/${sha256}`, content, {
          'content-type': 'application/partial-upload', 'upload-offset': '0', 'upload-length': `${content.length}`
        })
      }
      await send('POST', `/api/content/${name}/versions`, { files: contents.map(({ path, size, sha256 }) => ({ path, size, sha256 })) })
    },
    assignToAll: (name: string): Promise<unknown> => send('PUT', `/api/content/${name}/targets`, { all: true }),
    /** Goes back to an older version. */
    select: (name: string, number: number): Promise<unknown> => send('PUT', `/api/content/${name}/current`, { number })
  }
}
