/** What a person reads of a step: the task's own words, of `role : file | task` as Ansible names it. */
export const stepWords = (step: string): string => /^\S+ : \S+ \| (.+)$/.exec(step)?.[1] ?? step
