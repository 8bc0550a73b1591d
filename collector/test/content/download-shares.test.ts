import { createHash } from 'node:crypto'
import { connect, type AddressInfo } from 'node:net'
import Fastify, { type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { Contents } from '../../src/content/contents.ts'
import type { DeviceReports } from '../../src/content/device-reports.ts'
import { deviceContentRoutes } from '../../src/content/device-content-routes.ts'
import { createFileStore } from '../../src/content/file-store.ts'
import errors from '../../src/platform/http/errors/errors.ts'
import { temporaryDirectory } from '../temporary-directory.ts'

/** More than the system takes of one answer. */
const video = Buffer.alloc(16 * 1024 * 1024)
const page = Buffer.from('<h1>hello</h1>')
const keyOf = (content: Buffer) => ({ sha256: createHash('sha256').update(content).digest('hex'), size: content.length })

/** The routes on a port, for devices that name themselves, each with both files. */
const serve = async (noProgressMs?: number) => {
  const contentFiles = createFileStore({ directory: temporaryDirectory(), clock: { nowMs: () => 0 } })
  for (const content of [video, page]) await contentFiles.append(keyOf(content), 0, (async function* () { yield content })())
  const set = { hashes: new Set([video, page].map((content) => keyOf(content).sha256)), rendered: new Map() }
  const app = Fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(errors)
  app.decorateRequest('device')
  app.decorate('requireDevice', async (request: FastifyRequest) => {
    request.device = { id: request.headers['x-device'] } as FastifyRequest['device']
  })
  await app.register(deviceContentRoutes({
    contents: { wantedBy: () => ({ sets: [set] }) } as unknown as Contents,
    contentFiles,
    contentReports: {} as DeviceReports,
    ...noProgressMs !== undefined && { noProgressMs }
  }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  onTestFinished(() => {
    app.server.closeAllConnections()
    return app.close()
  })
  const path = (content: Buffer): string => `/api/clients/content/files/${keyOf(content).sha256}`
  return {
    get: (device: string, content: Buffer) =>
      fetch(`http://127.0.0.1:${port}${path(content)}`, { headers: { 'x-device': device, connection: 'close' } }),
    /** Asks for the video, and takes nothing of it. */
    leaveUnread: async (device: string) => {
      const socket = connect({ port, host: '127.0.0.1' }).pause()
      onTestFinished(() => { socket.destroy() })
      socket.write(`GET ${path(video)} HTTP/1.1\r\nhost: a\r\nx-device: ${device}\r\n\r\n`)
      await new Promise((resolve) => { socket.once('readable', resolve) })
      return socket
    }
  }
}

it('gives a device a small file while 20 others take nothing of a large one, and refuses it a large one for now', async () => {
  const { get, leaveUnread } = await serve()
  for (let number = 0; number < 20; number++) await leaveUnread(`slow-${number}`)
  const refused = await get('pi-lobby', video)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await refused.json()).toMatchObject({ code: 'OVERLOADED', message: '20 downloads of content are going on already' })
  expect(await (await get('pi-lobby', page)).text()).toBe(page.toString())
})

it('closes connections that take nothing of their file, and gives their places to others', async () => {
  const { get, leaveUnread } = await serve(50)
  for (let number = 0; number < 20; number++) await leaveUnread(`slow-${number}`)
  const statusOf = async (): Promise<number> => {
    const { status, body } = await get('pi-lobby', video)
    await body?.cancel()
    return status
  }
  await vi.waitFor(async () => { expect(await statusOf()).toBe(200) }, { timeout: 60_000, interval: 50 })
})
