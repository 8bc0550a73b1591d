import { vi } from 'vitest'

/** Loads modules of the page as a reader of this language gets them; what is imported after that, they do not affect. */
export const inLanguage = async <Module>(lang: 'en' | 'ja', load: () => Promise<Module>): Promise<Module> => {
  vi.resetModules()
  vi.stubGlobal('document', { documentElement: { lang } })
  try {
    return await load()
  } finally {
    vi.unstubAllGlobals()
    vi.resetModules()
  }
}
