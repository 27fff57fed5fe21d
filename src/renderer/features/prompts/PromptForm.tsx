import { Button, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { RefObject } from 'react'
import type { Prompt } from '../../../contract/prompts.ts'
import { promptNameProblem } from '../../../domain/prompt/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useAct } from '../../ui/use-act.ts'
import classes from './PromptDetail.module.css'
import { usePrompts } from './store.ts'

type Fields = { name: string; description: string; tags: string[] }

/** Name, description and tags. What is typed stays until it is saved. */
export function PromptForm(props: { prompt: Prompt; nameRef: RefObject<HTMLInputElement | null> }) {
  const { prompt } = props
  const { t } = useTexts()
  const online = useOnline()
  const save = usePrompts((state) => state.save)
  const { busy, error, act } = useAct(errorOf)
  const form = useForm<Fields>({
    initialValues: { name: prompt.name, description: prompt.description, tags: prompt.tags },
    validateInputOnChange: ['name'],
    validate: {
      name: (name) => {
        const problem = promptNameProblem(name)
        return problem === undefined ? null : t(`prompts.detail.nameProblem.${problem}`)
      },
    },
  })
  const submit = (fields: Fields) =>
    act(async () => {
      await save({ promptId: prompt.id, ...fields })
      form.resetDirty(fields)
    })
  const renamed = form.values.name !== prompt.name && prompt.reviews.length > 0
  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
      <TextInput
        ref={props.nameRef}
        label={t('prompts.detail.name')}
        description={
          form.errors.name !== undefined
            ? undefined
            : t(renamed ? 'prompts.detail.nameChange' : 'prompts.detail.nameHint')
        }
        spellCheck={false}
        {...form.getInputProps('name')}
      />
      <TagsInput
        label={t('prompts.detail.tags')}
        description={t('prompts.detail.tagsHint')}
        maxTags={20}
        {...form.getInputProps('tags')}
      />
      <Textarea
        className={classes.wide ?? ''}
        label={t('prompts.detail.description')}
        description={t('prompts.detail.descriptionHint')}
        autosize
        minRows={1}
        maxLength={500}
        {...form.getInputProps('description')}
      />
      <div className={classes.wide}>
        <ErrorNotice error={error} />
      </div>
      {form.isDirty() ? (
        <div className={classes.save}>
          <Button type="submit" disabled={!online} loading={busy}>
            {t('prompts.detail.save')}
          </Button>
          <Button variant="default" onClick={() => form.reset()}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : null}
    </form>
  )
}
