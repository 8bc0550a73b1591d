import type { DeviceView } from '@mimamori/contract'
import type { Command } from '../command.ts'
import { CommandError, Refusal } from '../errors.ts'
import { readInput } from '../read-file.ts'
import type { CliText } from '../text/cli-text.ts'

/** The devices that a file lists. @throws {CommandError} */
const readDevices = (file: string, text: CliText): readonly unknown[] => {
  const content = readInput(file, text)
  if (content.trim() === '') throw new CommandError(text.emptyFile(file))
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (error) {
    throw new CommandError(text.notJson(file, (error as Error).message), { cause: error })
  }
  const devices = Array.isArray(value) ? value as unknown[] : (value as { clients?: unknown } | null)?.clients
  if (!Array.isArray(devices)) throw new CommandError(text.noDeviceList(file, JSON.stringify(value).slice(0, 60)))
  if (devices.length === 0) throw new CommandError(text.emptyDeviceList(file))
  return devices
}

/** `/clients/2/key` as the third device of the file, with its id, and the field. */
const formatPlace = (path: string, devices: readonly unknown[], text: CliText): string => {
  const [, index, ...field] = path.replace(/^\//, '').split('/')
  if (index === undefined) return path
  const id = (devices[Number(index)] as { id?: unknown } | null)?.id
  return [text.deviceOfFile(Number(index) + 1, typeof id === 'string' ? id : undefined), ...field].join(' ')
}

/** The file has the body of `POST /api/clients/import`: `{"clients": […]}`, or the list alone. */
export const importDevices: Command = {
  words: 'devices import',
  positionals: { FILE: 'importFile' },
  async run ({ ask, subject: file, text }) {
    const devices = readDevices(file, text)
    try {
      const { clients } = await ask<{ readonly clients: readonly DeviceView[] }>('POST', '/api/clients/import', { clients: devices })
      return { json: clients, lines: text.imported(clients.length, clients.filter(({ keys }) => keys.some(({ weak }) => weak)).length) }
    } catch (error) {
      const issues = error instanceof Refusal ? error.answer.issues : undefined
      if (issues === undefined) throw error
      const mistakes = issues.map(({ path, message }) => `  ${formatPlace(path, devices, text)}: ${message}`)
      throw new CommandError([text.nothingImported(file), ...mistakes], { cause: error })
    }
  }
}
