import { join } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { findListener } from './listener.ts'
import type { Places } from './places.ts'
import { freePort } from './port.ts'
import { readPrivateFile, writePrivateFile } from './private-file.ts'
import type { StartText } from './text.ts'

type Ports = Readonly<Record<keyof typeof alertingPorts, number>>
const names = { prometheus: 'Prometheus', alertmanager: 'Alertmanager' } as const

const readPorts = (file: string): Partial<Ports> => {
  try {
    return JSON.parse(readPrivateFile(file) ?? '{}') as Partial<Ports>
  } catch {
    return {}
  }
}

interface Options {
  readonly places: Pick<Places, 'data'>
  readonly text: Pick<StartText, 'portMoved'>
  readonly print: (line: string) => void
}

/**
 * The ports that Prometheus and Alertmanager had at the last start. If one is taken, the next free one is theirs from then on, and that is
 * printed.
 */
export const chooseAlertingPorts = async ({ places, text, print }: Options): Promise<Ports> => {
  const file = join(places.data, 'ports.json')
  const last = readPorts(file)
  const choose = async (part: keyof Ports): Promise<number> => {
    const port = await freePort(alertingPorts[part], last[part])
    const before = last[part] ?? alertingPorts[part]
    if (port !== before) print(text.portMoved(names[part], { from: before, to: port, by: findListener(before) }))
    return port
  }
  const ports = { prometheus: await choose('prometheus'), alertmanager: await choose('alertmanager') }
  writePrivateFile(file, `${JSON.stringify(ports)}\n`)
  return ports
}
