import packageJson from '../package.json' with { type: 'json' }

/** This collector's version, from its package. */
export const version: string = packageJson.version
