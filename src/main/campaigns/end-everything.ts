import type { CampaignId } from '../../domain/values.ts'
import type { Calls } from '../calls/index.ts'
import type { Store } from '../store/index.ts'

/** Rows that stop waiting per transaction. */
const CHUNK = 500
/** Hang-ups that are on their way at a time. */
const HANG_UPS = 5

/** Hangs up what runs of a campaign, and lets nothing wait any more. May be done again after a crash. */
export async function endEverything(store: Store, calls: Calls, id: CampaignId): Promise<void> {
  const open = await store.campaignCalling(id)
  const hangUps = Array.from({ length: HANG_UPS }, async () => {
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      // One that is over, or cannot be ended from here, ends by itself.
      await calls.hangUp(one.callId).catch(() => undefined)
    }
  })
  await Promise.all(hangUps)
  while ((await store.stopCampaignRows(id, CHUNK)) === CHUNK);
}
