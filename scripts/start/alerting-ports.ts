import { join } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import { findListener } from './listener.ts'
import type { ServiceDirectories } from './directories.ts'
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
  readonly directories: Pick<ServiceDirectories, 'data'>
  readonly text: Pick<StartText, 'portMoved'>
  readonly print: (line: string) => void
  /** The ports to begin with. */
  readonly usual?: Ports
}

/** Ports that are free now. */
interface ChosenPorts extends Ports {
  /** Prints which of them are others than at the last start, and keeps them for the next one. By the start that has the data directory. */
  readonly keep: () => void
}

/** The ports that Prometheus and Alertmanager had at the last start; if one is taken, the next free one. */
export const chooseAlertingPorts = async ({ directories, text, print, usual = alertingPorts }: Options): Promise<ChosenPorts> => {
  const file = join(directories.data, 'ports.json')
  const last = readPorts(file)
  const moves: string[] = []
  const choose = async (part: keyof Ports): Promise<number> => {
    const port = await freePort(usual[part], last[part])
    const before = last[part] ?? usual[part]
    if (port !== before) moves.push(text.portMoved(names[part], { from: before, to: port, by: findListener(before) }))
    return port
  }
  const ports = { prometheus: await choose('prometheus'), alertmanager: await choose('alertmanager') }
  return {
    ...ports,
    keep () {
      for (const move of moves) print(move)
      writePrivateFile(file, `${JSON.stringify(ports)}\n`)
    }
  }
}
