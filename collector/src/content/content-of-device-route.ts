import { z } from 'zod'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { about, contentOfDevice } from '@mimamori/contract'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { UnknownDeviceError, type Registry } from '../devices/registry/registry.ts'
import { requestLanguage } from '../platform/language/request-language.ts'
import type { Content } from './compose-content.ts'
import { viewProgress } from './content-view.ts'

interface Deps extends Pick<Content, 'contents' | 'contentStates'> {
  readonly registry: Pick<Registry, 'get'>
}

/** The sets of one device for people and programs; the device itself asks for its files. */
export const contentOfDeviceRoute = ({ contents, contentStates, registry }: Deps): FastifyPluginAsyncZod => async (app) => {
  app.get('/api/clients/:id/content', {
    onRequest: app.requireRole('viewer'),
    config: { errors: ['CLIENT_DEVICE_NOT_FOUND'] },
    schema: {
      operationId: 'getContentOfDevice',
      tags: ['content'],
      summary: 'Get the sets of content of a device, each with how far it is; none for a device that is out of use',
      summaryJa: '端末 1 台のコンテンツと、受信の状況（使用を終えた端末では空）',
      answer: 'The sets, by name.',
      params: z.object({ id: z.string().meta(about('The ID of the device.', 'pi-kiosk-03')) }),
      response: { 200: contentOfDevice }
    }
  }, async (request) => {
    const device = registry.get(request.params.id)
    if (device === undefined) throw new UnknownDeviceError(`no device is enrolled as ${request.params.id}`)
    const states = isOutOfUse(device.state) ? [] : contentStates(device)
    const language = requestLanguage(request)
    const content = states.map((state) =>
      ({ name: state.name, current: contents.get(state.name).current.number, ...viewProgress(state, language) }))
    return { requestId: request.id, content }
  })
}
