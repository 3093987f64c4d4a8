import { parseSealedSecret, type Unsealer, unsealSecret } from '../src/index.ts'
import { apiVersionOf, type KubeObject, SEALED_SECRETS } from '../toolkit/kube/index.ts'
import type { WantedSecret } from '../toolkit/ownership/index.ts'
import { secretTemplateRenderer } from '../toolkit/secret-template/index.ts'
import { SKIP_OWNER_ANNOTATION } from './names.ts'

/**
 * Opens a SealedSecret as it came from the API server: the Secret that it asks for, whose plaintexts
 * the caller disposes of. Name and namespace are always the SealedSecret's own, whatever its template
 * says. Every SealedSecret passes here before anything is done for it.
 *
 * @throws ERR_UNSEAL_FAILED naming the items, ERR_TEMPLATE_SYNTAX, ERR_TEMPLATE_FAILED,
 * ERR_TEMPLATE_LIMIT, ERR_MANIFEST_INVALID, ERR_LEGACY_DATA
 */
export async function unsealWanted(object: KubeObject, unsealer: Unsealer): Promise<WantedSecret> {
  const owner = { apiVersion: apiVersionOf(SEALED_SECRETS), kind: SEALED_SECRETS.kind }
  // The items of a list come without a kind of their own.
  const sealed = parseSealedSecret({ ...object, ...owner }, { lenient: true })
  const unsealed = await unsealSecret(sealed, unsealer, {
    acceptLegacyData: true,
    renderer: secretTemplateRenderer,
  })
  const { name = '', namespace = '', uid = '' } = object.metadata
  return {
    namespace,
    name,
    labels: new Map(Object.entries(unsealed.labels)),
    annotations: new Map(Object.entries(unsealed.annotations)),
    finalizers: unsealed.finalizers,
    type: unsealed.type,
    immutable: unsealed.immutable === true,
    data: unsealed.data,
    owner: { ...owner, name, uid },
    setOwnerReference: sealed.template.metadata.annotations?.[SKIP_OWNER_ANNOTATION] !== 'true',
  }
}
