import { Dropzone } from '@mantine/dropzone'
import { IconFileMusic, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { isPromptId, type PromptId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { Split } from '../../ui/Split.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { HandOffPanel } from './HandOffPanel.tsx'
import { PromptDetail } from './PromptDetail.tsx'
import { PromptList } from './PromptList.tsx'
import classes from './PromptsView.module.css'
import { usePrompts } from './store.ts'

/** The library of prompts beside the one that is looked at, or those that are being handed off. */
export function PromptsView(props: { promptId: string | undefined }) {
  const { t } = useTexts()
  const add = usePrompts((state) => state.add)
  const [handing, setHanding] = useState<readonly PromptId[]>()
  const promptId = props.promptId !== undefined && isPromptId(props.promptId) ? props.promptId : undefined
  return (
    <>
      <Split
        name="prompts"
        label={t('common.resize')}
        initial={460}
        min={380}
        max={720}
        list={
          <PromptList
            chosen={promptId}
            onChoose={() => setHanding(undefined)}
            onHandOff={(ids) => setHanding(ids)}
          />
        }
        detail={
          <div className={classes.detail}>
            {handing !== undefined ? (
              <HandOffPanel key={handing.join()} promptIds={handing} onClose={() => setHanding(undefined)} />
            ) : promptId === undefined ? (
              <EmptyState
                icon={<IconFileMusic size={28} stroke={1.5} />}
                title={t('prompts.pick.title')}
                text={t('prompts.pick.text')}
              />
            ) : (
              <PromptDetail key={promptId} promptId={promptId} onHandOff={() => setHanding([promptId])} />
            )}
          </div>
        }
      />
      {/* What a file is, is found out from its content, so none is turned away by its name. */}
      <Dropzone.FullScreen onDrop={(files) => add(files)} multiple useFsAccessApi={false}>
        <div className={classes.dropping}>
          <div>
            <IconUpload size={40} stroke={1.4} aria-hidden="true" />
            <strong>{t('prompts.drop.title')}</strong>
            {t('prompts.drop.text')}
          </div>
        </div>
      </Dropzone.FullScreen>
    </>
  )
}
