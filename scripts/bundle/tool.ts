import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A program that a bundle is made with is missing, or has failed. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
  readonly tool: string
  readonly isMissing: boolean

  constructor (tool: string, { isMissing, reason }: { readonly isMissing: boolean, readonly reason: string }) {
    super(reason)
    this.tool = tool
    this.isMissing = isMissing
  }
}

/** Runs a program of Debian, and gives what it printed. @throws {ToolError} with what it said */
export const runTool = async (
  tool: string, args: readonly string[], { input = '', cwd }: { readonly input?: string, readonly cwd?: string } = {}
): Promise<string> => {
  const running = run(tool, args, { cwd, env: { ...process.env, LC_ALL: 'C.UTF-8' }, maxBuffer: 1e8 })
  running.child.stdin!.on('error', () => {}) // it has ended without reading, and says why
  running.child.stdin!.end(input)
  try {
    return (await running).stdout
  } catch (error) {
    const { code, stderr = '', message } = error as { readonly code?: unknown, readonly stderr?: string, readonly message: string }
    throw new ToolError(tool, { isMissing: code === 'ENOENT', reason: stderr.trim() || message })
  }
}
