import { spawnSync } from 'node:child_process'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readInstallScript } from '../../collector/src/enrollment/install-script.ts'
import { installScript } from '../../scripts/bundle/make-bundle.ts'
import { describeWith } from '../whole/processes.ts'
import { unportable } from './portability.ts'

const directory = join(import.meta.dirname, '..', '..', 'scripts')
const scripts = ['.', 'shell', 'shell/text'].flatMap((folder) =>
  readdirSync(join(directory, folder))
    .filter((name) => name.endsWith('.sh'))
    .map((name) => join(folder, name))
)

/** For Debian alone, which has GNU tools. */
const onDebian = [
  join(directory, '..', 'collector', 'bin', 'mimamori'),
  ...globSync('package/*/{pre,post}{inst,rm}', { cwd: directory }).map((path) => join(directory, path))
]

describe('the scripts for the administrator’s computer', () => {
  test('are there', () => {
    expect(scripts).toEqual(
      expect.arrayContaining([
        'update-all-clients.sh',
        'publish-release.sh',
        'publish-content.sh',
        'enroll-device.sh',
        'rotate-keys.sh',
        'retire-device.sh',
        'shell/arguments.sh',
        'shell/text/ja.sh'
      ])
    )
  })

  test.each(scripts)('%s uses nothing newer than bash 3.2 and nothing that only GNU tools have', (name) => {
    expect(unportable(readFileSync(join(directory, name), 'utf8'))).toEqual([])
  })
})

describeWith('/usr/bin/shellcheck')('shellcheck', () => {
  test('finds nothing in the scripts', () => {
    const { stdout, stderr, status } = spawnSync(
      '/usr/bin/shellcheck',
      [...scripts.map((name) => join(directory, name)), ...onDebian],
      { encoding: 'utf8' }
    )
    expect([status, stdout, stderr]).toEqual([0, '', ''])
  })

  test('finds nothing in the installer, put together as a device gets it', async () => {
    const input = await readInstallScript({ origin: 'http://192.168.10.2:8080', agent: undefined, authority: undefined, nowMs: 0 })
    const { stdout, stderr, status } = spawnSync('/usr/bin/shellcheck', ['-'], { encoding: 'utf8', input })
    expect([status, stdout, stderr]).toEqual([0, '', ''])
  })

  test('finds nothing in the script that installs a server out of one file', async () => {
    const { stdout, stderr, status } = spawnSync('/usr/bin/shellcheck', ['-'], { encoding: 'utf8', input: await installScript() })
    expect([status, stdout, stderr]).toEqual([0, '', ''])
  })
})

describe('the check for bash 3.2 and BSD tools', () => {
  test.each([
    'declare -A seen',
    'local -A seen',
    'local -n reference=$1',
    'declare -g x=1',
    'declare -l x=A',
    'mapfile -t lines < file',
    'readarray lines',
    'echo "${name^^}"',
    'echo "${name,,}"',
    'x=${name@Q}',
    'make &>> log',
    'make |& tee log',
    'a) x ;;&',
    'coproc cat',
    "printf '%(%s)T' -1",
    'now=$EPOCHSECONDS',
    'echo $BASHPID',
    'wait -n',
    '[[ -v name ]]',
    '[ -v name ]',
    'shopt -s globstar',
    'x=${name:0:-1}',
    'x=${list[-1]}',
    'for i in {1..9..2}; do',
    "x=$'\\u3042'",
    'read -N 1 key',
    'read -r -t 0.5 key',
    'exec {fd}> file',
    'run "${words[@]}"',
    'run "${words[@]:1}"',
    'echo "$name（端末）"',
    'sed -i s/a/b/ file',
    "sed -r 's/(a)/b/' file",
    "sed 's/a\\+/b/' file",
    "sed 's/a\\|b/c/' file",
    'readlink -f "$0"',
    'realpath x',
    'date -d yesterday',
    'date -Iseconds',
    'date +%s%N',
    'grep -P x file',
    'grep -oP x file',
    "grep 'a\\|b' file",
    'stat -c %s file',
    'mktemp',
    'mktemp -d',
    'd=$(mktemp -d)',
    'xargs -r rm',
    'xargs -0 -r rm',
    'sort -V',
    'sort -u -V',
    'head -n -1',
    'ls --color',
    'cp -a x y',
    'ln -sfT a b',
    'base64 -w0',
    'timeout 5 make',
    'flock lock make',
    'sha256sum file',
    'seq -w 10',
    'echo -e x',
    'echo -n x',
    "awk '{ print gensub(/a/, 1) }'",
    "find . -printf '%p'"
  ])('finds %s', (line) => {
    expect(unportable(`set -u\n${line}\n`)).toEqual([expect.objectContaining({ line: 2 })])
  })

  test.each([
    'declare -a list',
    'local name=$1',
    'run ${words[@]+"${words[@]}"}',
    'count=${#words[@]}',
    'for ((i = 0; i < ${#words[@]}; i++)); do',
    'x=${name:0:12}',
    'x=${name%?}',
    'make > log 2>&1',
    'make 2>&1 | tee log',
    'a) x ;;',
    'printf \'%s\' "$name"',
    'read -r line',
    'read -r -t 5 line',
    'echo "${name}（端末）"',
    "sed -E 's/(a)/b/' file",
    "sed -n 's/a\\{1,\\}/b/p' file",
    'date +%Y-%m-%d',
    'grep -Eo x file',
    'grep -Fxv -- x',
    'mktemp -d "${TMPDIR:-/tmp}/x.XXXXXX"',
    'sort -u',
    'head -n 1',
    'tail -n 1',
    'cp -pR x y',
    'tee -i -a log',
    'git status --porcelain',
    'git log --format=%h',
    '# sed -i is not used',
    'cat << EOT\ntimeout 5 make\nEOT'
  ])('lets %s pass', (line) => {
    expect(unportable(`set -u\n${line}\n`)).toEqual([])
  })
})
