import { useId } from 'react'
import { checkValues, fillTemplate, spokenParts, variablesOf } from '../../../domain/template/index.ts'
import type { TemplateId } from '../../../domain/values.ts'
import { useTexts } from '../../i18n/index.ts'
import { CopyIcon } from '../../ui/CopyIcon.tsx'
import { Section } from '../../ui/Section.tsx'
import { useTemplates } from './store.ts'
import classes from './Trial.module.css'
import { ValueField } from './ValueField.tsx'

const NO_VALUES: readonly string[] = []

/** A form made of the variables of the content, and what is read out with these values. */
export function Trial(props: { templateId: TemplateId; content: string }) {
  const { templateId, content } = props
  const { t } = useTexts()
  const heardId = useId()
  const tried = useTemplates((state) => state.trials.get(templateId)) ?? NO_VALUES
  const tryValue = useTemplates((state) => state.tryValue)
  // Values belong to the places of the variables, whatever becomes of the text between.
  const numbered = variablesOf(content).map((variable, at) => ({ variable, number: at + 1 }))
  const values = tried.slice(0, numbered.length)
  return (
    <Section
      title={t('templates.trial.title')}
      hint={t('templates.trial.hint')}
      aside={
        numbered.length > 0 && checkValues(content, values).ok ? (
          <CopyIcon
            value={JSON.stringify(values)}
            label={t('templates.trial.copyValues')}
            done={t('common.copied')}
          />
        ) : undefined
      }
    >
      {numbered.length === 0 ? (
        <p className={classes.none}>{t('templates.trial.none')}</p>
      ) : (
        <div className={classes.fields}>
          {numbered.map(({ variable, number }) => (
            <ValueField
              key={number}
              variable={variable}
              number={number}
              value={values[number - 1] ?? ''}
              onChange={(value) => tryValue(templateId, number - 1, value)}
            />
          ))}
        </div>
      )}
      {content.trim() === '' ? null : (
        <figure className={classes.heard} aria-labelledby={heardId}>
          <figcaption className={classes.heardHead}>
            <span id={heardId}>{t('templates.trial.heard')}</span>
            <CopyIcon
              value={fillTemplate(content, values)}
              label={t('templates.trial.copyHeard')}
              done={t('common.copied')}
            />
          </figcaption>
          <blockquote>
            {spokenParts(content, values).map((part) => (
              <span
                key={part.offset}
                data-from={part.from}
                title={part.from === 'missing' ? t('templates.trial.missing') : undefined}
              >
                {part.text}
              </span>
            ))}
          </blockquote>
          <p>{t('templates.trial.heardHint')}</p>
        </figure>
      )}
    </Section>
  )
}
