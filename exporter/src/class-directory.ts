import { existsSync } from 'node:fs'
import { NoDataError, type Roots } from './collector.ts'

/** The directory of a class of devices, such as `thermal`. @throws {NoDataError} with this reason if the kernel has no such class */
export const classDirectory = ({ sys }: Roots, name: string, reason: string): string => {
  const directory = `${sys}/class/${name}`
  if (!existsSync(directory)) throw new NoDataError(`${reason} (/sys/class/${name})`)
  return directory
}
