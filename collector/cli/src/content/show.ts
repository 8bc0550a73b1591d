import type { z } from 'zod'
import type { ContentDeviceView, ContentSetView, FleetStatus, contentList, oneContent } from '@mimamori/contract'
import { contentReason } from '@mimamori/contract/content-reason'
import { formatBytes } from '@mimamori/contract/quantity'
import type { Answer, Invocation } from '../command.ts'
import { loadExactTime, terminalTimeZone } from '../local-time.ts'
import { table } from '../table.ts'
import { contentPath } from './ask-first.ts'
import { formatCounts, formatTargets } from './format-set.ts'

const currentOf = ({ current, versions }: ContentSetView): ContentSetView['versions'][number] =>
  versions.find(({ number }) => number === current)!

export const listSets = async (invocation: Invocation): Promise<Answer> => {
  const { ask, text } = invocation
  const { content } = await ask<z.infer<typeof contentList>>('GET', '/api/content')
  return {
    json: content,
    async lines () {
      if (content.length === 0) return [text.noContent]
      const time = await loadExactTime(invocation)
      return table(content, text, {
        name: 'name', version: ({ current }) => String(current), published: (set) => time(currentOf(set).publishedAt),
        size: (set) => formatBytes(currentOf(set).bytes), targets: (set) => formatTargets(set.targets, text),
        devices: (set) => formatCounts(set, text)
      })
    }
  }
}

/** Gives what says why a device waits or failed. How the devices are is only asked if one waits. */
const loadReasons = async (
  devices: readonly ContentDeviceView[], { ask, language }: Invocation
): Promise<(device: ContentDeviceView) => string> => {
  const { clients } = devices.some(({ state }) => state === 'waiting')
    ? await ask<FleetStatus>('GET', '/api/clients/status')
    : { clients: [] }
  const byId = new Map(clients.map((client) => [client.clientId, client]))
  const options = { language, timeZone: terminalTimeZone(), nowMs: Date.now() }
  return (device) => contentReason(device, byId.get(device.id), options).join(language === 'ja' ? '' : ' ')
}

export const showSet = async (invocation: Invocation): Promise<Answer> => {
  const { ask, subject, text } = invocation
  const { content, devices } = await ask<z.infer<typeof oneContent>>('GET', contentPath(subject))
  return {
    json: { ...content, devices },
    async lines () {
      const [time, reason] = [await loadExactTime(invocation), await loadReasons(devices, invocation)]
      return [
        text.contentOf(content.name, formatTargets(content.targets, text), formatCounts(content, text)), '',
        ...await table(content.versions, text, {
          version: ({ number }) => number === content.current ? text.currentVersion(number) : String(number),
          published: ({ publishedAt }) => time(publishedAt), by: 'publisher', files: ({ fileCount }) => String(fileCount),
          size: ({ bytes }) => formatBytes(bytes)
        }),
        '',
        ...devices.length === 0 ? [text.contentForNobody] : await table(devices, text, {
          device: 'id', site: 'site', status: ({ state }) => text.contentStates[state],
          version: ({ number }) => number === null ? null : String(number), taken: ({ since }) => since && time(since),
          left: ({ bytesLeft }) => bytesLeft ? formatBytes(bytesLeft) : null, message: reason
        })
      ]
    }
  }
}
