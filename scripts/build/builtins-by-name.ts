import type { Plugin } from 'esbuild'

/**
 * Takes only the imported names from Node's own modules. An ES import of node:http evaluates all that it
 * exports, WebSocket among them, and that loads undici: 6.5 MB of anonymous and 14 MB of resident memory for nothing
 * (measured on Node 24.21). `require`, as packages use it, evaluates only the properties that are read.
 */
export const builtinsByName: Plugin = {
  name: 'builtins-by-name',
  setup (build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'builtin', sideEffects: false })
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path) ?? {}).filter((name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default')
      const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => builtin.${name})()`)
      return {
        contents: [`const builtin = process.getBuiltinModule(${JSON.stringify(path)})`, ...lines, 'export default builtin'].join('\n')
      }
    })
  }
}
