import type { Options } from '../command/options.ts'

/** The format of a manifest: what `-o` says, else the ending of the name after `-w`, else `fallback`. */
export function manifestFormat(options: Options, fallback: 'yaml' | 'json'): 'yaml' | 'json' {
  const asked = options.text('output')
  if (asked === 'yaml' || asked === 'json') return asked
  const target = options.text('write') ?? ''
  if (/\.json$/i.test(target)) return 'json'
  if (/\.ya?ml$/i.test(target)) return 'yaml'
  return fallback
}
