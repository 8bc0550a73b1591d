import { relative } from 'node:path'

/** As much of V8's coverage of a script as is needed here. The first function of a script is the script itself. */
export interface ScriptCalls {
  /** A path, or whatever a script without one is called. */
  readonly url: string
  readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
}

const isOurs = (path: string): boolean => !path.startsWith('..') && !path.startsWith('test/') && !path.split('/').includes('node_modules')

/** The files below `root` of which a function was called, in the order of their names; what was installed and what measures aside. */
export const calledFiles = (scripts: readonly ScriptCalls[], root: string): readonly string[] =>
  scripts.filter(({ functions }) => functions.some(({ ranges }) => ranges[0]!.count > 0))
    .map(({ url }) => url.startsWith('/') ? relative(root, url) : `../${url}`)
    .filter(isOurs)
    .sort()
