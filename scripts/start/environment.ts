/** The settings of the collector, the administrator's token among them, are no other program's business. */
export const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('MIMAMORI_')))
