import { parseArgs } from 'node:util'

export interface DemoOptions {
  readonly devices: number
  readonly listen: { readonly host: string, readonly port: number }
}

/** A mistake on the command line; the message is for whoever wrote it. */
export class DemoUsageError extends Error { override readonly name = 'DemoUsageError' }

const usage = 'usage: npm run demo -- [--devices N] [--listen 127.0.0.1:PORT]'
const mostDevices = 5000

/** @throws {DemoUsageError} */
export const readDemoOptions = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): DemoOptions => {
  const { devices, listen = env['MIMAMORI_LISTEN'] ?? '127.0.0.1:8080' } = parse(args)
  const count = Number(devices)
  if (!/^\d+$/.test(devices) || count < 1 || count > mostDevices) throw new DemoUsageError(`--devices: expected a number from 1 to ${mostDevices}, got ${JSON.stringify(devices)}`)
  const [, host, port] = /^(127\.\d+\.\d+\.\d+):(\d{1,5})$/.exec(listen) ?? []
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    throw new DemoUsageError(`--listen (or MIMAMORI_LISTEN): expected an address of this machine itself with a port, such as 127.0.0.1:8080 (a demonstration is not for the network), got ${JSON.stringify(listen)}`)
  }
  return { devices: count, listen: { host, port: Number(port) } }
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: { devices: { type: 'string', default: '30' }, listen: { type: 'string' } } }).values
  } catch (error) {
    throw new DemoUsageError(`${(error as Error).message}\n${usage}`)
  }
}
