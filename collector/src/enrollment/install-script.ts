import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packAgentCommandIn } from '@mimamori/program/packaged-server'
import { shellSetting } from '@mimamori/program/shell-setting'
import { quoteWord } from '@mimamori/program/shell-word'
import { checkoutDirectory } from '../platform/config/local-command.ts'
import type { PublishedAgent } from './published-agent.ts'

const fileHere = (name: string): Promise<string> => readFile(join(import.meta.dirname, name), 'utf8')
/** A line of install.sh that stands for a part. */
const partPlace = /^\. \.\/(install\/[a-z-]+\.sh)$/gm
const settingPlace = '\n# setting KEY FILE (program/src/shell-setting.ts)\n'

interface Given {
  readonly origin: string
  /** Undefined if there is none yet: the script says so. */
  readonly agent: PublishedAgent | undefined
  /** The authority of the collector's certificate (PEM), for the device to store; undefined if the device must have it before. */
  readonly authority: string | undefined
  readonly nowMs: number
}

/** install.sh with its parts. */
const wholeScript = async (): Promise<string> => {
  const main = await fileHere('install.sh')
  const parts = new Map(
    await Promise.all([...main.matchAll(partPlace)].map(async ([line, file]) => [line, await fileHere(file!)] as const))
  )
  return main.replace(partPlace, (line) => parts.get(line)!.trimEnd())
}

/** The script that a device runs, filled in with the addresses of what it installs. @throws if the script has no place for a value */
export const readInstallScript = async ({ origin, agent, authority, nowMs }: Given): Promise<string> => {
  const values = {
    collector: origin,
    certificates: authority ?? '',
    server_time: String(Math.floor(nowMs / 1000)),
    revision: agent?.revision ?? '',
    archives: Object.entries(agent?.archives ?? {}).map(([machine, { file, sha256 }]) => `${machine} ${file} ${sha256}`).join('\n'),
    installer: agent?.installer.file ?? '',
    installer_sha256: agent?.installer.sha256 ?? '',
    pack_agent: packAgentCommandIn(checkoutDirectory)
  }
  let script = await wholeScript()
  for (const [name, value] of Object.entries(values)) {
    const place = `\n${name}=''\n`
    if (!script.includes(place)) throw new Error(`install.sh has no place for ${name}`)
    script = script.replace(place, () => `\n${name}=${quoteWord(value)}\n`)
  }
  if (!script.includes(settingPlace)) throw new Error('install.sh has no place for the function setting')
  return script.replace(settingPlace, () => `${settingPlace}${shellSetting}\n`)
}
