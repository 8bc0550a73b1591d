import { join } from 'node:path'

export const checkout = join(import.meta.dirname, '../..')

/** The Node that the devices run: the locked npm package of this machine's architecture. */
export const nodeBinary = join(checkout, 'node_modules', `node-linux-${process.arch}`, 'bin/node')
