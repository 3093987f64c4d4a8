import { fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap } from '../functions/go-function.ts'
import { formatUrl } from '../library/url/format-url.ts'
import { formatUserInfo, hostnameOf, parseUrl } from '../library/url/parse-url.ts'
import { failTemplate } from '../template-failure.ts'
import { GoMap } from '../values/go-value.ts'

/** Functions of sprig for URLs. */
export const urlFunctions: FunctionMap = functionMap({
  urlParse: fixed(['string'], ([text], { meter }) => {
    meter.spendText(text.length)
    const { scheme, host, path, query, opaque, fragment, user } = parseUrl(text)
    return GoMap.dict(
      new Map([
        ['scheme', scheme],
        ['host', host],
        ['hostname', hostnameOf(host)],
        ['path', path],
        ['query', query],
        ['opaque', opaque],
        ['fragment', fragment],
        ['userinfo', user === undefined ? '' : formatUserInfo(user)],
      ]),
    )
  }),
  urlJoin: fixed(['map[string]interface {}'], ([parts]) => {
    const part = (name: string): string => stringOf(parts, name)
    const url = {
      scheme: part('scheme'),
      host: part('host'),
      path: part('path'),
      query: part('query'),
      opaque: part('opaque'),
      fragment: part('fragment'),
    }
    const userInfo = part('userinfo')
    const user = userInfo === '' ? undefined : parseUrl(`proto://${userInfo}@host`).user
    return formatUrl({ ...url, user })
  }),
})

function stringOf(parts: GoMap, name: string): string {
  const value = parts.entries.get(name)
  if (value === undefined) return ''
  return typeof value === 'string' ? value : failTemplate('value is not a string')
}
