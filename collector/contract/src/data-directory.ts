import { join } from 'node:path'

/** Where a collector listens, and keeps its data, unless its settings say otherwise: the command finds it there. */
export const defaultListen = '127.0.0.1:8080'
export const defaultDataDirectory = './var'

export const adminTokenFile = (dataDirectory: string): string => join(dataDirectory, 'admin-token')
export const serviceTokenFile = (dataDirectory: string, name: string): string => join(dataDirectory, 'tokens', name)
