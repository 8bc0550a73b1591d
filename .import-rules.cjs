/** The end of a path's beginning that stands for a folder, or for a file as a whole. */
const asPattern = (name) => name.includes('.') ? `${name.replaceAll('.', '\\.')}$` : `${name}/`

/**
 * The rules of dependency-cruiser for a list of arrows: what each folder of `root`, and each file next to them, may import of the
 * others, values and types alike. A folder that is not in the list may import nothing, so that a new one gets its line; so may a file
 * next to them if `root` is a workspace's `src`.
 */
const importRules = (root, arrows) => {
  const label = root.replace('/src', '').replaceAll('/', '-')
  const anyOf = (names) => `^${root}/(?:${names.map(asPattern).join('|')})`
  return [
    ...Object.entries(arrows).map(([name, allowed]) => ({
      name: `${label}-${name}-imports-only-what-its-line-says`,
      severity: 'error',
      comment: `The list of arrows is in ${root.replace(/\/src.*/, '')}/import-rules.cjs.`,
      from: { path: anyOf([name]) },
      to: { path: `^${root}/`, pathNot: anyOf([name, ...allowed]) }
    })),
    {
      name: `${label}-folders-are-in-the-list`,
      severity: 'error',
      from: { path: `^${root}/${root.endsWith('/src') ? '' : '[^/]+/'}`, pathNot: anyOf(Object.keys(arrows)) },
      to: {}
    }
  ]
}

module.exports = { importRules }
