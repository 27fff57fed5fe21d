import { useEffect } from 'react'
import type { Template } from '../../../contract/templates.ts'
import { isTemplateAcceptable } from '../../../domain/template/index.ts'
import { errorOf } from '../../client/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useOnline } from '../../ui/connectivity.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReviewHistory } from '../../ui/ReviewHistory.tsx'
import { ReviewSteps } from '../../ui/ReviewSteps.tsx'
import { Section } from '../../ui/Section.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProfiles } from '../profiles/index.ts'
import classes from './ReviewSection.module.css'
import { useTemplates } from './store.ts'

/** How far the kept content is at each account, and how it came there. */
export function ReviewSection(props: { template: Template; changed: boolean }) {
  const { template, changed } = props
  const { id } = template
  const { t } = useTexts()
  const online = useOnline()
  const { list, activeId } = useProfiles((state) => state)
  const setReview = useTemplates((state) => state.setReview)
  const openTemplate = useTemplates((state) => state.openTemplate)
  const closeTemplate = useTemplates((state) => state.closeTemplate)
  const history = useTemplates((state) => (state.open?.id === id ? state.open.history : undefined))
  const { busy, error, act } = useAct(errorOf)

  useEffect(() => {
    openTemplate(id)
    return closeTemplate
  }, [id, openTemplate, closeTemplate])

  // The profile in use is the one that the person has in mind.
  const profiles = list.toSorted((one, other) => Number(other.id === activeId) - Number(one.id === activeId))
  const unfit = !isTemplateAcceptable(template.findings)
  const needsId =
    template.platformTemplateId === undefined && template.reviews.some(({ state }) => state === 'passed')
  return (
    <>
      <Section title={t('reviews.title')} hint={t('reviews.hint')}>
        <div className={classes.reviews}>
          {changed ? (
            <Notice tone="info">{t('templates.review.saveFirst')}</Notice>
          ) : unfit ? (
            <Notice tone="warn">{t('templates.review.mendFirst')}</Notice>
          ) : needsId ? (
            <Notice tone="warn">{t('templates.review.needsId')}</Notice>
          ) : null}
          <ErrorNotice error={error} />
          <ReviewSteps
            subject="template"
            profiles={profiles}
            reviews={template.reviews}
            unfit={unfit}
            disabled={!online || busy || changed}
            onState={(change) => act(() => setReview(id, change))}
          />
        </div>
      </Section>
      {history === undefined || history.length === 0 ? null : (
        <Section title={t('reviews.history.title')}>
          <ReviewHistory
            subject="template"
            steps={history}
            profiles={list}
            versionWords={(version) =>
              version === template.content ? undefined : t('templates.review.earlier')
            }
          />
        </Section>
      )}
    </>
  )
}
