/** What a script must not use that shall run with macOS's bash 3.2 and BSD tools, and what to write in its place. */
interface Rule {
  readonly pattern: RegExp
  readonly instead: string
}

/** Newer than bash 3.2 (its NEWS file lists what came with 4.0 and later). */
const newerBash: readonly Rule[] = [
  { pattern: /\b(?:declare|local|typeset|readonly)\s+-[a-zA-Z]*A/, instead: 'no associative arrays before 4.0: a case statement' },
  { pattern: /\b(?:declare|local|typeset)\s+-[a-zA-Z]*[nlug]/, instead: 'no -n, -l, -u, -g before 4.0 to 4.3: printf -v, tr' },
  { pattern: /\b(?:mapfile|readarray)\b/, instead: 'not before 4.0: while read' },
  { pattern: /\$\{!?[A-Za-z_]\w*(?:\[[^\]]*\])?(?:\^|,|~)/, instead: 'no ${x^^} or ${x,,} before 4.0: tr' },
  { pattern: /\$\{[A-Za-z_]\w*(?:\[[^\]]*\])?@[A-Za-z]\}/, instead: 'no ${x@Q} before 4.4: quote' },
  { pattern: /&>>/, instead: 'not before 4.0: >> file 2>&1' },
  { pattern: /\|&/, instead: 'not before 4.0: 2>&1 |' },
  { pattern: /;;?&(?!&)/, instead: 'no ;& or ;;& before 4.0' },
  { pattern: /^\s*coproc\b/, instead: 'not before 4.0' },
  { pattern: /\bprintf\b[^|;]*%(?:-?\d+)?\([^)]*\)T/, instead: 'not before 4.2: date' },
  { pattern: /\$\{?EPOCH(?:SECONDS|REALTIME)\b/, instead: 'not before 5.0: date +%s' },
  { pattern: /\$\{?(?:BASHPID|SRANDOM)\b/, instead: 'not before 4.0 and 5.1' },
  { pattern: /\bwait\s+-[np]/, instead: 'not before 4.3 and 5.1: wait for a process id' },
  { pattern: /\[\[?\s+(?:!\s+)?-[vR]\s/, instead: 'not before 4.2: ${x+set}' },
  { pattern: /\bshopt\s+-[a-z]+\s+(?:globstar|lastpipe|inherit_errexit|autocd|patsub_replacement)\b/, instead: 'not before 4.0 to 5.2' },
  { pattern: /\$\{[A-Za-z_]\w*:\s*-?\d+:\s*-\d+\}/, instead: 'no negative length before 4.2: ${x%?}' },
  { pattern: /\[-\d+\]\}/, instead: 'no negative index before 4.3: ${a[${#a[@]}-1]}' },
  { pattern: /\{\d+\.\.\d+\.\.\d+\}|\{0\d+\.\.\d+\}/, instead: 'no steps or leading zeros before 4.0: for ((…))' },
  { pattern: /\$'[^']*\\u[0-9A-Fa-f]/, instead: 'not before 4.2: the character itself' },
  { pattern: /\bread\s+(?:-[a-z]*\s+)*-[a-z]*[iN]/, instead: 'not before 4.0 and 4.1' },
  { pattern: /\bread\b[^|;]*\s-t\s*\d*\.\d/, instead: 'whole seconds only before 4.0' },
  { pattern: /\bexec\s+\{[A-Za-z_]\w*\}[<>]/, instead: 'not before 4.1: a number' },
  // https://git.savannah.gnu.org/cgit/bash.git/tree/CHANGES, bash-4.4-alpha: an empty array is no unset variable under set -u.
  {
    pattern: /(?<!\+)"\$\{(?!#|!)[A-Za-z_]\w*\[[@*]\](?:[:#%/][^}]*)?\}"/,
    instead: 'fails under set -u where the array is empty before 4.4: ${a[@]+"${a[@]}"}'
  },
  // In a UTF-8 locale bash 3.2 on macOS takes the first byte of what follows for a letter of the name.
  { pattern: /\$[A-Za-z_]\w*[^\p{ASCII}]/u, instead: 'bash 3.2 may take the character for a part of the name: ${name}' }
]

/** Options and programs that GNU has and BSD has not, or has otherwise (the manual pages of macOS 14). */
const gnuOnly: readonly Rule[] = [
  {
    pattern: /\bsed\s+(?:-[a-zA-Z]+\s+)*-[a-hj-zA-Z]*(?:i|r|z|s)\b|\bsed\b[^|;]*\s--(?!\s)/,
    instead: 'no -i without a suffix, -r, -z, -s or long options: sed -E to another file'
  },
  { pattern: /\bsed\b[^|;]*'[^']*\\(?:[+?|tnwdsb])/, instead: 'no \\+ \\? \\| \\t \\n \\w in BSD sed: \\{1,\\} or -E' },
  { pattern: /\breadlink\s+-[a-z]*[fem]|\brealpath\b/, instead: 'not on older macOS: cd "$(dirname …)" && pwd -P' },
  { pattern: /\bdate\s+(?:[^|;)]*\s)?(?:-d|-I|--|-r\s+\S*\/)|\bdate\b[^|;)]*%[NP]/, instead: 'no -d, -I, %N in BSD date: ask the server' },
  {
    pattern: /\bgrep\s+(?:\S+\s+)*?-[a-zA-Z]*[PzT]\b|\bgrep\b[^|;]*\s--(?:perl|null-data|color|include|exclude)/,
    instead: 'no -P or -z in BSD grep: -E'
  },
  { pattern: /\bgrep\b[^|;]*'[^']*\\(?:[+?|wWsSbd<>])/, instead: 'no \\+ \\| \\w in BSD grep: -E and [[:alnum:]]' },
  { pattern: /\bstat\s+(?:-c|--)/, instead: 'BSD stat has -f: wc -c, ls, test' },
  {
    pattern: /\bmktemp\b(?!\s+(?:-d\s+)?(?:"?[^-\s"]\S*X{3,}|"\$))/,
    instead: 'BSD mktemp wants a template: mktemp -d "${TMPDIR:-/tmp}/name.XXXXXX"'
  },
  { pattern: /\bxargs\s+(?:-\S+\s+)*-(?:r|d|a)\b|\bxargs\s+--/, instead: 'no -r or -d in BSD xargs: while read' },
  { pattern: /\bsort\s+(?:-\S+\s+)*-[a-zA-Z]*[VhRz]\b|\bsort\s+--/, instead: 'no -V, -h, -R in older BSD sort' },
  { pattern: /\b(?:head|tail)\s+-[nc]\s*-\d|\bhead\s+--|\btail\s+--/, instead: 'no negative counts in BSD head' },
  { pattern: /\b(?:cp|ls|mv|rm|mkdir|du|df|tr|wc|cut|tee|tar|ln)\s+(?:-\S+\s+)*--[a-z]/, instead: 'no long options in BSD tools' },
  { pattern: /\bcp\s+-[a-zA-Z]*[aut]\b/, instead: 'no -a, -u, -t in older BSD cp: cp -pR' },
  { pattern: /\bln\s+-[a-zA-Z]*[rT]\b|\bmv\s+-[a-zA-Z]*[Tt]\b/, instead: 'no -T in BSD ln and mv' },
  { pattern: /\bbase64\s+(?:-w|--)/, instead: 'no -w in BSD base64' },
  {
    pattern: /\b(?:timeout|flock|setsid|nproc|tac|shuf|seq\s+-w|numfmt|sha256sum|md5sum|getent|ionice|pidof|free|tput\s+-S)\b(?=\s|$)/,
    instead: 'macOS has no such program'
  },
  { pattern: /\becho\s+-[neE]/, instead: 'echo differs: printf' },
  { pattern: /\b(?:ps|pgrep|pkill|ss|ip|systemctl|journalctl|apt-get|sudo\s+-E)\s+-/, instead: 'not on macOS, or otherwise' },
  { pattern: /\bawk\b[^|;]*(?:gensub|strftime|systime|asort|PROCINFO|length\(\w+\[\])/, instead: 'gawk only' },
  { pattern: /\bfind\s+-|\bfind\b[^|;]*\s-(?:printf|regextype|readable|executable)\b/, instead: 'BSD find needs a path and has no -printf' }
]

export interface Finding {
  readonly line: number
  readonly text: string
  readonly instead: string
}

/** A here-document is text, not code. */
const withoutHereDocuments = (lines: readonly string[]): readonly string[] => {
  let end: string | undefined
  return lines.map((line) => {
    if (end !== undefined) {
      if (line.trim() === end) end = undefined
      return ''
    }
    end = /(?<!<)<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(line)?.[2]
    return line
  })
}

/** Only the quotes' own text of a catalogue's sentences is left out: `printf '%s' "…"` shows a person what to type on Debian too. */
const codeOf = (line: string): string =>
  /^\s*#/.test(line)
    ? ''
    : line
        .replace(/(?<=^|\s)#.*$/, '')
        .replace(/(\bprintf '%s(?:\\n)?(?:%s)?' )(?:"(?:[^"\\]|\\.)*"|'[^']*')(?: "\$\{?1\}?")?(?= ;;$)/, '$1')

/**
 * What in the script bash 3.2 or a BSD tool would not understand. It reads lines, not the grammar: a rule may be too strict, which a
 * rewrite answers.
 */
export const unportable = (script: string): readonly Finding[] =>
  withoutHereDocuments(script.split('\n')).flatMap((line, index) => {
    const code = codeOf(line)
    return [...newerBash, ...gnuOnly]
      .filter(({ pattern }) => pattern.test(code))
      .map(({ instead }) => ({ line: index + 1, text: line.trim(), instead }))
  })
