import { fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap } from '../functions/go-function.ts'
import { parseConstraint, satisfies } from '../library/semver/constraint.ts'
import { parseVersion } from '../library/semver/version.ts'
import { failTemplate } from '../template-failure.ts'

/** Functions of sprig for semantic versions. */
export const semverFunctions: FunctionMap = functionMap({
  semver: fixed(
    ['string'],
    ([text]) => parseVersion(text) ?? failTemplate('text is not a version'),
  ),
  semverCompare: fixed(['string', 'string'], ([text, version], { meter }) => {
    meter.spend(text.length)
    const constraint = parseConstraint(text) ?? failTemplate('text is not a version constraint')
    return satisfies(parseVersion(version) ?? failTemplate('text is not a version'), constraint)
  }),
})
