import { Button } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import type { SendResult } from '../../../contract/uploads.ts'
import type { ProfileId, PromptId } from '../../../domain/values.ts'
import { errorOf } from '../../client/index.ts'
import { joinSentences, useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useUploads } from './store.ts'

/**
 * Uploads prompts to the target, if there is one; nothing where there is none.
 *
 * @param props.names what the prompts are called, to tell what became of each
 */
export function SendNow(props: {
  promptIds: readonly PromptId[]
  profileId: ProfileId
  names: ReadonlyMap<PromptId, string>
}) {
  const { t, language } = useTexts()
  const online = useOnline()
  const target = useUploads((state) => state.target)
  const send = useUploads((state) => state.send)
  const refresh = useUploads((state) => state.refresh)
  const [results, setResults] = useState<readonly SendResult[]>()
  const [moved, setMoved] = useState<number>()
  const { busy, error, act } = useAct(errorOf)
  if (target?.fields === undefined) return null
  return (
    <>
      <div style={{ display: 'flex', alignItems: 'center', gap: 10, flexWrap: 'wrap' }}>
        <Button
          disabled={!online}
          loading={busy}
          leftSection={<IconUpload size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => act(async () => setResults(await send(props.promptIds, props.profileId)))}
        >
          {t('uploads.send.act')}
        </Button>
        <Button
          variant="default"
          disabled={!online}
          loading={busy}
          onClick={() => act(async () => setMoved(await refresh()))}
        >
          {t('uploads.send.refresh')}
        </Button>
        <span>{t('uploads.send.hint', { address: target.fields.address })}</span>
      </div>
      <ErrorNotice error={error} />
      {moved === undefined ? null : (
        <Notice tone="info" role="status">
          {t('uploads.send.refreshed', { count: moved })}
        </Notice>
      )}
      {results?.map(({ promptId, outcome, error: problem }) => (
        <Notice
          key={promptId}
          tone={outcome === 'sent' ? 'good' : 'bad'}
          role="status"
          title={`${props.names.get(promptId) ?? ''}: ${t(`uploads.send.outcome.${outcome}`)}`}
        >
          {problem === undefined ? undefined : joinSentences(language, problem.message, problem.remedy)}
        </Notice>
      ))}
    </>
  )
}
