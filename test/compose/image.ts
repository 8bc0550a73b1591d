import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import dockerignore from '@balena/dockerignore'
import { DockerfileParser, type Copy } from 'dockerfile-ast'

const checkout = resolve(import.meta.dirname, '..', '..')
export const dockerfile = readFileSync(join(checkout, 'collector', 'Dockerfile'), 'utf8')

/** The library is a function, which its types, those of an ES module, do not say. */
const context = (dockerignore as unknown as typeof dockerignore.default)().add(readFileSync(join(checkout, '.dockerignore'), 'utf8'))

/** Copies one path of the build context as far as .dockerignore lets it in. */
const copyFromContext = (source: string, target: string): void => {
  const from = join(checkout, source)
  cpSync(from, target, {
    recursive: true,
    // A directory that is left out may hold files that are not.
    filter: (path) => path === from || relative(checkout, path) === '' || !context.ignores(relative(checkout, path))
  })
}

const wordsOf = (instruction: Copy): readonly string[] =>
  instruction
    .getArguments()
    .map((argument) => argument.getValue())
    .filter((word) => !word.startsWith('--'))

/**
 * Makes the file system of the collector's image as far as it is ours, without an engine: the COPY instructions of both of its
 * stages, and the RUN of the first. What the base image brings, Node and Debian, is this machine's.
 */
export const buildImage = (root: string): void => {
  const workdir = join(root, 'opt', 'mimamori')
  mkdirSync(workdir, { recursive: true })
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const keyword = instruction.getKeyword()
    if (keyword === 'RUN' && /^npm ci /.test(instruction.getArgumentsContent() ?? '')) {
      execFileSync('sh', ['-c', `${instruction.getArgumentsContent()} --prefer-offline`], {
        cwd: workdir,
        stdio: ['ignore', 'ignore', 'inherit']
      })
    }
    if (keyword !== 'COPY') continue
    const copy = instruction as Copy
    if (copy.getFlags().some((flag) => flag.getName() === 'from')) continue
    const words = wordsOf(copy)
    const target = words.at(-1)!
    for (const source of words.slice(0, -1)) {
      const place = target.endsWith('/') ? join(workdir, target, source.split('/').at(-1)!) : join(workdir, target)
      mkdirSync(dirname(place), { recursive: true })
      copyFromContext(source, place)
    }
  }
}

/** What the image runs where compose.yaml says nothing else, as JSON in the Dockerfile. */
export const imageCommand = (): readonly string[] => {
  const last = DockerfileParser.parse(dockerfile).getInstructions().filter((instruction) => instruction.getKeyword() === 'CMD').at(-1)
  return JSON.parse(last?.getArgumentsContent() ?? '[]') as string[]
}

/** The image's environment. */
export const imageEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    DockerfileParser.parse(dockerfile)
      .getENVs()
      .flatMap((env) => env.getProperties())
      .map((property) => [property.getName(), property.getValue() ?? ''])
  )
