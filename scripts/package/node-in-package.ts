/** The libraries that Node.js is linked to, in the versions that its builds for Linux need: https://github.com/nodejs/node/blob/v24.x/BUILDING.md */
export const nodeLibraries: readonly string[] = ['libc6 (>= 2.28)', 'libstdc++6 (>= 8)', 'libgcc-s1']

/** The faults that lintian(1) finds in it. */
export const nodeOverrides: readonly string[] = [
  '# Node.js is the program that its authors have built, which package-lock.json names by its checksum.',
  'embedded-library *bin/node*', 'unstripped-binary-or-object *bin/node*'
]
