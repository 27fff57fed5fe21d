import { Radio } from '@mantine/core'
import type { Profile } from '../../../contract/profiles.ts'
import { useTexts } from '../../i18n/index.ts'
import { Section } from '../../ui/Section.tsx'
import { PromptField } from '../dial/index.ts'
import classes from './RuleEditor.module.css'
import { useRouting } from './store.ts'
import { usePlan } from './use-plan.ts'

/** What happens when no rule fits: a call is closed, a message is not let pass. */
export function DefaultRule(props: { profile: Profile }) {
  const { profile } = props
  const { t } = useTexts()
  const { form } = usePlan(profile.id)
  const edit = useRouting((state) => state.edit)
  return (
    <div className={classes.form}>
      <h2 className={classes.title}>{t('routing.default.title')}</h2>
      <p className={classes.sum}>{t('routing.default.hint')}</p>
      {profile.service === 'ax' ? null : (
        <>
          <PromptField
            label={t('routing.fields.hintTone')}
            profileId={profile.id}
            value={form.closeTone}
            wrong={false}
            onChange={(closeTone) => edit(profile.id, (plan) => ({ ...plan, closeTone }))}
          />
          <Section title={t('routing.shape.title')} hint={t('routing.shape.hint')}>
            <Radio.Group
              aria-label={t('routing.shape.title')}
              value={form.answerShape}
              onChange={(value) => {
                if (value === 'list' || value === 'object') {
                  edit(profile.id, (plan) => ({ ...plan, answerShape: value }))
                }
              }}
            >
              <div className={classes.fields}>
                <Radio value="list" label={t('routing.shape.list')} />
                <Radio value="object" label={t('routing.shape.object')} />
              </div>
            </Radio.Group>
          </Section>
        </>
      )}
    </div>
  )
}
