import { SEALED_KEYS } from '../redaction/index.ts'
import type { Store } from '../store/index.ts'
import { uploadSecretIds } from '../uploads/index.ts'

/**
 * Ids of every secret that goes along with a backup under a pass phrase: of profiles, of the upload target, and the
 * keys of sealed originals where there are some.
 */
export async function secretIdsOf(
  store: Pick<Store, 'profiles' | 'setting' | 'hasRedactions'>,
): Promise<string[]> {
  const [profiles, redacted] = await Promise.all([store.profiles(), store.hasRedactions()])
  return [
    ...profiles.map(({ id }) => id),
    ...(await uploadSecretIds(store)),
    ...(redacted ? [SEALED_KEYS] : []),
  ]
}
