/**
 * A function of POSIX shell for scripts on a device, `setting KEY FILE` (`-` is standard input): prints the value of the last such line,
 * by the lines that readSettingLines takes, or nothing. For keys, addresses and paths: a value ends at its first blank or quote.
 */
export const shellSetting = String.raw`setting () { sed -nE "s/^[[:blank:]]*(export[[:blank:]]+)?$1[[:blank:]]*=[[:blank:]]*[\"']?([^\"'[:space:]]*).*/\\2/p" "$2" 2> /dev/null | tail -n 1; }`
