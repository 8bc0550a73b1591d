import { createHash } from 'node:crypto'
import type { DeviceContent } from '@mimamori/contract'
import type { CollectorInTest } from '../collector-in-test.ts'

export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex')
export const manifestOf = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, content]) => ({ path, size: Buffer.byteLength(content), sha256: hashOf(content) }))

/** Uploads a file from a byte on. */
export const upload = ({ asAdmin }: CollectorInTest, content: string, offset = 0, end?: number) => asAdmin({
  method: 'PATCH',
  url: `/api/content-files/${hashOf(content)}`,
  headers: { 'content-type': 'application/partial-upload', 'upload-offset': `${offset}`, 'upload-length': `${Buffer.byteLength(content)}` },
  body: Buffer.from(content).subarray(offset, end)
})

export const publish = async (collector: CollectorInTest, name: string, files: Readonly<Record<string, string>>) => {
  for (const content of Object.values(files)) await upload(collector, content)
  return collector.asAdmin({ method: 'POST', url: `/api/content/${name}/versions`, body: { files: manifestOf(files) } })
}
export const assign = (collector: CollectorInTest, name: string, targets: object) =>
  collector.asAdmin({ method: 'PUT', url: `/api/content/${name}/targets`, body: targets })

/** What a device with this key is told to have. */
export const wanted = async ({ app }: CollectorInTest, key: string): Promise<Pick<DeviceContent, 'version' | 'sets'>> => {
  const answer = await app.inject({ url: '/api/clients/content', headers: { 'x-client-key': key } })
  if (answer.statusCode !== 200) throw new Error(answer.body)
  const { version, sets } = answer.json<DeviceContent>()
  return { version, sets }
}
