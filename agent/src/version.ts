import manifest from '../package.json' with { type: 'json' }

/** This agent's version, as its package and its reports say it. */
export const version: string = manifest.version
